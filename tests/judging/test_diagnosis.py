"""METHOD section 3: the same model, two baselines, two next steps; and what else a diagnosis says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.model.evaluation import Diagnosis
from planpress.model.metrics import Metric
from planpress.model.project import Baseline, DiagnosisRequest
from tests.judging.building import METRICS, judged

UNDERFITTING = ("larger model", "better features", "less regularisation", "other architecture")
OVERFITTING = ("more data", "regularisation", "early stopping", "feature selection")


def people(value: float, name: str = "people", metric: str = "validation") -> Baseline:
    return Baseline(name, "human", {metric: value})


def diagnosed(train: float | None, validation: float | None, *baselines: Baseline, **changes: Any) -> Diagnosis:
    """A model with these errors, in %, against the best of people."""
    measured = {"error": train, "validation": validation}
    row = {metric: value for metric, value in measured.items() if value is not None}
    request = DiagnosisRequest("net", "error", "validation", changes.pop("against", None))
    found = judged({"net": row}, baselines=baselines, diagnosis=request, **changes).diagnosis
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("human", "train", "validation", "bias", "variance", "first", "sentence"),
    [
        # The lecture: train 36 %, validation 41 %, with people at 35 % and at 21 %.
        (
            *(35, 36, 41, 1, 5, "overfitting"),
            "Overfitting comes first, with 5 points from training to validation against 1 point from people to training.",
        ),
        (
            *(21, 36, 41, 15, 5, "underfitting"),
            "Underfitting comes first, with 15 points from people to training "
            "against 5 points from training to validation.",
        ),
        # MLY ch. 22: optimal 14, train 15, dev 30.
        (
            *(14, 15, 30, 1, 15, "overfitting"),
            "Overfitting comes first, with 15 points from training to validation "
            "against 1 point from people to training.",
        ),
        (
            *(20, 30, 37, 10, 7, "underfitting"),
            "Underfitting comes first, with 10 points from people to training "
            "against 7 points from training to validation.",
        ),
        # MLY ch. 33: model 10, human 2.
        (2, 10, None, 8, None, None, "The avoidable bias is at least 8 points (against people)."),
        # A negative avoidable bias means that the training set is overfitted.
        (
            *(16, 15, 20, -1, 5, "overfitting"),
            "Overfitting comes first, with 5 points from training to validation "
            "against -1 point from people to training. "
            "Training is 1 point better than people, so the training set is overfitted.",
        ),
        (
            16,
            14.5,
            None,
            -1.5,
            None,
            None,
            "Training is 1.5 points better than people, so the training set is overfitted.",
        ),
        (
            *(16, 15, 14, -1, -1, "neither"),
            "Neither gap comes first: -1 point from people to training, -1 point from training to validation. "
            "Training is 1 point better than people, so the training set is overfitted.",
        ),
        (
            *(10, 15, 20, 5, 5, "neither"),
            "Neither gap comes first: 5 points from people to training, 5 points from training to validation.",
        ),
        (
            *(10, 15, 14, 5, -1, "underfitting"),
            "Underfitting comes first, with 5 points from people to training against -1 point from training to validation.",
        ),
        (
            *(10, 10, 10, 0, 0, "neither"),
            "Neither gap comes first: 0 points from people to training, 0 points from training to validation.",
        ),
        (10, None, 20, None, None, None, "Nothing was measured to diagnose."),
        (
            *(None, 15, 16, None, 1, None),
            "From training to validation it loses 1 point; there is no reference for the bias.",
        ),
        (
            *(None, 15, 12, None, -3, None),
            "From training to validation it gains 3 points; there is no reference for the bias.",
        ),
        (None, 15, None, None, None, None, "Nothing was measured to diagnose."),
    ],
)
def test_gaps_and_what_comes_first(
    human: float | None,
    train: float | None,
    validation: float | None,
    bias: float | None,
    variance: float | None,
    first: str | None,
    sentence: str,
) -> None:
    """The gaps in points, the larger one first, and the sentence that says so."""
    found = diagnosed(train, validation, *([people(human)] if human is not None else []))
    assert (found.reference_gap, found.generalisation_gap, found.first) == (bias, variance, first)
    assert (found.reference_value, found.train, found.validation) == (human, train, validation)
    assert str(found.sentence) == sentence


@pytest.mark.parametrize(
    ("human", "steps"),
    [(21, UNDERFITTING), (35, OVERFITTING), (31, ())],
    ids=["underfitting", "overfitting", "neither"],
)
def test_next_steps(human: float, steps: tuple[str, ...]) -> None:
    """What to try against underfitting and against overfitting; nothing where neither comes first."""
    assert diagnosed(36, 41, people(human)).steps == steps


def test_the_reference_is_the_best_of_people() -> None:
    """MLY ch. 34: untrained 15, junior doctor 10, experienced 5, team 2: the reference is 2, in any order."""
    ladder = [people(15, "untrained"), people(10, "junior"), people(5, "experienced"), people(2, "team")]
    for order in (ladder, ladder[::-1]):
        found = diagnosed(10, 12, *order, Baseline("script", "scripted", {"validation": 1}))
        assert found.reference is not None
        assert (found.reference.id, found.reference_value) == ("team", 2)
        assert found.reference_gap == 8


def test_a_named_reference_wins() -> None:
    """`against` names the baseline, be it neither the best nor human."""
    script = Baseline("script", "scripted", {"validation": 12}, label="the script")
    found = diagnosed(15, 30, people(2), script, against="script")
    assert (found.reference, found.reference_gap) == (script, 3)
    assert "3 points from the script to training" in str(found.sentence)


def test_people_are_measured_once() -> None:
    """Their value of the validation metric counts, else that of the training metric; else they are no reference."""
    both = Baseline("both", "human", {"error": 9, "validation": 4})
    assert diagnosed(10, 12, both).reference_value == 4
    assert diagnosed(10, 12, people(9, metric="error")).reference_value == 9
    assert diagnosed(10, 12, people(0.9, metric="precision")).reference is None


def test_scores_turn_the_gaps_round() -> None:
    """More accuracy is better: people 0.95, training 0.9, validation 0.7 is a bias of 0.05 and a variance of 0.2."""
    metrics = {**METRICS, "error": Metric("higher"), "validation": Metric("higher")}
    found = diagnosed(0.9, 0.7, people(0.95), people(0.8, "guests"), metrics=metrics)
    assert (found.reference_gap, found.generalisation_gap) == (pytest.approx(0.05), pytest.approx(0.2))
    assert str(found.sentence) == (
        "Overfitting comes first, with 0.2 from training to validation against 0.05 from people to training."
    )


def test_other_units_are_said() -> None:
    """Only percentages are in points."""
    metrics = {**METRICS, "error": Metric("lower", unit="cm"), "validation": Metric("lower", unit="cm")}
    assert str(diagnosed(9, None, people(2), metrics=metrics).sentence) == (
        "The avoidable bias is at least 7 cm (against people)."
    )


def test_without_a_validation_metric_there_is_only_the_bias() -> None:
    """A request may name the training metric alone; people's value of it is then the reference."""
    request = DiagnosisRequest("net", "error")
    found = judged({"net": {"error": 10}}, baselines=(people(2, metric="error"),), diagnosis=request).diagnosis
    assert found is not None
    assert (found.reference_gap, found.validation, found.first) == (8, None, None)


def test_no_request_no_diagnosis() -> None:
    """What nobody asks for is not said; neither is anything without a table."""
    assert judged({"net": {"error": 10}}).diagnosis is None
    assert judged(None, diagnosis=DiagnosisRequest("net", "error")).diagnosis is None


errors = st.integers(0, 1000).map(lambda tenths: tenths / 10)


@given(errors, errors, errors)
def test_the_larger_gap_comes_first(human: float, train: float, validation: float) -> None:
    """By other arithmetic: whichever of the two gaps is larger, if it is open at all."""
    found = diagnosed(train, validation, people(human))
    bias, variance = round(10 * (train - human)), round(10 * (validation - train))
    larger = "neither" if bias == variance or max(bias, variance) <= 0 else "underfitting"
    assert found.first == ("overfitting" if larger != "neither" and variance > bias else larger)
