from collections.abc import Iterator
from datetime import date

from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.sources import Place
from planpress.model.wording import counted, day


@lint("PP411")
def dated_ahead(plan: Plan) -> Found:
    for project in plan.projects:
        for what, when, place in _happened(project):
            if when > plan.as_of:
                late = f"{counted((when - plan.as_of).days, 'day')} after the plan ({day(plan.as_of)})"
                yield place, f"{what} is dated {day(when)}, {late}; correct the date, or the plan's as_of"


def _happened(project: Project) -> Iterator[tuple[str, date, Place]]:
    places = project.places
    for index, step in enumerate(project.lifecycle):
        yield "the lifecycle entry", step.date, places.of("lifecycle", index, "date")
    for index, decision in enumerate(project.decisions):
        yield "the decision", decision.date, places.of("decisions", index, "date")
    for index, baseline in enumerate(project.baselines):
        if baseline.measured is not None:
            yield "the measurement", baseline.measured, places.of("baselines", index, "measured")
    for index, change in enumerate(project.rule_history):
        yield "the change of rule", change.since, places.of("rule_history", index, "since")
    for index, milestone in enumerate(project.milestones):
        if milestone.done:
            yield "the milestone that is done", milestone.date, places.of("milestones", index, "date")
