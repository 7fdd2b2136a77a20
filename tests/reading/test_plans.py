"""Whole plans from memory: what is read, and that nothing depends on the order in which files are found."""

import dataclasses
from dataclasses import dataclass
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from planpress.model.location import Location
from planpress.model.sources import SourceFile
from planpress.reading.plans import read_plan
from planpress.reading.tree import Algorithm, Listing, MemoryTree
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


@dataclass(frozen=True, slots=True)
class ShuffledTree:
    """A tree that lists everything in another order."""

    tree: MemoryTree
    orders: tuple[int, int, int, int]

    @property
    def location(self) -> Location:
        return self.tree.location

    def listing(self) -> Listing:
        listed = zip(dataclasses.astuple(self.tree.listing()), self.orders, strict=True)
        return Listing(*(tuple(sorted(names, key=lambda name: hash((name, order)))) for names, order in listed))

    def file(self, path: str) -> SourceFile | None:
        return self.tree.file(path)

    def ids(self, algorithm: Algorithm) -> dict[str, str]:
        return self.tree.ids(algorithm)


@settings(max_examples=20, deadline=None)
@given(st.tuples(st.integers(), st.integers(), st.integers(), st.integers()))
def test_the_order_of_files_does_not_matter(orders: tuple[int, int, int, int]) -> None:
    tree = MemoryTree.of(FILES.items())
    assert check(ShuffledTree(tree, orders), lambda: DAY).findings == check(tree, lambda: DAY).findings
    good = MemoryTree.of({**FILES, "content/plan.yml": PLAN}.items())
    assert check(ShuffledTree(good, orders), lambda: DAY) == check(good, lambda: DAY)


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
    files = {"content/plan.yml": PLAN, "content/projects/a/project.yml": PROJECT}
    named = read_plan(MemoryTree.of(files.items()), never).plan
    files["content/plan.yml"] = PLAN.replace("as_of: 2019-06-01\n", "")
    asked = read_plan(MemoryTree.of(files.items()), lambda: date(2020, 2, 29)).plan
    assert named is not None and named.as_of == DAY
    assert asked is not None and asked.as_of == date(2020, 2, 29)


def test_no_plan_at_all() -> None:
    (finding,) = read_plan(MemoryTree(), never).findings
    assert str(finding) == "content/plan.yml: error PP101 is not there; write it, or start one: planpress init DIR"


def test_values_keep_their_places() -> None:
    files = {"content/plan.yml": PLAN, "content/projects/a/project.yml": MODELS, "content/projects/a/models.csv": CSV}
    plan = read_plan(MemoryTree.of(files.items()), never).plan
    assert plan is not None
    (project,) = plan.projects
    assert project.table is not None
    assert str(plan.places.of("impact", "worth", "weight")) == "content/plan.yml:7:19"
    assert str(project.places.of("baselines", 1, "people")) == "content/projects/a/project.yml:13:61"
    assert str(project.table.models[1].place) == "content/projects/a/models.csv:3:1"
    assert str(project.table.models[1].cells["recall"]) == "content/projects/a/models.csv:3:11"


def test_a_table_under_a_heading_of_the_narrative() -> None:
    files = {
        "content/plan.yml": PLAN,
        "content/projects/a/project.yml": MODELS.replace("models.csv", "plan.md#models"),
        "content/projects/a/plan.md": "# Words\n\n## Models\n\n| model | precision |\n|---|---|\n| net-1 | 0.8 |\n",
    }
    plan = read_plan(MemoryTree.of(files.items()), never).plan
    assert plan is not None
    table = plan.projects[0].table
    assert table is not None
    assert table.models[0].values == {"precision": 0.8}
    assert str(table.models[0].place) == "content/projects/a/plan.md:7:3"
