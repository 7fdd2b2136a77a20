"""Tips: a sentence for each mark, about that mark alone, which no drawing depends on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from planpress.charts import MATRIX
from planpress.charts.engine.drawing import draw
from planpress.charts.engine.text_metrics import shorten
from planpress.model.figure import Figure
from planpress.model.wording import fixed, number
from tests.charts import samples
from tests.charts.figures import EVERY, made
from tests.charts.test_words import NUMBER, tips

UNTIPPED = {"tradeoffs", "threshold_sweep", "weight_sweep"}
"""Charts in which not every mark stands for something: lines, and points along them."""
SILENT = ("tip", "id", "factor", "group")


class Memory(dict[str, str]):
    """A store in memory."""

    def put(self, key: str, text: str) -> None:
        self[key] = text


STORE = Memory()


def silent(figure: Figure) -> Figure:
    """The figure without what is there for scripts alone. A bar's group decides its colour, and stays."""
    bars = ("bars",)
    datasets = {
        name: tuple(
            {key: row[key] for key in row if key not in SILENT or (key == "group" and name in bars)} for row in rows
        )
        for name, rows in figure.datasets.items()
    }
    return replace(figure, datasets=datasets)


@pytest.mark.parametrize("name", EVERY)
def test_the_drawing_does_not_depend_on_them(name):
    """With and without tips and ids the drawing is the same, to the byte but for its own prefix."""
    figure = made(name)
    assert draw([figure], STORE) == draw([silent(figure)], STORE)


@pytest.mark.parametrize("name", EVERY)
def test_every_mark_has_one(name):
    """Points and bars say in one short sentence, without a full stop, what they stand for."""
    figure = made(name)
    if figure.kind in UNTIPPED:
        return
    marks = [row for key in ("points", "bars") for row in figure.datasets.get(key, ())]
    assert marks or figure.title.startswith("No project asks")
    for row in marks:
        tip = str(row["tip"])
        assert tip and not tip.endswith(".") and "\n" not in tip and "  " not in tip
        assert len(tip) < 300 and "x" * 60 not in tip
        assert not re.search(r"\bNone\b|nan|inf\b", tip)


def numbers(text: str, name: str) -> list[str]:
    """The numbers of a tip about the subject of that name."""
    return [found.replace(",", "") for found in NUMBER.findall(text.replace(shorten(name), "·"))]


def by_name(figure: Figure, column: int = 1) -> Mapping[str, tuple[Any, ...]]:
    return {str(row[column]): row for row in figure.table.rows}


@pytest.mark.parametrize("count", [1, 12, 40, 300])
def test_matrix(count):
    """Each point tells the values, the ends where they differ, the rank and the score of its own project."""
    plan, ranking = samples.portfolio(count, seed=count)
    figure = MATRIX.figure(plan, ranking)
    assert figure is not None
    titles = {project.id: project.title for project in plan.projects}
    rows, seen = by_name(figure), 0
    for point in figure.datasets["points"]:
        ids = str(point["id"]).split()
        seen += len(ids)
        if len(ids) > 1:
            assert str(point["tip"]).startswith(f"{len(ids)} projects close together: {titles[ids[0]]}")
            continue
        rank, _, y, y_low, y_high, x, x_low, x_high, score, *_ = rows[titles[ids[0]]]
        expected: list[str] = []
        for value, low, high in ((y, y_low, y_high), (x, x_low, x_high)):
            ends = [fixed(low), fixed(high)]
            expected += [fixed(value), *(ends if ends[0] != ends[1] else [])]
        assert numbers(str(point["tip"]), titles[ids[0]]) == [*expected, str(rank), fixed(score)]
    assert seen == count


