"""One case or more for each kind of rule, with the properties that hold of it. The property tests go over all of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from planpress.model.metrics import Bound, Metric, Operator
from planpress.model.rule import Rule
from planpress.reading.documents import AnyRule
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


def _case(written: dict[str, Any]) -> Case:
    broken = written.pop("not", None)
    rule = TypeAdapter[Rule](AnyRule).validate_python(written.pop("rule"))
    return Case(**written, rule=rule, monotone=broken != "monotone", negatable=broken != "negatable")


CASES = tuple(map(_case, yaml.safe_load((Path(__file__).parent / "cases.yml").read_text("utf-8"))))

TURNED: dict[Operator, Operator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def negated(rule: Rule) -> Rule:
    """The same rule over metrics that are all negated."""
    return _over(rule, lambda bound: Bound(bound.metric, TURNED[bound.operator], -bound.limit), r"(-\1)")


def scaled(rule: Rule) -> Rule:
    """The same rule over metrics that are all ten times as large."""
    return _over(rule, lambda bound: replace(bound, limit=10 * bound.limit), r"(\1 / 10)")


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


def _over(rule: Rule, changed: Callable[[Bound], Bound], name: str) -> Rule:
    if isinstance(rule, ThresholdRule):
        return replace(rule, subject_to=tuple(map(changed, rule.subject_to)))
    if isinstance(rule, FormulaRule):
        return replace(rule, formula=re.sub(rf"\b({'|'.join(METRICS)})\b", name, rule.formula))
    assert isinstance(rule, MeanRule | MetricRule)
    return rule
