"""Errors of what is no mean: a bootstrap over images, the same draws of them for every model and metric.

So replicates of two models, or of two metrics, differ as they do on the same images: paired differences and covariances
are those of their replicates (Efron and Tibshirani 1993, chapters 6 and 10).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from planpress.model.evidence import MOST_PAIRED, MetricEvidence, ModelEvidence, PairEvidence, Passport, SliceEvidence
from planpress.model.metrics import Direction, gain
from planpress.statistics.differences import FEWEST_CLUSTERS
from planpress.statistics.distributions import both_sides

if TYPE_CHECKING:
    import numpy as np

    Vector = np.ndarray[Any, np.dtype[np.float64]]
    Counts = np.ndarray[Any, np.dtype[np.uint8]]

REPLICATES = 1_000
"""The error of an error of so many replicates is about 2 % of it."""
MOST_IMAGES = 100_000
_SEED = 20140501


@dataclass(frozen=True, slots=True)
class Replicated:
    """A value with its replicates, none where its error is not known: of `n` objects in `within` images."""

    value: float
    n: int
    within: int
    replicates: Vector | None = None


@dataclass(frozen=True, slots=True)
class ReplicatedMetric:
    """What was found of one metric: by model, and by slice, part and model."""

    passport: Passport
    models: Mapping[str, Replicated]
    slices: Mapping[str, Mapping[str, Mapping[str, Replicated]]] = field(default_factory=dict)


def draws(images: int) -> Counts:
    """How often each of so many images is drawn in each replicate (images x replicates). The draws are the generator's
    own whole numbers, which no version of numpy changes."""
    import numpy as np

    raw = np.random.PCG64(_SEED)
    drawn = np.empty((images, REPLICATES), np.uint8)
    for at in range(REPLICATES):
        places = ((raw.random_raw(images) >> np.uint64(32)) * np.uint64(images)) >> np.uint64(32)
        drawn[:, at] = np.bincount(places.astype(np.intp), minlength=images)
    return drawn


def of_replicates(
    found: Mapping[str, ReplicatedMetric], images: int, better: Mapping[str, Direction]
) -> dict[str, MetricEvidence]:
    """The evidence for each metric; `better` says which models are its best, of which pairs are kept."""
    known = _Replicates(found, images)
    return {metric: known.evidence(metric, better[metric]) for metric in found}


class _Replicates:
    def __init__(self, found: Mapping[str, ReplicatedMetric], images: int) -> None:
        self._found, self._images = found, images

    def evidence(self, metric: str, better: Direction) -> MetricEvidence:
        found = self._found[metric]
        best = sorted(found.models, key=lambda name: gain(0, found.models[name].value, better))[:MOST_PAIRED]
        return MetricEvidence(
            found.passport,
            {name: self._model(one) for name, one in found.models.items()},
            tuple(pair for a, b in combinations(sorted(best), 2) for pair in self._pair(metric, a, b)),
            {name: others for name in sorted(best) if (others := self._others(metric, name))},
            {by: {part: {name: self._slice(one) for name, one in models.items()} for part, models in parts.items()}
             for by, parts in found.slices.items()},
        )  # fmt: skip

    def _model(self, one: Replicated) -> ModelEvidence:
        se = self._error(_known(one))
        if se is None:
            return ModelEvidence(one.value, one.n, self._images)
        half = both_sides(0.05, self._images - 1) * se
        low, high = one.value - half, one.value + half
        return ModelEvidence(one.value, one.n, self._images, None, se, "bootstrap", low, high)

    def _slice(self, one: Replicated) -> SliceEvidence:
        return SliceEvidence(one.value, one.n, self._images, self._error(_known(one)))

    def _pair(self, metric: str, a: str, b: str) -> Iterator[PairEvidence]:
        one, other = (self._found[metric].models[name] for name in (a, b))
        se = self._error(self._of(metric, a, b))
        if se is not None:
            covariances = self._others(metric, a, b)
            yield PairEvidence(a, b, one.value - other.value, se, one.n, self._images, covariances=covariances)

    def _of(self, metric: str, *of: str) -> Vector | None:
        """The replicates of a model, or of its value less that of a second one; None where one has none."""
        models = self._found[metric].models
        known = [_known(models[name]) for name in of if name in models]
        there = [one for one in known if one is not None]
        if len(there) < len(of):
            return None
        return there[0] if len(of) == 1 else there[0] - there[1]

    def _others(self, metric: str, *of: str) -> dict[str, float]:
        """The covariances with the same of the other metrics."""
        own = self._of(metric, *of)
        if own is None:
            return {}
        others = {name: self._of(name, *of) for name in self._found if name != metric}
        return {name: self._covariance(own, other) for name, other in others.items() if other is not None}

    def _error(self, one: Vector | None) -> float | None:
        return None if one is None else math.sqrt(self._covariance(one, one))

    def _covariance(self, one: Vector, other: Vector) -> float:
        """That of replicates, times `images / (images - 1)`, without which a bootstrap of few images is too sure, as
        CR0 is beside CR1. A replicate without an object of one of the two is none."""
        import numpy as np

        both = ~(np.isnan(one) | np.isnan(other))
        count = int(both.sum())
        if count < 2:
            return 0.0
        one, other = (part[both] - math.fsum(part[both].tolist()) / count for part in (one, other))
        return math.fsum((one * other).tolist()) / (count - 1) * self._images / (self._images - 1)


def _known(one: Replicated) -> Vector | None:
    """Its replicates, none where objects are in fewer than ten images: these say nothing of others."""
    return one.replicates if one.within >= FEWEST_CLUSTERS else None
