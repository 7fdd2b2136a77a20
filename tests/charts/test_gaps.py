"""The chart of gaps: the published cases, directions and units, and every number of its words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from planpress.charts import GAPS
from planpress.model.wording import number
from tests.charts import samples
from tests.charts.figures import PLAN, made
from tests.charts.test_words import check

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


OTHERS = {
    "gaps, both equal": (20, 30, 10),
    "gaps, none": (10, 10, 10),
    "gaps, negative bias": (8, 14, 10),
    "gaps, both negative": (8, 6, 10),
    "gaps, better on validation": (30, 28, 10),
    "gaps without validation": (10, None, 2),
    "gaps without validation, negative": (10, None, 12),
    "gaps without a reference": (10, 14, None),
    "gaps of an accuracy": (0.97, 0.93, 0.99),
    "gaps of a score without a range": (-3, 5, 1e6),
    "gaps, underfitting": (36, 41, 21),
}


@pytest.mark.parametrize("name", OTHERS)
def test_words(name):
    """Every number of the words is a measure or a difference of two neighbours; the table has the same."""
    train, validation, human = OTHERS[name]
    measured = [value for value in (human, train, validation) if value is not None]
    expected = {number(value) for value in measured}
    gaps = {number(float(f"{abs(one - other):.4g}")) for one, other in pairwise(measured)}
    check(made(name), expected | gaps | {f"-{gap}" for gap in gaps}, ["net-1"])
    assert [row[1] for row in made(name).table.rows] == measured
    told = [row[2] for row in made(name).table.rows if row[2] is not None]
    assert {number(float(f"{abs(gap):.4g}")) for gap in told} == gaps


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("gaps, both equal", "Neither gap is larger: 10 points from Domain experts to training, and as much on to "
         "validation"),
        ("gaps, none", "No gap to close: training is level with Domain experts and validation is level with training"),
        ("gaps, negative bias", "Overfitting first: 6 points from training to validation, and training is 2 points "
         "better than Domain experts, so the training set is overfitted"),
        ("gaps, better on validation", "Underfitting first: 20 points from Domain experts to training, 2 points back "
         "to validation"),
        ("gaps without a reference", "From training to validation net-1 loses 4 points; the bias has no reference"),
        ("gaps of an accuracy", "Overfitting first: 0.04 from training to validation, against 0.02 from Domain experts "
         "to training"),
    ],
)  # fmt: skip
def test_titles(name, title):
    """A gap of nothing, one below zero, one that is missing, and the direction of an accuracy."""
    assert made(name).title == title


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
