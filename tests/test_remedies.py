"""The command that a message about git names is run where the message is said; then it works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planpress.history import log, with_history
from planpress.model.errors import PlanpressError
from planpress.reading.git.last_change import plan_words
from planpress.reading.locations import find_root
from planpress.workflows.check_plan import check_folder, conclude
from planpress.workflows.compare_plans import compare_named
from planpress.workflows.preview_change import base_commit, preview
from tests.checkouts import CHECKOUTS, FILES, clone, filtered, origin, pointers, submodule
from tests.comparing.building import BASE, CALLS, PLAN, TABLE
from tests.repositories import AUTHOR, alone, commit, git, start, write

pytestmark = pytest.mark.process

UNDATED = {**FILES, PLAN: FILES[PLAN].replace("as_of: 2019-06-01\n", "")}

CHECKOUT = {checkout.name: checkout for checkout in CHECKOUTS}

Act = Callable[[Path], str]
"""Does something with a plan, and gives what is said of it: a warning or an error, empty if all is well."""


def diff(base: str | None = None, head: str | None = None) -> Act:
    def act(root: Path) -> str:
        try:
            return "".join(compare_named(base, head, root).notes)
        except PlanpressError as problem:
            return str(problem)

    return act


def diff_with_id(length: int) -> Act:
    return lambda root: diff(git(root.parent / "origin", "rev-parse", "HEAD~")[:length])(root)


def check(root: Path) -> str:
    return "\n".join(one.message for one in check_folder(root, {}).findings if one.code in ("PP123", "PP124"))


def packet(root: Path) -> str:
    try:
        return plan_words(root) and ""
    except PlanpressError as problem:
        return str(problem)


def history(root: Path) -> str:
    try:
        log(root, None, None, 10)
    except PlanpressError as problem:
        return str(problem)
    return with_history(conclude(check_folder(root, {})), root, True).limits


# The states.


def no_repository(beside: Path) -> Path:
    write(beside / "plan", FILES)
    return beside / "plan"


def unborn(beside: Path) -> Path:
    root = no_repository(beside)
    git(root, "init", "-q", "-b", "main")
    return root


def shallow(beside: Path) -> Path:
    return clone(beside, "--depth=1", files=UNDATED)


def without_trees(beside: Path) -> Path:
    return clone(beside, "--filter=tree:0", files=UNDATED)


def without_files(beside: Path) -> Path:
    return clone(beside, "--filter=blob:none")


def parted(beside: Path) -> Path:
    """A shallow clone of a branch that parted from main before the clone begins."""
    first = origin(beside)
    git(first, "checkout", "-q", "-b", "topic")
    write(first, {CALLS: BASE[CALLS].replace("ease: 2", "ease: 3")})
    commit(first, "topic")
    git(first, "checkout", "-q", "main")
    git(beside, "clone", "-q", "--depth=1", "-b", "topic", first.as_uri(), str(beside / "clone"))
    return beside / "clone"


def other_default(beside: Path) -> Path:
    """A shallow clone of a branch whose remote's default branch is called trunk."""
    root = parted(beside)
    git(beside / "origin", "branch", "-m", "main", "trunk")
    git(beside / "origin", "symbolic-ref", "HEAD", "refs/heads/trunk")
    return root


def touched_filter(beside: Path) -> Path:
    root = filtered(beside, beside / "plan")
    os.utime(root / "content/projects/pose/models.csv", (1, 1))
    return root


def odd_encoding(beside: Path) -> Path:
    notes = "content/projects/pose/notes.txt"
    root = clone(beside, files={**FILES, ".gitattributes": f"{notes} working-tree-encoding=UTF-7\n", notes: "caf+AOk-\n"})
    os.utime(root / notes, (1, 1))
    return root


def edited_filter(beside: Path) -> Path:
    root = filtered(beside, beside / "plan")
    path = root / "content/projects/pose/models.csv"
    path.write_text(path.read_text().replace("0.50", "0.51"))
    return root


def committed_filter(beside: Path) -> Path:
    root = edited_filter(beside)
    commit(root, "edit")
    return root


