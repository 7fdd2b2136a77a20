"""What would turn the choice of a model, as plain values for plan.json."""

from __future__ import annotations

import math

from planpress.formats.plan_json_types import FrontJson, SweepJson, SwitchPointJson
from planpress.model.sensitivity import Front, Sweep, SwitchPoint


def sweep_json(sweep: Sweep) -> SweepJson:
    """Who wins as a threshold or a weight moves; an end of a range is null where there is none."""
    return {
        "metric": sweep.metric,
        "operator": sweep.bound.operator if sweep.bound else None,
        "declared": sweep.declared,
        "stretches": [
            {"low": _finite(one.low), "high": _finite(one.high), "winners": list(one.winners)}
            for one in sweep.segments
        ],
        "turns": [{"at": point.at, "winners": list(point.winners)} for point in sweep.breakpoints],
    }


def switch_point_json(point: SwitchPoint) -> SwitchPointJson:
    """The smallest move, one way, that changes who wins."""
    return {
        "metric": point.metric,
        "operator": point.bound.operator if point.bound else None,
        "declared": point.declared,
        "at": point.at,
        "rises": point.rises,
        "reached": point.reached,
        "winners": list(point.winners),
    }


def front_json(front: Front | None) -> FrontJson | None:
    """The Pareto front; null where not two metrics were measured."""
    return {"metrics": list(front.metrics), "models": list(front.models)} if front else None


def _finite(end: float) -> float | None:
    return end if math.isfinite(end) else None
