"""The Pareto front and who wins where in the charts of a choice, found again here by trying every model."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from planpress.model.bounds import Bound
from planpress.model.rule import Rule
from planpress.rules.mean import MeanRule
from tests.charts import samples
from tests.charts.figures import (
    ANGLE,
    BEATEN,
    BOTH,
    CIRCLE,
    EASY_RECALL,
    F1,
    FAR,
    LATENCY,
    MEAN,
    MISSING,
    ONLY,
    RECALL,
    ROWS_200,
    STRICT,
    TILT,
    TWO,
    made,
)

ERRORS = {name: {"angular_error": index, "tilt": 9 - index * index} for index, name in enumerate("abcd")}


def winners(rows: samples.Rows, rule: Rule) -> list[str]:
    """The best of the models that the rule gives a score."""
    scores = {name: rule.judge(row, samples.METRICS).score for name, row in rows.items()}
    known = {name: score for name, score in scores.items() if score is not None}
    best = (max if rule.direction(samples.METRICS) == "higher" else min)(known.values(), default=0.0)
    return [name for name, score in known.items() if abs(score - best) <= 1e-9 * abs(best)]


FRONTS = {
    "tradeoffs": (samples.POSE, ANGLE, "position_error", "angular_error"),
    "tradeoffs of the lecture": (samples.LECTURE, RECALL, "recall", "precision"),
    "tradeoffs of a mean": (samples.LECTURE, MEAN, "recall", "precision"),
    "tradeoffs with missing values": (MISSING, RECALL, "recall", "precision"),
    "tradeoffs of a choice that is beaten": (BEATEN, LATENCY, "precision", "latency"),
    "tradeoffs under thresholds on both metrics": (samples.LECTURE, BOTH, "recall", "precision"),
}


@pytest.mark.parametrize("name", FRONTS)
def test_the_front(name: str) -> None:
    """The models that no other beats in both metrics are named and joined."""
    rows, rule, *pair = FRONTS[name]
    signs = [1 if samples.METRICS[metric].better == "higher" else -1 for metric in pair]
    scored = [model for model, row in rows.items() if rule.judge(row, samples.METRICS).score is not None]
    places = {model: [sign * rows[model][metric] for sign, metric in zip(signs, pair, strict=True)] for model in scored}
    beaten = {
        model
        for model, place in places.items()
        for other in places.values()
        if other != place and other[0] >= place[0] and other[1] >= place[1]
    }
    figure = made(name)
    front = set(scored) - beaten
    assert {row[0] for row in figure.table.rows if row[3] == "yes"} == front
    told = figure.alternative.split("Pareto front: ")[1].split(".")[0]
    assert set(told.replace(" and ", ", ").split(", ")) == front
    assert ("Dominated: " in figure.alternative) == bool(beaten)
    roles = {row["id"]: row["role"] for row in figure.datasets["points"]}
    assert {model for model, role in roles.items() if role == "dominated"} == beaten - set(winners(rows, rule))
    ends = {(row["x"], row["y"]) for row in figure.datasets["front"]}
    ends |= {(row["x2"], row["y2"]) for row in figure.datasets["front"]}
    if len({tuple(places[model]) for model in front}) > 1:
        assert {(rows[model][pair[0]], rows[model][pair[1]]) for model in front} <= ends


THRESHOLDS = {
    "threshold sweep": (samples.POSE, ANGLE),
    "threshold sweep of the lecture": (samples.LECTURE, RECALL),
    "threshold sweep that nothing keeps": (samples.LECTURE, STRICT),
    "threshold sweep of two thresholds that nothing keeps": (samples.POSE, TWO),
    "threshold sweep of one model": (ONLY, RECALL),
    "threshold sweep with missing values": (MISSING, RECALL),
    "threshold sweep with an outlier": (FAR, ANGLE),
    "threshold sweep of 200 models": (ROWS_200, RECALL),
    "threshold sweep that needs no threshold": (samples.LECTURE, EASY_RECALL),
}


@pytest.mark.parametrize("name", THRESHOLDS)
def test_threshold_sweep(name: str) -> None:
    """Its ranges are true."""
    rows, rule = THRESHOLDS[name]
    bound = rule.subject_to[0]
    values = sorted({row[bound.metric] for row in rows.values() if bound.metric in row})
    for low, high, told, _ in made(name).table.rows:
        ends = (values[0] - 9 if low is None else low, values[-1] + 9 if high is None else high)
        limit = ends[0] + 0.37 * (ends[1] - ends[0])
        moved = replace(rule, subject_to=tuple(replace(b, limit=limit) if b == bound else b for b in rule.subject_to))
        assert told == (" and ".join(winners(rows, moved)) or "no model"), limit


WEIGHTS = {
    "weight sweep of the lecture": (samples.LECTURE, MEAN),
    "weight sweep of F1": (samples.LECTURE, F1),
    "weight sweep with missing values": (MISSING, MEAN),
    "weight sweep of errors": (ERRORS, TILT),
    "weight sweep of 200 models": (CIRCLE, MEAN),
}


def at(rule: MeanRule, weight: float) -> MeanRule:
    """The mean with this weight on its first metric and the rest on its second."""
    return replace(rule, of=dict(zip(rule.of, (weight, 1 - weight), strict=True)))


def crossings(rows: samples.Rows, rule: MeanRule) -> list[float]:
    """Where the winner changes, by halving intervals of a fine grid."""
    grid = [(step + 0.5) / 20011 for step in range(20011)]
    found = []
    for low, high in pairwise(grid):
        before = winners(rows, at(rule, low))
        if before == winners(rows, at(rule, high)):
            continue
        begin, end = low, high
        for _ in range(40):
            middle = (begin + end) / 2
            begin, end = (middle, end) if winners(rows, at(rule, middle)) == before else (begin, middle)
        found.append(begin)
    return found


@pytest.mark.parametrize("name", [name for name in WEIGHTS if "200" not in name])
def test_weight_sweep(name: str) -> None:
    """The winner changes at its weights, and its ranges are true."""
    rows, rule = WEIGHTS[name]
    turns = crossings(rows, rule)
    figure = made(name)
    assert [row[0] for row in figure.table.rows[1:]] == pytest.approx(turns, abs=1e-6)
    for low, high, told, _ in figure.table.rows:
        assert told == " and ".join(winners(rows, at(rule, low + 0.37 * (high - low))))


def test_both_thresholds_shade_the_side_that_they_reject() -> None:
    """A limit on either metric has its band and its line."""
    datasets = made("tradeoffs under thresholds on both metrics").datasets
    (band,), (floor,) = datasets["bands"], datasets["floors"]
    assert band["x2"] == 0.6 and band["x"] < 0.6 and floor["y2"] == 0.75 and floor["y"] < 0.75
    assert [row["x"] for row in datasets["rules"]] == [0.6] and [row["y"] for row in datasets["levels"]] == [0.75]
    assert BOTH.subject_to[1] == Bound("precision", ">=", 0.75)
