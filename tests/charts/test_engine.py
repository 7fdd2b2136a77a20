"""The engine of charts: axes with few round numbers, texts cut and measured without a font, labels that never collide."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.charts.engine.placement import Box, Label, Placed, place, text_box
from planpress.charts.engine.text_metrics import TEXT, clean, fit, shorten, text_width
from planpress.charts.engine.ticks import Axis, day_axis, number_axis, round_ticks, row_axis, without_outlier
from tests.case_files import cases

CASES = cases(__file__)

# ---- Axes.


@given(st.lists(st.floats(-1e50, 1e50), min_size=1, max_size=30), st.booleans())
def test_number_axis(values: list[float], reverse: bool) -> None:
    """An axis has an extent, holds all values but one, and has few ticks, all on it, in order."""
    axis = number_axis(values, reverse=reverse)
    assert axis.low < axis.high
    assert sum(not axis.holds(value) for value in values) <= 1
    assert len(axis.ticks) <= 6 and list(axis.ticks) == sorted(set(axis.ticks))
    assert all(0 <= axis.share(value) <= 1 for value in values)
    ends = axis.params("x")
    assert (ends["x_low"] > ends["x_high"]) == reverse  # type: ignore[operator]


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
    assert len(axis.ticks) == len(set(axis.labels)) == len(axis.labels) <= 6


@pytest.mark.parametrize(("values", "kept"), CASES["test_without_outlier"])
def test_without_outlier(values: list[float], kept: list[float]) -> None:
    """One value far from all others is left out, where leaving it out lets the others be told apart."""
    assert list(without_outlier(values)) == kept


@pytest.mark.parametrize(("days", "words"), CASES["test_words_of_days"])
def test_words_of_days(days: list[date], words: list[str]) -> None:
    """Days are said as days, months as months, with the year where it is needed."""
    assert list(day_axis(days).labels) == words


def test_rows_and_reverse() -> None:
    """The first row is on top; on a reversed axis the least value comes last."""
    assert row_axis(3).share(0) > row_axis(3).share(2)
    axis = Axis(0, 10, (), (), reverse=True)
    assert axis.share(0) == 1 and axis.share(10) == 0 and axis.held(99) == 10


# ---- Texts.


@given(st.text(), st.floats(20, 400), st.integers(2, 80))
def test_cut_texts(text: str, width: float, length: int) -> None:
    """A cut text is no wider than asked, on one line and without control characters; a shortened one has at most so many
    characters, the mark that ends right-to-left text not counted."""
    kept = fit(text, width)
    assert text_width(kept) <= width + 1e-6
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in kept)
    assert len(shorten(text, length).strip("\u2068\u2069")) <= length


@given(st.text(st.characters(categories=("Ll", "Lu", "Nd")), max_size=20))
def test_short_texts_stay(text: str) -> None:
    """What fits is not touched."""
    assert fit(clean(text), 1000) == clean(text)


def test_where_texts_are_cut() -> None:
    """A cut text ends with an ellipsis, never between a letter and its accent or inside a joined emoji."""
    assert fit("x" * 200, 100).endswith("x…")
    assert fit("Pose estimation for grasping", 100).startswith("Pose est")
    accented = [fit("e\u0301" * 40, width) for width in range(20, 90)]
    assert all(kept.count("e") == kept.count("\u0301") for kept in accented)
    family = "👩‍👩‍👧"
    assert all(fit(family * 9, width).rstrip("…").replace(family, "") == "" for width in range(60, 200, 7))


@pytest.mark.parametrize(("text", "expected"), CASES["test_clean"])
def test_clean(text: str, expected: str) -> None:
    """Control characters go, right-to-left text is isolated."""
    assert clean(text) == expected


def test_wide_scripts() -> None:
    """Hangul takes about twice the room of Latin letters; bold letters and larger ones take more."""
    assert text_width("포즈추정") > 1.7 * text_width("pose")
    assert text_width("pose", bold=True) > text_width("pose")
    assert text_width("pose", 26) == pytest.approx(2 * text_width("pose", 13))


# ---- Labels.

INSIDE = Box(0, 0, 400, 300)
NAME = ("net-2",)
points = st.tuples(st.floats(0, 400), st.floats(0, 300))
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30)
labels = st.builds(
    lambda at, texts, bold: Label(tuple(texts), *at, bold=bold), points, st.lists(words, max_size=3), st.booleans()
)
boxes = st.builds(lambda at, size: Box(at[0], at[1], at[0] + size, at[1] + size), points, st.floats(1, 60))


@given(st.lists(labels, max_size=25), st.lists(boxes, max_size=5))
def test_no_two_boxes_overlap(asked: list[Label], taken: list[Box]) -> None:
    """Labels overlap neither each other, nor what is taken, nor any point, and stay inside; each time at the same places."""
    placed = place(asked, INSIDE, taken)
    found = [one for one in placed if one is not None]
    for index, one in enumerate(found):
        assert one.box.within(INSIDE)
        assert all(not one.box.overlap(other.box) for other in found[index + 1 :])
        assert all(not one.box.overlap(box) for box in taken)
        assert all(not one.box.overlap(Box.around(label.x, label.y, label.radius)) for label in asked)
    assert place(asked, INSIDE, taken) == placed


@given(st.lists(labels, min_size=1, max_size=12))
def test_the_first_labels_are_served_first(asked: list[Label]) -> None:
    """A label's place does not depend on the texts of the labels after it."""
    mute = [asked[0], *(Label((), label.x, label.y) for label in asked[1:])]
    assert place(asked, INSIDE)[0] == place(mute, INSIDE)[0]


def _net_2(disliked: tuple[Box, ...] = ()) -> Placed:
    [placed] = place([Label(NAME, 100, 100)], INSIDE, (), disliked)
    assert placed is not None
    return placed


def test_the_best_place() -> None:
    """A free label stands to the right, in the middle of the mark's height; elsewhere where a line would cross it."""
    free, line = _net_2(), Box(110, 0, 112, 300)
    assert free.align == "left" and free.dx == 8 and abs((free.box.top + free.box.bottom) / 2 - 100) < 1
    assert free.box.overlap(line) and not _net_2((line,)).box.overlap(line)


def test_where_there_is_no_place() -> None:
    """A long text that fits nowhere gives way to a shorter one, or is left out; one that is vital may cover points."""
    tight, long = Box(0, 0, 60, 40), "a very long name"
    assert [one and one.text for one in place([Label((long, "7"), 30, 20)], tight)] == ["7"]
    assert place([Label((long,), 30, 20)], tight) == [None]
    crowd = [Label((), 100 + dx, 100 + dy) for dx in range(-40, 41, 8) for dy in range(-40, 41, 8)]
    assert place([Label(NAME, 100, 100), *crowd], INSIDE)[0] is None
    assert place([Label(NAME, 100, 100, vital=True), *crowd], INSIDE)[0] is not None


def test_text_box() -> None:
    """A box reaches from the alignment's end, over the baseline, and is wider for bold letters."""
    left, right = text_box("net-2", 10, 20), text_box("net-2", 10, 20, "right")
    assert left.left == 10 and right.right == 10 and left.top < 20 < left.bottom <= 20 + TEXT
    assert text_box("net-2", 10, 20, bold=True).right > left.right
