"""Tables that fit a page: the widths of columns from what stands in them, and what happens to tables that are too wide.

A table that does not fit upright is turned; one that does not fit turned either is split by its columns, the first of
which is in each part. Widths are estimated as the charts' are (see charts/lettering.py), so that no font is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from planpress.charts.lettering import text_width
from planpress.packets.nouns import Cell, Column, Row, Table

UPRIGHT = 425.0
"""The room for a table on an upright page, in points: A4 without its margins, on the safe side for Letter."""
TURNED = 640.0
"""The same on a turned page."""
SIZE = 8.5
"""The size of a table's letters, in points."""

_PADDING = 9.0
_WORD = 92.0
"""So many points are enough for any word: longer ones are broken."""
_WIDEST = 210.0


def table(caption: str, columns: Sequence[Column], rows: Iterable[Row], *, parts: bool = True) -> tuple[Table, ...]:
    """The table, or the parts of it that fit a page each; nothing without a row."""
    every = tuple(rows)
    if not every:
        return ()
    least = [_least(column, [row.cells[at] for row in every]) for at, column in enumerate(columns)]
    wish = [max(_wish(column, [row.cells[at] for row in every]), low) for (at, column), low in
            zip(enumerate(columns), least, strict=True)]  # fmt: skip
    whole = Table(caption, tuple(columns), every)
    if sum(least) <= UPRIGHT:
        return (_shared(whole, least, wish, UPRIGHT),)
    if sum(least) <= TURNED or not parts:
        return (replace(_shared(whole, least, wish, TURNED), turned=True),)
    groups = list(_groups(least, UPRIGHT))
    if len(groups) > 3:
        groups = list(_groups(least, TURNED))
    made = [_part(whole, group, at, len(groups)) for at, group in enumerate(groups)]
    room = TURNED if len(groups) > 3 else UPRIGHT
    return tuple(
        replace(_shared(one, [least[at] for at in group], [wish[at] for at in group], room), turned=room == TURNED)
        for one, group in zip(made, groups, strict=True)
    )


def row(*cells: Cell | str, strong: bool = False, ruled: bool = False, changed: bool = False) -> Row:
    """A row; a text becomes a cell that says it."""
    return Row(tuple(one if isinstance(one, Cell) else Cell(one) for one in cells), strong, ruled, changed)


def words(title: str) -> Column:
    """A column of texts."""
    return Column(title)


def numbers(title: str) -> Column:
    """A column of numbers."""
    return Column(title, number=True)


def _groups(least: Sequence[float], room: float) -> Iterator[tuple[int, ...]]:
    """The columns in as few parts as there is room for, the first in each."""
    here: list[int] = []
    used = least[0]
    for at in range(1, len(least)):
        if here and used + least[at] > room:
            yield (0, *here)
            here, used = [], least[0]
        here.append(at)
        used += least[at]
    yield (0, *here)


def _part(whole: Table, columns: Sequence[int], at: int, count: int) -> Table:
    rows = tuple(replace(one, cells=tuple(one.cells[column] for column in columns)) for one in whole.rows)
    caption = f"{whole.caption}, part {at + 1} of {count}"
    return replace(whole, caption=caption, columns=tuple(whole.columns[column] for column in columns), rows=rows)


def _shared(table: Table, least: Sequence[float], wish: Sequence[float], room: float) -> Table:
    """The table with each column's share: what it needs, and of what is left as much as it wishes for."""
    spare, wished = room - sum(least), sum(wish) - sum(least)
    part = min(1.0, spare / wished) if wished > 0 else 0.0
    shares = [low + (high - low) * part for low, high in zip(least, wish, strict=True)]
    columns = [replace(column, share=round(share, 1)) for column, share in zip(table.columns, shares, strict=True)]
    return replace(table, columns=tuple(columns))


def _least(column: Column, cells: Sequence[Cell]) -> float:
    """What a column can not do without: its longest word, of numbers their whole width."""
    head = max((_width(word, bold=True) for word in column.title.split()), default=0.0)
    if column.number:
        # A word in a column of numbers, as in not evaluated, may have two lines.
        longest = max((_width(word) for cell in cells for word in _unbroken(cell)), default=0.0)
    else:
        longest = max((_width(word, bold=cell.strong) for cell in cells for word in cell.text.split()), default=0.0)
    return min(max(head, longest), _WORD) + _PADDING


def _wish(column: Column, cells: Sequence[Cell]) -> float:
    whole = max((max(_width(cell.text, bold=cell.strong), _width(cell.note)) for cell in cells), default=0.0)
    return min(max(whole, min(_width(column.title, bold=True), _WORD)), _WIDEST) + _PADDING


def _unbroken(cell: Cell) -> Iterator[str]:
    yield from cell.text.split()
    yield from cell.note.split()


def _width(text: str, *, bold: bool = False) -> float:
    return text_width(text, SIZE, bold=bold)
