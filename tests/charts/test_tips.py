"""Tips: a sentence for each mark, about that mark alone, which no drawing depends on."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from planpress.charts import MATRIX
from planpress.charts.engine.drawing import draw
from planpress.charts.engine.text_metrics import shorten
from planpress.model.figure import Figure
from planpress.model.wording import fixed
from tests.charts import samples
from tests.charts.figures import EVERY, made
from tests.charts.test_every_chart import STORE

NUMBER = re.compile(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?")
UNTIPPED = {"tradeoffs"}
"""Charts in which not every mark stands for something: lines, and points along them."""
SILENT = ("tip", "values", "id")


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
    assert marks
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


def test_the_check_can_fail():
    """A drawing does depend on other data."""
    figure = made("ladder")
    moved = tuple({**row, "y": 0} for row in figure.datasets["points"])
    assert draw([figure], STORE) != draw([replace(figure, datasets={**figure.datasets, "points": moved})], STORE)
