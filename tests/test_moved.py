"""A plan that lay elsewhere: comparisons and histories follow it from any folder to any other, and say so."""

from pathlib import Path

import pytest

from planpress.history import log
from planpress.sandbox.checkout import check_sealed
from planpress.workflows.compare_plans import compare_named
from tests.comparing.building import BASE, POSE, TABLE
from tests.conftest import call_planpress, run_planpress
from tests.repositories import commit, git, start, write
from tests.strangers import changed, sealed

pytestmark = pytest.mark.process

SITE = "site_name: Host\ndocs_dir: docs\nplugins:\n  - search\n  - planpress: {plan: docs/ml}\n"
EDIT = ("recall > 0.6", "recall > 0.75")


@pytest.fixture
def root(place: Path) -> Path:
    """A plan in content/, committed."""
    start(place / "repo", BASE)
    return place / "repo"


def move(root: Path) -> None:
    """Into the docs of a site."""
    write(root, {"mkdocs.yml": SITE, "docs/index.md": "# Home\n"})
    git(root, "mv", "content", "docs/ml")


def strict(root: Path, folder: str) -> None:
    file = root / POSE.replace("content", folder, 1)
    text = file.read_text(encoding="utf-8")
    assert EDIT[0] in text
    file.write_text(text.replace(*EDIT), encoding="utf-8")


def test_a_move_alone_is_no_change(root: Path) -> None:
    old = git(root, "rev-parse", "HEAD")
    move(root)
    for head in (None, commit(root, "move")):
        comparison = compare_named(old, head, root)
        assert (comparison.edits, comparison.changes, comparison.files) == ((), (), 0)
        assert comparison.notes == ("the plan was moved: in the base it is in content of the repository, now in docs/ml",)


def test_an_edit_with_a_move_has_its_real_path(root: Path) -> None:
    """And one before the move, seen from after it, that of today; a revision from before the move has its own."""
    old = git(root, "rev-parse", "HEAD")
    strict(root, "content")
    edited = commit(root, "strict")
    move(root)
    moved = commit(root, "move")
    for head, folder in ((None, "docs/ml"), (moved, "docs/ml"), (edited, "content")):
        assert {edit.file for edit in compare_named(old, head, root).edits} == {f"{folder}/projects/pose/project.yml"}


@pytest.mark.parametrize(("below", "words"), [("", "content of the repository, then in docs/ml"), ("plans", "the top of the repository, then in plans")])
def test_a_history_goes_on_before_the_move(below: str, words: str, root: Path) -> None:
    """Into the docs of a site, or with its root into a folder below."""
    strict(root, "content")
    commit(root, "strict")
    if below:
        (root / below).mkdir()
        git(root, "mv", "content", f"{below}/content")
    else:
        move(root)
    commit(root, "move")
    history = log(root / below, None, None, 50)
    assert [step.commit.subject for step in history.steps] == ["strict"]
    assert len(history.commits) == 3
    assert len(history.notes) == 1 and f"it was in {words}" in history.notes[0]
    assert "strict" in call_planpress("log", "pose", cwd=root / below).stdout


def test_two_folders_are_compared_wherever_their_plans_lie(root: Path, tmp_path: Path) -> None:
    """The same findings are no news, although their files have other names."""
    site = tmp_path / "site"
    write(root, {"content/projects/bare/project.yml": "schema: 1\ntitle: Bare\n"})  # nothing of it is rated
    files = {**BASE, "content/projects/bare/project.yml": "schema: 1\ntitle: Bare\n"}
    write(site, {"mkdocs.yml": SITE, **{path.replace("content", "docs/ml", 1): text for path, text in files.items()}})
    assert compare_named(str(root), str(site), None).edits == ()
    assert '"path": "docs/ml/projects' in call_planpress("export", cwd=site).stdout


def test_a_strangers_change_is_taken_where_the_base_has_the_plan(root: Path) -> None:
    """With all of the site's docs, under the rules of each place; what the change's own settings say does not count."""
    move(root)
    commit(root, "move")
    git(root, "checkout", "-q", "-b", "change")
    strict(root, "docs/ml")
    write(root, {
        "mkdocs.yml": SITE.replace("docs/ml", "docs/theirs"),
        "docs/theirs/plan.yml": "schema: 1\ntitle: Theirs\n",
        "docs/guide.md": "# A guide <b>of theirs</b>\n",
        "docs/ml/notes.md": "# Notes\n",
        "docs/ml/scoring.md": "# A page of ours\n",
        "docs/data.csv": "a\n1\n",
        "elsewhere.md": "# Not in docs\n",
    })  # fmt: skip
    found = sealed(root, "main")
    assert found.location.folder == "docs/ml"
    assert changed(found) == {"guide.md", "ml/notes.md"}
    assert {str(finding.place) for finding in found.findings} >= {"docs/ml/scoring.md", "docs/data.csv"}
    assert not (found.root / "elsewhere.md").exists()
    checked = check_sealed(found, {}, lambda path: None)
    assert checked.plan is not None and checked.plan.title != "Theirs"
    pose = next(project for project in checked.plan.projects if project.id == "pose")
    assert pose.path == "docs/ml/projects/pose/project.yml" and TABLE.startswith("content/")


def test_a_page_of_theirs_outside_the_plan_is_built_and_cleaned(root: Path) -> None:
    """The whole way of `build --untrusted`, with the plan in a folder of docs."""
    write(root, {"docs/index.md": "# Home\n"})
    move(root)
    commit(root, "move")
    git(root, "checkout", "-q", "-b", "change")
    write(root, {"docs/guide.md": '# A guide\n\n<p onclick="evil()">words</p>\n'})
    strict(root, "docs/ml")
    # A process of its own: the child is forked, which must not be while an engine draws in others of its threads.
    done = run_planpress("build", "--untrusted", "--against", "main", cwd=root)
    assert done.returncode == 0, done.stderr
    guide = (root / "site/guide/index.html").read_text(encoding="utf-8")
    assert "words" in guide and "onclick" not in guide
    assert "0.75" in (root / "site/ml/what-changed/index.html").read_text(encoding="utf-8")
    assert (root / "site/ml/diff.json").is_file() and (root / "site/ml/plan.json").is_file()
