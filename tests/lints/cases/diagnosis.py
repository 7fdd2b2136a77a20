"""The diagnosis: its reference, and the two metrics of its gaps."""

from __future__ import annotations

from dataclasses import replace

from planpress.model.metrics import Metric
from planpress.model.project import DiagnosisRequest
from tests.lints.building import EXPERTS, SCRIPT, measured, plan, table
from tests.lints.cases.case import Case

TRAINED = table({"net-1": {"precision": 0.9, "train_error": 36, "val_error": 41}})
GAPS = DiagnosisRequest("net-1", "train_error", "val_error")
SECONDS = {"val_error": Metric("lower", unit="s")}

CASES = (
    Case(
        "PP224",
        "the baseline that is named has neither metric",
        plan(measured(table=TRAINED, baselines=(EXPERTS, SCRIPT), diagnosis=replace(GAPS, against="script"))),
        (
            "pose@diagnosis/against: warning PP224 "
            'no value of "train_error" or "val_error" in baseline "script"; add it, so that there is a reference',
        ),
    ),
    Case(
        "PP224",
        "no human baseline has either",
        plan(measured(table=TRAINED, diagnosis=GAPS, baselines=(replace(EXPERTS, values={"precision": 0.9}),))),
        (
            "pose@diagnosis/against: warning PP224 "
            'no value of "train_error" or "val_error" in baseline "experts"; add it, so that there is a reference',
        ),
    ),
    Case("PP224", "it has one of them", plan(measured(table=TRAINED, diagnosis=replace(GAPS, against="experts")))),
    Case(
        "PP224",
        "without a human baseline PP402 says what is missing",
        plan(measured(table=TRAINED, diagnosis=GAPS, baselines=(SCRIPT,))),
        ("pose: warning PP402 no human baseline and no waiver; how well do people do this?",),
    ),
    Case(
        "PP225",
        "one metric for both",
        plan(measured(table=TRAINED, diagnosis=replace(GAPS, train="val_error"))),
        (
            "pose#diagnosis/validation: error PP225 "
            'train and validation are both "val_error"; name the metric of the validation set',
        ),
    ),
    Case(
        "PP225",
        "two units",
        plan(measured(table=TRAINED, diagnosis=GAPS, metrics=SECONDS)),
        (
            'pose#diagnosis/validation: error PP225 "train_error" (lower is better, %) and '
            '"val_error" (lower is better, s) cannot be subtracted; declare them alike',
        ),
    ),
    Case(
        "PP225",
        "two directions, one without a unit",
        plan(measured(table=TRAINED, diagnosis=replace(GAPS, train="precision"))),
        (
            'pose#diagnosis/validation: error PP225 "precision" (higher is better, no unit) and '
            '"val_error" (lower is better, %) cannot be subtracted; declare them alike',
        ),
    ),
    Case("PP225", "declared alike", plan(measured(table=TRAINED, diagnosis=GAPS))),
)
