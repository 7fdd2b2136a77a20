"""How long projects are in their stages, and which ways back they took: Report -> StageTime, WayTaken*."""

from collections.abc import Iterator
from itertools import pairwise
from statistics import mean

from planpress.model.evaluation import Evaluation
from planpress.model.moves import StageTime, WayTaken, middle
from planpress.model.report import Report
from planpress.model.stages import WAYS_BACK, Stage
from planpress.model.wording import number


def stage_time(evaluation: Evaluation, report: Report) -> StageTime | None:
    """How long a project that goes on has been in its stage; None where its lifecycle has not begun."""
    stays, today = evaluation.sojourns, report.plan.as_of
    if not stays or evaluation.project.left_out is not None or stays[-1].since > today:
        return None
    others = report.stays[stays[-1].stage]
    never = all(stay.stage != "deploying" for stay in stays)
    return StageTime(
        stage=stays[-1].stage,
        days=(today - stays[-1].since).days,
        median=float(mean(days for days, *_ in middle(others))) if len(others) > 1 else None,
        stays=len(others),
        undeployed=(today - stays[0].since).days if never else None,
    )


def ways_taken(report: Report) -> tuple[WayTaken, ...]:
    """Every reason of the six ways back, in their order, with the projects of the plan that took it, ended ones too."""
    moves = [*_moves(report)]
    return tuple(
        WayTaken(stage, to, code, reason, tuple(name for name, *move in moves if move == [stage, to, reason]))
        for (stage, to), reasons in WAYS_BACK.items()
        for code, reason in reasons.items()
    )


def _moves(report: Report) -> Iterator[tuple[str, Stage, Stage, str | None]]:
    for name in report.order():
        for before, after in pairwise(report.evaluations[name].sojourns):
            if after.back:
                yield name, before.stage, after.stage, after.because


def median_words(days: float) -> str:
    """`15.5 days`, `1 day`."""
    return f"{number(days)} {'day' if days == 1 else 'days'}"
