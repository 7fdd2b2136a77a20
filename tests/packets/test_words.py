"""Texts that any page can set."""

import pytest

from planpress.charts.engine.layers import BLUE, INK, VERMILLION
from planpress.charts.engine.svg import COLOURS, on_paper
from planpress.packets.typst_data import BREAK, breakable, plain
from tests.case_files import cases


@pytest.mark.parametrize(("text", "expected"), cases(__file__)["test_breakable"])
def test_breakable(text: str, expected: str) -> None:
    assert breakable(text) == expected


def test_a_long_text_of_digits_is_looked_at_once() -> None:
    """Signs that might be of either kind are no reason to try again and again."""
    assert breakable(f"{'٣' * 3000}x").count("\u2068") == 1


def test_names_of_files_and_addresses_stay_as_they_are() -> None:
    long = "x" * 40
    data = plain({"file": long, "url": long, "anchor": long, "title": long, "rows": [{"text": long}]})
    assert data["file"] == data["url"] == data["anchor"] == long
    assert BREAK in data["title"] and BREAK in data["rows"][0]["text"]


def test_no_colour_of_a_screen_is_left_on_paper() -> None:
    """Each colour of the theme has one of paper, which differ in how dark they are."""
    colours = (BLUE, VERMILLION)
    drawn = "".join(f'<path fill="{one}"/>' for one in (*colours, INK))
    made = on_paper(f"<svg >{drawn}</svg>", "a, b")
    assert "var(" not in made and "currentColor" not in made and made.startswith('<svg font-family="a, b" >')
    greys = sorted(_luminance(COLOURS[one]) for one in ("--pp-blue", "--md-default-fg-color--lighter", "--md-default-fg-color--lightest"))
    assert greys[1] - greys[0] > 0.2 and greys[2] - greys[1] > 0.2


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
