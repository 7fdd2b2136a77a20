"""Three ways to make one number of impact and feasibility: monotone in every utility, and blind to other projects."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from planpress.model.plan import Method
from planpress.model.ranking import GroupScore
from planpress.priorities.score_methods import around, shares, weighted_mean

Weighted = Sequence[tuple[float, float]]
"""Pairs of weight and utility of one group's factors."""


def geometric(impact: Weighted, feasibility: Weighted, share: float) -> float:
    """`impact^a * feasibility^(1-a)` of the groups' weighted means: a project that is hopeless on one axis is last."""
    return _product(_mean(impact), _mean(feasibility), share)


def weighted_sum(impact: Weighted, feasibility: Weighted, share: float) -> float:
    """`a * impact + (1-a) * feasibility` of the groups' weighted means: one axis can make up for the other."""
    return _sum(_mean(impact), _mean(feasibility), share)


def topsis(impact: Weighted, feasibility: Weighted, share: float) -> float:
    """`d- / (d+ + d-)`: how much nearer to the ideal (all utilities 1) than to the anti-ideal (all 0).

    Each group's weights are normalised and multiplied by `a` or `1-a`; distances are Euclidean. Hwang and Yoon (1981),
    with declared ideals in place of the best and worst of the data, so that no project moves another.
    """
    parts = [*_normalised(impact, share), *_normalised(feasibility, 1 - share)]
    to_ideal = math.sqrt(math.fsum((weight * (1 - utility)) ** 2 for weight, utility in parts))
    to_anti = math.sqrt(math.fsum((weight * utility) ** 2 for weight, utility in parts))
    return to_anti / (to_ideal + to_anti)


METHODS: Mapping[Method, Callable[[Weighted, Weighted, float], float]] = {
    "geometric": geometric,
    "weighted-sum": weighted_sum,
    "topsis": topsis,
}


def combine(method: Method, impact: GroupScore, feasibility: GroupScore, share: float) -> float | None:
    """The central priority; None where either group has no value. A missing factor is left out of its group."""
    if impact.value is None or feasibility.value is None:
        return None
    if method in _OF_MEANS:
        return _OF_MEANS[method](impact.value, feasibility.value, share)
    central = [
        [(factor.weight, factor.utility) for factor in group.factors if factor.utility is not None]
        for group in (impact, feasibility)
    ]
    return METHODS[method](central[0], central[1], share)


def ends(
    method: Method, impact: GroupScore, feasibility: GroupScore, share: float, central: float | None
) -> tuple[float, float]:
    """The lowest and the highest priority, around the central one: every factor at its low end, and at its high end."""
    if method in _OF_MEANS:
        combined = _OF_MEANS[method]
        return around(
            central, combined(impact.low, feasibility.low, share), combined(impact.high, feasibility.high, share)
        )
    low = [[(factor.weight, factor.low) for factor in group.factors] for group in (impact, feasibility)]
    high = [[(factor.weight, factor.high) for factor in group.factors] for group in (impact, feasibility)]
    whole = METHODS[method]
    return around(central, whole(low[0], low[1], share), whole(high[0], high[1], share))


def _product(impact: float, feasibility: float, share: float) -> float:
    return float(impact**share * feasibility ** (1 - share))


def _sum(impact: float, feasibility: float, share: float) -> float:
    return share * impact + (1 - share) * feasibility


_OF_MEANS: Mapping[Method, Callable[[float, float, float], float]] = {"geometric": _product, "weighted-sum": _sum}
"""The methods that need nothing of a group but its mean, which is known."""


def _mean(parts: Weighted) -> float:
    mean = weighted_mean(parts)
    assert mean is not None, "all weights are zero (PP214)"
    return mean


def _normalised(parts: Weighted, share: float) -> list[tuple[float, float]]:
    weights = shares([weight for weight, _ in parts])
    return [(share * weight, utility) for weight, (_, utility) in zip(weights, parts, strict=True)]
