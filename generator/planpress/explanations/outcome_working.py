"""Explains how far the outcome of a project is from its target, today and each time that it was measured."""

from collections.abc import Iterator
from dataclasses import replace

from planpress.explanations.working import difference_working
from planpress.model.evaluation import Evaluation
from planpress.model.explanation import Explanation, Input
from planpress.model.goal import Goal
from planpress.model.project import Project
from planpress.model.sources import Place
from planpress.model.wording import day, with_unit


def explain_outcome(evaluation: Evaluation) -> Iterator[Explanation]:
    """The distance to the target of what the outcome is today, then of each that was seen, the earliest first."""
    project, goal = evaluation.project, evaluation.project.goal
    if goal is None or goal.target is None or goal.today is None:
        return
    of, seen = f"{project.id}.goal", goal.by_date
    today = project.places.of("goal", "now") if goal.now is not None else _place(project, goal, len(seen) - 1)
    yield _distance(of, goal, goal.today, today, project)
    for at, one in enumerate(seen, start=1):
        found = _distance(f"{of}.{at}", goal, one.value, _place(project, goal, at - 1), project)
        yield replace(found, aside=f"on {day(one.date)}{f' with {evaluation.name_of(one.model)}' if one.model else ''}")


def _place(project: Project, goal: Goal, at: int) -> Place:
    """Where the nth that was seen is written, which need not be the nth in the file."""
    return project.places.of("goal", "seen", goal.seen.index(goal.by_date[at]), "value")


def _distance(subject: str, goal: Goal, value: float, place: Place, project: Project) -> Explanation:
    missing, target = goal.missing(value), goal.target
    assert missing is not None
    assert target is not None
    return Explanation(
        subject,
        *difference_working(("target", "value"), (target, value), goal.better, goal.to_go_words, missing),
        place=project.places.key("goal"),
        inputs=(
            Input("value", with_unit(value, goal.unit), place=place),
            Input("target", with_unit(target, goal.unit), place=project.places.of("goal", "target")),
        ),
    )
