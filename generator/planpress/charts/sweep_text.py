"""What the charts of moving thresholds and weights share: which one is drawn, and who wins, in words."""

from __future__ import annotations

from collections.abc import Sequence

from planpress.charts.engine.text_metrics import shorten
from planpress.model.evaluation import Evaluation
from planpress.model.sensitivity import Sweep, SwitchPoint, named, won_by


def drawn_sweep(evaluation: Evaluation) -> Sweep | None:
    """The threshold or weight whose move first turns the choice to another model; where none does, the first that
    leaves no model, else the first there is."""
    first = min(evaluation.switch_points, key=lambda point: not point.winners, default=None)
    every = (sweep for sweep in evaluation.sweeps if first is None or _moves(first, sweep))
    return next(every, None)


def switch_points_of(evaluation: Evaluation, sweep: Sweep) -> tuple[SwitchPoint, ...]:
    """What turns the choice by a move of this one, the smallest move first."""
    return tuple(point for point in evaluation.switch_points if _moves(point, sweep))


def winner_names(winners: Sequence[str]) -> str:
    """Who wins, in names as a sentence holds them."""
    return won_by([shorten(name) for name in winners])


def wins(winners: Sequence[str]) -> str:
    """Who wins, with the verb: net-2 wins, a and b tie, no model wins."""
    return f"{named([shorten(name) for name in winners])} {'tie' if len(winners) > 1 else 'wins'}"


def would(winners: Sequence[str]) -> str:
    """Who would win: net-2 would, a and b would tie, no model would."""
    return f"{named([shorten(name) for name in winners])} would{' tie' if len(winners) > 1 else ''}"


def _moves(point: SwitchPoint, sweep: Sweep) -> bool:
    return (point.metric, point.bound) == (sweep.metric, sweep.bound)
