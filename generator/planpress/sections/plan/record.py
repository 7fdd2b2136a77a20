"""What the dates say that authors wrote: moves, decisions, rules and measurements of late, and the next milestones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from planpress.document.blocks import Bullets, Line
from planpress.model.evaluation import Evaluation
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.model.stages import STAGE_NOUNS
from planpress.model.text import Name, Text
from planpress.model.wording import counted, day, few

WINDOW = 60
"""How many days before the day of the plan count as of late; both ends belong to it."""

COMING = "Milestones, next 30 days"
AHEAD = 30
"""How many days after the day of the plan count as the next; the last one belongs to them."""


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """One line: a project by its id, a sentence about it, and its day. What is about several projects or none says so
    by `about`. `weight` is the place of what changed in `RECORDS`, the most consequential first."""

    project: str
    text: str
    when: date | None = None
    about: str = ""
    weight: int = 0


def since(plan: Plan) -> date:
    """The first day that counts as of late."""
    return plan.as_of - timedelta(days=min(WINDOW, (plan.as_of - date.min).days))


def changed(report: Report) -> Iterator[AttentionItem]:
    """What the plan's own dated records say happened of late, newest first; of one day in the order of the projects.
    What is dated ahead is left out."""
    first, last = since(report.plan), report.plan.as_of
    days: dict[tuple[date, str], dict[str, int]] = {}
    for project in report.order():
        for weight, kind in enumerate(RECORDS):
            for when, text in kind(report.evaluations[project]):
                if first <= when <= last:
                    days.setdefault((when, project), {}).setdefault(text, weight)
    for (when, project), found in sorted(days.items(), key=lambda one: one[0][0], reverse=True):
        yield AttentionItem(project, "; ".join(found), when, weight=min(found.values()))


def _ended(evaluation: Evaluation) -> Iterator[tuple[date, str]]:
    status = evaluation.project.status
    if not evaluation.project.active and status.since is not None:
        yield status.since, f"{status.state}: {status.because}" if status.because else status.state


def _moves(evaluation: Evaluation) -> Iterator[tuple[date, str]]:
    stays = evaluation.sojourns
    yield from ((stay.since, f"started with {STAGE_NOUNS[stay.stage]}") for stay in stays[:1])
    for before, stay in pairwise(stays):
        move = f"from {STAGE_NOUNS[before.stage]} to {STAGE_NOUNS[stay.stage]}"
        yield stay.since, f"back {move}: {stay.because}" if stay.back else f"now in {STAGE_NOUNS[stay.stage]}"


def _decisions(evaluation: Evaluation) -> Iterator[tuple[date, str]]:
    return ((one.date, f"decided: {one.decision}") for one in evaluation.project.all_decisions())


def _in_use(evaluation: Evaluation) -> Iterator[tuple[date, str]]:
    used = evaluation.project.in_use
    if used is not None and used.since is not None:
        yield used.since, f"in use: {evaluation.name_of(used.model)}"


def _rules(evaluation: Evaluation) -> Iterator[tuple[date, str]]:
    labels = {rule.id: rule.label for rule in evaluation.rules}
    decided = [(one.change.since, labels[one.change.rule]) for one in evaluation.earlier]
    yield from ((when, f'selection rule: "{label}"') for when, label in decided[:1])
    for (_, before), (when, label) in pairwise(decided):
        yield when, f'selection rule changed: "{before}" → "{label}"'


def _milestones(evaluation: Evaluation) -> Iterator[tuple[date, str]]:
    return ((one.date, f"milestone reached: {one.title}") for one in evaluation.project.milestones if one.done)


def _measurements(evaluation: Evaluation) -> Iterator[tuple[date, str]]:
    days: dict[date, list[str]] = {}
    for baseline in evaluation.project.baselines:
        if baseline.measured is not None:
            days.setdefault(baseline.measured, []).append(baseline.name)
    for when, names in days.items():
        yield when, f"new measurement: {few(names)}"


RECORDS = (_ended, _moves, _decisions, _in_use, _rules, _milestones, _measurements)
"""The dated records of a project, those that most follows from first."""
MEASURED = len(RECORDS) - 1
"""The weight of a measurement, from which nothing follows by itself."""


def next_milestones(report: Report) -> Iterator[Bullets]:
    """A line for each milestone that is not reached, the overdue first, in the order of their days; of one day in rank
    order."""
    today, names = report.plan.as_of, report.names()
    lines = [
        (one.date, _line(Name(names[project.id], project_page(project.id)), one.date, today, one.title))
        for project in (report.evaluations[name].project for name in report.order())
        for one in (project.milestones if project.left_out is None else ())
        if not one.done and (one.date - today).days <= AHEAD
    ]
    if lines:
        yield Bullets(tuple(line for _, line in sorted(lines, key=lambda line: line[0])), look="attention")


def _line(who: Name, when: date, today: date, title: str) -> Line:
    late = f", overdue by {counted((today - when).days, 'day')}" if when < today else ""
    return Line(f"{day(when)}{late}: {title}", lead=Text(who), state="missed" if late else "")
