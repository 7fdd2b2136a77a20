"""What sections are made of: paragraphs, lists, tables and charts. A text in one is what a reader reads, unescaped.

A `key` says what a part is of, as a number's subject does: by it a preview finds what stood there before a change.
Keys begin with the id of their project. A row with a key is an entry: a preview says which are new.

docs/packet.md is made from these types: what has a description is in the data of a packet, the rest is for pages alone.
- A line's or a cell's `state` is a word for how it stands, as in met or missed, which may have a colour.
- `look` is what a list or a column looks like, where it does not look like most. An `ordered` list counts.
- A `folded` list is opened by these words. A line may have `lines` below it.
- The `id` of a table and of its columns stands in the address of a sorted table; that of a row is for scripts.
- A column `sorts` as numbers, as texts, or by the place of each among all. `best` is the end that comes first, `by`
  what it is sorted by where its head does not say, and `sort` the same for a cell where it is not its first number.
- `bar` is a drawing in a cell, for the eye alone. `badge` is a word beside a cell, `hint` one that a pointer shows.
- The cells of a column `aside` are notes of the first cell there.
- What is not `searched` stays out of the search.
- The cells of the column with `names` name their rows; without one it is the first. A cell with a `span` takes that
  many columns, and `data` of a row are for scripts.
- A table with a word for `every` row is long: its first rows are shown, all with what stands out in them, and the rest
  where a reader asks for every one. Columns that are not shown `at_first` are offered beside the others, to choose.
- A `folded` section is closed on a page until somebody opens it.
- The caption of an `untitled` table is for those who listen, below a heading that says the same; a `lined` one has a
  line where capacity ends. Above one with `filters`, states of its rows by id and name, there is room for controls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from planpress.model.figure import COLUMN, PHONE, Figure
from planpress.model.text import Words


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list."""

    text: Annotated[Words, "what it says"]
    lead: Annotated[Words, "a few words before it, which stand out"] = ""
    note: Annotated[Words, "a quieter remark after it"] = ""
    state: str = ""
    key: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: Annotated[Words, "what it says"]
    lead: Annotated[Words, "a few words before it, which stand out"] = ""
    quiet: Annotated[bool, "whether it is an aside"] = False
    key: str = ""
    kind: Annotated[Literal["paragraph"], "tells the blocks apart"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    lines: Annotated[tuple[Line, ...], "its lines, in order"]
    look: str = ""
    ordered: bool = False
    searched: bool = True
    folded: str = ""
    kind: Annotated[Literal["bullets"], "tells the blocks apart"] = "bullets"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: Annotated[Words, "its head"]
    number: Annotated[bool, "whether it holds numbers, set to the right"] = False
    share: Annotated[float, "its share of the table's width, in parts of the sum of all shares"] = 1.0
    id: str = ""
    sorts: Literal["", "text", "number", "place"] = ""
    best: Literal["", "ascending", "descending"] = ""
    by: str = ""
    names: bool = False
    look: str = ""
    aside: bool = False
    at_first: bool = True


Mark = Literal["floor", "people"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A small drawing beside the words of a cell, which say the same: a track from 0 to 1 with a range, hatched where
    it is a `guess`, a bar up to `value` if it is `filled`, else a dot there; and marks of other things, each a place
    and how it looks."""

    low: float
    high: float
    value: float | None
    filled: bool = False
    marks: tuple[tuple[float, Mark], ...] = ()
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: Annotated[Words, "what it says"]
    note: Annotated[Words, "a smaller line below it"] = ""
    strong: Annotated[bool, "whether it stands out"] = False
    sort: str | float | None = None
    key: str = ""
    badge: Words = ""
    hint: str = ""
    state: str = ""
    look: str = ""
    span: int = 1
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: Annotated[tuple[Cell, ...], "a cell for each column, in order; the first names the row"]
    strong: Annotated[bool, "whether the whole row stands out"] = False
    ruled: Annotated[bool, "whether a line above it ends something, as the capacity does"] = False
    changed: Annotated[bool, "whether it changed since the last meeting: a bar in the margin"] = False
    id: str = ""
    key: str = ""
    look: str = ""
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or, of one too wide for the page, the part of it with these columns; the first column is in each."""

    caption: Annotated[Words, "what it shows"]
    columns: Annotated[tuple[Column, ...], "its columns"]
    rows: Annotated[tuple[Row, ...], "its rows"]
    together: Annotated[bool, "whether it stays on one page, as a short one does"] = False
    id: str = ""
    searched: bool = True
    untitled: bool = False
    lined: bool = False
    filters: tuple[tuple[str, str], ...] = ()
    look: str = ""
    every: str = ""
    kind: Annotated[Literal["table"], "tells the blocks apart"] = "table"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; on paper a quiet line."""

    text: Words


@dataclass(frozen=True, slots=True)
class Callout:
    """What is to be done, why, and further sentences with their labels: the first thing on a page."""

    lead: Words
    text: Words
    points: tuple[Line, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, drawn for a desk: `narrow` is the same for a phone, and for paper."""

    figure: Figure
    narrow: Figure | None = None
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True)
class Story:
    """A narrative, or a page that somebody wrote: a tree of plain data, which narrative.typ sets."""

    tree: Annotated[tuple[Any, ...], "its blocks, as packets/narrative_tree.py makes them"]
    kind: Annotated[Literal["story"], "tells the blocks apart"] = "story"


Block = Paragraph | Bullets | Table | Heading | Callout | Chart | Story


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page, or of a packet."""

    id: Annotated[str, "what it is about, as in models or baselines"]
    title: Annotated[str, "its heading"]
    blocks: Annotated[tuple[Block, ...], "what it holds, in order"]
    changed: Annotated[tuple[str, ...], "what of it changed since the last meeting, in words; a bar in the margin"] = ()
    margin: Annotated[str, "its number in the margin, as in 4173.8; empty without one"] = ""
    folded: bool = False


def row(*cells: Words) -> Row:
    """A row of cells that say these texts."""
    return Row(tuple(map(Cell, cells)))


def table(caption: Words, columns: Sequence[Column], rows: Iterable[Row], **more: Any) -> tuple[Table, ...]:
    """A table, with what else it has; nothing without a row."""
    every = tuple(rows)
    return (Table(caption, tuple(columns), every, **more),) if every else ()


def chart(draw: Callable[[float], Figure | None], wide: float = COLUMN) -> Iterator[Chart]:
    """The chart that is drawn at a width, `wide` and as a phone has room for; none where there is nothing to draw."""
    figure = draw(wide)
    if figure is not None:
        yield Chart(figure, draw(PHONE))
