"""Thresholds: how they are written, what fails them, and in which words."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from planpress.model.metrics import Bound, Metric
from planpress.model.rule import Judgement
from planpress.rules.threshold import ThresholdRule

METRICS = {
    "precision": Metric("higher", label="Precision"),
    "recall": Metric("higher"),
    "latency": Metric("lower", unit="ms"),
}
READ = TypeAdapter(ThresholdRule)


def rule(*thresholds: object) -> ThresholdRule:
    """A rule that optimises precision, as it would be read from YAML."""
    return READ.validate_python({"rule": "threshold", "optimise": "precision", "subject_to": list(thresholds)})


@pytest.mark.parametrize(
    ("written", "bound"),
    [
        ("recall > 0.6", Bound("recall", ">", 0.6)),
        ("  recall>=.6 ", Bound("recall", ">=", 0.6)),
        ("latency < 1e2", Bound("latency", "<", 100)),
        ("wert_하나 <= -3.", Bound("wert_하나", "<=", -3)),
        (Bound("recall", ">", 0.6), Bound("recall", ">", 0.6)),
    ],
)
def test_thresholds_as_people_write_them(written: object, bound: Bound) -> None:
    """A metric, one of four operators and a number, with or without blanks."""
    assert rule(written).subject_to == (bound,)


@pytest.mark.parametrize(
    "written",
    [
        "recall",
        "recall = 0.6",
        "recall == 0.6",
        "0.6 < recall",
        "0.5 < recall < 0.6",
        "recall > 60 %",
        "recall > 0,6",
        "recall > nan",
        "recall > ٣",
        "recall > precision",
        "",
        0.6,
        None,
        {"recall": 0.6},
    ],
)
def test_what_is_no_threshold(written: object) -> None:
    """Anything else is refused, and the form is shown."""
    with pytest.raises(ValidationError, match=r'is not a threshold; write it as "recall > 0\.6"'):
        rule(written)


@pytest.mark.parametrize(("limit", "said"), [("1e999", "too large"), ("1e51", "too large"), ("-1e-51", "too small to tell from 0")])
def test_a_limit_of_no_use(limit: str, said: str) -> None:
    """Nothing can be computed with it."""
    with pytest.raises(ValidationError, match=f"holds a number that is {said}"):
        rule(f"recall > {limit}")


def test_a_threshold_rule_has_a_threshold() -> None:
    """Without any it would be the metric rule."""
    with pytest.raises(ValidationError, match="at least 1 item"):
        rule()


@pytest.mark.parametrize(
    ("threshold", "value", "sentence"),
    [
        ("recall > 0.6", 0.5, "recall 0.5 is not above 0.6, short by 0.1"),
        ("recall >= 0.6", 0.5, "recall 0.5 is not at least 0.6, short by 0.1"),
        ("recall > 0.6", 0.6, "recall 0.6 is not above 0.6, only equal to it"),
        ("recall >= 0.6", 0.59999999, "recall 0.59999999 is not at least 0.6, short by 1e-08"),
        ("recall < 0.6", 0.75, "recall 0.75 is not below 0.6, over by 0.15"),
        ("latency < 100", 100, "latency 100 is not below 100 ms, only equal to it"),
        ("latency < 100", 120, "latency 120 is not below 100 ms, over by 20"),
        ("latency <= 100", 1500, "latency 1500 is not at most 100 ms, over by 1400"),
    ],
)
def test_why_a_model_is_rejected(threshold: str, value: float, sentence: str) -> None:
    """The value, the limit in its unit, and how far it is; a value never reads as the limit that it fails."""
    metric = threshold.split(maxsplit=1)[0]
    assert rule(threshold).judge({"precision": 0.9, metric: value}, METRICS) == Judgement("rejected", None, (sentence,))


@pytest.mark.parametrize(
    ("values", "judgement"),
    [
        ({"precision": 0.9, "recall": 0.7, "latency": 50}, Judgement("ranked", 0.9)),
        (
            {"precision": 0.9, "recall": 0.5, "latency": 150},
            Judgement(
                "rejected",
                None,
                ("recall 0.5 is not above 0.6, short by 0.1", "latency 150 is not below 100 ms, over by 50"),
            ),
        ),
        # Fails one threshold: rejected, whatever else it lacks.
        ({"recall": 0.5}, Judgement("rejected", None, ("recall 0.5 is not above 0.6, short by 0.1",))),
        ({"recall": 0.7, "latency": 50}, Judgement("not-evaluated", None, ("no value for precision",))),
        ({"precision": 0.9}, Judgement("not-evaluated", None, ("no value for recall and latency",))),
        ({}, Judgement("not-evaluated", None, ("no value for precision, recall and latency",))),
    ],
)
def test_statuses(values: dict[str, float], judgement: Judgement) -> None:
    """Rejected comes before not evaluated; blank is not zero; every failed threshold is named, in order."""
    assert rule("recall > 0.6", "latency < 100").judge(values, METRICS) == judgement


def test_two_thresholds_on_one_metric() -> None:
    """A metric may be held between two limits."""
    between = rule("recall > 0.6", "recall < 0.9")
    statuses = [between.judge({"precision": 1, "recall": value}, METRICS).status for value in (0.5, 0.7, 0.95)]
    assert statuses == ["rejected", "ranked", "rejected"]
    assert between.needs() == ("precision", "recall")


def test_words_direction_and_unit() -> None:
    """Those of the metric that is optimised."""
    quickest = ThresholdRule("threshold", "latency", (Bound("recall", ">", 0.6), Bound("precision", ">=", 0.5)))
    assert quickest.words(METRICS) == "the lowest latency with recall above 0.6 and precision at least 0.5"
    assert (quickest.direction(METRICS), quickest.unit(METRICS)) == ("lower", "ms")


def test_the_measure_sets_thresholds_aside() -> None:
    """What fails a threshold still has its measure of the optimised metric."""
    assert rule("recall > 0.6").measure({"precision": 0.9, "recall": 0.1}, METRICS) == 0.9
    assert rule("recall > 0.6").measure({"recall": 0.1}, METRICS) is None
