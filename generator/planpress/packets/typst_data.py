"""A packet as plain data: mappings, lists, texts and numbers, which templates/packet/ sets.

Every text is plain: a template shows it and never takes it for markup. A table becomes the parts of it that fit a page
each, and a chart the file of its drawing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, Literal, get_origin, get_type_hints

from planpress.charts.engine.drawing import key
from planpress.document import blocks
from planpress.model.figure import Figure
from planpress.model.text import Inline, Styled, Text, joined
from planpress.model.units import Points
from planpress.model.wording import MONTHS
from planpress.packets.table_blocks import fitted

_LONG = re.compile(r"\S{25,}")
_JOINT = re.compile(r"([/_.\\-])")
_EVERY = re.compile(r"(\w{10})(?=\w{4})")
_RIGHT = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_NUMBERS = rf"(?:(?!\n|{_RIGHT})(?:\s|\d|(?<=\d)[.,](?=\d)))*"
"""Blanks and numbers on one line."""
_SIGNS = rf"(?:(?!\n|{_RIGHT})[\W\d_])*"
"""Everything on one line that has no direction of its own, as letters have."""
_LEFTWARD = re.compile(rf"{_RIGHT}(?:{_NUMBERS}{_RIGHT})*")
_ALL_LEFTWARD = re.compile(rf"{_SIGNS}{_RIGHT}(?:{_SIGNS}{_RIGHT})*{_SIGNS}")
_BOUND = re.compile(rf"(?<=\d) (?=%|(?:[mck]?m|m?s|kg|kB|MB|GB|min|{'|'.join(MONTHS)})\b)")
_MOVE = re.compile(r"(?<=\d) → (?=\d)")
# The isolates \u2068 and \u2069 stay: charts put them around names.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\u202a-\u202e\u2066\u2067]")

UNBROKEN = "\u00a0"
"""A blank at which no line ends."""

BREAK = "\u200b"
"""A place where a line may end, without a width of its own."""

_EXACT = frozenset({"kind", "id", "anchor", "file", "code", "url", "language", "paper", "src", "href"})


@dataclass(frozen=True, slots=True)
class TypstChart:
    """A chart."""

    title: Annotated[str, "the finding, with its numbers"]
    alternative: Annotated[str, "what the eye would see, for those who do not: the same as on the site"]
    file: Annotated[str, "its drawing, an SVG below the packet's folder"]
    width: Annotated[float, "its width in pixels; its letters are 13 pixels high"]
    height: Annotated[float, "its height in pixels"]
    kind: Annotated[Literal["chart"], "tells the blocks apart"] = "chart"


def plain(value: Any, figures: dict[str, Figure] | None = None) -> Any:
    """A packet, or a part of one, as plain data, its texts as they can be set: no control characters, and long words
    that may be broken. The figures of its charts are added by the names of their files."""
    if isinstance(value, (str, Text)):
        return breakable(str(value))
    if isinstance(value, (list, tuple)):
        return [plain(part, figures) for one in value for part in _parts(one)]
    if isinstance(value, blocks.Chart):
        figure = value.narrow or value.figure
        name = f"charts/{key(figure)[:20]}.svg"
        if figures is not None:
            figures[name] = figure
        value = TypstChart(figure.title, figure.alternative, name, *figure.frame.size)
    elif isinstance(value, blocks.Heading):
        value = blocks.Paragraph(value.text, quiet=True)
    if hasattr(value, "__dataclass_fields__"):
        value = {name: getattr(value, name) for name in described(value.__class__)}
    if isinstance(value, dict):
        return {name: part if name in _EXACT else plain(part, figures) for name, part in value.items()}
    return value


def with_points(data: Any, points: Points | None = None) -> Any:
    """Plain data in which percentage points are called so once, in the order of reading; narratives stay as written."""
    points = points or Points()
    if isinstance(data, str):
        return points(data)
    if isinstance(data, list):
        return [with_points(part, points) for part in data]
    if isinstance(data, dict) and data.get("kind") != "story":
        return {name: part if name in _EXACT else with_points(part, points) for name, part in data.items()}
    return data


@cache
def described(noun: type[Any]) -> dict[str, tuple[Any, str]]:
    """The type and the description of each field of a noun that is in the data: what is for pages alone has none."""
    hints = get_type_hints(noun, include_extras=True)
    said = {name: hint for name, hint in hints.items() if get_origin(hint) is Annotated}
    return {name: (hint.__origin__, hint.__metadata__[0]) for name, hint in said.items()}


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, blocks.Paragraph):
        nodes = [_node(piece) for piece in Text(value.text)]
        if any(one["kind"] == "emphasis" for one in nodes):
            return (blocks.Story(({"kind": "paragraph", "children": nodes},)),)
    return fitted(_on_paper(value)) if isinstance(value, blocks.Table) else (value,)


def _node(piece: Inline) -> dict[str, Any]:
    node = {"kind": "text", "text": piece if isinstance(piece, str) else piece.text}
    stressed = isinstance(piece, Styled) and piece.look == "stress"
    return {"kind": "emphasis", "children": [node]} if stressed else node


def _on_paper(table: blocks.Table) -> blocks.Table:
    """The table in the width of a page: badges, and the cells of columns aside, are notes."""
    aside = [at for at, column in enumerate(table.columns) if column.aside]
    first, *others = (column for column in table.columns if not column.aside)
    titles = [first.title, *(str(table.columns[at].title).lower() for at in aside)]
    rows = tuple(
        replace(row, cells=tuple(_noted(row, at, aside) for at in range(len(row.cells)) if at not in aside))
        for row in table.rows
    )
    return replace(table, columns=(replace(first, title=joined(titles, ", ")), *others), rows=rows)


def _noted(row: blocks.Row, at: int, aside: list[int]) -> blocks.Cell:
    cell = row.cells[at]
    said = [row.cells[one] for one in aside] if at == 0 else []
    notes = [cell.badge, *(text for one in said for text in (one.text, one.note)), cell.note]
    return replace(cell, note=joined(notes, ", ")) if len([*filter(None, notes)]) > bool(cell.note) else cell


def breakable(text: str) -> str:
    """`text` in which a line may end inside words of more than 24 letters: at their joints, else every ten letters.
    No line ends between a number and its unit, a day and its month or a number and what it became, and none begins
    with a dot.

    Words from right to left are isolated with the numbers between them, and a text of nothing else whole: then its
    numbers stand where its readers look for them, and those of the sentence around it stay where they are.
    """
    text = text.replace(" · ", f"{UNBROKEN}· ")
    text = _MOVE.sub(f"{UNBROKEN}→{UNBROKEN}", _BOUND.sub(UNBROKEN, text))
    if text.isascii() and len(text) < 25 and text.isprintable():
        return text
    if not text.isprintable():
        text = _CONTROL.sub(" ", text)
    whole = _ALL_LEFTWARD.fullmatch(text)
    text = f"\u2068{text}\u2069" if whole else _LEFTWARD.sub("\u2068\\g<0>\u2069", text)
    if len(text) < 25:
        return text
    return _LONG.sub(lambda long: _EVERY.sub(rf"\1{BREAK}", _JOINT.sub(rf"\1{BREAK}", long[0])), text)
