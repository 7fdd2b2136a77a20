"""Whole plans from memory: what is read, and that nothing depends on the order in which files are found."""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from planpress.model.plan import Plan
from planpress.reading.plans import read_plan
from planpress.reading.tree import Listing, MemoryTree
from planpress.workflows.check_plan import check
from tests.small_plan import CSV, MODELS, PLAN, PROJECT

FILES = {
    "content/plan.yml": PLAN.replace("as_of: 2019-06-01\n", "") + "capasity: 1\n",
    "content/projects/a/project.yml": MODELS,
    "content/projects/a/models.csv": CSV + "net-1,x,\n",
    "content/projects/b/project.yml": PROJECT.replace("stage: planning", "stage: plan"),
    "content/projects/b/plan.md": "# Words\n",
    "content/projects/c/project.yml": "title: [\n",
    "content/projects/d e/project.yml": PROJECT,
    "content/projects/f/notes.txt": "",
    "content/projects/g.yml": "",
    "content/projects/a/index.md": "",
    "content/scoring.md": "",
    "content/meetings/2019-06-02-b.yml": "schema: 1\ntitle: B\nagenda: [{project: a}]\n",
    "content/meetings/2019-06-01-a.yml": "schema: 1\ntitle: A\nagenda: [{text: x}, {page: y.md}]\n",
    "content/meetings/c.yml": "",
}
DAY = date(2019, 6, 1)


def never() -> date:
    raise AssertionError("the day is written")


@dataclass(frozen=True)
class ShuffledTree(MemoryTree):
    """A tree that lists everything in another order."""

    seed: int = 0

    def listing(self) -> Listing:
        shuffled = (sorted(names, key=lambda name: hash((name, self.seed))) for names in astuple(super().listing()))
        return Listing(*map(tuple, shuffled))


@settings(max_examples=20, deadline=None)
@given(st.integers())
def test_the_order_of_files_does_not_matter(seed: int) -> None:
    for plan in (FILES["content/plan.yml"], PLAN):
        tree = MemoryTree.of({**FILES, "content/plan.yml": plan}.items())
        found, other = (check(one, lambda: DAY) for one in (tree, ShuffledTree(tree.files, seed=seed)))
        assert found == other


@given(st.permutations(list(FILES)))
def test_the_order_of_a_tree_in_memory_does_not_matter(names: list[str]) -> None:
    one, other = MemoryTree.of((name, FILES[name]) for name in names), MemoryTree.of(FILES.items())
    assert one.listing() == other.listing()


def test_a_broken_project_leaves_the_others() -> None:
    reading = read_plan(MemoryTree.of({**FILES, "content/plan.yml": PLAN}.items()), never)
    assert reading.plan is not None
    assert [project.id for project in reading.plan.projects] == []
    assert reading.plan.unreadable == ("a", "b", "c", "d e")


def test_a_plan_with_errors_is_none() -> None:
    """With plan.yml broken there is no plan, and everything else is checked all the same."""
    reading = read_plan(MemoryTree.of(FILES.items()), never)
    assert reading.plan is None
    assert {finding.place.path for finding in reading.findings} >= {
        "content/plan.yml",
        "content/projects/a/models.csv",
        "content/projects/b/project.yml",
        "content/projects/c/project.yml",
    }


def test_the_day_is_asked_for_only_where_none_is_written() -> None:
    assert plan_of(PROJECT, {}).as_of == DAY
    undated = PLAN.replace("as_of: 2019-06-01\n", "")
    assert plan_of(PROJECT, {}, undated, lambda: date(2020, 2, 29)).as_of == date(2020, 2, 29)


def test_no_plan_at_all() -> None:
    (finding,) = read_plan(MemoryTree(), never).findings
    assert str(finding) == "content/plan.yml: error PP101 is not there; write it, or start one: planpress init DIR"


def plan_of(project: str, more: dict[str, str], plan: str = PLAN, as_of: Callable[[], date] = never) -> Plan:
    files = {"content/plan.yml": plan, "content/projects/a/project.yml": project, **more}
    found = read_plan(MemoryTree.of(files.items()), as_of).plan
    assert found is not None
    return found


def test_values_keep_their_places() -> None:
    plan = plan_of(MODELS, {"content/projects/a/models.csv": CSV})
    (project,) = plan.projects
    assert project.table is not None
    assert str(plan.places.of("impact", "worth", "weight")) == "content/plan.yml:7:19"
    assert str(project.places.of("baselines", 1, "people")) == "content/projects/a/project.yml:13:61"
    assert str(project.table.models[1].place) == "content/projects/a/models.csv:3:1"
    assert str(project.table.models[1].cells["recall"]) == "content/projects/a/models.csv:3:11"


def test_a_table_under_a_heading_of_the_narrative() -> None:
    words = "# Words\n\n## Models\n\n| model | precision |\n|---|---|\n| net-1 | 0.8 |\n"
    plan = plan_of(MODELS.replace("models.csv", "plan.md#models"), {"content/projects/a/plan.md": words})
    table = plan.projects[0].table
    assert table is not None
    assert table.models[0].values == {"precision": 0.8}
    assert str(table.models[0].place) == "content/projects/a/plan.md:7:3"
