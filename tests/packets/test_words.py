"""Texts that any page can set."""

from __future__ import annotations

import pytest

from planpress.charts.engine.print_palette import COLOURS, on_paper
from planpress.charts.engine.theme import BLUE, GREEN, INK, ORANGE, PURPLE, SKY, VERMILLION
from planpress.packets.words import BREAK, breakable, settable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as it is", "as it is"),
        ("twenty-four-letters-long", "twenty-four-letters-long"),
        ("a/path/that/is/long/enough/to_be.broken", f"a/{BREAK}path/{BREAK}that/{BREAK}is/{BREAK}long/{BREAK}enough/{BREAK}to_{BREAK}be.{BREAK}broken"),
        ("x" * 30, f"{'x' * 10}{BREAK}{'x' * 10}{BREAK}{'x' * 10}"),
        ("tab\tline\nkept", "tab\tline\nkept"),
        ("a\x00b\x1bc\u202ed", "a b c d"),
        ("rank שלום עולם 4", "rank \u2068שלום עולם\u2069 4"),  # noqa: RUF001
        ("שלום 3.5 עולם 4", "\u2068שלום 3.5 עולם 4\u2069"),  # noqa: RUF001
        ("rank שלום 3.5 עולם 4", "rank \u2068שלום 3.5 עולם\u2069 4"),  # noqa: RUF001
        ("the highest שלום. עולם 4 wins", "the highest \u2068שלום\u2069. \u2068עולם\u2069 4 wins"),  # noqa: RUF001
        ("עולם (4), שלום.", "\u2068עולם (4), שלום.\u2069"),  # noqa: RUF001
        ("عدد ٣\n0.5 أ", "\u2068عدد ٣\u2069\n0.5 \u2068أ\u2069"),
        ("창고로봇", "창고로봇"),
        ("37 % of 5 cm, by 2 May", "37\u00a0% of 5\u00a0cm, by 2\u00a0May"),
        ("5 models, 2 Mayors, 3 cmx", "5 models, 2 Mayors, 3 cmx"),
        ("rank 3 → 2 · data", "rank 3\u00a0→\u00a02\u00a0· data"),
    ],
)  # fmt: skip
def test_breakable(text: str, expected: str) -> None:
    assert breakable(text) == expected


def test_a_long_text_of_digits_is_looked_at_once() -> None:
    """Signs that might be of either kind are no reason to try again and again."""
    digits = "٣" * 3000
    assert breakable(f"{digits}x").count("\u2068") == 1


def test_names_of_files_and_addresses_stay_as_they_are() -> None:
    long = "x" * 40
    data = settable({"file": long, "url": long, "anchor": long, "title": long, "rows": [{"text": long}]})
    assert data["file"] == data["url"] == data["anchor"] == long
    assert BREAK in data["title"] and BREAK in data["rows"][0]["text"]


def test_no_colour_of_a_screen_is_left_on_paper() -> None:
    """Each colour of the theme has one of paper, which differ in how dark they are."""
    colours = (BLUE, GREEN, ORANGE, PURPLE, SKY, VERMILLION)
    drawn = "".join(f'<path fill="{one}"/>' for one in (*colours, INK))
    made = on_paper(f"<svg >{drawn}</svg>", "a, b")
    assert "var(" not in made and "currentColor" not in made and made.startswith('<svg font-family="a, b" >')
    greys = sorted(_luminance(COLOURS[one]) for one in ("--pp-blue", "--pp-orange", "--md-default-fg-color--lightest"))
    assert greys[1] - greys[0] > 0.2 and greys[2] - greys[1] > 0.2


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
