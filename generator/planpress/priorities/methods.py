"""Three ways to make one number of impact and feasibility: monotone in every utility, and blind to other projects."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from planpress.model.plan import Method
from planpress.model.ranking import GroupScore, Priority
from planpress.priorities.score_methods import around, shares

Weighted = Sequence[tuple[float, float]]
"""Pairs of weight and utility of one group's factors."""

Mean = Any
"""A group's weighted mean of utilities, or an array of them, one for each draw and project."""


def geometric(impact: Mean, feasibility: Mean, share: float) -> Mean:
    """`impact^a * feasibility^(1-a)` of the groups' weighted means: a project that is hopeless on one axis is last."""
    return impact**share * feasibility ** (1 - share)


def weighted_sum(impact: Mean, feasibility: Mean, share: float) -> Mean:
    """`a * impact + (1-a) * feasibility` of the groups' weighted means: one axis can make up for the other."""
    return share * impact + (1 - share) * feasibility


def topsis(impact: Weighted, feasibility: Weighted, share: float) -> float:
    """`d- / (d+ + d-)`: how much nearer to the ideal (all utilities 1) than to the anti-ideal (all 0).

    Each group's weights are normalised and multiplied by `a` or `1-a`; distances are Euclidean. Hwang and Yoon (1981),
    with declared ideals in place of the best and worst of the data, so that no project moves another.
    """
    parts = [*_normalised(impact, share), *_normalised(feasibility, 1 - share)]
    to_ideal = math.sqrt(math.fsum((weight * (1 - utility)) ** 2 for weight, utility in parts))
    to_anti = math.sqrt(math.fsum((weight * utility) ** 2 for weight, utility in parts))
    return to_anti / (to_ideal + to_anti)


OF_MEANS: Mapping[Method, Callable[[Mean, Mean, float], Mean]] = {
    "geometric": geometric,
    "weighted-sum": weighted_sum,
}
"""The methods that need nothing of a group but its mean."""


def priority(method: Method, impact: GroupScore, feasibility: GroupScore, share: float) -> Priority:
    """The priority by a method, without a rank: central, and with every factor at its low and at its high end.

    There is no central one where either group has no value. A missing factor is left out of its group.
    """
    rated = impact.value is not None and feasibility.value is not None
    if method in OF_MEANS:
        combined = OF_MEANS[method]
        central = combined(impact.value or 0, feasibility.value or 0, share) if rated else None
        low, high = combined(impact.low, feasibility.low, share), combined(impact.high, feasibility.high, share)
    else:
        groups = (impact.factors, feasibility.factors)
        known = [[(one.weight, one.utility) for one in group if one.utility is not None] for group in groups]
        lows = [[(one.weight, one.low) for one in group] for group in groups]
        highs = [[(one.weight, one.high) for one in group] for group in groups]
        central = topsis(known[0], known[1], share) if rated else None
        low, high = topsis(lows[0], lows[1], share), topsis(highs[0], highs[1], share)
    return Priority(central, *around(central, low, high), None)


def _normalised(parts: Weighted, share: float) -> list[tuple[float, float]]:
    weights = shares([weight for weight, _ in parts])
    return [(share * weight, utility) for weight, (_, utility) in zip(weights, parts, strict=True)]
