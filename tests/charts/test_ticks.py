"""Axes hold their values and say few, round numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.charts.engine.ticks import Axis, day_axis, number_axis, round_ticks, row_axis, without_outlier

finite = st.floats(-1e50, 1e50)


@given(st.lists(finite, min_size=1, max_size=30), st.booleans())
def test_number_axis(values: list[float], reverse: bool) -> None:
    """An axis has an extent, holds all values but one, and has few ticks, all on it, in order."""
    axis = number_axis(values, reverse=reverse)
    assert axis.low < axis.high
    assert sum(not axis.holds(value) for value in values) <= 1
    assert len(axis.ticks) <= 6 and list(axis.ticks) == sorted(set(axis.ticks))
    assert all(0 <= axis.share(value) <= 1 for value in values)
    ends = axis.params("x")
    assert (ends["x_low"] > ends["x_high"]) == reverse


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 6))
def test_round_ticks(low: float, extent: float, count: int) -> None:
    """There is a tick, and never more than one above the count."""
    ticks = round_ticks(low, low + extent, count)
    assert 1 <= len(ticks) <= count + 1
    assert all(low - extent * 1e-6 <= tick <= low + extent * (1 + 1e-6) for tick in ticks)


@given(st.lists(st.dates(), min_size=1, max_size=20))
def test_day_axis(days: list[date]) -> None:
    """An axis of days holds all of them and has few ticks with different words."""
    axis = day_axis(days)
    assert all(axis.holds(when.toordinal()) for when in days)
    assert len(axis.ticks) == len(axis.labels) <= 6
    assert len(set(axis.labels)) == len(axis.labels)


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ([1.0, 2.0, 3.0, 1e9], [1.0, 2.0, 3.0]),
        ([-1e9, 1.0, 2.0, 3.0], [1.0, 2.0, 3.0]),
        ([1.0, 2.0, 3.0, 40.0], [1.0, 2.0, 3.0, 40.0]),
        ([0.0, 0.0, 0.0, 1e9], [0.0, 0.0, 0.0, 1e9]),
        ([1.0, 1e9], [1.0, 1e9]),
    ],
)
def test_without_outlier(values: list[float], kept: list[float]) -> None:
    """One value far from all others is left out, where leaving it out lets the others be told apart."""
    assert list(without_outlier(values)) == kept


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("2019-05-31", "2019-06-02"), ("31 May 2019", "Jun", "2 Jun")),
        (("2019-01-07", "2019-06-01"), ("Mar 2019", "May")),
        (("2016-02-01", "2019-06-01"), ("2017", "2018", "2019")),
        (("2018-10-15", "2019-04-15"), ("Nov 2018", "2019", "Mar 2019")),
    ],
)
def test_words_of_days(days: tuple[str, str], words: tuple[str, ...]) -> None:
    """Days are said as days, months as months, with the year where it is needed."""
    assert day_axis([date.fromisoformat(one) for one in days]).labels == words


def test_rows_and_reverse() -> None:
    """The first row is on top; on a reversed axis the least value comes last."""
    assert row_axis(3).share(0) > row_axis(3).share(2)
    axis = Axis(0, 10, (), (), reverse=True)
    assert axis.share(0) == 1 and axis.share(10) == 0 and axis.held(99) == 10