def test_ranked():
    """Each bar tells what its own factor adds, at most, and the value of its group."""
    figure = made("ranked")
    plan, ranking = samples.portfolio(12)
    titles = {project.id: project.title for project in plan.projects}
    rows, head = by_name(figure), figure.table.head
    weights = {**samples.IMPACT, **samples.FEASIBILITY}
    for bar in figure.datasets["bars"]:
        row, group, factor = rows[titles[str(bar["id"])]], str(bar["group"]), str(bar["factor"])
        total = sum((samples.IMPACT if group == "impact" else samples.FEASIBILITY).values())
        added = row[head.index(factor.replace("_", " ").capitalize())]
        expected = [fixed(added), fixed(weights[factor] / total), fixed(row[head.index(group)])]
        assert numbers(str(bar["tip"]), titles[str(bar["id"])]) == expected
        assert bar["x2"] - bar["x"] == pytest.approx(added)
    assert {str(bar["id"]) for bar in figure.datasets["bars"]} == {one.id for one in ranking.ordered}


def test_contributions():
    """Each row tells its own factor; one that is not rated says what it could add."""
    figure = made("contributions")
    found = {str(row["id"]): str(row["tip"]) for name in ("bars", "missing") for row in figure.datasets[name]}
    assert found["data_availability"] == "Data availability adds 0.38 of 0.60 to feasibility 0.68"
    assert found["problem_difficulty"] == "Problem difficulty is not rated; it could add up to 0.17 to feasibility"
    assert set(found) == {*samples.IMPACT, *samples.FEASIBILITY}


@pytest.mark.parametrize(
    ("name", "tip"),
    [
        ("scores", "net-4: latency 120 ms; rank 2"),
        ("scores with rejected models", "Model 3: precision 0.7; rejected, precision 0.7 is not at least 0.75, short by 0.05"),
        ("ladder", "net-2: angular error 9.5 degrees; rank 1, chosen; closes 58 % of the gap"),
        ("ladder", "PoseCNN as published: angular error 14 degrees; published baseline, the floor"),
        ("ladder", "Mean pose: angular error 88 degrees; mean prediction baseline"),
        ("lifecycle", "Data collection & labelling: from 4 Feb 2019 to 25 Feb 2019, 21 days"),
        ("lifecycle", "Back from training to data on 12 Mar 2019: labels unreliable"),
        ("milestones a day apart", '"Step 2019-05-31" of Pose estimation for grasping: 31 May 2019, overdue, 1 day'),
        ("one milestone", '"Step 2019-01-30" of Pose estimation for grasping: 30 Jan 2019, reached'),
        ("accuracy cost", "now: accuracy 90 %"),
        ("accuracy cost", "show three options: accuracy 99 %, 10 times the cost of now, 90 % less than required"),
        ("gaps, underfitting", "net-1, training: 36 %"),
        ("gaps, underfitting", "Avoidable bias: training is 15 points worse than Domain experts"),
        ("gaps, negative bias", "Avoidable bias: training is 2 points better than Domain experts"),
        ("rules of the lecture", "Model 3 by mean of precision and recall: 0.8, wins"),
        ("rules of the lecture", "Model 1 by precision with recall above 0.6: rejected, recall 0.5 is not above 0.6, short by 0.1"),
    ],
)  # fmt: skip
def test_sentences(name, tip):
    """A tip has the name, the numbers and their units."""
    assert tip in tips(made(name))


def test_models_tell_their_own_score():
    """Each model's tip has its own measure, in the chart of scores and on the ladder."""
    for name, metric in (("scores", "latency"), ("ladder", "angular_error")):
        for point in made(name).datasets["points"]:
            if point["id"] in samples.POSE:
                own = number(samples.POSE[str(point["id"])][metric])
                assert numbers(str(point["tip"]), str(point["id"]))[0] == own


def test_the_check_can_fail():
    """A drawing does depend on other data."""
    figure = made("scores")
    moved = tuple({**row, "y": 0} for row in figure.datasets["points"])
    assert draw([figure], STORE) != draw([replace(figure, datasets={**figure.datasets, "points": moved})], STORE)
