"""What git says of files, told from its index alone: stamps, a racy index, what a stranger's attributes may say."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from planpress.cli import planpress
from planpress.model.errors import PlanpressError
from planpress.packets.meeting_lookup import whole_plan
from planpress.plugin.files import take_out
from planpress.reading.disk import DiskTree
from planpress.reading.git import listing as git_listing
from planpress.reading.git.listing import read_index
from planpress.reading.git.plan_state import CommitDay, last_commit_day
from planpress.reading.git.process import GitError
from planpress.reading.git.repository import Repository
from planpress.reading.git.work_tree import WorkTree
from planpress.workflows.check_plan import check_folder, conclude
from planpress.workflows.compare_plans import compare_named
from planpress.workflows.print_packet import prepare
from tests import strangers
from tests.checkouts import FILES, IDENT, UNDATED, cases, clone, filtered, made, run
from tests.comparing.building import BASE, INVOICES, PLAN, TABLE
from tests.repositories import commit, git, start, write

pytestmark = pytest.mark.process


STATES = cases("reading/work_tree.yml")


@pytest.fixture
def beside(place: Path) -> Path:
    return place


@pytest.mark.parametrize("case", STATES)
def test_what_is_an_edit(case: str, beside: Path) -> None:
    """How many files differ from the last commit, or why nobody knows; and again after each further script."""
    root = beside
    for script, expected in STATES[case]:
        root = made(beside, script) if root == beside else run(script, root, beside)
        if isinstance(expected, int):
            assert compare_named("HEAD", None, root).files == expected, script
        else:
            with pytest.raises(PlanpressError, match=expected):
                compare_named("HEAD", None, root)


def test_stamps_that_git_writes_in_another_way_are_left_out(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Contents are compared then, and what only stamps could say is asked of people."""
    root = filtered(beside)
    known = read_index(root, "content")
    assert all(one.stamp is not None for one in known.values())
    monkeypatch.setattr(git_listing, "_WITH_STAMP", git_listing.re.compile(git_listing._LISTED + "nothing of the kind"))
    assert {path: one.id for path, one in read_index(root, "content").items()} == {
        path: one.id for path, one in known.items()
    }
    assert {one.stamp for one in read_index(root, "content").values()} == {None}
    with pytest.raises(GitError, match="only the filter shift"):
        compare_named("HEAD", None, root)


