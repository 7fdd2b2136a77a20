"""Numbers and lists as sentences write them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.model.units import Points
from planpress.model.wording import (
    counted,
    day,
    did_you_mean,
    difference,
    fixed,
    gap_words,
    in_column,
    inert,
    listed,
    number,
    percent,
    quoted,
    rounded,
    subtracted,
    with_unit,
)
from tests.case_files import cases
from tests.formats.forges.reading import obeyed

CASES = cases(__file__)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        # six significant digits, no trailing zeros, no trace of binary fractions, no negative zero; large ones whole
        (number, {0.1: "0.1", 12.0: "12", 0.6 - 0.5: "0.1", 1.5e-7: "1.5e-07", -0.0: "0", 999_999.7: "1000000",
                  3_500_000: "3500000", 1234567.8: "1234568", -2e6: "-2000000", 1e20: "1e+20"}),
        # three significant digits of what was computed; large ones whole
        (rounded, {0.76666: "0.767", 63.04: "63", 1234.5: "1234", 0.00012345: "0.000123", 1e50: "1e+50"}),
        (fixed, {0.7667: "0.77", -0.001: "0.00", -0.01: "-0.01", 2: "2.00"}),
        (percent, {0.94: "94 %", 0.005: "0 %", 1: "100 %", -0.5: "-50 %", 2: "200 %", 2.04: "2 times", 15.2: "15 times",
                   1234: "1234 times"}),
        (partial(with_unit, unit="degrees"), {9.5: "9.5 degrees", 1.0: "1 degree", -1.0: "-1 degree"}),
        (partial(with_unit, unit="cm"), {1.0: "1 cm"}),
        (partial(with_unit, unit="siemens"), {1.0: "1 siemens"}),  # what is not known as a plural stays
        (partial(with_unit, unit=None), {9.5: "9.5"}),
        (listed, {"": "", "a": "a", "ab": "a and b", "abc": "a, b and c"}),
        (partial(listed, last="or"), {"abc": "a, b or c"}),
        (partial(counted, noun="project"), {0: "0 projects", 1: "1 project", 2000: "2,000 projects"}),
        (partial(counted, noun="entry", plural="entries"), {2: "2 entries"}),
        (day, {date(2019, 6, 1): "1 Jun 2019"}),
        (partial(difference, unit="%"), {1.0: "1 percentage point", -1.0: "-1 percentage point", 1.5: "1.5 percentage points"}),
        (partial(difference, unit="ms"), {1.0: "1 ms"}),
        (partial(gap_words, unit="%"), {1.0: "1 percentage point", 2.0001: "2.0001 percentage points"}),
        (partial(day, year=False), {date(2019, 6, 1): "1 Jun"}),
        (quoted, {"a\n b": '"a b"', "x" * 60: f'"{"x" * 60}"', "x" * 61: f'"{"x" * 59}…"'}),
    ],
)  # fmt: skip
def test_as_sentences_write_them(words: Callable[[Any], str], shown: Mapping[Any, str]) -> None:
    """The same in every locale."""
    assert {value: words(value) for value in shown} == shown


def test_percentage_points_are_called_so_once() -> None:
    """At their first mention, in this text or an earlier one; other words stay as they are."""
    points, line = Points(), "2 percentage points worse; percentage points, 1\u00a0percentage point"
    assert points("5 points, none yet") == "5 points, none yet"
    assert points(line) == "2 percentage points worse; percentage points, 1\u00a0point"
    assert points(line) == "2 points worse; percentage points, 1\u00a0point"


@pytest.mark.parametrize(("values", "shown"), CASES["test_columns"])
def test_columns(values: list[float], shown: list[str]) -> None:
    """As many decimals as the column needs, the same for all of it."""
    assert list(in_column(values)) == shown


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False, width=32) | st.integers(-9, 9).map(float), max_size=8))
def test_what_differs_reads_otherwise(values: list[float]) -> None:
    """Numbers of a column that differ in six digits do so in its texts, and none reads as nothing that is something."""
    pairs = list(zip(values, in_column(values), strict=True))
    assert all((float(text) == 0) == (number(value) == "0") for value, text in pairs)
    assert len({text for _, text in pairs}) >= len({number(value) for value in values})


@pytest.mark.parametrize(("one", "other", "unit", "shown"), CASES["test_differences"])
def test_differences(one: float, other: float, unit: str | None, shown: str) -> None:
    """Never finer than what is subtracted, and never nothing where there is a difference."""
    assert subtracted(one, other, unit) == subtracted(other, one, unit) == shown


@pytest.mark.parametrize(("text", "shown"), CASES["test_inert"])
def test_inert(text: str, shown: str) -> None:
    """What a CI service would obey is parted by a blank; all else stays, two colons within a line too."""
    assert inert(text) == shown
    assert obeyed(shown) == []
    assert bool(obeyed(text)) is (text != shown)


@given(st.text(st.sampled_from(":#[ ]avso-\t\n\x1b0m"), max_size=30))
def test_no_text_is_obeyed(text: str) -> None:
    """Whatever stands there, and it is the same when it is guarded again."""
    assert obeyed(inert(text)) == []
    assert inert(inert(text)) == inert(text)


@pytest.mark.parametrize(
    ("written", "known", "hint"),
    [
        ("recal", ["precision", "recall"], ' (did you mean "recall"?)'),
        ("xyz", ["precision", "recall"], "; known here: precision and recall"),
        ("xyz", [f"metric-{n}" for n in range(9)], ""),
        ("xyz", [], ""),
    ],
)
def test_did_you_mean(written: str, known: list[str], hint: str) -> None:
    """A near name, else the known names where they are few, else nothing."""
    assert did_you_mean(written, known) == hint
