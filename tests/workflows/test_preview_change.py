"""Previews on real repositories: what the base said, under the head's names, and how both sides are called."""

from pathlib import Path

import pytest

from planpress.model.errors import PlanpressError
from planpress.model.report import Preview
from planpress.model.site_pages import project_page
from planpress.workflows.check_plan import check_folder, conclude
from planpress.workflows.compare_plans import preview
from tests.comparing.building import BASE, CALLS, INVOICES, PLAN, POSE, Edits, edited
from tests.repositories import commit, git, start, write

pytestmark = pytest.mark.process

EDITS: Edits = {POSE: (("recall > 0.60", "recall > 0.75"), ("reach: 3", "reach: 2"))}


@pytest.fixture
def root(place: Path) -> Path:
    """A repository whose main branch has the small plan."""
    start(place / "plan", BASE)
    return place / "plan"


def seen(root: Path, against: str = "main") -> Preview:
    return preview(conclude(check_folder(root)), root, against)


OF_PLAN: Edits = {PLAN: (("{better: lower, unit: ms}", "{better: lower, unit: s}"), ("worth: {scale: five, weight: 1}", "worth: {scale: five, weight: 3}"))}


@pytest.mark.parametrize("edits", [EDITS, OF_PLAN], ids=["of a project", "of what all are judged by"])
def test_the_base_is_judged_whole(edits: Edits, root: Path) -> None:
    """What the preview has of the base is what the base says of itself, also of projects that nobody edited."""
    before = conclude(check_folder(root))
    write(root, edited(edits))
    found = seen(root)
    assert (found.before.ranking, found.before.evaluations) == (before.ranking, before.evaluations)
    assert [change.kind for change in found.comparison.at("conclusion")][:1] == (["winner"] if edits is EDITS else [])


def test_a_renamed_project_is_found_under_its_new_id(root: Path) -> None:
    """It is no new one, and who waits for it waits for the new id."""
    git(root, "mv", "content/projects/pose", "content/projects/grasping")
    write(root, {CALLS: BASE[CALLS].replace("[pose]", "[grasping]")})
    found = seen(root)
    assert set(found.before.evaluations) == {"grasping", "invoices", "calls"}
    assert found.before.evaluations["calls"].project.depends_on == ("grasping",)
    assert found.before.ranking.ordered[0].id == "grasping"
    assert found.mark(project_page("grasping")) == "edited"


def test_pages_are_marked_by_what_the_change_is_to_them(root: Path) -> None:
    """New, edited, affected, or not at all."""
    new = {INVOICES.replace("invoices", "new"): BASE[INVOICES].replace("title: Invoices", "title: New")}
    write(root, {**edited(EDITS), **new})
    found = seen(root)
    assert found.mark(project_page("new")) == "new"
    assert found.mark(project_page("pose")) == "edited"
    assert found.mark("index.md") == "affected"
    assert found.mark("about.md") is None
    assert not found.has("new")


def test_how_the_sides_are_called(root: Path) -> None:
    """The base by how it was asked for, its commit and its day; the head by what is checked out, and whether that is all."""
    found = seen(root)
    id = git(root, "rev-parse", "main")[:7]
    assert (found.base.name, found.base.commit, str(found.base.day)) == ("main", id, "2019-05-01")
    assert (found.head.commit, found.head.uncommitted) == (id, False)
    write(root, edited(EDITS))
    assert seen(root).head.uncommitted
    commit(root, "edit", "2019-05-09T12:00:00+0000")
    found = seen(root, id)
    assert (found.base.name, found.base.commit) == ("", id)
    assert (found.head.uncommitted, str(found.head.day)) == (False, "2019-05-09")


def test_dots_name_where_the_two_parted(root: Path) -> None:
    """What main did since is no change of the branch."""
    git(root, "switch", "-q", "-c", "branch")
    write(root, edited(EDITS))
    commit(root, "edit")
    git(root, "switch", "-q", "main")
    write(root, {INVOICES: BASE[INVOICES].replace("worth: 3", "worth: 5")})
    commit(root, "elsewhere")
    git(root, "switch", "-q", "branch")
    assert {edit.project for edit in seen(root, "main").comparison.edits} == {"pose", "invoices"}
    for against in ("main...", "main...HEAD"):
        assert {edit.project for edit in seen(root, against).comparison.edits} == {"pose"}


@pytest.mark.parametrize(
    ("against", "said"), [("nowhere", "git branch --all lists what there is"), ("main...other", "a preview is of the working tree"), ("-x", "is not a revision")],
)  # fmt: skip
def test_what_cannot_be_compared_says_what_to_do(root: Path, against: str, said: str) -> None:
    """So does a folder without git."""
    with pytest.raises(PlanpressError, match=said):
        seen(root, against)
    write(root.parent / "without", BASE)
    with pytest.raises(PlanpressError, match="is in no git repository"):
        seen(root.parent / "without")
