"""The chart of gaps: the published cases, directions and units."""

from __future__ import annotations

import pytest

from planpress.charts import GAPS
from tests.charts import samples
from tests.charts.figures import PLAN, made

# Human, train, validation error in %, and the title: Full Stack Deep Learning (2019); Machine Learning Yearning,
# ch. 22 and 33.
FACTS = [
    (35, 36, 41, "Overfitting first: 5 points from training to validation, against 1 point from people to training"),
    (21, 36, 41, "Underfitting first: 15 points from people to training, 5 points on to validation"),
    (14, 15, 30, "Overfitting first: 15 points from training to validation, against 1 point from people to training"),
    (2, 10, None, "The avoidable bias is at least 8 points: training 10 %, people 2 %"),
]


@pytest.mark.parametrize(("human", "train", "validation", "title"), FACTS)
def test_facts(human, train, validation, title):
    """The published gaps, to the digit; the larger one is bold and its arrow thick."""
    figure = GAPS.figure(PLAN, samples.diagnosed(train, validation, human, name="people"))
    assert figure is not None and figure.title == title
    larger = [row["id"] for row in figure.datasets["arrows"] if row["larger"]]
    bold = [row["id"] for row in figure.datasets["labels"] if row["weight"] == "bold"]
    first = {"U": ["avoidable-bias"], "O": ["variance"], "T": []}[title[0]]
    assert larger == bold == first


def test_longer_is_worse_where_the_best_is_known():
    """Bars of an error begin at 0, of an accuracy at the end of its range; of an unbounded score at 0, longer better."""
    for name, base, words in (
        ("gaps, underfitting", 0, "shorter is better"),
        ("gaps of an accuracy", 1, "shorter is better"),
        ("gaps of a score without a range", 0, "longer is better"),
    ):
        figure = made(name)
        assert {row["x"] for row in figure.datasets["bars"]} == {base}
        assert any(words in str(row["text"]) for row in figure.datasets["notes"])
    accuracy = made("gaps of an accuracy")
    assert accuracy.params["x_low"] == 1 and accuracy.params["x_high"] < 0.93, "1 stands on the left"
