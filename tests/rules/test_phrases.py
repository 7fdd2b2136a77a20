"""What sentences call the best by a rule: by its phrase, by its metric's, else by the label."""

import pytest

from planpress.model.metrics import Metric
from planpress.model.rule import Rule
from planpress.rules.formula import FormulaRule
from planpress.rules.mean import MeanRule
from planpress.rules.metric import MetricRule
from planpress.rules.threshold import ThresholdRule, read_threshold

METRICS = {
    "right": Metric("higher", label="Right ones", phrase="share of right ones", range=(0, 1)),
    "slow": Metric("lower", label="Delay", unit="ms"),
}
LIMIT = (read_threshold("slow < 100"),)


@pytest.mark.parametrize(
    ("rule", "words", "unit"),
    [
        (MetricRule("metric", "right"), "the highest share of right ones", None),
        (MetricRule("metric", "right", phrase="hit rate"), "the highest hit rate", None),
        (MetricRule("metric", "slow"), "the lowest Delay", "ms"),
        (ThresholdRule("threshold", "right", LIMIT), "the highest share of right ones with Delay below 100 ms", None),
        (FormulaRule("formula", "2 * slow", "lower", phrase="cost", unit="euros"), "the lowest cost", "euros"),
        (FormulaRule("formula", "2 * slow", "lower", label="Cost"), "the lowest score by Cost", None),
        (FormulaRule("formula", "2 * slow", "lower"), "the lowest value of 2 * slow", None),
        (MeanRule("mean", {"slow": 1}, phrase="delay", unit="s"), "the lowest delay", "s"),
        (MeanRule("mean", {"slow": 1}), "the best mean of Delay", "ms"),
    ],
)
def test_words_and_units(rule: Rule, words: str, unit: str | None) -> None:
    assert (rule.words(METRICS), rule.unit_of(METRICS)) == (words, unit)
