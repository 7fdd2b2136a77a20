"""Impact and feasibility of a project, weighted means of utilities, and three ways to make one number of them."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from planpress.model.metrics import Estimate, Scale
from planpress.model.plan import Factor, Group, Method, Plan
from planpress.model.project import Project
from planpress.model.ranking import FactorScore, GroupScore, Priority

DRAWS = 1000
"""How many times weights and ratings are drawn, to say how sure the order is."""
SEED = 20190301
CONCENTRATION = 30.0
"""The Dirichlet's: three equal weights then vary by about a quarter of their size (standard deviation 0.085)."""


def score_group(project: Project, plan: Plan, group: Group) -> GroupScore:
    """One axis of one project: `sum(w u) / sum(w)` over its factors.

    A missing factor is unknown over its whole scale: the value leaves it out and weights the others anew, the ends
    take it at 0 and at 1. The value is None where every weighted factor is missing.
    """
    ratings = project.ratings(group)
    factors = plan.factors(group)
    scores = tuple(_score_factor(name, factor, plan.scales, ratings.get(name)) for name, factor in factors.items())
    value = weighted_mean([(score.weight, score.utility) for score in scores if score.utility is not None])
    low = weighted_mean([(score.weight, score.low) for score in scores])
    high = weighted_mean([(score.weight, score.high) for score in scores])
    if low is None or high is None:
        return GroupScore(group, None, 0.0, 1.0, scores)
    return GroupScore(group, value, *around(value, low, high), scores)


def weighted_mean(parts: Sequence[tuple[float, float]]) -> float | None:
    """`sum(w x) / sum(w)` of (weight, value) pairs; None where no weight is above 0."""
    total = math.fsum(weight for weight, _ in parts)
    if total <= 0:
        return None
    # Rounding must not push the mean of equal utilities beyond 1.
    return min(1.0, math.fsum(weight * value for weight, value in parts) / total)


def shares(weights: Sequence[float]) -> list[float]:
    """The weights, summing to 1. At least one must be above 0 (PP214)."""
    total = math.fsum(weights)
    return [weight / total for weight in weights]


def around(central: float | None, low: float, high: float) -> tuple[float, float]:
    """The ends, never on the wrong side of the central value.

    Rounding can put them there; and so can TOPSIS, where leaving a missing factor out can score lower than taking it
    at its worst: without it, the weight of the others in the group is concentrated on fewer of them.
    """
    return (low, high) if central is None else (min(low, central), max(high, central))


def _score_factor(name: str, factor: Factor, scales: Mapping[str, Scale], rating: Estimate | None) -> FactorScore:
    if rating is None:
        return FactorScore(name, factor.weight, None, None, 0.0, 1.0)
    scale = scales[factor.scale]
    ends = sorted((scale.utility(rating.low), scale.utility(rating.high)))
    return FactorScore(name, factor.weight, rating, scale.utility(rating.central), ends[0], ends[1])


Weighted = Sequence[tuple[float, float]]
"""Pairs of weight and utility of one group's factors."""

End = Literal["utility", "low", "high"]

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
    to_ideal, to_anti = distances(shared(impact, feasibility, share))
    return to_anti / (to_ideal + to_anti)


def shared(impact: Weighted, feasibility: Weighted, share: float) -> list[tuple[float, float]]:
    """Both groups as one, the weights of each summing to its share."""
    return [
        (part * weight, utility)
        for part, group in ((share, impact), (1 - share, feasibility))
        for weight, (_, utility) in zip(shares([weight for weight, _ in group]), group, strict=True)
    ]


def distances(parts: Weighted) -> tuple[float, float]:
    """How far weighted utilities are from all at 1, and from all at 0."""
    to_ideal = math.sqrt(math.fsum((weight * (1 - utility)) ** 2 for weight, utility in parts))
    return to_ideal, math.sqrt(math.fsum((weight * utility) ** 2 for weight, utility in parts))


OF_MEANS: Mapping[Method, Callable[[Mean, Mean, float], Mean]] = {"geometric": geometric, "weighted-sum": weighted_sum}
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

        def at(which: End) -> float:
            return topsis(weighted(impact, which), weighted(feasibility, which), share)

        central, low, high = at("utility") if rated else None, at("low"), at("high")
    return Priority(central, *around(central, low, high), None)


def weighted(group: GroupScore, which: End) -> list[tuple[float, float]]:
    """Weights and utilities: the central ones without the factors that nobody rated, or all at one end."""
    found = ((factor.weight, getattr(factor, which)) for factor in group.factors)
    return [(weight, utility) for weight, utility in found if utility is not None]
