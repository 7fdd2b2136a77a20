"""What projects wait for: circles, and projects that will not come."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter

from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.wording import quoted

Graph = Mapping[str, tuple[str, ...]]


@lint("PP209")
def dependency_circle(plan: Plan) -> Found:
    projects = {project.id: project for project in plan.projects}
    graph = {
        name: tuple(dict.fromkeys(other for other in project.depends_on if other in projects and other != name))
        for name, project in projects.items()
    }
    with suppress(CycleError):
        TopologicalSorter(graph).prepare()
        return
    for circle in _circles(graph):
        first = projects[circle[0]]
        place = first.places.of("depends_on", first.depends_on.index(circle[1]))
        words = " -> ".join((*circle, circle[0]))
        yield place, f"dependency circle: {words}; take one of these out of depends_on"


def _circles(graph: Graph) -> Iterator[tuple[str, ...]]:
    """Circles, each once and beginning with its least name, that leave no dependency on a circle unnamed. Not every
    circle of a tangle: there may be exponentially many. Each is a shortest one through some dependency."""
    named: set[tuple[str, str]] = set()
    for start in sorted(graph):
        for following in sorted(graph[start]):
            if (start, following) in named:
                continue
            circle = _shortest_path(graph, following, start)
            if circle:
                least = circle.index(min(circle))
                circle = circle[least:] + circle[:least]
                named.update(zip(circle, circle[1:] + circle[:1], strict=True))
                yield circle


def _shortest_path(graph: Graph, start: str, end: str) -> tuple[str, ...]:
    """The names on a shortest path, both ends included; empty where there is none."""
    paths: dict[str, tuple[str, ...]] = {start: (start,)}
    pending = [start]
    for name in pending:  # it grows
        for following in graph[name]:
            if following not in paths:
                paths[following] = (*paths[name], following)
                pending.append(following)
    return paths.get(end, ())


@lint("PP421")
def depends_on_screened_out(plan: Plan) -> Found:
    out = {project.id: project.screened_out for project in plan.projects if project.screened_out is not None}
    for project in (project for project in plan.projects if project.id not in out and project.active):
        for index, name in enumerate(project.depends_on):
            if name in out:
                message = f"{quoted(name)} is screened out, {quoted(out[name])}; settle the screen, or do without it"
                yield project.places.of("depends_on", index), message
