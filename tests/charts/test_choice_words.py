"""What the charts of a choice say: the Pareto front and who wins where, found again here by trying every model."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from planpress.model.bounds import Bound
from planpress.model.rule import Rule
from planpress.model.wording import number, rounded
from planpress.rules.mean import MeanRule
from tests.charts import samples
from tests.charts.figures import (
    ANGLE,
    BEATEN,
    BOTH,
    CIRCLE,
    EASY_RECALL,
    F1,
    LATENCY,
    MEAN,
    RECALL,
    STRICT,
    TILT,
    TWO,
    made,
)
from tests.charts.test_words import check, said

MISSING = {**samples.LECTURE, "blank": {}, "half": {"recall": 0.9}}
FAR = {**samples.POSE, "far": {"position_error": 1e9, "angular_error": -4e7}}
ERRORS = {name: {"angular_error": index, "tilt": 9 - index * index} for index, name in enumerate("abcd")}
ROWS_200 = {f"n{index}": {"precision": index / 200, "recall": 1 - index / 300} for index in range(200)}


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


def test_titles_of_tradeoffs() -> None:
    """The front is told where no threshold on another metric decides."""
    both = "in both precision and recall"
    assert made("tradeoffs of a mean").title == f"Model 3 is chosen from 3 models of which none beats another {both}"
    assert made("tradeoffs with one best").title == f"a is the best of 2 models {both}"
    assert made("tradeoffs of a choice that is beaten").title == (
        "quick is chosen, although also would be no worse in latency and precision and better in one of them"
    )
    assert made("tradeoffs of a choice without a place").title.endswith("1 of 1 ranked model, none of them chosen")


THRESHOLDS = {
    "threshold sweep": (samples.POSE, ANGLE),
    "threshold sweep of the lecture": (samples.LECTURE, RECALL),
    "threshold sweep that nothing keeps": (samples.LECTURE, STRICT),
    "threshold sweep of two thresholds that nothing keeps": (samples.POSE, TWO),
    "threshold sweep of one model": ({"only": {"precision": 0.5, "recall": 0.7}}, RECALL),
    "threshold sweep with missing values": (MISSING, RECALL),
    "threshold sweep with an outlier": (FAR, ANGLE),
    "threshold sweep of 200 models": (ROWS_200, RECALL),
    "threshold sweep that needs no threshold": (samples.LECTURE, EASY_RECALL),
}


@pytest.mark.parametrize("name", THRESHOLDS)
def test_threshold_sweep(name: str) -> None:
    """Its numbers are values of models, the limit, moves from the limit to a value, and counts; its ranges are true."""
    rows, rule = THRESHOLDS[name]
    bound = rule.subject_to[0]
    values = sorted({row[bound.metric] for row in rows.values() if bound.metric in row})
    expected = {number(value) for value in (*values, bound.limit)}
    expected |= {rounded(abs(value - bound.limit)) for value in values}
    failing = sum(not bound.holds(row[bound.metric]) for row in rows.values() if bound.metric in row)
    figure = made(name)
    hidden = len(figure.table.rows) - len(figure.datasets["bars"])
    check(figure, expected | {str(failing), str(len(rows)), str(hidden), "1"}, rows)
    for low, high, told, _ in figure.table.rows:
        ends = (values[0] - 9 if low is None else low, values[-1] + 9 if high is None else high)
        limit = ends[0] + 0.37 * (ends[1] - ends[0])
        moved = replace(rule, subject_to=tuple(replace(b, limit=limit) if b == bound else b for b in rule.subject_to))
        assert told == (" and ".join(winners(rows, moved)) or "no model"), limit


def test_words_of_threshold_sweeps() -> None:
    """The lecture's threshold makes model 2 win; where nothing keeps it, the next limit that something keeps is told."""
    assert made("threshold sweep of the lecture").title == (
        "Model 2 wins only because recall must be above 0.6: without that Model 1 would"
    )
    assert made("threshold sweep of the lecture").alternative == (
        "Who wins as the limit of recall goes up: Model 1 below 0.5; Model 2 from 0.5 to below 0.7; "
        "Model 3 from 0.7 to below 0.9; no model from 0.9 on. Now it is 0.6, which rejects 1 of 3 models. "
        "The winner changes with a move by 0.1 down or by 0.1 up."
    )
    assert made("threshold sweep that nothing keeps").title == (
        "No model has recall above 0.95; if its limit falls below 0.9, Model 3 wins"
    )
    assert made("threshold sweep that needs no threshold").title == (
        "Model 1 wins with or without recall above 0.2; if the limit rises to 0.5, Model 2 wins"
    )
    assert "net-3 above 0.75 cm up to 0.88 cm; net-2 above 0.88 cm" in made("threshold sweep").alternative


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
    """Its numbers are the weights at which the winner changes, the declared one, scores, ranks and counts."""
    rows, rule = WEIGHTS[name]
    turns = crossings(rows, rule)
    figure = made(name)
    assert [row[0] for row in figure.table.rows[1:]] == pytest.approx(turns, abs=1e-6)
    scores = [rule.measure(row, samples.METRICS) for row in rows.values()]
    known = [score for score in scores if score is not None]
    weights = list(rule.of.values())
    expected = {rounded(weights[0] / sum(weights)), str(len(known)), "0", "1"}
    expected |= {rounded(turn) for turn in turns} | {f"{score:.4g}" for score in known}
    expected |= {str(rank + 1) for rank in range(len(known))}
    for turn in turns:
        values = (at(rule, turn).measure(row, samples.METRICS) for row in rows.values())
        expected |= {f"{value:.4g}" for value in values if value is not None}
    check(figure, expected, [*rows, "F1"])
    for low, high, told, _ in figure.table.rows:
        assert told == " and ".join(winners(rows, at(rule, low + 0.37 * (high - low))))


