"""Metrics: unknown ones, impossible ones, missing columns and uncertainty."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from planpress.model.bounds import Bound, Operator
from planpress.model.metrics import Metric
from planpress.model.project import DiagnosisRequest, Requirement, Uncertainty
from planpress.model.scales import Scale
from tests.lints.building import EXPERTS, PLAN, SCRIPT, FakeRule, measured, plan, project, table
from tests.lints.cases.case import Case


def required(metric: str, operator: Operator, limit: float) -> dict[str, Any]:
    return {"requirements": (Requirement(Bound(metric, operator, limit)),)}


def unknown(place: str, written: str, rest: str) -> str:
    return f'pose{place}: error PP203 unknown metric "{written}"{rest}'


MEANT = ' (did you mean "precision"?)'

CASES = (
    Case(
        "PP203",
        "a requirement",
        plan(project(**required("positon_error", "<=", 1))),
        (unknown("#requirements/0/metric", "positon_error", ' (did you mean "position_error"?)'),),
    ),
    Case(
        "PP203",
        "a rule's metrics and thresholds, each once, and never as a missing column too",
        plan(measured(rules={"r": FakeRule(("precison", "bleu"), (Bound("bleu", ">", 0.1),))})),
        (
            unknown("@rules/r", "precison", MEANT),
            unknown(
                "@rules/r",
                "bleu",
                "; known here: precision, recall, latency, train_error, val_error and position_error",
            ),
        ),
    ),
    Case(
        "PP203",
        "a baseline's value",
        plan(measured(baselines=(EXPERTS, replace(SCRIPT, values={"precison": 0.6})))),
        (unknown("@baselines/1/values/precison", "precison", MEANT),),
    ),
    Case(
        "PP203",
        "an uncertainty, and the cost that breaks ties",
        plan(measured(uncertainty={"precison": Uncertainty(n="latency")}, cost="latncy")),
        (
            unknown("@models/uncertainty/precison", "precison", MEANT),
            unknown("#models/cost", "latncy", ' (did you mean "latency"?)'),
        ),
    ),
    Case(
        "PP203",
        "both metrics of a diagnosis, with no word on its gaps or its reference",
        plan(measured(diagnosis=DiagnosisRequest("net-1", "trian_error", "vall_error"))),
        (
            unknown("#diagnosis/train", "trian_error", ' (did you mean "train_error"?)'),
            unknown("#diagnosis/validation", "vall_error", ' (did you mean "val_error"?)'),
        ),
    ),
    Case(
        "PP203",
        "a column of the table that nobody declared",
        plan(measured(table=table({"net-1": {"bleu": 0.3}}), rules={"r": FakeRule(("bleu",))})),
        (unknown("@rules/r", "bleu", "; the model table has such a column, so declare it under metrics"),),
    ),
    Case(
        "PP203",
        "nothing is declared",
        plan(project(**required("bleu", ">", 0.1)), metrics={}),
        (unknown("#requirements/0/metric", "bleu", "; declare it under metrics"),),
    ),
    Case("PP203", "the project's own", plan(project(metrics={"bleu": Metric("higher")}, **required("bleu", ">", 0.1)))),
    Case(
        "PP210",
        "a rule needs what was not measured",
        plan(measured(rules={"r": FakeRule(("precision", "recall"))})),
        (
            "pose@rules/r: error PP210 "
            'rule "r" needs "recall", but the model table has no such column of numbers; '
            "known here: precision and latency",
        ),
    ),
    Case(
        "PP210",
        "the diagnosis, an uncertainty and the cost need columns too; a name near a heading is taken for it",
        plan(
            measured(
                table=table({"net-1": {"precision": 0.9, "trainerror": 36, "n": 80}}),
                diagnosis=DiagnosisRequest("net-1", "train_error", against="experts"),
                baselines=(replace(EXPERTS, values={"precision": 0.95, "train_error": 20}),),
                uncertainty={"recall": Uncertainty(n="n")},
                cost="latency",
            )
        ),
        (
            "pose@models/uncertainty/recall: error PP210 models.uncertainty needs "
            '"recall", but the model table has no such column of numbers; known here: precision, trainerror and n',
            "pose#models/cost: error PP210 models.cost needs "
            '"latency", but the model table has no such column of numbers; known here: precision, trainerror and n',
            "pose#diagnosis/train: error PP210 diagnosis needs "
            '"train_error", but the model table has no such column of numbers (did you mean "trainerror"?)',
        ),
    ),
    Case("PP210", "a requirement that is not measured yet", plan(measured(**required("recall", ">", 0.6)))),
    Case("PP210", "no table yet", plan(project(rules={"r": FakeRule(("recall",))}))),
    Case(
        "PP217",
        "a scale the wrong way round: nothing is said of its ratings and levels",
        plan(scales={"effort": Scale((5, 1), {3: "weeks"})}),
        (
            "plan#scales/effort/bounds: error PP217 "
            'scale "effort": [5, 1] runs from high to low; write [1, 5], and better: lower if that was meant',
        ),
    ),
    Case(
        "PP217",
        "a level outside the bounds",
        plan(scales={"effort": Scale((1, 5), {1: "a year", 6: "hours"})}),
        (
            'plan@scales/effort/levels/6: error PP217 scale "effort": level 6 is outside the bounds, 1 to 5; '
            "correct either",
        ),
    ),
    Case(
        "PP217",
        "ranges of a shared metric and of a project's own: nothing is said of the values in it",
        plan(
            measured(metrics={"latency": Metric("lower", range=(500, 0))}),
            metrics={**PLAN.metrics, "recall": Metric("higher", range=(1, 1))},
        ),
        (
            "plan#metrics/recall/range: error PP217 "
            'metric "recall": the bounds are equal, 1; write two different numbers, the lower one first',
            "pose#metrics/latency/range: error PP217 "
            'metric "latency": [500, 0] runs from high to low; write [0, 500], and better: lower if that was meant',
        ),
    ),
    Case("PP217", "levels at the bounds", plan(scales={"effort": Scale((1, 5), {1: "a year", 5: "days"})})),
    Case(
        "PP220",
        "columns that are not in the table",
        plan(
            measured(uncertainty={"precision": Uncertainty(ci=("latency", "hi")), "latency": Uncertainty(se="latncy")})
        ),
        (
            "pose#models/uncertainty/precision/ci/1: error PP220 "
            'the model table has no column "hi"; known here: precision and latency',
            "pose#models/uncertainty/latency/se: error PP220 "
            'the model table has no column "latncy" (did you mean "latency"?)',
        ),
    ),
    Case(
        "PP220",
        "two measures at once, and none",
        plan(
            measured(
                uncertainty={"precision": Uncertainty(n="latency", se="latency"), "latency": Uncertainty()},
            )
        ),
        (
            'pose@models/uncertainty/precision: error PP220 "precision" gives n and se; '
            "give one of n, se, ci and seeds",
            'pose@models/uncertainty/latency: error PP220 "latency" gives nothing; give one of n, se, ci and seeds',
        ),
    ),
    Case(
        "PP220",
        "a column of texts names the run",
        plan(
            measured(
                table=table({"net-1": {"precision": 0.9}}, notes={"run": "a"}),
                uncertainty={"precision": Uncertainty(seeds="run")},
            )
        ),
    ),
    Case("PP220", "no table yet", plan(project(uncertainty={"precision": Uncertainty(n="images")}))),
)
