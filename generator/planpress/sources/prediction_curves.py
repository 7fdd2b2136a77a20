"""What scores give at other thresholds: the points of the curves of the best models, once a column of scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planpress.model.curves import CurveEvidence, ModelCurve, Point
from planpress.model.evidence import MOST_PAIRED
from planpress.model.metrics import Direction, gain
from planpress.sources import influences_sql as errors_sql
from planpress.sources import predictions_sql as sql
from planpress.sources.curves_sql import MOST_THRESHOLDS, counted, points
from planpress.sources.decision_metrics import AccuracyMetric, ClassMetric
from planpress.sources.predicted_values import NoValue, actual_of
from planpress.sources.prediction_metrics import PredictionMetric
from planpress.sources.prediction_reading import PredictedModel, PredictionReading, batches
from planpress.sources.ranked_metrics import AveragePrecisionMetric, RocAucMetric

Values = Mapping[tuple[str, str], float | NoValue]
"""The value of each metric and model."""


def curves_of(
    read: PredictionReading, models: Sequence[PredictedModel], values: Values, better: Mapping[str, Direction]
) -> tuple[CurveEvidence, ...]:
    """The curves of the best models, for each label that metrics of ranks, or of thresholds, take as the positive
    one."""
    asking: dict[str | None, dict[str, PredictionMetric]] = {}
    for name, metric in read.source.metrics.items():
        if isinstance(metric, AveragePrecisionMetric | RocAucMetric) or (
            isinstance(metric, AccuracyMetric | ClassMetric) and metric.threshold is not None
        ):
            named = None if metric.positive is None else str(metric.positive)
            asking.setdefault(named, {})[name] = metric
    made = []
    for named, metrics in asking.items():
        best = _best([*metrics], models, values, better)
        wanted = {one.threshold for one in metrics.values() if isinstance(one, AccuracyMetric | ClassMetric)}
        thresholds = sorted(one for one in wanted if one is not None)[:MOST_THRESHOLDS]
        found = dict[str, ModelCurve]()
        for batch in batches(best) if best else ():
            found |= _curves(read, batch, named, thresholds)
        if found:
            made.append(CurveEvidence(read.source.score, named, tuple(metrics), found))
    return tuple(made)


def _best(
    names: Sequence[str], models: Sequence[PredictedModel], values: Values, better: Mapping[str, Direction]
) -> list[PredictedModel]:
    """The models that are among the best of any of these metrics, by their names."""
    places: dict[str, int] = {}
    for name in names:
        known = ((one.name, values[name, one.name]) for one in models)
        gains = [(gain(0, value, better[name]), one) for one, value in known if not isinstance(value, NoValue)]
        for at, (_, one) in enumerate(sorted(gains)):
            places[one] = min(at, places.get(one, at))
    best = {*sorted(places, key=lambda one: (places[one], one))[:MOST_PAIRED]}
    return [one for one in models if one.name in best]


def _curves(
    read: PredictionReading, models: Sequence[PredictedModel], named: str | None, thresholds: Sequence[float]
) -> dict[str, ModelCurve]:
    asked = sql.Asked()
    scores = sql.of(errors_sql.BEST, counted(actual_of(asked, named)), len(models))
    text = sql.of(errors_sql.BEST, points([asked.value(one) for one in thresholds]), len(models))
    read.session.put("best", ("grp",), [(one.name,) for one in models])
    read.session.keep("scores", scores, asked.values)
    found: dict[str, list[Point]] = {one.name: [] for one in models}
    totals = {}
    for name, score, tp, fp, positives, negatives in read.session.rows(text, asked.values):
        found[name].append((score, tp, fp))
        totals[name] = (positives, negatives)
    return {name: ModelCurve(*totals[name], tuple(sorted(of, reverse=True))) for name, of in found.items() if of}
