"""Scores of models on the same examples: their means, errors, paired differences, covariances and slices.

Examples are sorted by their ids and added up by math.fsum: files in any order give the same digits on every machine.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from planpress.model.evidence import MOST_PAIRED, MetricEvidence, ModelEvidence, PairEvidence, Passport, SliceEvidence
from planpress.model.metrics import Direction, gain
from planpress.statistics.differences import right_or_wrong
from planpress.statistics.distributions import both_sides

if TYPE_CHECKING:
    import numpy as np

    Vector = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Examples:
    """What was scored: `scores` by metric, model and id; the cluster of each id, and its part of each slice."""

    scores: Mapping[str, Mapping[str, Mapping[str, float]]]
    clusters: Mapping[str, str] = field(default_factory=dict)
    slices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def of_examples(
    examples: Examples, passports: Mapping[str, Passport], better: Mapping[str, Direction]
) -> dict[str, MetricEvidence]:
    """The evidence for each metric; `better` says which models are its best, of which pairs are kept."""
    return _Matrix(examples).evidence(passports, better)


def ids_hash(ids: Sequence[str]) -> str:
    """The hash of the examples themselves, in any order and of any engine: of how many there are, and of the sum of
    what the MD5 of each begins with."""
    total = sum(int(hashlib.md5(one.encode(), usedforsecurity=False).hexdigest()[:15], 16) for one in ids)
    return f"sha256:{hashlib.sha256(f'{len(ids)} ids {total}'.encode()).hexdigest()}"


class _Matrix:
    """The scores as one vector a metric and model, over all ids in their order; NaN where nothing was measured."""

    def __init__(self, examples: Examples) -> None:
        import numpy as np

        self._np, self._examples = np, examples
        self._ids = sorted({one for models in examples.scores.values() for scores in models.values() for one in scores})
        at = {one: index for index, one in enumerate(self._ids)}
        self._scores: dict[tuple[str, str], Vector] = {}
        for metric, models in examples.scores.items():
            for model, scores in models.items():
                vector = self._scores[metric, model] = np.full(len(at), math.nan)
                vector[[at[one] for one in scores]] = [*scores.values()]
        self._cluster = self._codes(examples.clusters) if examples.clusters else None

    def _codes(self, named: Mapping[str, str]) -> np.ndarray[Any, np.dtype[np.int64]]:
        names = {one: index for index, one in enumerate(sorted({*named.values()}))}
        return self._np.array([names[named[one]] for one in self._ids])

    def evidence(self, passports: Mapping[str, Passport], better: Mapping[str, Direction]) -> dict[str, MetricEvidence]:
        made = {}
        for metric, models in self._examples.scores.items():
            known = {model: self._model(self._scores[metric, model]) for model in models}
            best = sorted(known, key=lambda one: gain(0, known[one].value, better[metric]))[:MOST_PAIRED]
            made[metric] = MetricEvidence(
                self._with_data(passports[metric], metric), known, slices={
                    name: self._slices(metric, parts) for name, parts in self._examples.slices.items()
                },
                pairs=tuple(pair for a, b in combinations(sorted(best), 2) for pair in self._pair(metric, a, b)),
                covariances={one: others for one in sorted(best) if (others := self._covariances(metric, one))},
            )  # fmt: skip
        return made

    def _with_data(self, passport: Passport, metric: str) -> Passport:
        if passport.data is not None:
            return passport
        return replace(passport, data=ids_hash([*{i for one in self._examples.scores[metric].values() for i in one}]))

    def _model(self, scores: Vector) -> ModelEvidence:
        values = scores[~self._np.isnan(scores)]
        value, count = self._mean(values), len(values)
        se, units = self._error(scores)
        if units < 2:
            return ModelEvidence(value, count, units if self._cluster is not None else None)
        half = both_sides(0.05, units - 1) * se
        method, clusters = ("t", None) if self._cluster is None else ("CR1", units)
        return ModelEvidence(value, count, clusters, None, se, method, value - half, value + half)  # type: ignore[arg-type]

    def _mean(self, values: Vector) -> float:
        return math.fsum(values.tolist()) / len(values)

    def _away(self, scores: Vector) -> Vector:
        """How far each unit, a cluster or an example, is from the mean, over how many there are: its share of the error
        of the mean. Units without a score have none."""
        known = ~self._np.isnan(scores)
        values = scores[known]
        away = (values - self._mean(values)) / len(values)
        if self._cluster is None:
            whole = self._np.full(len(scores), math.nan)
            whole[known] = away
            return whole
        codes = self._cluster[known]
        count = int(self._cluster.max()) + 1
        sums: Vector = self._np.bincount(codes, away, count).astype(float)
        sums[self._np.bincount(codes, minlength=count) == 0] = math.nan
        return sums

    def _error(self, scores: Vector) -> tuple[float, int]:
        """CR1 over clusters, `s / sqrt(n)` without: both are the root of the sum of squared shares, times
        `units / (units - 1)`."""
        variance, units = self._products(self._away(scores), None)
        values = scores[~self._np.isnan(scores)]
        alike = len(values) > 0 and bool(values.min() == values.max())
        return (0.0 if alike else math.sqrt(max(variance, 0.0))), units

    def _products(self, one: Vector, other: Vector | None) -> tuple[float, int]:
        product = one * (one if other is None else other)
        product = product[~self._np.isnan(product)]
        units = len(product)
        return (math.fsum(product.tolist()) * units / (units - 1) if units > 1 else 0.0), units

    def _pair(self, metric: str, a: str, b: str) -> Iterator[PairEvidence]:
        apart = self._scores[metric, a] - self._scores[metric, b]
        values = apart[~self._np.isnan(apart)]
        if len(values) < 2:
            return
        size, count = self._mean(values), len(values)
        others = {}
        for name in self._examples.scores:
            if name != metric and {a, b} <= self._examples.scores[name].keys():
                other = self._scores[name, a] - self._scores[name, b]
                covariance, units = self._products(self._away(apart), self._away(other))
                if units > 1:
                    others[name] = covariance
        whole = self._np.concatenate([self._scores[metric, a], self._scores[metric, b]])
        if self._cluster is None and bool(self._np.isin(whole[~self._np.isnan(whole)], (0.0, 1.0)).all()):
            ahead, behind = int((values == 1).sum()), int((values == -1).sum())
            se = right_or_wrong(ahead, behind, count).se
            yield PairEvidence(a, b, size, se, count, discordant=(ahead, behind), covariances=others)
            return
        se, units = self._error(apart)
        yield PairEvidence(
            a, b, size, se, count, units if self._cluster is not None else None, covariances=others
        )

    def _covariances(self, metric: str, model: str) -> dict[str, float]:
        found = {}
        for name in self._examples.scores:
            if name != metric and (name, model) in self._scores:
                one, other = self._away(self._scores[metric, model]), self._away(self._scores[name, model])
                covariance, units = self._products(one, other)
                if units > 1:
                    found[name] = covariance
        return found

    def _slices(self, metric: str, parts: Mapping[str, str]) -> dict[str, dict[str, SliceEvidence]]:
        codes = self._np.array([parts.get(one, "") for one in self._ids])
        return {
            part: {
                model: SliceEvidence(found.value, found.n, found.clusters, found.se)
                for model in self._examples.scores[metric]
                if (found := self._slice(self._scores[metric, model], codes == part)) is not None
            }
            for part in sorted({*parts.values()})
        }

    def _slice(self, scores: Vector, within: np.ndarray[Any, np.dtype[np.bool_]]) -> ModelEvidence | None:
        own = self._np.where(within, scores, math.nan)
        return None if bool(self._np.isnan(own).all()) else self._model(own)
