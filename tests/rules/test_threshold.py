"""Thresholds: how they are written, what fails them, and in which words."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from planpress.model.metrics import Bound, Metric, Operator
from planpress.model.rule import Judgement
from planpress.rules.threshold import ThresholdRule

METRICS = {
    "precision": Metric("higher", label="Precision"),
    "recall": Metric("higher"),
    "latency": Metric("lower", unit="ms"),
}
CASES = yaml.safe_load((Path(__file__).parent / "thresholds.yml").read_text("utf-8"))
READ = TypeAdapter(ThresholdRule)


def rule(*thresholds: object) -> ThresholdRule:
    """A rule that optimises precision, as it would be read from YAML."""
    return READ.validate_python({"rule": "threshold", "optimise": "precision", "subject_to": list(thresholds)})


@pytest.mark.parametrize(("written", "bound"), CASES["read"].items())
def test_thresholds_as_people_write_them(written: str, bound: tuple[str, Operator, float]) -> None:
    """A metric, one of four operators and a number, with or without blanks; what was read is read again as it is."""
    assert rule(written).subject_to == rule(Bound(*bound)).subject_to == (Bound(*bound),)


@pytest.mark.parametrize("written", CASES["refused"])
def test_what_is_no_threshold(written: object) -> None:
    """Anything else is refused, and the form is shown."""
    with pytest.raises(ValidationError, match=r'is no limit; write it as "recall > 0\.6"'):
        rule(written)


@pytest.mark.parametrize(("written", "said"), CASES["useless"].items())
def test_a_limit_of_no_use(written: str, said: str) -> None:
    """Nothing can be computed with it."""
    with pytest.raises(ValidationError, match=f"holds a number that is {said}"):
        rule(written)


def test_a_threshold_rule_has_a_threshold() -> None:
    """Without any it would be the metric rule."""
    with pytest.raises(ValidationError, match="at least 1 item"):
        rule()


@pytest.mark.parametrize(("threshold", "value", "sentence"), CASES["rejected"])
def test_why_a_model_is_rejected(threshold: str, value: float, sentence: str) -> None:
    """The value, the limit in its unit, and how far it is."""
    metric = threshold.split(maxsplit=1)[0]
    assert rule(threshold).judge({"precision": 0.9, metric: value}, METRICS) == Judgement("rejected", None, (sentence,))


@pytest.mark.parametrize("case", CASES["statuses"], ids=lambda case: ", ".join(case[0]))
def test_statuses(case: list[Any]) -> None:
    """Rejected comes before not evaluated; blank is not zero; every failed threshold is named, in order."""
    values, status, score, *because = case
    assert rule("recall > 0.6", "latency < 100").judge(values, METRICS) == Judgement(status, score, tuple(because))


def test_words_direction_and_unit() -> None:
    """Those of the metric that is optimised."""
    quickest = ThresholdRule("threshold", "latency", (Bound("recall", ">", 0.6), Bound("precision", ">=", 0.5)))
    assert quickest.words(METRICS) == "the lowest latency with recall above 0.6 and Precision at least 0.5"
    assert (quickest.direction(METRICS), quickest.unit_of(METRICS)) == ("lower", "ms")
