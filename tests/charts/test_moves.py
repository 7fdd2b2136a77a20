"""Moves in the matrix: what the words say, what the marks say, and that arrows lead from where to where."""

from __future__ import annotations

from dataclasses import replace
from math import atan2, degrees, hypot

import pytest

from planpress.charts import MOVES
from planpress.charts.moves import MOST
from planpress.model.figure import PHONE, WIDE, Figure
from planpress.model.ranking import Ranking
from tests.charts import samples


def made(count: int, moved: int, width: float = WIDE) -> Figure:
    figure = MOVES.figure(*samples.change(count, moved), width)
    assert figure is not None
    return figure


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_arrows_point_from_before_to_now(width: float) -> None:
    """Each lies on the line between the two places, ends beside the newer one, and its head points along it."""
    _, ranking, _, old = samples.change(12, 4)
    figure = made(12, 4, width)
    wide, tall = figure.frame.width, figure.frame.height
    ways = {}
    for row in figure.datasets["bases"]:
        name = str(row["id"])
        was, now = old.of(name), ranking.of(name)
        assert (row["x"], row["y"]) == (was.feasibility.value, was.impact.value)
        across = (now.feasibility.value - was.feasibility.value) * wide
        down = (was.impact.value - now.impact.value) * tall
        if hypot(across, down) >= 20:
            ways[(was.feasibility.value, was.impact.value)] = (across, down)
    assert len(figure.datasets["moves"]) == len(figure.datasets["heads"]) == len(ways) > 0
    for arrow, head in zip(figure.datasets["moves"], figure.datasets["heads"], strict=True):
        across, down = (arrow["x2"] - arrow["x"]) * wide, (arrow["y"] - arrow["y2"]) * tall
        begins = min(ways, key=lambda at: hypot((at[0] - arrow["x"]) * wide, (at[1] - arrow["y"]) * tall))
        whole = ways[begins]
        assert hypot(across, down) == pytest.approx(hypot(*whole) - 15, abs=0.1)
        assert atan2(down, across) == pytest.approx(atan2(whole[1], whole[0]), abs=0.02)
        assert head["angle"] == pytest.approx(degrees(atan2(across, -down)), abs=1)
        assert (head["x"], head["y"]) == (arrow["x2"], arrow["y2"])


def test_new_and_gone_projects_are_marked_and_named() -> None:
    """A ring round the new one, a cross for the one that is gone, a word before both names."""
    plan, _, old_plan, _ = samples.change(12, 4)
    figure = made(12, 4)
    [fresh], [gone] = figure.datasets["fresh"], figure.datasets["gone"]
    new, removed = plan.projects[-1], old_plan.projects[0]
    assert fresh["tip"] == f"{new.title} is new"
    assert str(gone["tip"]).startswith(f"{removed.title}, before: ")
    assert str(gone["tip"]).endswith("; removed")
    texts = [str(row["text"]) for rows in (figure.datasets["labels"], figure.datasets["notes"]) for row in rows]
    assert any("(new) " in text for text in texts)
    assert any(text.startswith("(removed) ") for text in texts)
    changes = {row[0]: row[1] for row in figure.table.rows}
    assert (changes[new.title], changes[removed.title]) == ("new", "removed")


def test_a_project_that_was_screened_out_is_no_new_one() -> None:
    """Whether a project had no place, or was not there, are two things; so are leaving the order and the plan."""
    plan, ranking, old_plan, old = samples.change(12, 0)
    there = replace(old_plan, projects=(*old_plan.projects, plan.projects[-1]))
    stays = replace(plan, projects=(*plan.projects, old_plan.projects[0]))
    figure = MOVES.figure(stays, ranking, there, old)
    assert figure is not None
    assert figure.title == "1 project is placed anew and 1 project is no longer placed; no other project moves"


def test_of_many_moves_the_largest_are_drawn_and_the_rest_is_counted() -> None:
    """As many as are told apart; all are in the table."""
    figure = made(1000, 900)
    drawn = sum(len(figure.datasets[name]) for name in ("bases", "fresh", "gone"))
    assert drawn == MOST
    changed = [row for row in figure.table.rows if row[1] != "as before"]
    assert any(row["text"] == f"{len(changed) - MOST:,} smaller moves are in the table" for row in figure.datasets["notes"])
    assert figure.table.rows[: len(changed)] == tuple(changed)


def test_where_nothing_moves_there_is_no_figure() -> None:
    """Nor where nothing has a place."""
    plan, ranking = samples.portfolio(12)
    assert MOVES.figure(plan, ranking, plan, ranking) is None
    nothing = Ranking((), (), ())
    assert MOVES.figure(plan, nothing, plan, nothing) is None
