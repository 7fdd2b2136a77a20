"""Values and limits outside the range of their metric."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from planpress.model.bounds import Bound, Operator
from planpress.model.project import Requirement
from tests.lints.building import EXPERTS, FakeRule, measured, plan, project, table
from tests.lints.cases.case import Case


def required(metric: str, operator: Operator, limit: float) -> dict[str, Any]:
    return {"requirements": (Requirement(Bound(metric, operator, limit)),)}


CASES = (
    Case(
        "PP222",
        "a share written as a percentage, in the table and in a baseline",
        plan(
            measured(
                table=table({"net-1": {"precision": 85}}),
                baselines=(replace(EXPERTS, values={"precision": 95.5}),),
            )
        ),
        (
            'csv#net-1/precision: error PP222 "precision" is 85, outside its range, 0 to 1; write 0.85 or 85 %',
            "pose#baselines/0/values/precision: error PP222 "
            '"precision" is 95.5, outside its range, 0 to 1; write 0.955',
        ),
    ),
    Case(
        "PP222",
        "values below and above",
        plan(measured(table=table({"a": {"precision": -0.1}, "b": {"precision": 101}, "c": {"latency": 501}}))),
        (
            'csv#a/precision: error PP222 "precision" is -0.1, outside its range, 0 to 1; '
            "correct the value or the range",
            'csv#b/precision: error PP222 "precision" is 101, outside its range, 0 to 1; '
            "correct the value or the range",
            'csv#c/latency: error PP222 "latency" is 501, outside its range, 0 to 500 ms; '
            "correct the value or the range",
        ),
    ),
    Case(
        "PP222",
        "a value that would be rounded to the limit that it breaks",
        plan(measured(table=table({"a": {"precision": -1e-12}, "b": {"precision": 0, "latency": 500.0000001}}))),
        (
            'csv#a/precision: error PP222 "precision" is -1e-12, outside its range, 0 to 1; '
            "correct the value or the range",
            'csv#b/latency: error PP222 "latency" is 500.0000001, outside its range, 0 to 500 ms; '
            "correct the value or the range",
        ),
    ),
    Case(
        "PP222",
        "values at the ends, without a range, and in columns that are no metric",
        plan(measured(table=table({"a": {"precision": 0, "val_error": 900}, "b": {"precision": 1, "images": -3}}))),
    ),
    Case(
        "PP226",
        "a threshold written as a percentage",
        plan(measured(rules={"r": FakeRule(("precision",), (Bound("precision", ">", 60),))})),
        ('pose#rules/r/subject_to/0: error PP226 "precision > 60" is outside the metric\'s range, 0 to 1; write 0.6',),
    ),
    Case(
        "PP226",
        "a requirement that nothing can miss",
        plan(project(**required("latency", "<=", 600))),
        (
            "pose#requirements/0/at_most: error PP226 "
            '"latency <= 600" is outside the metric\'s range, 0 to 500 ms; correct the limit or the range',
        ),
    ),
    Case("PP226", "limits at the end, or without a range", plan(project(**required("latency", "<", 500)))),
    Case("PP226", "a metric without a range", plan(project(**required("val_error", "<", -5)))),
)
