"""How models compare on the same examples: differences with their errors, and covariances of each one's metrics."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from planpress.model.evidence import MOST_PAIRED, ModelEvidence, PairEvidence
from planpress.model.metrics import Direction, gain
from planpress.sources.predicted_values import NoValue
from planpress.sources.prediction_estimates import Estimates, Estimating, GroupEstimate, Key, with_same_examples
from planpress.sources.prediction_reading import PredictedModel
from planpress.statistics.differences import right_or_wrong
from planpress.statistics.distributions import both_sides


def best_of(
    estimates: Mapping[Key, GroupEstimate], better: Mapping[str, Direction], models: Sequence[PredictedModel]
) -> dict[str, list[str]]:
    """The best models of each metric, of which pairs are kept."""
    made = {}
    for name, direction in better.items():
        known = [
            (gain(0, value, direction), one.name)
            for one in models if not isinstance(value := estimates[name, one.name].value, NoValue)
        ]  # fmt: skip
        made[name] = sorted(name for _, name in sorted(known)[:MOST_PAIRED])
    return made


@dataclass(frozen=True, slots=True)
class Compared:
    """The pairs of the best models, and the covariances of each one's metrics."""

    pairs: Mapping[str, tuple[PairEvidence, ...]]
    covariances: Mapping[str, Mapping[str, Mapping[str, float]]]


def compared(
    estimating: Estimating, best: Mapping[str, Sequence[str]], models: Mapping[str, PredictedModel]
) -> Compared:
    """Models with the same examples are compared at once, two that have others on those that both have."""
    known = [models[name] for name in sorted({name for names in best.values() for name in names})]
    found: dict[tuple[str, str], Estimates] = {}
    for same in with_same_examples(known):
        made = estimating.of_same(same)
        found |= {(one.name, other.name): made for one in same for other in same}
    wanted = {pair for names in best.values() for pair in combinations(names, 2)}
    for one, other in sorted(wanted - found.keys()):
        found[one, other] = estimating.of_two(models[one], models[other])
    pairs = {
        name: tuple(
            pair for one, other in combinations(names, 2)
            if (pair := _pair(found[one, other], name, one, other, is_clustered=estimating.is_clustered)) is not None
        )
        for name, names in best.items()
    }  # fmt: skip
    covariances = {
        name: {model: others for model in names if (others := _covariances(found[model, model], name, model))}
        for name, names in best.items()
    }
    return Compared(pairs, covariances)


def _pair(made: Estimates, metric: str, a: str, b: str, *, is_clustered: bool) -> PairEvidence | None:
    one, other = (metric, a), (metric, b)
    first, second = made.of.get(one), made.of.get(other)
    if first is None or second is None or isinstance(first.value, NoValue) or isinstance(second.value, NoValue):
        return None
    both = made.products.get((one, other))
    if both is None or first.variance is None or second.variance is None:
        return None
    size, n = first.value - second.value, both.n if metric in made.by_label else first.rows
    others = {
        name: covariance
        for name in dict.fromkeys(key[0] for key in made.of)
        if name != metric
        and (covariance := made.of_differences(one, other, (name, a), (name, b))) is not None
    }
    if not is_clustered and {one, other} <= made.right and metric in made.by_label:
        se = right_or_wrong(both.ahead, both.behind, n).se
        return PairEvidence(a, b, size, se, n, discordant=(both.ahead, both.behind), covariances=others)
    variance = _variance(made, one, other)
    return PairEvidence(a, b, size, variance**0.5, n, both.units if is_clustered else None, covariances=others)


def _variance(made: Estimates, one: Key, other: Key) -> float:
    """The variance of a difference: over the units that either has, CR1."""
    units = made.of[one].units + made.of[other].units - made.products[one, other].units
    totals = (made.products[one, one].total, made.products[other, other].total, -2 * made.products[one, other].total)
    return max(math.fsum(totals), 0.0) * units / (units - 1)


def _covariances(made: Estimates, metric: str, model: str) -> dict[str, float]:
    return {
        name: covariance
        for name in dict.fromkeys(key[0] for key in made.of)
        if name != metric and (covariance := made.covariance((metric, model), (name, model))) is not None
    }


def with_interval(of: GroupEstimate, differs: Mapping[str, str], *, is_clustered: bool) -> ModelEvidence:
    """The evidence of a value that is there, with its interval at 95 %, by t over its units."""
    assert not isinstance(of.value, NoValue)
    units = of.units if is_clustered and of.units else None
    if of.se is None:
        return ModelEvidence(of.value, of.n, units, differs=differs)
    half = both_sides(0.05, of.units - 1) * of.se
    method = "CR1" if is_clustered else "t"
    return ModelEvidence(of.value, of.n, units, None, of.se, method, of.value - half, of.value + half, differs)  # type: ignore[arg-type]
