from collections.abc import Iterator
from datetime import date
from itertools import chain

from planpress.lints.lint import Found, lint
from planpress.model.decision import MeetingRecord
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.sources import Place
from planpress.model.wording import counted, day


@lint("PP411")
def dated_ahead(plan: Plan) -> Found:
    happened = [*chain.from_iterable(map(_happened, plan.projects)), *chain.from_iterable(map(_decided, plan.records))]
    for what, when, place in happened:
        if when > plan.as_of:
            late = f"{counted((when - plan.as_of).days, 'day')} after the plan ({day(plan.as_of)})"
            yield place, f"{what} is dated {day(when)}, {late}; correct the date, or the plan's as_of"


def _decided(owner: Project | MeetingRecord) -> Iterator[tuple[str, date, Place]]:
    days: list[date | None] = [decision.date for decision in owner.decisions]
    for index, when in enumerate(days):
        if when is not None:
            yield "the decision", when, owner.places.of("decisions", index, "date")


def _happened(project: Project) -> Iterator[tuple[str, date, Place]]:
    places = project.places
    for index, step in enumerate(project.lifecycle):
        yield "the lifecycle entry", step.date, places.of("lifecycle", index, "date")
    yield from _decided(project)
    for index, baseline in enumerate(project.baselines):
        if baseline.measured is not None:
            yield "the measurement", baseline.measured, places.of("baselines", index, "measured")
    for index, change in enumerate(project.rule_history):
        yield "the change of rule", change.since, places.of("rule_history", index, "since")
    for index, milestone in enumerate(project.milestones):
        if milestone.done:
            yield "the milestone that is done", milestone.date, places.of("milestones", index, "date")
