"""Numbers with their units: in the singular behind 1, and percentage points as a page or a packet calls them."""

import re

_ONE = {
    **{f"{one}s": one for one in (
        "call", "cent", "character", "click", "cycle", "day", "decibel", "degree", "dollar", "epoch", "error", "euro",
        "frame", "hour", "image", "item", "kilometre", "label", "metre", "millimetre", "millisecond", "minute", "month",
        "part", "percentage point", "pixel", "point", "pound", "radian", "sample", "second", "step", "token", "week",
        "word", "year",
    )},
    "people": "person",
}  # fmt: skip
"""Units that are written in the plural and read so of all numbers but 1. Others are shown as they are written: what
ends in `s` may be an abbreviation, or no plural."""


def in_unit(text: str, unit: str | None) -> str:
    """A number as it is written, and its unit, in the singular where English has it so: 1 degree, 1.0 degrees, 1 cm."""
    if not unit:
        return text
    return f"{text} {of_one(unit) if text.lstrip('-') == '1' else unit}"


def of_one(unit: str) -> str:
    """A unit as it is written behind 1."""
    return _ONE.get(unit, unit)


_POINTS = re.compile(r"([0-9][ \u00a0])percentage (points?\b)")


class Points:
    """Calls percentage points so at their first mention, and points from there on, in one text after the other."""

    def __init__(self) -> None:
        self._said = False

    def __call__(self, text: str) -> str:
        """The next text of a page, a packet or a comment."""
        first = None if self._said else _POINTS.search(text)
        start = 0 if first is None else first.end()
        self._said = self._said or first is not None
        return text[:start] + _POINTS.sub(r"\1\2", text[start:])