@pytest.mark.parametrize(
    "names",
    [
        {"GIT_DIR": "{other}/.git", "GIT_WORK_TREE": "{other}"},
        {"GIT_INDEX_FILE": "{other}/.git/index"},
        {"GIT_OBJECT_DIRECTORY": "{other}/.git/objects"},
        {"GIT_NAMESPACE": "x", "GIT_GLOB_PATHSPECS": "1", "GIT_EXTERNAL_DIFF": "false", "GIT_TRACE": "1"},
    ],
    ids=" ".join,
)
def test_what_a_hook_says_of_its_repository_is_not_the_plans(
    names: dict[str, str], beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = clone(beside, files=UNDATED)
    start(beside / "other", {**UNDATED, INVOICES: BASE[INVOICES].replace("ease: 3", "ease: 5")})
    for name, value in names.items():
        monkeypatch.setenv(name, value.format(other=beside / "other"))
    assert compare_named("HEAD", None, root).files == 0
    assert str(last_commit_day(root).day) == "2019-05-02"


def test_settings_in_the_users_environment_hold(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a container names a safe folder without a file."""
    root = clone(beside)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.checkStat")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "minimal")
    assert git_listing.GitSettings.of(root).minimal


@pytest.mark.parametrize("options", ["--depth=1", "--filter=tree:0"])
@pytest.mark.parametrize("command", ["check", "export -o plan.json", "explain pose.priority"])
def test_a_day_that_git_cannot_tell_is_a_warning(options: str, command: str, beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is never taken in silence; a plan that names its day asks nobody, and a whole clone has no doubt."""

    def doubts(folder: Path) -> list[str]:
        return [one.message for one in check_folder(folder, {}).findings if one.code == "PP123"]

    root = clone(beside, options, files=UNDATED)
    monkeypatch.chdir(root)
    assert len(doubts(root)) == 1 and "; or write as_of" in doubts(root)[0]
    assert CliRunner().invoke(planpress, command).exit_code == 0
    if "explain" not in command:
        done = CliRunner().invoke(planpress, f"{command} --strict")
        assert done.exit_code == 1 and "PP123" in f"{done.output}{done.exception}"
    assert doubts(beside / "origin") == []
    write(root, {PLAN: FILES[PLAN]})
    assert doubts(root) == []


def test_the_day_of_a_commit_that_is_no_end_is_sure(beside: Path) -> None:
    root = clone(beside, "--depth=1", files=UNDATED)
    assert last_commit_day(root).doubt.startswith("this clone is shallow and ends at")
    write(root, {INVOICES: BASE[INVOICES].replace("ease: 3", "ease: 5")})
    commit(root, "edit", when="2019-05-09T12:00:00+0000")
    assert (str(last_commit_day(root).day), last_commit_day(root).doubt) == ("2019-05-09", "")


def test_git_that_does_not_answer(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = clone(beside, files=UNDATED)
    program = beside / "bin/git"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'fatal: the disk is on fire' >&2\nexit 128\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    assert last_commit_day(root) == CommitDay(None, "git says: fatal: the disk is on fire")
    (found,) = [one for one in check_folder(root, {"SOURCE_DATE_EPOCH": "0"}).findings if one.code == "PP123"]
    assert found.message.startswith(
        "no as_of is written, and 1970-01-01 may be the wrong day: git says: fatal: the disk"
    )


def test_a_strangers_attributes_vouch_for_nothing(beside: Path) -> None:
    """What git made of a file counts where its attributes are the base's; a change that brings others is read as one.

    A text that git itself writes into a file, between dollar signs, is never taken from the working tree.
    """
    root = clone(beside, files={**FILES, **IDENT, ".gitattributes": "*.md ident\n"})
    base = git(root, "rev-parse", "HEAD")
    evil = "# About\n\n$Id: <script>stolen=1</script> $\n"
    write(root, {"content/about.md": evil})
    assert "stolen" not in (strangers.sealed(root, base).root / "content/about.md").read_text()

    own = filtered(beside, "*.none")
    write(own, {".gitattributes": "*.csv filter=shift\n"})
    commit(own, "the change")
    git(own, "config", "filter.shift.clean", "sed s/0.59/0.50/")
    git(own, "config", "filter.shift.smudge", "sed s/0.50/0.59/")
    (own / TABLE).unlink()
    git(own, "checkout", "--", TABLE)
    assert compare_named("HEAD", None, own).files == 0
    assert TABLE not in strangers.sealed(own, "HEAD~").ids


def test_the_tree_of_links_is_the_same_in_a_revision(beside: Path) -> None:
    """Links to files, folders, each other and nothing have the same ids on disk and in a commit, and the same files."""
    root = clone(beside)
    for link, target in (
        ("projects/twin", "pose"),
        ("projects/pose/a.csv", "b.csv"),
        ("projects/pose/b.csv", "models.csv"),
        ("projects/pose/up", ".."),
        ("projects/pose/loop", "loop"),
        ("projects/pose/out", "/etc/passwd"),
        ("projects/pose/gone", "../../../../.."),
        ("more.md", "projects/twin/plan.md"),
    ):
        (root / "content" / link).symlink_to(target)
    head = commit(root, "links")
    tree, disk = Repository.of(root).tree(head), DiskTree(root)
    assert tree.ids("sha1") == disk.ids("sha1") == WorkTree.of(disk).ids("sha1")
    there, here = tree.listing(), disk.listing()
    assert (there.folders, there.strays, there.pages) == (here.folders, here.strays, here.pages)
    for path in disk.paths():
        then, now = tree.file(path), disk.file(path)
        assert then is not None and now is not None
        assert (then.data, then.refusal is None) == (now.data, now.refusal is None), path
    tree.close()


def test_the_day_of_a_plan_behind_a_link_is_in_doubt(beside: Path) -> None:
    """Git has no commits of what a link leads to, under the link's name."""
    start(beside / "plan", {path.replace("content/", "real/"): text for path, text in UNDATED.items()})
    (beside / "plan/content").symlink_to("real")
    commit(beside / "plan", "link")
    assert last_commit_day(beside / "plan").doubt.startswith("content/ is a link, and git does not say when")


def test_a_packet_says_why_it_names_no_commit(beside: Path) -> None:
    """Where git does not know the last commit; elsewhere nothing is found."""
    root = clone(beside, "--filter=tree:0")
    for folder, codes in ((root, ["PP123"]), (beside / "origin", [])):
        report = conclude(check_folder(folder))
        made = prepare(report, whole_plan(report), folder)
        assert [one.code for one in made.findings] == codes


def test_what_git_keeps_in_a_submodule_is_passed_over(tmp_path: Path) -> None:
    """Its .git is neither published nor warned of; a link out of the plan is."""
    docs = tmp_path / "content"
    write(tmp_path, FILES)
    report = conclude(check_folder(tmp_path))
    publication: Any = SimpleNamespace(location=report.plan.location, report=report)
    write(docs, {"sub/.git": "gitdir: ../../.git/modules/sub\n", "sub/index.md": "# Sub\n"})
    (docs / "out.md").symlink_to("/etc/hostname")
    files = Files(
        [File(path, str(docs), "", use_directory_urls=False) for path in ("sub/.git", "sub/index.md", "out.md")]
    )
    said: list[str] = []
    config = MkDocsConfig()
    config.docs_dir = str(docs)
    take_out(files, tmp_path, config, publication, said.append)
    assert [file.src_uri for file in files] == ["sub/index.md"]
    assert len(said) == 1 and "out.md" in said[0]
