"""The Pareto front and who wins where in the charts of a choice, found again here by trying every model."""

import pytest

from planpress.model.metrics import Bound
from planpress.model.rule import Rule
from tests.charts import samples
from tests.charts.figures import ANGLE, BEATEN, BOTH, LATENCY, MEAN, MISSING, RECALL, made


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


def test_both_thresholds_shade_the_side_that_they_reject() -> None:
    """A limit on either metric has its band and its line."""
    datasets = made("tradeoffs under thresholds on both metrics").datasets
    (band,), (floor,) = datasets["bands"], datasets["floors"]
    assert band["x2"] == 0.6 and band["x"] < 0.6 and floor["y2"] == 0.75 and floor["y"] < 0.75
    assert [row["x"] for row in datasets["rules"]] == [0.6] and [row["y"] for row in datasets["levels"]] == [0.75]
    assert BOTH.subject_to[1] == Bound("precision", ">=", 0.75)
