"""Impact and feasibility of a project: weighted means of utilities, with their ends."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from planpress.model.metrics import Estimate, Scale
from planpress.model.plan import Factor, Group, Plan
from planpress.model.project import Project
from planpress.model.ranking import FactorScore, GroupScore


def score_group(project: Project, plan: Plan, group: Group) -> GroupScore:
    """One axis of one project: `sum(w u) / sum(w)` over its factors.

    A missing factor is unknown over its whole scale: the value leaves it out and weights the others anew, the ends
    take it at 0 and at 1. The value is None where every weighted factor is missing.
    """
    ratings = project.ratings(group)
    factors = plan.factors(group)
    scores = tuple(_score_factor(name, factors, plan.scales, ratings.get(name)) for name in factors)
    value = weighted_mean([(score.weight, score.utility) for score in scores if score.utility is not None])
    if value is not None and _is_certain(scores):
        return GroupScore(group, value, value, value, scores)
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


def _score_factor(
    name: str, factors: Mapping[str, Factor], scales: Mapping[str, Scale], rating: Estimate | None
) -> FactorScore:
    factor = factors[name]
    if rating is None:
        return FactorScore(name, factor.weight, None, None, 0.0, 1.0)
    scale = scales[factor.scale]
    ends = sorted((scale.utility(rating.low), scale.utility(rating.high)))
    return FactorScore(name, factor.weight, rating, scale.utility(rating.central), ends[0], ends[1])


def _is_certain(scores: Sequence[FactorScore]) -> bool:
    """Whether no factor is missing or has ends, so that both ends of a mean are the mean."""
    return all(score.low == score.utility == score.high for score in scores)
