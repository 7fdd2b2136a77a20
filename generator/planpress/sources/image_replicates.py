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
    made = {}
    for metric, one in found.items():
        best = sorted(one.models, key=lambda name: gain(0, one.models[name].value, better[metric]))[:MOST_PAIRED]
        made[metric] = MetricEvidence(
            one.passport,
            {name: _model(known, images) for name, known in one.models.items()},
            tuple(pair for a, b in combinations(sorted(best), 2) for pair in _pair(found, metric, (a, b), images)),
            {name: others for name in sorted(best) if (others := _covariances(found, metric, name))},
            {by: _slices(parts, images) for by, parts in one.slices.items()},
        )  # fmt: skip
    return made


def _error(known: Replicated) -> float | None:
    """The standard error; None where it is not known: objects in fewer than ten images say nothing of others."""
    if known.replicates is None or known.within < FEWEST_CLUSTERS:
        return None
    return math.sqrt(_covariance(known.replicates, known.replicates))


def _covariance(one: Vector, other: Vector) -> float:
    """The covariance of two values by their replicates; those without an object of one of them are none."""
    import numpy as np

    both = ~(np.isnan(one) | np.isnan(other))
    count = int(both.sum())
    if count < 2:
        return 0.0
    one, other = (part[both] - math.fsum(part[both].tolist()) / count for part in (one, other))
    return math.fsum((one * other).tolist()) / (count - 1)


def _model(known: Replicated, images: int) -> ModelEvidence:
    se = _error(known)
    if se is None:
        return ModelEvidence(known.value, known.n, images)
    half = both_sides(0.05, images - 1) * se
    return ModelEvidence(known.value, known.n, images, None, se, "bootstrap", known.value - half, known.value + half)


def _slices(
    parts: Mapping[str, Mapping[str, Replicated]], images: int
) -> dict[str, dict[str, SliceEvidence]]:  # fmt: skip
    return {
        part: {name: SliceEvidence(one.value, one.n, images, _error(one)) for name, one in models.items()}
        for part, models in parts.items()
    }


def _apart(found: ReplicatedMetric, a: str, b: str) -> Vector | None:
    one, other = found.models.get(a), found.models.get(b)
    if one is None or other is None or _error(one) is None or _error(other) is None:
        return None
    assert one.replicates is not None and other.replicates is not None
    return one.replicates - other.replicates


def _pair(
    found: Mapping[str, ReplicatedMetric], metric: str, of: tuple[str, str], images: int
) -> Iterator[PairEvidence]:
    apart = _apart(found[metric], *of)
    if apart is None:
        return
    a, b = (found[metric].models[name] for name in of)
    others = {
        name: _covariance(apart, other)
        for name, one in found.items()
        if name != metric and (other := _apart(one, *of)) is not None
    }
    se = math.sqrt(_covariance(apart, apart))
    yield PairEvidence(*of, a.value - b.value, se, a.n, images, covariances=others)


def _covariances(found: Mapping[str, ReplicatedMetric], metric: str, model: str) -> dict[str, float]:
    own = _replicates(found[metric], model)
    return {} if own is None else {
        name: _covariance(own, other)
        for name, one in found.items()
        if name != metric and (other := _replicates(one, model)) is not None
    }  # fmt: skip


def _replicates(found: ReplicatedMetric, model: str) -> Vector | None:
    known = found.models.get(model)
    return None if known is None or _error(known) is None else known.replicates