def test_words_of_weight_sweeps() -> None:
    """METHOD: model 3 wins below 2/3, model 1 above, all tie there at 0.7667, and model 2 never wins alone."""
    figure = made("weight sweep of the lecture")
    assert figure.title == "Model 3 wins up to a weight of 0.667 on precision, Model 1 from there"
    assert "The winner changes at 0.667, where Model 1, Model 2 and Model 3 tie with 0.7667." in figure.alternative
    assert figure.alternative.endswith("Never ahead alone: Model 2.")
    assert made("weight sweep of one model").title == "only wins whatever the weight of precision is"
    many = made("weight sweep of 200 models")
    assert many.title.startswith(
        "The winner changes 199 times with the weight of precision; at 0.5, as it is now, net 100"
    )
    assert len(many.table.rows) == 200 and "191 more weights" in many.alternative


@pytest.mark.parametrize("name", [*FRONTS, *THRESHOLDS, *WEIGHTS])
def test_marks_say_what_they_stand_for(name: str) -> None:
    """Every mark that stands for something has a short, plain sentence."""
    datasets = made(name).datasets
    rows = [row for part in ("points", "bars", "lines", "envelope", "turns") for row in datasets.get(part, ())]
    assert rows and all(isinstance(row["tip"], str) and 0 < len(row["tip"]) < 300 for row in rows)
    assert all("\n" not in str(row["tip"]) for row in rows)


def test_a_tip() -> None:
    """A tip has the name, both values with their units and what became of the model."""
    tips = {row["id"]: row["tip"] for row in made("tradeoffs").datasets["points"]}
    assert tips["net-2"] == "net-2: angular error 9.5 degrees, position error 0.88 cm; chosen"
    assert tips["net-3"].endswith("; on the Pareto front") and tips["net-4"].endswith("; dominated")
    assert tips["net-1"].endswith("; rejected")


def test_both_thresholds_shade_the_side_that_they_reject() -> None:
    """A limit on either metric has its band and its line."""
    datasets = made("tradeoffs under thresholds on both metrics").datasets
    (band,), (floor,) = datasets["bands"], datasets["floors"]
    assert band["x2"] == 0.6 and band["x"] < 0.6 and floor["y2"] == 0.75 and floor["y"] < 0.75
    assert [row["x"] for row in datasets["rules"]] == [0.6] and [row["y"] for row in datasets["levels"]] == [0.75]
    assert BOTH.subject_to[1] == Bound("precision", ">=", 0.75)


def test_the_check_can_fail() -> None:
    """A wrong number in a sentence is found."""
    figure = made("weight sweep of the lecture")
    wrong = replace(figure, title=figure.title.replace("0.667", "0.677"))
    with pytest.raises(AssertionError, match=r"0\.677"):
        check(wrong, said(figure))
