"""Projects with tables, rules and baselines, judged as they would be in a plan."""

from collections.abc import Mapping
from typing import Any

from planpress.judging import judge
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import Metric
from planpress.model.rule import Rule
from planpress.model.rule_result import RuleResult
from tests.lints.building import plan, project, table

Rows = Mapping[str, Mapping[str, float]]

METRICS = {
    "precision": Metric("higher", range=(0, 1)),
    "recall": Metric("higher", range=(0, 1)),
    "map": Metric("higher", label="mAP", range=(0, 1)),
    "latency": Metric("lower", unit="ms", range=(0, 500)),
    "error": Metric("lower", unit="%"),
    "validation": Metric("lower", unit="%"),
    "position": Metric("lower", label="Position error", unit="cm"),
    "angle": Metric("lower", label="Angular error", unit="degrees"),
    "time": Metric("lower", label="Inference time", unit="ms"),
}


def judged(rows: Rows | None = None, rules: Mapping[str, Rule] | None = None, **changes: Any) -> Evaluation:
    """A project with these models, judged. A change whose value is a rule adds a rule of that name."""
    named = {name: changes.pop(name) for name in list(changes) if hasattr(changes[name], "judge")}
    given = {"table": table(rows) if rows is not None else None, "rules": {**(rules or {}), **named}, "stage": "data"}
    made = project(**{**given, "metrics": METRICS, **changes})
    return judge(made, plan(made))


def result(rows: Rows, rule: Rule, **changes: Any) -> RuleResult:
    """What one rule says of these models."""
    return judged(rows, {"rule": rule}, **changes).rules[0]


def because(rows: Rows, rule: Rule, **changes: Any) -> dict[str, str]:
    """The sentence on each model; nothing for a lone winner."""
    return {verdict.model: verdict.reasons for verdict in result(rows, rule, **changes).verdicts}
