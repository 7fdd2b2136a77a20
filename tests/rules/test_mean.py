"""The means: their numbers, what they refuse, and what they are called."""

import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planpress.model.metrics import Metric
from planpress.rules.mean import MeanRule

METRICS = {
    "precision": Metric("higher", label="Precision", range=(0, 1)),
    "recall": Metric("higher", range=(0, 1)),
    "map": Metric("higher", label="mAP", range=(0, 1)),
    "stars": Metric("higher", range=(1, 5)),
    "depth": Metric("higher"),
    "latency": Metric("lower", unit="ms", range=(0, 500)),
    "startup": Metric("lower", unit="ms", range=(0, 9000)),
    "size": Metric("lower", unit="MB"),
}
PR = {"precision": 1.0, "recall": 1.0}
CASES = yaml.safe_load((Path(__file__).parent / "means.yml").read_text("utf-8"))
shares = st.floats(0.001, 1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["of"]))
def test_cases(case: dict[str, Any]) -> None:
    """Each case of means.yml: its score, in the metrics' own unit or as utilities, its words, and what is wrong with it."""
    rule = MeanRule("mean", case["of"], case.get("kind", "arithmetic"), case.get("beta"))
    problems = [[found.key, found.code, found.message] for found in rule.problems(METRICS)]
    assert problems == ([case["problem"]] if "problem" in case else [])
    if "score" in case:
        assert rule.judge(case["values"], METRICS).score == pytest.approx(case["score"], rel=1e-12)
    if "better" in case:
        assert (rule.direction(METRICS), rule.unit_of(METRICS)) == (case["better"], case["unit"])
    assert "words" not in case or rule.words(METRICS) == case["words"]


@pytest.mark.parametrize("kind", ["harmonic", "geometric"])
@pytest.mark.parametrize("beta", [None, 2.0])
def test_zero_where_any_part_is_zero(kind: str, beta: float | None) -> None:
    """One part that is 0 makes a harmonic or geometric mean 0, and never a division by zero."""
    rule = MeanRule("mean", PR, kind, beta)  # type: ignore[arg-type]
    for values in ({"precision": 0.0, "recall": 1.0}, {"precision": 1.0, "recall": 0.0}, dict.fromkeys(PR, 0.0)):
        assert rule.judge(values, METRICS).score == 0


@given(shares, shares, st.floats(0.01, 100))
def test_f_beta_is_van_rijsbergens(precision: float, recall: float, beta: float) -> None:
    """`(1 + beta^2) p r / (beta^2 p + r)`, the first metric being p."""
    score = MeanRule("mean", PR, "harmonic", beta).judge({"precision": precision, "recall": recall}, METRICS).score
    assert score == pytest.approx((1 + beta**2) * precision * recall / (beta**2 * precision + recall), rel=1e-9)


@pytest.mark.parametrize(("beta", "limit"), [(1e-50, 0.5), (1e50, 0.75)])
def test_beta_at_its_ends(beta: float, limit: float) -> None:
    """A tiny beta leaves only the first metric, a huge one only the second; neither overflows."""
    score = MeanRule("mean", PR, "harmonic", beta).judge({"precision": 0.5, "recall": 0.75}, METRICS).score
    assert score == pytest.approx(limit)


@given(st.lists(shares, min_size=2, max_size=2), st.lists(st.floats(0.01, 1e50), min_size=2, max_size=2))
def test_means_lie_between_their_parts_and_in_order(parts: list[float], weights: list[float]) -> None:
    """Harmonic <= geometric <= arithmetic, all between the parts, whatever the size of the weights."""
    of = dict(zip(PR, weights, strict=True))
    values = dict(zip(PR, parts, strict=True))
    means = [
        MeanRule("mean", of, kind).judge(values, METRICS).score for kind in ("harmonic", "geometric", "arithmetic")
    ]
    ordered = [min(parts), *(mean or math.nan for mean in means), max(parts)]
    assert all(one <= other + 1e-12 for one, other in pairwise(ordered))


@given(st.floats(0.001, 1000))
def test_the_mean_of_equal_parts_is_that_part(weight: float) -> None:
    """Rounding does not put the mean of 0.1, 0.1 and 0.1 above 0.1."""
    of = {"precision": weight, "recall": 0.7, "map": 3}
    for kind in ("arithmetic", "harmonic", "geometric"):
        assert MeanRule("mean", of, kind).judge(dict.fromkeys(of, 0.1), METRICS).score == 0.1
