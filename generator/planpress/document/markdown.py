"""Sets a text as Markdown that is read on a forge and mailed to people, or as plain words on one line for a terminal.

What authors wrote is shown and nothing else: it opens no HTML, no code, no table cell and no link, calls nobody, and
has nothing that a terminal would obey.
"""

import html
import re
from collections.abc import Callable

from planpress.model.location import Location
from planpress.model.sources import Place
from planpress.model.text import Inline, Reference, Text
from planpress.model.wording import on_one_line, visible

QUOTE, BAR, ANGLE = "\u02cb", "\u00a6", "\u2039"
"""What stands for a backtick, a bar and a `<` inside code."""

_LONGEST = 300

_ESCAPED = re.compile(r"([\\`*_{}\[\]|~^$])")
_CALLS = re.compile(
    r"@|#(?=\w)|(?<=\bGH-)(?=\d)|[!%~&$](?=[\w\"])|(?<=://)|(?<=\bwww\.)|(?<=\b[0-9a-f])(?=[0-9a-f]{6,39}\b)"
)
_BREAK = "&#8203;"
"""A space of no width: forges look for people and numbers in what is shown, where no escape is left."""


def in_brackets(place: Place) -> str:
    """A line of a file as it stands behind what is there."""
    return f" ({visible(f'{place.path}:{place.line}'.removesuffix(':0'))})"


def plain(text: Text, shown: Callable[[Place], str] = in_brackets) -> str:
    """The text; a line of a file stands in it as it is `shown`."""

    def piece_of(piece: Inline) -> str:
        if isinstance(piece, str):
            return visible(piece)
        return shown(piece.place) if isinstance(piece, Reference) else on_one_line(piece.text)

    return "".join(map(piece_of, text))


def markdown(text: Text, location: Location) -> str:
    """The text; a line of a file stands in brackets, from the plan's folder on."""

    def piece_of(piece: Inline) -> str:
        if isinstance(piece, str):
            return _inert(piece)
        return f" {place_code(piece.place, location)}" if isinstance(piece, Reference) else escaped(piece.text)

    return "".join(map(piece_of, text))


def place_code(place: Place | None, location: Location) -> str:
    """A file and a line in brackets, as short as a reader can do with."""
    if place is None:
        return "()"
    path = location.short(place.path)
    return f"({code(f'{path}:{place.line}' if place.line else path)})"


def escaped(written: str) -> str:
    """A text that authors wrote, on one line, cut where it is long."""
    text = on_one_line(written)
    return _inert(f"{text[: _LONGEST - 1]}…" if len(text) > _LONGEST else text)


def code(written: str) -> str:
    """A text in a span of code, which a backtick or a bar would end; no file is named like a mark in a comment."""
    return f"`{visible(written).replace('`', QUOTE).replace('|', BAR).replace('<', ANGLE)}`"


def _inert(text: str) -> str:
    pieces = (_CALLS.sub(lambda found: f"{found[0]}\x00", text)).split("\x00")
    return _BREAK.join(_ESCAPED.sub(r"\\\1", html.escape(piece, quote=False)) for piece in pieces)
