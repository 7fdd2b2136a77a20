"""On which part of the examples a model is worse than on all of them, beyond chance."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from planpress.model.best_set import WorstSlice
from planpress.model.evidence import MetricEvidence, SliceEvidence
from planpress.model.metrics import Metric, gain
from planpress.statistics.differences import FEWEST_CLUSTERS, holm
from planpress.statistics.distributions import t_cdf


def worst_slice(
    model: str, names: tuple[str, ...], evidence: Mapping[str, MetricEvidence], metrics: Mapping[str, Metric],
    certainty: float,
) -> tuple[WorstSlice | None, int]:  # fmt: skip
    """The part on which a model is furthest behind, in standard errors, in one of the metrics; and how many parts were
    looked at. None where chance explains every one.

    A part is held against the value on all examples with its own error alone, which is never too small: the whole has
    the part in it. Probabilities are two-sided, by Student's t, and adjusted for all parts (Holm 1979). Parts of fewer
    than ten clusters, and those whose examples do not differ, are not looked at.
    """
    found = [one for name in names if name in evidence for one in _parts(name, model, evidence[name])]
    if not found:
        return None, 0
    adjusted = holm([one.probability for one in found])
    worse = [
        replace(one, probability=probability, parts=len(found))
        for one, probability in zip(found, adjusted, strict=True)
        if probability <= 1 - certainty and gain(one.value, one.whole, metrics[one.metric].better) < 0
    ]
    return max(worse, key=lambda one: abs(one.value - one.whole) / one.se, default=None), len(found)


def _parts(name: str, model: str, evidence: MetricEvidence) -> Iterator[WorstSlice]:
    whole = evidence.models.get(model)
    for parted, parts in evidence.slices.items() if whole else ():
        for part, values in parts.items():
            one = values.get(model)
            if one is None or whole is None or not one.se or (units := _units(one)) is None:
                continue
            away = abs(one.value - whole.value) / one.se
            probability = 2 * (1 - t_cdf(away, units - 1))
            yield WorstSlice(name, parted, part, one.value, whole.value, one.se, one.n, probability, 0)


def _units(one: SliceEvidence) -> int | None:
    """What the error of a part was estimated from; None of too few."""
    if one.clusters is not None:
        return one.clusters if one.clusters >= FEWEST_CLUSTERS else None
    return one.n if one.n is not None and one.n > 1 else None
