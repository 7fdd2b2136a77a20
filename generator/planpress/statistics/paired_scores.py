"""How far two models are apart in a rule's score, from their paired differences in its metrics."""

import math
from collections.abc import Iterator, Mapping, Sequence

from planpress.model.evidence import MetricEvidence, PairEvidence
from planpress.model.measured import MeasuredDifference
from planpress.model.metrics import Values
from planpress.model.rule import Metrics, Rule
from planpress.statistics.differences import FEWEST_CLUSTERS
from planpress.statistics.scores import combined, slope_of

Differences = dict[tuple[str, str], MeasuredDifference]


def paired_scores(
    rule: Rule, names: Sequence[str], values: Mapping[str, Values], evidence: Mapping[str, MetricEvidence],
    metrics: Metrics,
) -> Differences:  # fmt: skip
    """The differences of two models' scores that are known from the same examples, the first less the second.

    Those of a mean or a formula are by the delta method, taken between the two models, with the covariances of the
    differences; where these are not known the errors add up.
    """
    measured = rule.measured()
    if not measured or any(name not in evidence for name in measured):
        return {}
    known = [dict(_usable(evidence[name], {*names})) for name in measured]
    if not rule.computed:
        return {pair: _difference(one, one.difference, one.se) for pair, one in known[0].items()}
    found: Differences = {}
    for pair in known[0]:
        parts = {name: pairs[pair] for name, pairs in zip(measured, known, strict=True) if pair in pairs}
        apart = _of_parts(rule, pair, parts, values, metrics) if len(parts) == len(measured) else None
        if apart is not None:
            found[pair] = apart
    return found


def _usable(found: MetricEvidence, names: set[str]) -> Iterator[tuple[tuple[str, str], PairEvidence]]:
    for pair in found.pairs:
        few = pair.clusters is not None and pair.clusters < FEWEST_CLUSTERS
        if pair.a in names and pair.b in names and pair.se > 0 and pair.n > 1 and not few:
            yield (pair.a, pair.b), pair


def _difference(pair: PairEvidence, size: float, se: float) -> MeasuredDifference:
    units = pair.clusters or pair.folds or pair.n
    degrees = math.inf if pair.discordant is not None else units - 1
    return MeasuredDifference(size, se, degrees, pair.discordant, paired=True, count=pair.folds or pair.n)


def _of_parts(
    rule: Rule, pair: tuple[str, str], parts: Mapping[str, PairEvidence], values: Mapping[str, Values], metrics: Metrics
) -> MeasuredDifference | None:
    one, other = (values[name] for name in pair)
    between = {**one, **{name: math.fsum((one[name], other[name])) / 2 for name in parts}}
    slopes = {name: slope_of(rule, name, between, part.se, metrics) for name, part in parts.items()}
    scores = rule.measure(one, metrics), rule.measure(other, metrics)
    if None in slopes.values() or scores[0] is None or scores[1] is None:
        return None
    known = {name: slope for name, slope in slopes.items() if slope is not None}
    se = combined(
        known,
        {name: part.se for name, part in parts.items()},
        {name: part.covariances for name, part in parts.items()},
    )
    if se <= 0:
        return None
    degrees = min(_difference(part, 0.0, part.se).degrees for part in parts.values())
    least = min(part.n for part in parts.values())
    return MeasuredDifference(scores[0] - scores[1], se, degrees, paired=True, count=least)
