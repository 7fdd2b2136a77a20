"""How long projects are in their stages, and which ways back they took: Report -> StageTime, WayTaken*."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from statistics import median

from planpress.model.evaluation import Evaluation
from planpress.model.moves import StageTime, WayTaken
from planpress.model.report import Report
from planpress.model.stages import STAGES, WAYS_BACK, Stage
from planpress.model.wording import number

Stay = tuple[int, str, int]
"""The days of a stay, the project, and the place of the stay in its lifecycle."""


def stage_time(evaluation: Evaluation, report: Report) -> StageTime | None:
    """How long a project that goes on has been in its stage; None where its lifecycle has not begun."""
    return _time(evaluation, lambda stage: stays_in(stage, report), report)


def stage_times(report: Report) -> dict[str, StageTime]:
    """The same of all projects that have one, by id."""
    known = {stage: stays_in(stage, report) for stage in STAGES}
    times = {name: _time(one, known.__getitem__, report) for name, one in report.evaluations.items()}
    return {name: time for name, time in times.items() if time is not None}


def stays_in(stage: Stage, report: Report) -> list[Stay]:
    """Every stay in a stage of the projects that go on, the present ones until today, the shortest first."""
    today, found = report.plan.as_of, []
    for name, evaluation in report.evaluations.items():
        for at, stay in enumerate(evaluation.sojourns if evaluation.project.left_out is None else ()):
            if stay.stage == stage and stay.since <= today:
                found.append(((min(stay.until or today, today) - stay.since).days, name, at))
    return sorted(found)


def ways_taken(report: Report) -> tuple[WayTaken, ...]:
    """Every reason of the six ways back, in their order, with the projects of the plan that took it, ended ones too."""
    moves = [*_moves(report)]
    return tuple(
        WayTaken(stage, to, code, reason, tuple(name for name, *move in moves if move == [stage, to, reason]))
        for (stage, to), reasons in WAYS_BACK.items()
        for code, reason in reasons.items()
    )


def _time(evaluation: Evaluation, stays_of: Callable[[Stage], list[Stay]], report: Report) -> StageTime | None:
    stays, today = evaluation.sojourns, report.plan.as_of
    if not stays or evaluation.project.left_out is not None or stays[-1].since > today:
        return None
    others = [days for days, *_ in stays_of(stays[-1].stage)]
    never = all(stay.stage != "deploying" for stay in stays)
    return StageTime(
        stage=stays[-1].stage,
        days=(today - stays[-1].since).days,
        median=float(median(others)) if len(others) > 1 else None,
        stays=len(others),
        undeployed=(today - stays[0].since).days if never else None,
    )


def _moves(report: Report) -> Iterator[tuple[str, Stage, Stage, str | None]]:
    for name in report.order():
        for before, after in pairwise(report.evaluations[name].sojourns):
            if after.back:
                yield name, before.stage, after.stage, after.because


def median_words(days: float) -> str:
    """`15.5 days`, `1 day`."""
    return f"{number(days)} {'day' if days == 1 else 'days'}"
