"""Curves of predictions: every kept point held against scikit-learn, and what is kept of how many."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as sklearn

from planpress.model.curves import MOST_POINTS, CurveEvidence, ModelCurve
from planpress.model.evidence import MOST_PAIRED
from tests.sources.reading import made
from tests.sources.test_predictions import as_csv, of, written

Row = tuple[Any, float]
ASKED = {
    "recall": {"metric": "recall", "threshold": 0.5}, "precision": {"metric": "precision", "threshold": 0.73},
    "ap": {"metric": "average-precision"}, "auc": {"metric": "roc-auc"}, "loss": {"metric": "brier"},
}  # fmt: skip


def drawn(count: int, seed: int = 1, digits: int = 17, share: float = 0.2, apart: float = 1.5) -> list[Row]:
    """Labels and scores of so many examples."""
    chance = random.Random(seed)
    rows = []
    for _ in range(count):
        label = int(chance.random() < share)
        rows.append((label, round(1 / (1 + np.exp(-chance.gauss(apart * label - 1, 1))), digits)))
    return rows


def curves(models: Mapping[str, Sequence[Row]], metrics: Mapping[str, Any] = ASKED, **keys: Any) -> tuple[CurveEvidence, ...]:
    with TemporaryDirectory() as folder:
        return of(metrics, *made(Path(folder), {"p.csv": as_csv(written(models))}), **keys).curves


def curve(rows: Sequence[Row], metrics: Mapping[str, Any] = ASKED) -> ModelCurve:
    (found,) = curves({"net": rows}, metrics)
    return found.models["net"]


def is_that_of_scikit_learn(found: ModelCurve, rows: Sequence[Row]) -> None:
    """Each kept threshold is a score, and has the precision, recall and false positive rate that scikit-learn has."""
    labels, scores = np.array([label for label, _ in rows]), np.array([score for _, score in rows])
    precision, recall, at = sklearn.precision_recall_curve(labels, scores)
    by_threshold = {float(t): (float(p), float(r)) for p, r, t in zip(precision, recall, at, strict=False)}
    false, true, at = sklearn.roc_curve(labels, scores, drop_intermediate=False)
    rates = {float(t): (float(f), float(r)) for f, r, t in zip(false, true, at, strict=True)}
    for threshold, one in found.outcomes():
        assert (one.value("precision"), one.value("recall")) == by_threshold[threshold]
        assert (one.alarms, one.value("recall")) == rates[threshold]


labelled = st.lists(st.tuples(st.sampled_from([0, 1]), st.sampled_from([0.0, 0.25, 0.5, 0.73, 1.0]) | st.floats(0, 1)), min_size=2, max_size=40)  # fmt: skip


@given(labelled)
def test_few_scores_are_all_kept(rows: list[Row]) -> None:
    """Ties are one point; there is no curve of one class."""
    if len({label for label, _ in rows}) < 2:
        assert curves({"net": rows}) == ()
        return
    found = curve(rows)
    is_that_of_scikit_learn(found, rows)
    assert [one for one, _, _ in found.points] == sorted({score + 0.0 for _, score in rows}, reverse=True)
    assert (found.positives, found.negatives) == (sum(one for one, _ in rows), sum(not one for one, _ in rows))


@pytest.mark.parametrize("share", [0.5, 0.02])
@pytest.mark.parametrize("count", [300, 3_000, 20_000])
def test_many_scores(count: int, share: float) -> None:
    """At most 200 are kept: the ends, the first twenty, and those of the thresholds that metrics have."""
    rows = drawn(count, share=share)
    found = curve(rows)
    is_that_of_scikit_learn(found, rows)
    scores = sorted({score for _, score in rows}, reverse=True)
    kept = [one for one, _, _ in found.points]
    assert 80 < len(kept) <= MOST_POINTS
    assert kept[:20] == scores[:20] and kept[-1] == scores[-1]
    for asked in (0.5, 0.73):
        assert min(one for one in scores if one >= asked) in kept
        labels, taken = [label for label, _ in rows], [score >= asked for _, score in rows]
        assert found.at(asked).value("precision") == sklearn.precision_score(labels, taken)
        assert found.at(asked).value("f-beta") == pytest.approx(sklearn.f1_score(labels, taken), rel=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_left_out_moves_little(seed: int) -> None:
    """From the hundredth example on, precision is at most 0.07 beside the line between two kept points of each recall;
    so it was in simulations of 300 to 1,000,000 examples, 1 to 50 % of them positive."""
    rows = drawn(5_000, seed, share=(0.5, 0.1, 0.02)[seed % 3], apart=(0.0, 2.0)[seed % 2])
    found, steps = curve(rows), sorted(rows, key=lambda row: -row[1])
    kept = np.array([(one.value("recall"), one.value("precision")) for _, one in found.outcomes()])
    tp = np.cumsum([label for label, _ in steps])
    precision, recall = tp / np.arange(1, len(steps) + 1), tp / tp[-1]
    at = np.searchsorted(-np.array([one for one, _, _ in found.points]), [-score for _, score in steps], side="right") - 1
    (r1, p1), (r2, p2) = kept[at].T, kept[np.minimum(at + 1, len(kept) - 1)].T
    share = np.where(r2 > r1, (recall - r1) / np.where(r2 > r1, r2 - r1, 1), np.where(p1 > precision, 1, 0))
    between = (np.minimum(p1, p2) <= precision) & (precision <= np.maximum(p1, p2)) & (r1 == r2)
    beside = np.where(between, 0, abs(precision - (p1 + share * (p2 - p1))))
    assert beside[100:].max() < 0.07


def test_any_order_and_sharding(tmp_path: Path) -> None:
    """Rows in any order, in any files: the same points."""
    rows = written({"a": drawn(900), "b": drawn(900, 2)})
    whole = of(ASKED, *made(tmp_path, {"p.csv": as_csv(rows)})).curves
    random.Random(5).shuffle(rows)
    files = {f"s{at}.csv": as_csv(rows[at::7]) for at in range(7)}
    assert of(ASKED, *made(tmp_path, files)).curves == whole


def test_who_has_a_curve() -> None:
    """The twenty best of any metric; each label that counts as positive has its own, and what is no score none."""
    models = {f"m{at:02}": drawn(80, 7, apart=at / 9) for at in range(MOST_PAIRED + 5)}
    (found,) = curves(models, {"auc": ASKED["auc"]})
    assert [*found.models] == sorted(models)[5:]
    (found,) = curves({"net": drawn(9)})
    assert (found.score, found.positive, found.metrics) == ("score", None, ("recall", "precision", "ap", "auc"))
    two = {"cats": {"metric": "roc-auc", "positive": "cat"}, "dogs": {"metric": "roc-auc", "positive": "dog"}}
    one, other = curves({"net": [("cat", 0.9), ("dog", 0.4), ("cat", 0.3)]}, two)
    assert (one.positive, one.models["net"].points) == ("cat", ((0.9, 1, 0), (0.4, 1, 1), (0.3, 2, 1)))
    assert (other.positive, other.models["net"].points) == ("dog", ((0.9, 0, 1), (0.4, 1, 1), (0.3, 1, 2)))
    for asked in ({"loss": {"metric": "brier"}}, {"hits": {"metric": "accuracy"}}):
        assert curves({"net": [(1, 1.0), (0, 0.0), (1, 0.0)]}, asked) == ()
    assert curves({"net": drawn(9)}, errors=False) == ()


def test_many_thresholds() -> None:
    """Each of twenty is a point for certain."""
    asked = {f"r{at}": {"metric": "recall", "threshold": 0.301 + at / 100} for at in range(20)}
    rows = drawn(20_000)
    found = curve(rows, asked)
    assert len(found.points) <= MOST_POINTS
    for one in asked.values():
        counts = found.at(float(one["threshold"]))
        assert counts.tp + counts.fp == sum(score >= one["threshold"] for _, score in rows)


def test_metrics_follow_from_their_curve(tmp_path: Path) -> None:
    """Every value of a threshold is what its passport makes of the counts there; the mean of a metric over classes does not follow."""
    asked = {
        **{name: {"metric": name, "threshold": 0.4} for name in ("accuracy", "precision", "recall", "specificity")},
        "f1": {"metric": "f-beta", "threshold": 0.6}, "f2": {"metric": "f-beta", "threshold": 0.6, "beta": 2.5},
        "balanced": {"metric": "balanced-accuracy", "threshold": 0.4},
        "macro": {"metric": "precision", "threshold": 0.4, "average": "macro"},
    }  # fmt: skip
    found = of(asked, *made(tmp_path, {"p.csv": as_csv(written({"net": drawn(700)}))}))
    (curve,) = (one.models["net"] for one in found.curves)
    for name, evidence in found.metrics.items():
        value = evidence.passport.of_counts(curve.at(asked[name]["threshold"]))  # type: ignore[arg-type]
        follows = name != "macro"
        assert value == (pytest.approx(evidence.models["net"].value, rel=1e-12) if follows else None), name