def committed_pointer(beside: Path) -> Path:
    """A table that was another one at the commit before, of which this clone has the pointer alone."""
    root = pointers(beside, beside / "plan")
    store = root / ".git/lfs/objects"
    store.rename(beside / "store")
    git(root, "remote", "add", "origin", str(beside))
    program = beside / "home/bin/git-lfs"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\n[ "$1 $2" = "fetch origin" ] && cp -r {beside}/store "$(git rev-parse --git-dir)/lfs/objects"\n'
    )
    program.chmod(0o755)
    table = root / TABLE
    table.write_text(table.read_text().replace("0.50", "0.51"))
    commit(root, "edit")
    shutil.rmtree(store)
    return root


def flagged(flag: str) -> Callable[[Path], Path]:
    def make(beside: Path) -> Path:
        root = clone(beside)
        git(root, "update-index", f"--{flag}", CALLS)
        write(root, {CALLS: BASE[CALLS].replace("ease: 2", "ease: 5")})
        return root

    return make


def assumed_and_gone(beside: Path) -> Path:
    root = clone(beside)
    git(root, "update-index", "--assume-unchanged", CALLS)
    (root / CALLS).unlink()
    return root


def skipped(beside: Path) -> Path:
    root = clone(beside)
    git(root, "update-index", "--skip-worktree", CALLS)
    (root / CALLS).unlink()
    return root


def sparse(beside: Path) -> Path:
    root = clone(beside)
    git(root, "sparse-checkout", "set", "content/projects/pose")
    return root


def sparse_altogether(beside: Path) -> Path:
    root = clone(beside)
    git(root, "sparse-checkout", "set", "docs")
    return root


def find(root: Path) -> str:
    try:
        return find_root(root) and ""
    except PlanpressError as problem:
        return str(problem)


def empty_submodule(beside: Path) -> Path:
    git(beside, "clone", "-q", submodule(beside).as_uri(), str(beside / "clone"))
    git(beside, "config", "--file", str(beside / "home/.gitconfig"), "protocol.file.allow", "always")
    return beside / "clone"


def older_submodule(beside: Path) -> Path:
    """A submodule that is here without the commit of the base."""
    root = empty_submodule(beside)
    git(root, "submodule", "update", "--init", "-q")
    write(beside / "calls", {"project.yml": BASE[CALLS].replace("ease: 2", "ease: 3")})
    new = commit(beside / "calls", "later")
    git(root, "update-index", "--cacheinfo", f"160000,{new},content/projects/calls")
    git(root, "commit", "-qm", "later")
    return root


def linked_content(beside: Path) -> Path:
    root = beside / "plan"
    start(root, {path.replace("content/", "real/", 1): text for path, text in FILES.items()})
    (root / "content").symlink_to("real")
    commit(root, "link")
    return root


def foreign(beside: Path) -> Path:
    """A repository of somebody else's, as git sees it, in a folder of another."""
    root = beside / "plan"
    start(root, {f"a b/{path}": text for path, text in UNDATED.items()})
    return root / "a b"


