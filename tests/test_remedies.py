"""The command that a message about git names is run where the message is said; then it works."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planpress.history import log, with_history
from planpress.model.errors import PlanpressError
from planpress.reading.git.plan_state import plan_words
from planpress.reading.locations import find_root
from planpress.workflows.check_plan import check_folder, conclude
from planpress.workflows.compare_plans import base_commit, compare_named, preview
from tests.checkouts import FILES, UNDATED, cases, clone, made
from tests.repositories import git

pytestmark = pytest.mark.process

def diff(root: Path, base: str | None = None, head: str | None = None) -> str:
    if base in ("ID", "PART-OF-ID"):
        base = git(root.parent / "origin", "rev-parse", "HEAD~")[: 40 if base == "ID" else 9]
    return "".join(compare_named(base, head, root).notes)


def check(root: Path) -> str:
    return "\n".join(one.message for one in check_folder(root, {}).findings if one.code in ("PP123", "PP124"))


def history(root: Path) -> str:
    log(root, None, None, 10)
    return with_history(conclude(check_folder(root, {})), root, True).limits


ACTS: dict[str, Callable[..., str]] = {
    "diff": diff, "check": check, "history": history,
    "packet": lambda root: plan_words(root) and "", "find": lambda root: find_root(root) and "",
}  # fmt: skip


def said(root: Path, act: str, *arguments: str) -> str:
    """Do something with a plan; what is said of it: a warning or an error, empty if all is well."""
    try:
        return ACTS[act](root, *arguments)
    except PlanpressError as problem:
        return str(problem)


REMEDIES = cases("remedies.yml")


@pytest.mark.parametrize("name", REMEDIES)
def test_the_remedy_works(name: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command that is named is run, at most four one after the other, until nothing is said any more."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(place / "home/.gitconfig"))
    case = REMEDIES[name]
    root = made(place, case["make"], UNDATED if case.get("undated") else FILES)
    path = [str(place / "home/bin"), str(Path(sys.executable).parent), os.environ["PATH"]]
    monkeypatch.setenv("PATH", os.pathsep.join(path))
    act = case["act"].split()
    message = said(root, *act)
    assert case["says"] in message
    for _ in range(4):
        command = remedy(message)
        subprocess.run(["sh", "-ec", command], cwd=root, check=True, capture_output=True, env=_as_kim())
        if "planpress diff ../base/ ." in command:
            return
        message = said(root, *act)
        if not message:
            return
    raise AssertionError(message)


def test_a_tag_and_a_branch_of_one_name(place: Path) -> None:
    """The tag is taken, as git does, and that is said in every command; named in full, the branch is."""
    root = clone(place)
    git(root, "tag", "release", "HEAD~")
    git(root, "branch", "release")
    note = '"release" is a tag and a branch: the tag was taken, as git does it; to take the other, name it refs/heads/release'
    for base in ("release", "release...", "release~0"):
        assert compare_named(base, None, root).notes == (note,)
        assert compare_named(base, None, root).files == 1
    assert preview(conclude(check_folder(root)), root, "release").comparison.notes == (note,)
    assert log(root, None, "release", 10).notes == (note,)
    full = compare_named("refs/heads/release", None, root)
    assert (full.notes, full.files) == ((), 0)
    git(root, "tag", "--delete", "release")
    assert compare_named("release", None, root).notes == ()


def test_a_preview_of_a_revision(place: Path) -> None:
    """It says what to check out for it."""
    root = clone(place)
    git(root, "branch", "topic", "HEAD~")
    with pytest.raises(PlanpressError, match=r"git checkout topic, then --against main[.][.][.]"):
        base_commit(root, "main...topic")
    git(root, "checkout", "-q", "topic")
    assert base_commit(root, "main...") == git(root, "rev-parse", "topic")


def remedy(message: str) -> str:
    """The command that a message names first: from `git` on to what is no part of it any more."""
    found = re.search(rf"git (?:{_COMMANDS}) ?(?:'[^']*'|\"[^\"]*\"|[^,;)\n])*", message)
    assert found, message
    return found[0]


_COMMANDS = "add|branch|checkout|config|fetch|init|lfs|log|rm|sparse-checkout|submodule|update-index|worktree|-C"


def _as_kim() -> dict[str, str]:
    who = (("NAME", "Kim"), ("EMAIL", "kim@example.org"))
    return {**os.environ, **{f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in who}}
