"""Numbers and lists as sentences write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.model.wording import (
    counted,
    day,
    did_you_mean,
    fixed,
    inert,
    listed,
    number,
    percent,
    quoted,
    with_unit,
)
from tests.case_files import cases
from tests.formats.forges.reading import obeyed

CASES = cases(__file__)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1, "0.1"), (12.0, "12"), (0.6 - 0.5, "0.1"), (1.5e-7, "1.5e-07"), (-0.0, "0"), (3_500_000, "3500000"), (1234567.8, "1234568"), (-2e6, "-2000000"), (1e20, "1e+20")],
)
def test_number(value: float, text: str) -> None:
    """Six significant digits, no trailing zeros, no trace of binary fractions, no negative zero."""
    assert number(value) == text


@pytest.mark.parametrize(("value", "text"), [(0.7667, "0.77"), (-0.001, "0.00"), (-0.01, "-0.01"), (2, "2.00")])
def test_fixed(value: float, text: str) -> None:
    """Two decimals, never a negative zero."""
    assert fixed(value) == text


@pytest.mark.parametrize(("share", "text"), [(0.94, "94 %"), (0.005, "0 %"), (1, "100 %"), (-0.5, "-50 %")])
def test_percent(share: float, text: str) -> None:
    """A share of 0.94 is 94 %."""
    assert percent(share) == text


def test_units_stand_after_a_blank() -> None:
    """A value has its unit after it, and none where there is none."""
    assert (with_unit(9.5, "degrees"), with_unit(9.5, None)) == ("9.5 degrees", "9.5")


@pytest.mark.parametrize(("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), ("abc", "a, b and c")])
def test_listed(items: list[str], text: str) -> None:
    """Items as a sentence lists them."""
    assert listed(items) == text


def test_listed_with_another_word() -> None:
    """The word before the last can be another."""
    assert listed("abc", "or") == "a, b or c"


def test_counted() -> None:
    """One is singular, all else is plural, thousands have commas."""
    assert [counted(n, "project") for n in (0, 1, 2000)] == ["0 projects", "1 project", "2,000 projects"]
    assert counted(2, "entry", "entries") == "2 entries"


def test_day() -> None:
    """A date is the same in every locale, with or without its year."""
    assert (day(date(2019, 6, 1)), day(date(2019, 6, 1), year=False)) == ("1 Jun 2019", "1 Jun")


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


def test_quoted() -> None:
    """What was written stands on one line, and is cut after sixty characters."""
    assert quoted("a\n b") == '"a b"'
    assert quoted("x" * 60) == f'"{"x" * 60}"'
    assert quoted("x" * 61) == f'"{"x" * 59}…"'


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
