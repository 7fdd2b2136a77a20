"""METHOD section 3: the same model, two baselines, two next steps; and what else a diagnosis says."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planpress.model.diagnosis import Diagnosis
from planpress.model.metrics import Metric
from planpress.model.project_parts import Baseline, DiagnosisRequest
from tests.judging.building import METRICS, judged

CASES = yaml.safe_load((Path(__file__).parent / "diagnoses.yml").read_text("utf-8"))
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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_gaps_and_what_comes_first(case: Mapping[str, Any]) -> None:
    """The gaps in points, the larger one first, and the sentence that says so."""
    human, train, validation = case["errors"]
    found = diagnosed(train, validation, *([people(human)] if human is not None else []))
    assert [found.reference_gap, found.generalisation_gap] == case["gaps"]
    assert [found.reference_value, found.train, found.validation] == case["errors"]
    assert (found.first, str(found.sentence)) == (case["first"], case["says"])


@pytest.mark.parametrize(
    ("human", "steps"),
    [(21, UNDERFITTING), (35, OVERFITTING), (31, ())],
    ids=["underfitting", "overfitting", "neither"],
)
def test_next_steps(human: float, steps: tuple[str, ...]) -> None:
    """What to try against underfitting and against overfitting; nothing where neither comes first."""
    assert diagnosed(36, 41, people(human)).steps == steps


def test_a_named_reference_wins() -> None:
    """`against` names the baseline, be it neither the best nor human."""
    script = Baseline("script", "scripted", {"validation": 12}, label="the script")
    found = diagnosed(15, 30, people(2), script, against="script")
    assert (found.reference, found.reference_gap) == (script, 3)
    assert "training is 3 percentage points worse than the script" in str(found.sentence)


def test_people_are_measured_once() -> None:
    """Their value of the validation metric counts, else that of the training metric; else they are no reference."""
    both = Baseline("both", "human", {"error": 9, "validation": 4})
    assert diagnosed(10, 12, both).reference_value == 4
    assert diagnosed(10, 12, people(9, metric="error")).reference_value == 9
    assert diagnosed(10, 12, people(0.9, metric="precision")).reference is None


def test_the_reference_is_the_best_people() -> None:
    """MLY ch. 34: untrained 15, junior doctor 10, experienced 5, a team 2: the reference is 2."""
    found = diagnosed(10, 12, *(people(value, f"people-{value}") for value in (15, 10, 5, 2)))
    assert (found.reference_value, found.reference_gap) == (2, 8)


def test_scores_turn_the_gaps_round() -> None:
    """More accuracy is better: people 0.95, training 0.9, validation 0.7 is a bias of 0.05 and a variance of 0.2."""
    metrics = {**METRICS, "error": Metric("higher"), "validation": Metric("higher")}
    found = diagnosed(0.9, 0.7, people(0.95), people(0.8, "guests"), metrics=metrics)
    assert (found.reference_gap, found.generalisation_gap) == (pytest.approx(0.05), pytest.approx(0.2))
    assert str(found.sentence) == (
        "Overfitting is the bigger problem: validation is 0.2 worse than training; training is 0.05 worse than people."
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
