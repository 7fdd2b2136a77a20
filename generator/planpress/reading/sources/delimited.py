"""Tables with a separator between cells, with the line and column of each cell.

Not by the csv module: it tells no columns, reads on to the end of the file for a quote that is never closed, and keeps
the quotes of a cell that has a blank before it. tests/reading/sources holds this reader against it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planpress.model.findings import Finding
from planpress.model.sources import Place
from planpress.model.tables import Cell, RawTable
from planpress.model.wording import quoted
from planpress.reading import kinds
from planpress.reading.sources.formats import (
    MOST_COLUMNS,
    MOST_ROWS,
    Refused,
    TableReference,
    too_many_columns,
    too_many_rows,
)

_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs"}
_QUOTED = re.compile(r'"[^"]*(?:"|$)')


def read_delimited(
    separator: str, text: str, path: str, reference: TableReference, findings: list[Finding]
) -> RawTable:
    """The table in `text`, whose first line that is not blank is the head and has `separator` between its cells."""
    _refuse_other_separator(text, path, separator)
    rows: list[tuple[Cell, ...]] = []
    for row in _Scanner(text, path, separator).rows():
        if len(row) > MOST_COLUMNS:
            raise too_many_columns(Place(path, row[0].line, 1))
        if len(rows) > MOST_ROWS:
            raise too_many_rows(Place(path, row[0].line, 1))
        rows.append(row)
    return RawTable(path, rows[0], tuple(rows[1:]))


def _refuse_other_separator(text: str, path: str, separator: str) -> None:
    """Raise Refused where the head has another separator, outside of quotes, and none of this one."""
    head = text.lstrip(" \n").partition("\n")[0]
    bare = _QUOTED.sub("", head)
    other = next((sign for sign in ("\t", ";", ",") if sign in bare), None)
    if separator in bare or other is None:
        return
    if other == ";":
        do = f"write {_NAMES[separator]}" + (", and 0.85 where it says 0,85" if separator == "," else "")
    else:
        do = f"write {_NAMES[separator]}, or save it as {'.tsv' if separator == ',' else '.csv'}"
    at = text.index(head)
    place = Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at) + head.index(other))
    raise Refused(kinds.SEPARATOR, place, f"the cells have {_NAMES[other]} between them; {do}")


@dataclass(slots=True)
class _Scanner:
    """Goes through the text cell by cell; `line_begin` is where the line that it is in begins."""

    text: str
    path: str
    separator: str
    at: int = 0
    line: int = 1
    line_begin: int = 0

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The rows, blank lines left out. Raises Refused where a quote is broken: after it no row is to be trusted."""
        while self.at < len(self.text):
            end = self.text.find("\n", self.at)
            end = len(self.text) if end < 0 else end
            if self.text.find('"', self.at, end) >= 0:
                yield self._quoted_row()
            else:
                written = self.text[self.at : end]
                if written and not written.isspace():
                    yield self._plain_row(written)
                self.at = end
            self.at += 1
            self.line += 1
            self.line_begin = self.at

    def _plain_row(self, written: str) -> tuple[Cell, ...]:
        """The cells of a line without quotes, which most lines are."""
        cells = []
        column = 1
        for piece in written.split(self.separator, MOST_COLUMNS):
            text = piece.strip()
            cells.append(Cell(text, self.line, column + piece.index(text)))
            column += len(piece) + 1
        return tuple(cells)

    def _quoted_row(self) -> tuple[Cell, ...]:
        """The cells up to the line's end, which a quoted cell may put off to a later line."""
        cells: list[Cell] = []
        while len(cells) <= MOST_COLUMNS:
            cells.append(self._cell())
            if not self.text.startswith(self.separator, self.at):
                break
            self.at += 1
        return tuple(cells)

    def _cell(self) -> Cell:
        """The cell that begins here. Leaves `at` on what ends it."""
        end = self._end(self.at)
        piece = self.text[self.at : end]
        text = piece.strip()
        begin = self.at + piece.index(text)
        line, column = self.line, begin - self.line_begin + 1
        self.at = end
        return self._quoted_cell(begin, line, column) if text.startswith('"') else Cell(text, line, column)

    def _quoted_cell(self, begin: int, line: int, column: int) -> Cell:
        close = self.text.find('"', begin + 1)
        while close >= 0 and self.text.startswith('"', close + 1):
            close = self.text.find('"', close + 2)
        if close < 0:
            raise Refused(kinds.QUOTE, Place(self.path, line, column), "this quote is never closed; close it")
        content = self.text[begin + 1 : close]
        self.at = self._end(close + 1)
        if "\n" in content:
            self.line += content.count("\n")
            self.line_begin = self.text.rindex("\n", begin, close) + 1
        rest = self.text[close + 1 : self.at].strip()
        if rest:
            place = Place(self.path, self.line, close + 1 - self.line_begin + 1)
            message = f'{quoted(rest)} after the closing quote; inside a quoted cell, write a quote twice: ""'
            raise Refused(kinds.QUOTE, place, message)
        return Cell(content.replace('""', '"'), line, column)

    def _end(self, at: int) -> int:
        """Where the next separator or line end is, or the end of the text."""
        line_end = self.text.find("\n", at)
        line_end = len(self.text) if line_end < 0 else line_end
        end = self.text.find(self.separator, at, line_end)
        return line_end if end < 0 else end
