"""One case or more for each kind of rule, with the properties that hold of it. The property tests go over all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from planpress.model.metrics import Bound, Metric, Operator
from planpress.model.rule import Rule
from planpress.rules.formula import FormulaRule
from planpress.rules.mean import MeanRule
from planpress.rules.metric import MetricRule
from planpress.rules.threshold import ThresholdRule

METRICS = {
    "precision": Metric("higher", range=(0, 1)),
    "recall": Metric("higher", range=(0, 1)),
    "latency": Metric("lower", unit="ms", range=(0, 500)),
    "error": Metric("lower", unit="%", range=(0, 100)),
    "loss": Metric("lower", unit="%", range=(0, 100)),
}


@dataclass(frozen=True)
class Case:
    """A rule, and what holds of it.

    `monotone`: a better value of a metric, in the metric's direction, never makes a model worse.
    `negatable`: metrics may be negated, and their directions turned round, without another outcome.
    `unit_score`: scores are between 0 and 1.
    """

    name: str
    rule: Rule
    monotone: bool = True
    negatable: bool = True
    unit_score: bool = False


PR = {"precision": 1, "recall": 1}

CASES = (
    Case("metric, higher is better", MetricRule("metric", "precision"), unit_score=True),
    Case("metric, lower is better", MetricRule("metric", "latency")),
    Case("arithmetic mean", MeanRule("mean", PR), unit_score=True),
    Case("weighted mean", MeanRule("mean", {"precision": 2, "recall": 0.5}), unit_score=True),
    Case("mean of errors", MeanRule("mean", {"error": 1, "loss": 3})),
    Case("mean with a weight of 0", MeanRule("mean", {"precision": 1, "latency": 0}), unit_score=True),
    Case("mean of utilities", MeanRule("mean", {"precision": 1, "latency": 2, "error": 1}), unit_score=True),
    # Negative values have neither a harmonic nor a geometric mean.
    Case("harmonic mean", MeanRule("mean", PR, "harmonic"), negatable=False, unit_score=True),
    Case("F2", MeanRule("mean", PR, "harmonic", 2), negatable=False, unit_score=True),
    Case(
        "geometric mean", MeanRule("mean", {"precision": 1, "recall": 3}, "geometric"), negatable=False, unit_score=True
    ),
    Case("harmonic mean of errors", MeanRule("mean", {"error": 1, "loss": 1}, "harmonic"), negatable=False),
    Case("harmonic mean of utilities", MeanRule("mean", {"recall": 1, "error": 1}, "harmonic"), unit_score=True),
    Case("geometric mean of utilities", MeanRule("mean", {"recall": 1, "error": 1}, "geometric"), unit_score=True),
    Case("threshold", ThresholdRule("threshold", "precision", (Bound("recall", ">", 0.6),)), unit_score=True),
    Case(
        "two thresholds",
        ThresholdRule("threshold", "latency", (Bound("precision", ">=", 0.5), Bound("error", "<=", 30))),
    ),
    Case("threshold on the optimised", ThresholdRule("threshold", "error", (Bound("error", "<", 50),))),
    Case(
        "threshold against the direction",
        ThresholdRule("threshold", "precision", (Bound("recall", "<", 0.9),)),
        monotone=False,
        unit_score=True,
    ),
    Case("formula", FormulaRule("formula", "0.7 * precision + 0.3 * recall", "higher"), unit_score=True),
    Case("formula, lower is better", FormulaRule("formula", "latency / (precision + 1) + error ** 2", "lower")),
    Case("formula with a choice", FormulaRule("formula", "min(precision, recall) if error < 30 else 0", "higher")),
    Case("formula without a value for some", FormulaRule("formula", "log(precision - 0.5)", "higher")),
    Case("formula with an optimum", FormulaRule("formula", "abs(precision - 0.5)", "lower"), monotone=False),
    Case("formula with a pole", FormulaRule("formula", "1 / (recall - 0.5)", "higher"), monotone=False),
)

TURNED: dict[Operator, Operator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def negated(rule: Rule) -> Rule:
    """The same rule over metrics that are all negated."""
    if isinstance(rule, ThresholdRule):
        turned = tuple(Bound(bound.metric, TURNED[bound.operator], -bound.limit) for bound in rule.subject_to)
        return replace(rule, subject_to=turned)
    if isinstance(rule, FormulaRule):
        return replace(rule, formula=_rewritten(rule.formula, r"(-\1)"))
    assert isinstance(rule, MeanRule | MetricRule)
    return rule


def scaled(rule: Rule) -> Rule:
    """The same rule over metrics that are all ten times as large."""
    if isinstance(rule, ThresholdRule):
        return replace(rule, subject_to=tuple(replace(bound, limit=10 * bound.limit) for bound in rule.subject_to))
    if isinstance(rule, FormulaRule):
        return replace(rule, formula=_rewritten(rule.formula, r"(\1 / 10)"))
    assert isinstance(rule, MeanRule | MetricRule)
    return rule


def negated_metric(metric: Metric) -> Metric:
    """A metric of which every value is negated: the other direction is better."""
    assert metric.range is not None
    low, high = metric.range
    return replace(metric, better="lower" if metric.better == "higher" else "higher", range=(-high, -low))


def scaled_metric(metric: Metric) -> Metric:
    """A metric in a unit of a tenth the size."""
    assert metric.range is not None
    low, high = metric.range
    return replace(metric, range=(10 * low, 10 * high), unit=metric.unit and f"tenths of {metric.unit}")


def _rewritten(formula: str, name: str) -> str:
    return re.sub(rf"\b({'|'.join(METRICS)})\b", name, formula)
