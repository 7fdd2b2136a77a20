from datetime import date
from itertools import pairwise

from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.wording import day


@lint("PP409")
def dates_out_of_order(plan: Plan) -> Found:
    for project in plan.projects:
        yield from _check_dates(project, "lifecycle", "date", [step.date for step in project.lifecycle])
        yield from _check_dates(project, "rule_history", "since", [change.since for change in project.rule_history])


def _check_dates(project: Project, key: str, name: str, dates: list[date]) -> Found:
    for index, (one, other) in enumerate(pairwise(dates), start=1):
        if other < one:
            message = f"{day(other)} is before {day(one)}, the date above it; sort {key} with the newest last"
            yield project.places.of(key, index, name), message
