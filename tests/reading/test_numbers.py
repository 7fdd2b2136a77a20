"""Numbers as people write them."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.reading.numbers import NumberProblem, is_missing, plain_number, read_number
from tests.bounds import SIZED
from tests.reading.prose import Case, cases, spelled

CASES = cases("tables/numbers.md")
NUMBERISH = "0123456789.,+-eE%  _'’/±<~OoxmsNaInf–−·²½٣５"


def read_line(line: str) -> str:
    text, unit = re.fullmatch(r"(.*?)(?: \[(.+)\])?", line).groups()  # type: ignore[union-attr]
    value = read_number(spelled(text), unit)
    if isinstance(value, NumberProblem):
        return f"{value.kind.code} {value.message}"
    return "missing" if value is None else repr(value)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_numbers_as_written(case: Case) -> None:
    assert [read_line(line) for line in case.input.splitlines()] == case.expected.split("\n")


@given(SIZED)
def test_every_float_round_trips(value: float) -> None:
    assert read_number(repr(value)) == value
    assert plain_number(repr(value)) == value


@given(SIZED, st.sampled_from(["ms", "person weeks", "°C", "km²"]))
def test_the_declared_unit_changes_nothing(value: float, unit: str) -> None:
    assert read_number(f"{value!r} {unit}", unit) == read_number(f"{value!r}{unit}", unit) == value


@given(st.integers(-(10**6), 10**6), st.integers(0, 4))
def test_a_percentage_is_rounded_once(digits: int, places: int) -> None:
    """A percentage is the float nearest to the share that was meant."""
    written = f"{digits / 10**places:.{places}f}"
    assert read_number(f"{written} %") == float(f"{written}e-2")


@given(st.one_of(st.text(), st.text(NUMBERISH, max_size=14)), st.sampled_from([None, "", "ms", "%"]))
def test_any_text_is_read_or_refused(text: str, unit: str | None) -> None:
    """No text raises, no value is infinite or NaN, and a refusal is one line that quotes the text."""
    value = read_number(text, unit)
    if isinstance(value, NumberProblem):
        assert value.message.startswith('"')
        assert len(value.message.splitlines()) == 1 or not text.isprintable()
    else:
        assert value is None or math.isfinite(value)
        assert (value is None) == is_missing(text)


@given(st.text(NUMBERISH, max_size=14), st.sampled_from([None, "ms", "%"]))
def test_what_a_message_says_to_write_is_read(text: str, unit: str | None) -> None:
    """Whoever writes what the message suggests has written a number."""
    value = read_number(text, unit)
    if isinstance(value, NumberProblem):
        suggested = re.search(r"write (?:the quotient, as in )?([-+.0-9][^;]*?)( alone)?(?:;|$)", value.message)
        for each in suggested[1].split(" or ") if suggested else ():
            assert isinstance(read_number(each, unit), float), value.message


@given(st.text(NUMBERISH, max_size=14))
def test_plain_numbers_are_numbers(text: str) -> None:
    """What is taken for a number in a column that nobody declared is that number in one that is declared."""
    value = plain_number(text)
    assert value is None or value == read_number(text, "ms")
