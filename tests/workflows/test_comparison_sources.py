"""The two sides of `planpress diff` in real repositories: which they are, and what the world can do to them."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from planpress.model.change import Comparison
from planpress.model.errors import PlanpressError
from planpress.workflows.compare_plans import compare_named
from tests.comparing.building import BASE, CALLS, INVOICES, PLAN, POSE, TABLE, edited
from tests.conftest import call_planpress
from tests.repositories import commit, git, start, write

pytestmark = pytest.mark.process

RAISED = {INVOICES: BASE[INVOICES].replace("ease: 3", "ease: 5")}


@pytest.fixture
def root(place: Path) -> Path:
    """The base plan, committed once on main."""
    start(place / "plan", BASE)
    return place / "plan"


def changed(comparison: Comparison) -> set[str]:
    """The conclusions that change, as `rank invoices`."""
    return {f"{change.kind} {change.project}" for change in comparison.at("conclusion")}


RANKS = {"rank invoices", "rank pose", "capacity invoices", "capacity pose"}


def test_the_working_tree_against_the_default_branch(root: Path) -> None:
    """Without any name, what is not committed counts, on the default branch and on another one."""
    assert changed(compare_named(None, None, root)) == set()
    write(root, RAISED)
    comparison = compare_named(None, None, root)
    assert changed(comparison) == RANKS
    assert (comparison.base, comparison.head) == (git(root, "rev-parse", "--short=7", "main"), "the working tree")
    git(root, "checkout", "-qb", "topic")
    commit(root, "raise")
    (root / "content/projects/new").mkdir()
    write(root, {"content/projects/new/project.yml": BASE[CALLS]})
    assert changed(compare_named(None, None, root)) == RANKS | {"project new"}


def test_errors_of_a_meeting_are_no_part_of_a_comparison(root: Path) -> None:
    """A meeting that cannot be read has no edits, and stands in the way of none; an agenda that can be has."""
    path = "content/meetings/2019-06-03-planning.yml"
    write(root, {path: "schema: 1\ntitle: June\nagenda: [{project: nobody}]\nfoo: 1\n"})
    commit(root, "meeting")
    write(root, {path: "schema: 1\n: ["})
    comparison = compare_named("HEAD", None, root)
    assert (comparison.edits, comparison.changes, comparison.files) == ((), (), 1)
    write(root, {path: "schema: 1\ntitle: July\nagenda: [{project: nobody}]\nfoo: 1\n"})
    assert [edit.words for edit in compare_named("HEAD", None, root).edits] == ["meeting 2019-06-03-planning: title June → July"]
    write(root, {path: "schema: 1\n: ["})
    write(root, {CALLS: BASE[CALLS] + "decisions: [{date: 2019-06-01, decision: ship it}]\n"})
    edits = compare_named("HEAD", None, root).edits
    assert [(edit.project, edit.top) for edit in edits] == [("calls", "decisions")]


def test_a_base_that_went_on_is_not_the_branchs_doing(root: Path) -> None:
    """What main changed since the branch parted is not in the comparison; with both tips named it is."""
    git(root, "checkout", "-qb", "topic")
    write(root, RAISED)
    commit(root, "raise")
    git(root, "checkout", "-q", "main")
    write(root, {CALLS: BASE[CALLS].replace("ease: 2", "ease: 3")})
    commit(root, "main goes on")
    git(root, "checkout", "-q", "topic")
    assert changed(compare_named(None, None, root)) == RANKS
    assert changed(compare_named("main...topic", None, root)) == RANKS
    assert changed(compare_named("main...", None, root)) == RANKS
    assert changed(compare_named("main", "topic", root)) == RANKS | {"quadrant calls"}


def test_a_detached_head_and_origins_head(root: Path, tmp_path: Path) -> None:
    """A clone in CI stands on no branch; the default branch is origin's."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(root), str(clone))
    git(clone, "checkout", "-q", "--detach")
    git(clone, "branch", "-D", "main")
    write(clone, RAISED)
    commit(clone, "raise")
    assert changed(compare_named(None, None, clone)) == RANKS
    git(clone, "remote", "set-head", "origin", "-d")
    assert changed(compare_named(None, None, clone)) == RANKS


def test_the_working_tree_is_not_touched(root: Path) -> None:
    """Comparing revisions changes no file, no index and no branch."""
    write(root, RAISED)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    compare_named("HEAD", "HEAD", root)
    compare_named("HEAD", None, root)
    after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert after == before


def test_two_folders(root: Path, tmp_path: Path) -> None:
    """Folders need no repository."""
    old, new = tmp_path / "old", tmp_path / "new"
    write(old, BASE)
    write(new, {**BASE, **RAISED})
    assert changed(compare_named(str(old), str(new), None)) == RANKS


def test_both_sides_are_of_the_same_day(root: Path) -> None:
    """Where plan.yml names no day, time that has passed between two commits changes nothing."""
    undated = {PLAN: BASE[PLAN].replace("as_of: 2019-06-01\n", "")}
    write(root, undated)
    old = commit(root, "undated", when="2019-06-01T12:00:00+0000")
    write(root, RAISED)
    commit(root, "a year later: the review and the waiver are over", when="2020-06-01T12:00:00+0000")
    comparison = compare_named(old, "HEAD", root)
    assert comparison.at("finding") == ()
    assert changed(comparison) == RANKS


