"""Circles in every shape of dependencies."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planpress.lints.dependencies import dependency_circle
from tests.lints.building import plan, project

NAMES = st.sampled_from("abcdefg")
GRAPHS = st.dictionaries(NAMES, st.lists(NAMES, max_size=4).map(tuple), min_size=1)


@given(GRAPHS)
def test_every_circle_is_real_and_said_once(graph: dict[str, tuple[str, ...]]) -> None:
    """Each step of a circle is a dependency, no project comes twice, and no circle is said twice."""
    circles = _circles(graph)
    assert len(set(circles)) == len(circles)
    for circle in circles:
        assert circle[0] == circle[-1] == min(circle)
        assert len(set(circle)) == len(circle) - 1 > 1
        assert all(after in graph[before] for before, after in pairwise(circle))


@given(GRAPHS)
def test_every_dependency_on_a_circle_is_named(graph: dict[str, tuple[str, ...]]) -> None:
    """A dependency whose target leads back to its source is in some circle, and no other is."""
    named = {step for circle in _circles(graph) for step in pairwise(circle)}
    back = {
        (name, other)
        for name, others in graph.items()
        for other in others
        if other != name and name in _reached(graph, other)
    }
    assert named == back


def test_a_ring_of_thousands_is_no_trouble() -> None:
    """Depth is limited by nothing, and what leads to the ring is in no circle."""
    ring = {f"{number:05}": (f"{(number + 1) % 3000:05}",) for number in range(3000)}
    line = {f"line-{number:03}": (f"line-{number + 1:03}",) for number in range(100)}
    assert [len(circle) for circle in _circles({**ring, **line, "line-100": ("00000",)})] == [3001]


def _circles(graph: dict[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    projects = (project(name, depends_on=others) for name, others in graph.items())
    messages = [finding.message for finding in dependency_circle.check(plan(*projects))]
    return [tuple(message.removeprefix("dependency circle: ").partition(";")[0].split(" -> ")) for message in messages]


def _reached(graph: dict[str, tuple[str, ...]], start: str) -> set[str]:
    reached, pending = set[str](), [start]
    while pending:
        name = pending.pop()
        if name in graph and name not in reached:
            reached.add(name)
            pending.extend(graph[name])
    return reached
