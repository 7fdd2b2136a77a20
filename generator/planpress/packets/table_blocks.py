"""Tables that fit a page: the widths of columns from what stands in them, and what happens to tables that are too wide.

A table that is too wide is split by its columns, the first of which is in each part. Widths are estimated as the
charts' are (see charts/engine/text_metrics.py), so that no font is asked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from planpress.charts.engine.text_metrics import text_width
from planpress.document.blocks import Cell, Column, Row, Table

WIDTH = 438.0
"""The room for a table, in points: A4 without its margins; Letter has more."""
SIZE = 8.2
"""The size of a table's letters, in points."""

_PADDING = 9.0
_WORD = 84.0
"""The points that are enough for any word: longer ones are broken."""
_SENTENCES = 104.0
_HEAD = 60.0
"""The points that a head may ask for."""
_HEAD_LINES = 4
"""A head has about so many lines at most."""
_WIDEST = 260.0
_MODEST = 120.0
"""A column that wishes for no more than this gets it."""
_FEW, _LINE, _HIGHEST = 8, 11.0, 500.0
"""A table of no more rows than these stays together, where it is not higher than this, in lines of so many points."""


def fitted(table: Table) -> Iterator[Table]:
    """The table, or the parts of it that fit the width of a page; nothing without a row."""
    if not table.rows:
        return
    needs = [_need(column, [one.cells[at] for one in table.rows]) for at, column in enumerate(table.columns)]
    # The first column names the rows: it is the last to be narrow.
    needs[0] = needs[0]._replace(least=min(max(needs[0].least, _WORD), needs[0].wish))
    groups = [*_groups([need.least for need in needs])]
    for at, group in enumerate(groups, start=1):
        part = table if len(groups) == 1 else _part(table, group, at, len(groups))
        yield _shared(part, [needs[column] for column in group])


def _groups(least: Sequence[float]) -> Iterator[tuple[int, ...]]:
    """The columns in as few parts as there is room for, the first in each."""
    here: list[int] = []
    used = least[0]
    for at in range(1, len(least)):
        if here and used + least[at] > WIDTH:
            yield (0, *here)
            here, used = [], least[0]
        here.append(at)
        used += least[at]
    yield (0, *here)


def _part(whole: Table, columns: Sequence[int], at: int, count: int) -> Table:
    rows = tuple(replace(one, cells=tuple(one.cells[column] for column in columns)) for one in whole.rows)
    caption = f"{whole.caption}, part {at} of {count}"
    return replace(whole, caption=caption, columns=tuple(whole.columns[column] for column in columns), rows=rows)


def _shared(table: Table, needs: Sequence[_Need]) -> Table:
    """The table with each column's share: what it needs, then what the modest ones wish for, then each the same part of
    its wish, so that no cell is turned over much oftener than its neighbours."""
    shares = [need.least for need in needs]
    spare = WIDTH - math.fsum(shares)
    for at in sorted(range(len(needs)), key=lambda at: needs[at].wish):
        if needs[at].wish <= _MODEST:
            given = min(spare, max(0.0, needs[at].wish - shares[at]))
            shares[at], spare = shares[at] + given, spare - given
    asked = math.fsum(need.wish - share for need, share in zip(needs, shares, strict=True))
    part = min(1.0, max(0.0, spare) / asked) if asked else 0.0
    shares = [share + part * (need.wish - share) for need, share in zip(needs, shares, strict=True)]
    columns = [replace(column, share=round(share, 1)) for column, share in zip(table.columns, shares, strict=True)]
    together = len(table.rows) <= _FEW and math.fsum(_height(one, shares) for one in table.rows) <= _HIGHEST
    return replace(table, columns=tuple(columns), together=together)


def _height(row: Row, shares: Sequence[float]) -> float:
    """About how high a row is, in points."""
    said = [[*str(cell.text).split("\n"), str(cell.note)] for cell in row.cells]
    rooms = [share - _PADDING for share in shares]
    lines = (sum(math.ceil(_width(text) / room) for text in texts) for texts, room in zip(said, rooms, strict=True))
    return _LINE * (max(lines) + 0.6)


class _Need(NamedTuple):
    """What a column cannot do without, its longest word or, of numbers, their whole width; and what it could use."""

    least: float
    wish: float


def _need(column: Column, cells: Sequence[Cell]) -> _Need:
    title = _width(str(column.title), bold=True)
    head = max((_width(word, bold=True) for word in str(column.title).split()), default=0.0)
    head = max(head, min(title / _HEAD_LINES, _HEAD))
    said = [(str(text), cell.strong) for cell in cells for text in (cell.text, cell.note)]
    longest = max((_width(word, bold=bold) for text, bold in said for word in text.split()), default=0.0)
    least = min(max(head, longest), _WORD)
    whole = max(_width(line, bold=bold) for text, bold in said for line in text.split("\n"))
    if whole > _WORD:  # of a line of several words no more than a half is turned over, but of sentences
        least = max(least, min(whole / 2, _SENTENCES))
    wish = max(least, min(max(whole, min(title, _HEAD)), _WIDEST))
    return _Need(least + _PADDING, wish + _PADDING)


def _width(text: str, *, bold: bool = False) -> float:
    # A little more than charts allow for: a name that is broken by a hair is another name.
    return 1.03 * text_width(text, SIZE, bold=bold)
