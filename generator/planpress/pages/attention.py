"""What the portfolio page says first: what to do, what is on the line, what is stuck, what needs a decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planpress.model.evaluation import Evaluation
from planpress.model.ranking import RankedProject
from planpress.model.report import Report
from planpress.model.wording import counted, day, listed
from planpress.pages.verdicts import verdict

UNSURE = (0.1, 0.9)
"""A project is on the line where it can be carried in more than 10 and in fewer than 90 of 100 draws."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line: a project, and a sentence about it; `project` is an id."""

    project: str
    text: str


def first(report: Report) -> Iterator[Item]:
    """The projects that can be carried, in order; without a capacity, the first three ranks."""
    for entry in report.ranking.ordered:
        rank = entry.priority.rank or 0
        if entry.line == "in" or (report.plan.capacity is None and rank <= 3):
            yield Item(entry.id, verdict(report.evaluations[entry.id], report.plan).short)


def on_the_line(report: Report) -> Iterator[Item]:
    """The projects that a small change of weights or ratings would take in or leave out, nearest to the line first."""
    near = [entry for entry in report.ranking.ordered if _unsure(entry)]
    near.sort(key=lambda entry: abs((entry.within_capacity or 0) - 0.5))
    for entry in near[:3]:
        share = round(100 * (entry.within_capacity or 0.0))
        place = {"in": "inside the line", "out": "outside the line", "on-the-line": "tied across the line"}
        where = place[entry.line] if entry.line else ""
        yield Item(entry.id, f"{where}, and can be carried in {share} of 100 draws of weights and ratings")


def stuck(report: Report) -> Iterator[Item]:
    """What holds a project up: ways back, a project it waits for, infrastructure that is missing."""
    for entry in report.ranking.ordered:
        evaluation = report.evaluations[entry.id]
        reasons = [*_sent_back(evaluation), *_waits(evaluation, report), *_lacks(evaluation, report)]
        if reasons:
            yield Item(entry.id, "; ".join(reasons))


def decide(report: Report) -> Iterator[Item]:
    """What a meeting must settle: no model that qualifies, ties, a model below the floor, a review gone by."""
    for entry in report.ranking.ordered:
        evaluation = report.evaluations[entry.id]
        reasons = [*_no_choice(evaluation), *_doubtful(evaluation), *_overdue(evaluation, report)]
        if reasons:
            yield Item(entry.id, "; ".join(reasons))


def _unsure(entry: RankedProject) -> bool:
    within = entry.within_capacity
    return entry.line == "on-the-line" or (within is not None and UNSURE[0] < within < UNSURE[1])


def _sent_back(evaluation: Evaluation) -> Iterator[str]:
    back = [sojourn for sojourn in evaluation.sojourns if sojourn.back]
    if back and (len(back) > 1 or evaluation.sojourns[-1].back):
        times = {1: "once", 2: "twice"}.get(len(back), counted(len(back), "time"))
        reasons = listed(f"{sojourn.because} ({day(sojourn.since, year=False)})" for sojourn in back)
        yield f"sent back {times}: {reasons}"


def _waits(evaluation: Evaluation, report: Report) -> Iterator[str]:
    names = report.names()
    screened = {out.id for out in report.ranking.screened_out}
    for other in evaluation.project.depends_on:
        if other in screened:
            yield f"waits for {names[other]}, which is screened out"


def _lacks(evaluation: Evaluation, report: Report) -> Iterator[str]:
    tools = report.plan.infrastructure
    missing = [tools[name].label or name for name in evaluation.project.uses.infrastructure
               if tools[name].state == "missing"]  # fmt: skip
    if missing:
        yield f"needs {listed(missing)}, which {'is' if len(missing) == 1 else 'are'} missing"


def _no_choice(evaluation: Evaluation) -> Iterator[str]:
    rule = evaluation.deciding
    if evaluation.project.table is None or (rule is not None and len(rule.winners) == 1):
        return
    if rule is None:
        yield "no rule decides between its models"
    elif rule.winners:
        yield f"{listed(rule.winners)} tie"
    elif rule.nearest is not None:
        yield f"no model qualifies; the nearest is {rule.nearest}: {'; '.join(rule.nearest_because)}"
    else:
        yield "no model can be judged by the deciding rule"


def _doubtful(evaluation: Evaluation) -> Iterator[str]:
    model = evaluation.chosen
    if model is None:
        return
    standing = evaluation.standings[model]
    floor, ceiling = evaluation.baseline(evaluation.floor), evaluation.baseline(evaluation.ceiling)
    if standing.below_floor and floor is not None:
        yield f"{model} is below the floor, {floor.baseline.name}"
    if standing.above_ceiling and ceiling is not None:
        yield f"{model} is above the ceiling, {ceiling.baseline.name}: check for leakage"
    same = [result.baseline.name for result in evaluation.baselines if model in result.identical]
    if same:
        yield f"{model} is identical to {listed(same)}"


def _overdue(evaluation: Evaluation, report: Report) -> Iterator[str]:
    due = evaluation.project.review_by
    if due is not None and due < report.plan.as_of:
        late = (report.plan.as_of - due).days
        yield f"its review was due {counted(late, 'day')} ago"