def test_a_plan_whose_folder_moved(root: Path) -> None:
    """The plan of the base is found where it was, and that is said."""
    old = git(root, "rev-parse", "HEAD")
    (root / "plans").mkdir()
    git(root, "mv", "content", "plans/content")
    write(root / "plans", RAISED)
    commit(root, "move")
    comparison = compare_named(old, None, root / "plans")
    assert changed(comparison) == RANKS
    assert comparison.notes == ("the plan was moved: in the base it is in the top of the repository, now in plans",)


def test_forges_name_files_from_the_top_of_the_repository(root: Path) -> None:
    """Wherever in it the plan is, and whether two revisions or two folders are compared."""
    (root / "plans").mkdir()
    git(root, "mv", "content", "plans/content")
    commit(root, "move")
    write(root / "plans", RAISED)
    annotated = f"::warning file=plans/{INVOICES},line="
    assert annotated in call_planpress("diff", "HEAD", "--format", "github", cwd=root / "plans").stdout
    assert annotated in call_planpress("diff", "--root", "plans", "HEAD", "--format", "github", cwd=root).stdout
    commit(root, "raise")
    assert annotated in call_planpress("diff", "HEAD~", "HEAD", "--format", "github", cwd=root / "plans").stdout
    write(root / "old", BASE)
    done = call_planpress("diff", "old", "plans", "--format", "gitlab", "--fail-on", "capacity", cwd=root)
    paths = {item["location"]["path"] for item in json.loads(done.stdout)}
    assert (done.returncode, paths) == (1, {f"plans/{INVOICES}"})


def test_a_project_with_errors_in_the_base_is_as_new(root: Path) -> None:
    """What had errors is compared as if it were new, and it is said so; what is mended is named."""
    write(root, {CALLS: BASE[CALLS].replace("ease", "eaze")})
    commit(root, "break")
    write(root, {CALLS: BASE[CALLS]})
    comparison = compare_named("HEAD", None, root)
    assert comparison.notes == ("calls had 1 error in the base and is compared as new",)
    assert changed(comparison) == {"project calls"}
    assert [one.subject for one in comparison.at("finding")] == ["mended"]


WORLD = yaml.safe_load((Path(__file__).parent / "world.yml").read_text("utf-8"))
SCRIPTS = {case["happens"]: case["does"] for case in WORLD}
KIM = 'git() { command git -c user.name=Kim -c user.email=kim@example.org "$@"; }; '


def happen(what: str, root: Path) -> None:
    """Run one of the scripts of the table in the repository."""
    subprocess.run(["bash", "-euc", KIM + SCRIPTS[what]], cwd=root, check=True, capture_output=True)


@pytest.mark.parametrize("case", WORLD, ids=lambda case: str(case["happens"]))
def test_the_world_is_2_and_says_the_way_out(case: dict[str, Any], root: Path) -> None:
    """Each says on standard error alone what is wrong, and which command mends it; links of a revision are not followed."""
    happen(case["happens"], root)
    for arguments, says in case["diff"]:
        done = call_planpress("diff", *arguments.split(), cwd=root)
        assert (done.returncode, done.stdout) == (case.get("status", 2), "")
        assert says in done.stderr and "Traceback" not in done.stderr


def test_the_command_that_is_named_mends_it(root: Path) -> None:
    """In a clone of one branch, shallow: each message's command is run until there is a comparison."""
    happen("a shallow clone of one branch that is not the default one", root)
    write(root, RAISED)
    for _ in range(2):
        (command,) = re.findall(r"git (fetch [^,;\n]*)", call_planpress("diff", cwd=root).stderr)
        git(root, *command.split())
    done = call_planpress("diff", cwd=root)
    assert done.stdout.startswith("Plan: 4 conclusions change\n")


def test_without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git can compare folders."""
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(PlanpressError, match="there is no git on this machine; install it"):
        compare_named(None, None, root)


def test_what_both_sides_share_is_read_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The base reads nothing that is the same on both sides."""
    from planpress.reading.disk import DiskTree
    from planpress.reading.git.tree_files import GitTree

    read: dict[str, set[str]] = {"base": set(), "head": set()}
    for name, kind in (("base", GitTree), ("head", DiskTree)):
        original = kind.file

        def file(self: object, path: str, name: str = name, original: Callable[..., object] = original) -> object:
            read[name].add(path)
            return original(self, path)

        monkeypatch.setattr(kind, "file", file)
    write(root, RAISED)
    compare_named("HEAD", None, root)
    everything = {PLAN, INVOICES, POSE, CALLS, TABLE}
    assert everything & read["base"] == {INVOICES}
    assert everything <= read["head"]


def test_gates_and_silence(root: Path) -> None:
    """A gate that stops is status 1 with its reason; nothing changed and `--silent-if-unchanged` is no output."""
    done = call_planpress("diff", "--silent-if-unchanged", "--fail-on", "winner,rank,goalpost", cwd=root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert call_planpress("diff", cwd=root).stdout == "Plan: no conclusion changes (nothing was edited).\n"
    write(root, edited({POSE: (("review_by: 2019-09-01", "review_by: 2019-10-01"),)}))
    assert call_planpress("diff", cwd=root).stdout.startswith("Plan: no conclusion changes (1 edit in 1 file)\n\nDefinitions (1)\n")
    assert not call_planpress("diff", "--silent-if-unchanged", cwd=root).stdout
    write(root, RAISED)
    done = call_planpress("diff", "--fail-on", "winner,capacity,rank:2", cwd=root)
    assert done.returncode == 1
    assert done.stderr == "stopped by --fail-on capacity: Pose: in → out\n"
    assert call_planpress("diff", "--fail-on", "winner,rank:2", cwd=root).returncode == 0
