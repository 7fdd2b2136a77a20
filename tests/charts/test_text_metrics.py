"""Texts of any script are measured, cleaned and cut without a font."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.charts.engine.text_metrics import clean, fit, note, shorten, text_width


@given(st.text(), st.floats(20, 400))
def test_fits(text: str, width: float) -> None:
    """A cut text is no wider than asked, on one line and without control characters."""
    kept = fit(text, width)
    assert text_width(kept) <= width + 1e-6
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in kept)


@given(st.text(), st.integers(2, 80))
def test_shortens(text: str, length: int) -> None:
    """A shortened text has at most so many characters, the mark that ends right-to-left text not counted."""
    assert len(shorten(text, length).strip("\u2068\u2069")) <= length


@given(st.text(st.characters(categories=("Ll", "Lu", "Nd")), max_size=20))
def test_short_texts_stay(text: str) -> None:
    """What fits is not touched."""
    assert fit(clean(text), 1000) == clean(text)


def test_cut() -> None:
    """A cut text ends with an ellipsis, never between a letter and its accent or inside a joined emoji."""
    assert fit("x" * 200, 100).endswith("x…")
    assert fit("Pose estimation for grasping", 100).startswith("Pose est")
    accented = "e\u0301" * 40
    assert all(
        fit(accented, width).rstrip("…").count("e") == fit(accented, width).count("\u0301") for width in range(20, 90)
    )
    family = "👩‍👩‍👧"
    assert all(fit(family * 9, width).rstrip("…").replace(family, "") == "" for width in range(60, 200, 7))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bell \x07 tab\t and\nnew line", "bell tab and new line"),
        ("\u202etrap", "\u2068\u202etrap\u2069"),
        ("שלום 12", "\u2068שלום 12\u2069"),  # noqa: RUF001
        ("\ufffe\ud800", ""),
        ("포즈 추정", "포즈 추정"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    """Control characters go, right-to-left text is isolated."""
    assert clean(text) == expected


def test_wide_scripts() -> None:
    """Hangul takes about twice the room of Latin letters; bold letters and larger ones take more."""
    assert text_width("포즈추정") > 1.7 * text_width("pose")
    assert text_width("pose", bold=True) > text_width("pose")
    assert text_width("pose", 26) == pytest.approx(2 * text_width("pose", 13))


def test_note() -> None:
    """A note stands at a place in pixels."""
    assert note("floor", 1, 2)["px"] == 1
