"""What sections are made of: paragraphs, lists, tables and charts. A text in one is what a reader reads, unescaped.

A `key` says what a part is of, as a number's subject does: by it a preview finds what stood there before a change.
Keys begin with the id of their project.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from planpress.model.figure import Figure
from planpress.model.text import Text

NOTHING = Text()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list."""

    text: Annotated[Text, "what it says"]
    lead: Annotated[Text, "a few words before it, which stand out"] = NOTHING
    note: Annotated[Text, "a quieter remark after it"] = NOTHING
    state: Annotated[str, "a word for how it stands, as in met or missed, which may have a colour"] = ""
    key: Annotated[str, "what it is of"] = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: Annotated[Text, "what it says"]
    lead: Annotated[Text, "a few words before it, which stand out"] = NOTHING
    quiet: Annotated[bool, "whether it is an aside"] = False
    key: Annotated[str, "what it is of"] = ""
    kind: Annotated[Literal["paragraph"], "tells the blocks apart"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    lines: Annotated[tuple[Line, ...], "its lines, in order"]
    look: Annotated[str, "what it is a list of, where it looks otherwise than most"] = ""
    kind: Annotated[Literal["bullets"], "tells the blocks apart"] = "bullets"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. One with an `id` can be sorted by: `best` is the better end, if one is."""

    title: Annotated[Text, "its head"]
    number: Annotated[bool, "whether it holds numbers, set to the right"] = False
    share: Annotated[float, "its share of the table's width, in parts of the sum of all shares"] = 1.0
    id: Annotated[str, "its name in the address of a sorted table"] = ""
    best: Annotated[Literal["", "ascending", "descending"], "which end comes first when it is sorted"] = ""
    by: Annotated[str, "what it is sorted by, where the head does not say"] = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: Annotated[Text, "what it says"]
    note: Annotated[Text, "a smaller line below it"] = NOTHING
    strong: Annotated[bool, "whether it stands out"] = False
    sort: Annotated[str | float | None, "what the column is sorted by, where it is not the first number"] = None
    key: Annotated[str, "what it is of"] = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: Annotated[tuple[Cell, ...], "a cell for each column, in order; the first names the row"]
    strong: Annotated[bool, "whether the whole row stands out"] = False
    ruled: Annotated[bool, "whether a line above it ends something, as the capacity does"] = False
    changed: Annotated[bool, "whether it changed since the last meeting: a bar in the margin"] = False
    id: Annotated[str, "what it is about, for a script"] = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or, of one too wide for the page, the part of it with these columns; the first column is in each."""

    caption: Annotated[Text, "what it shows"]
    columns: Annotated[tuple[Column, ...], "its columns"]
    rows: Annotated[tuple[Row, ...], "its rows"]
    turned: Annotated[bool, "whether it needs a page of its own, turned"] = False
    id: Annotated[str, "its name in the address of a sorted table"] = ""
    kind: Annotated[Literal["table"], "tells the blocks apart"] = "table"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, drawn for the medium: `narrow` is the same for a phone."""

    figure: Figure
    narrow: Figure | None = None
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True)
class Story:
    """What somebody wrote: a tree of plain data."""

    tree: Annotated[tuple[Any, ...], "its blocks"]
    kind: Annotated[Literal["story"], "tells the blocks apart"] = "story"


Block = Paragraph | Bullets | Table | Chart | Story


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page, of an item of a packet, or of its appendix."""

    id: str
    title: str
    blocks: tuple[Block, ...]