REMEDIES: tuple[tuple[str, Callable[[Path], Path], Act, str], ...] = (
    ("no repository", no_repository, diff(), "is in no git repository"),
    ("no commit", unborn, diff(), "HEAD has no commit yet"),
    ("no commit, log", unborn, history, "HEAD has no commit yet"),
    ("shallow, the day", shallow, check, "this clone is shallow and ends at"),
    ("shallow, where two parted", parted, diff(), "no default branch is known here"),
    ("shallow, an ancestor", shallow, diff("HEAD~"), 'there is no revision "HEAD~" here'),
    ("shallow, the history", shallow, history, "this clone is shallow, and the history on pages ends with it"),
    ("a default branch of another name", other_default, diff(), "no default branch is known here"),
    ("a branch", parted, diff("main"), 'there is no revision "main" here; get it'),
    ("a branch of a remote", parted, diff("origin/main"), 'there is no revision "origin/main" here; get it'),
    ("an id", parted, diff_with_id(40), "get it: git fetch origin"),
    ("a part of an id", parted, diff_with_id(9), "get it: git fetch --unshallow origin"),
    ("without trees, the day", without_trees, check, "this clone leaves objects out that are needed"),
    ("without trees", without_trees, diff("HEAD~"), "this clone leaves objects out that are needed"),
    ("without trees, a packet", without_trees, packet, "this clone leaves objects out that are needed"),
    ("without trees, log", without_trees, history, "this clone leaves objects out that are needed"),
    ("without files", without_files, diff("HEAD~"), "is not in this clone; get it"),
    ("without files, log", without_files, history, "is not in this clone; get it"),
    ("a filter, nothing edited", touched_filter, diff("HEAD"), "only the filter shift could say"),
    ("a filter, something edited", edited_filter, diff("HEAD"), "only the filter shift could say"),
    ("an encoding", odd_encoding, diff("HEAD"), "only git, from UTF-7, could say"),
    ("a filter, another base", committed_filter, diff("HEAD~"), "went through the filter shift at"),
    ("pointers, another base", committed_pointer, diff("HEAD~"), "is a pointer of Git LFS at"),
    ("skip-worktree", flagged("skip-worktree"), diff("HEAD"), "which was told not to look"),
    ("assume-unchanged", flagged("assume-unchanged"), diff("HEAD"), "which was told not to look"),
    ("sparse", sparse, check, "a sparse checkout leaves out"),
    ("sparse and partial", CHECKOUT["sparse, partial and other line ends"].make, diff("HEAD"), "neither side has"),
    ("sparse without the plan", sparse_altogether, find, "a sparse checkout leaves out content/plan.yml in"),
    ("skipped by hand", skipped, check, "a sparse checkout leaves out"),
    ("assumed and gone", assumed_and_gone, check, "git was told to assume"),
    ("an empty submodule", empty_submodule, check, "is a submodule that is not here"),
    ("an empty submodule, in a revision", empty_submodule, diff("HEAD", "HEAD"), "is in a submodule whose commit"),
    ("an older submodule", older_submodule, diff("HEAD", "HEAD"), "is in a submodule whose commit"),
    ("content/ is a link", linked_content, diff("HEAD"), "content is a link at"),
    ("content/ is a link, the day", linked_content, history, "content is a link"),
    ("somebody else's", foreign, check, "belongs to somebody else"),
    ("somebody else's, diff", foreign, diff("HEAD"), "belongs to somebody else"),
)  # fmt: skip


@pytest.mark.parametrize(("make", "act", "said"), [row[1:] for row in REMEDIES], ids=[row[0] for row in REMEDIES])
def test_the_remedy_works(
    make: Callable[[Path], Path], act: Act, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command that is named is run, at most four one after the other, until nothing is said any more."""
    alone(tmp_path / "home", monkeypatch)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "home/.gitconfig"))
    root = make(tmp_path)
    monkeypatch.setenv(
        "PATH", os.pathsep.join([str(tmp_path / "home/bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    )
    if make is foreign:
        monkeypatch.setenv("PATH", f"{_stranger(tmp_path)}{os.pathsep}{os.environ['PATH']}")
    message = act(root)
    assert said in message
    for _ in range(4):
        command = remedy(message)
        subprocess.run(["sh", "-ec", command], cwd=root, check=True, capture_output=True, env=_as_kim())
        if "planpress diff ../base/ ." in command:
            return
        message = act(root)
        if not message:
            return
    raise AssertionError(message)


def test_a_tag_and_a_branch_of_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tag is taken, as git does, and that is said in every command; named in full, the branch is."""
    alone(tmp_path / "home", monkeypatch)
    root = clone(tmp_path)
    git(root, "tag", "release", "HEAD~")
    git(root, "branch", "release")
    said = '"release" is a tag and a branch: the tag was taken, as git does it; to take the other, name it refs/heads/release'
    for base in ("release", "release...", "release~0"):
        assert compare_named(base, None, root).notes == (said,)
        assert compare_named(base, None, root).files == 1
    assert preview(conclude(check_folder(root)), root, "release").comparison.notes == (said,)
    assert log(root, None, "release", 10).notes == (said,)
    full = compare_named("refs/heads/release", None, root)
    assert (full.notes, full.files) == ((), 0)
    git(root, "tag", "--delete", "release")
    assert compare_named("release", None, root).notes == ()


def test_a_preview_of_a_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to check out for it."""
    alone(tmp_path / "home", monkeypatch)
    root = clone(tmp_path)
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
    names = {"GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"}, {"GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"}
    assert AUTHOR
    return {**os.environ, **dict.fromkeys(names[0], "Kim"), **dict.fromkeys(names[1], "kim@example.org")}


def _stranger(beside: Path) -> Path:
    """A folder with a git that takes every repository for somebody else's."""
    folder = beside / "bin"
    folder.mkdir()
    program = folder / "git"
    program.write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "{shutil.which("git")}" "$@"\n')
    program.chmod(0o755)
    return folder
