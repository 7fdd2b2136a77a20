"""The means: their numbers, what they refuse, and what they are called."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

import pytest
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
shares = st.floats(0.001, 1)


@pytest.mark.parametrize(
    ("rule", "values", "score"),
    [
        (MeanRule("mean", PR), {"precision": 0.9, "recall": 0.5}, 0.7),
        (MeanRule("mean", {"precision": 3, "recall": 1}), {"precision": 0.8, "recall": 0.4}, 0.7),
        (MeanRule("mean", {"latency": 1, "startup": 3}), {"latency": 100, "startup": 500}, 400),
        (MeanRule("mean", {"precision": 1, "latency": 1}), {"precision": 0.8, "latency": 100}, 0.8),
        (MeanRule("mean", {"precision": 1, "stars": 1}), {"precision": 0.5, "stars": 4}, 0.625),
        (MeanRule("mean", {"precision": 1, "latency": 0}), {"precision": 0.8}, 0.8),
        (MeanRule("mean", PR, "harmonic"), {"precision": 0.5, "recall": 1}, 2 / 3),
        (MeanRule("mean", {"precision": 1, "recall": 3}, "harmonic"), {"precision": 0.5, "recall": 1}, 0.8),
        (MeanRule("mean", PR, "geometric"), {"precision": 0.25, "recall": 1}, 0.5),
        (MeanRule("mean", {"precision": 1, "recall": 3}, "geometric"), {"precision": 0.0625, "recall": 1}, 0.5),
        (MeanRule("mean", PR, "harmonic", 2), {"precision": 0.5, "recall": 1}, 5 * 0.5 / (4 * 0.5 + 1)),
        (MeanRule("mean", PR, "harmonic", 0.5), {"precision": 0.5, "recall": 1}, 1.25 * 0.5 / (0.25 * 0.5 + 1)),
    ],
)
def test_scores(rule: MeanRule, values: Mapping[str, float], score: float) -> None:
    """Scores worked out by hand, in the metrics' own unit or as utilities."""
    assert list(rule.problems(METRICS)) == []
    assert rule.judge(values, METRICS).score == pytest.approx(score, rel=1e-12)


@pytest.mark.parametrize("kind", ["harmonic", "geometric"])
@pytest.mark.parametrize("beta", [None, 2.0])
def test_zero_where_any_part_is_zero(kind: str, beta: float | None) -> None:
    """One part that is 0 makes a harmonic or geometric mean 0, and never a division by zero."""
    rule = MeanRule("mean", PR, kind, beta)  # type: ignore[arg-type]
    for values in ({"precision": 0.0, "recall": 1.0}, {"precision": 1.0, "recall": 0.0}, dict.fromkeys(PR, 0.0)):
        assert rule.judge(values, METRICS).score == 0


@pytest.mark.parametrize("kind", ["harmonic", "geometric"])
def test_no_mean_of_negative_values(kind: str) -> None:
    """A negative part has no such mean: the model is not evaluated, and the part is named."""
    rule = MeanRule("mean", {"depth": 1, "map": 1}, kind)  # type: ignore[arg-type]
    judgement = rule.judge({"depth": -2, "map": 0.5}, METRICS)
    assert (judgement.status, judgement.score) == ("not-evaluated", None)
    assert judgement.because == (f"a {kind} mean is not defined for a negative depth",)


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


@pytest.mark.parametrize(
    ("rule", "direction", "unit"),
    [
        (MeanRule("mean", PR), "higher", None),
        (MeanRule("mean", {"latency": 1, "startup": 1}), "lower", "ms"),
        (MeanRule("mean", {"precision": 0, "latency": 1}), "lower", "ms"),
        (MeanRule("mean", {"precision": 1, "latency": 1}), "higher", None),
    ],
)
def test_direction_and_unit(rule: MeanRule, direction: str, unit: str | None) -> None:
    """Those of the metrics where they share them; of utilities more is better, and they have no unit."""
    assert (rule.direction(METRICS), rule.unit(METRICS)) == (direction, unit)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (MeanRule("mean", PR), "the best mean of precision and recall"),
        (MeanRule("mean", {"precision": 2, "map": 1}), "the best weighted mean of precision and mAP"),
        (MeanRule("mean", {"precision": 2, "map": 0}), "the best mean of precision"),
        (MeanRule("mean", PR, "geometric"), "the best geometric mean of precision and recall"),
        (MeanRule("mean", PR, "harmonic", 0.5), "the best F0.5 of precision and recall"),
    ],
)
def test_words(rule: MeanRule, words: str) -> None:
    """What the rule does, as the end of a sentence."""
    assert rule.words(METRICS) == words


BETA = (
    "beta belongs to a harmonic mean of exactly two metrics with equal weights; "
    "take it out, or write kind: harmonic over two"
)


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        (
            MeanRule("mean", {"precision": 0, "recall": 0}),
            ("of", "PP214", "every weight is 0; give at least one metric a weight above 0"),
        ),
        (MeanRule("mean", PR, "arithmetic", 2), ("beta", "PP227", BETA)),
        (MeanRule("mean", {**PR, "map": 1}, "harmonic", 2), ("beta", "PP227", BETA)),
        (MeanRule("mean", {"precision": 1, "recall": 2}, "harmonic", 2), ("beta", "PP227", BETA)),
        (
            MeanRule("mean", {"precision": 1, "size": 1}),
            (
                "of",
                "PP211",
                "a mean over precision (higher is better, no unit, 0 to 1) and size (lower is better, in MB) "
                "has no meaning; declare the range of size, to take it of utilities",
            ),
        ),
        (
            MeanRule("mean", {"precision": 1, "stars": 1, "depth": 1}),
            (
                "of",
                "PP211",
                "a mean over precision (higher is better, no unit, 0 to 1), stars (higher is better, no unit, 1 to 5) "
                "and depth (higher is better, no unit) has no meaning; declare the range of depth, to take it of "
                "utilities",
            ),
        ),
    ],
)
def test_problems(rule: MeanRule, problem: tuple[str, str, str]) -> None:
    """What is wrong with the rule as it is written: at which key, under which code, in which words."""
    assert [(found.key, found.code, found.message) for found in rule.problems(METRICS)] == [problem]


@pytest.mark.parametrize(
    "rule",
    [
        MeanRule("mean", {"precision": 1, "latency": 1}),
        MeanRule("mean", {"precision": 1, "depth": 1}),
        MeanRule("mean", {"precision": 1, "size": 0}),
        MeanRule("mean", {"precision": 1, "unheard_of": 1}),
        MeanRule("mean", PR, "harmonic", 2),
    ],
    ids=["ranges declared", "one range is no contradiction", "weight 0", "unknown metric is PP203's", "F2"],
)
def test_no_problems(rule: MeanRule) -> None:
    """What comes near an incompatible mean and is none."""
    assert list(rule.problems(METRICS)) == []
