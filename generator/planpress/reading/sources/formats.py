"""What a table format is, how project.yml refers to a table, and what a cell may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from planpress.model.findings import Finding, FindingKind
from planpress.model.sources import Place
from planpress.model.tables import RawTable, TableCell
from planpress.model.wording import counted
from planpress.reading import kinds

MOST_ROWS = 5_000
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A way to write a table. `suffixes` are in lower case, with their dot; `documentation` is a page in Markdown.

    `read` makes the cells, with their places, of a text and the path of its file. It adds to the findings what does not
    stop it, and raises Refused for what does.
    """

    id: str
    label: str
    suffixes: tuple[str, ...]
    documentation: str
    read: Callable[[str, str, TableReference, list[Finding]], RawTable | None]


@dataclass(frozen=True, slots=True)
class TableReference:
    """What `models.table` says, at `place`: a file of the project's folder, and in Markdown a heading."""

    file: str
    heading: str | None
    format: TableFormat
    place: Place


class Refused(Exception):
    """Ends the reading of a table: what follows cannot be trusted, or is too much."""

    def __init__(self, kind: FindingKind, place: Place, message: str) -> None:
        self.finding = kind.at(place, message)


def too_many_rows(place: Place) -> Refused:
    message = f"more than {MOST_ROWS:,} rows, as raw predictions have; write one row a model, with its metrics"
    return Refused(kinds.TABLE_TOO_LARGE, place, message)


def too_many_columns(place: Place) -> Refused:
    message = f"more than {MOST_COLUMNS} columns; a model table has one for each metric"
    return Refused(kinds.TABLE_TOO_LARGE, place, message)


Row = tuple[TableCell, ...]


def table_of_lines(path: str, lines: Iterable[Row]) -> RawTable:
    """The table that a head and rows in lines of their own make. Raises Refused where there are too many."""
    rows: list[Row] = []
    for row in lines:
        place = Place(path, row[0].place.line, 1) if row else Place(path)
        if len(row) > MOST_COLUMNS:
            raise too_many_columns(place)
        if len(rows) > MOST_ROWS:
            raise too_many_rows(place)
        rows.append(row)
    return RawTable(path, rows[0], tuple(rows[1:]))


MOST_CHARACTERS = 2_000

# Control characters but for tab and line feed, halves of surrogate pairs, and two that Unicode keeps for no use.
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def showable(rows: Sequence[Row], findings: list[Finding]) -> list[Row]:
    """The rows, with a replacement character for what cannot be shown, so that no later message holds it either."""
    return [tuple(_showable_cell(cell, findings) for cell in row) for row in rows]


def _showable_cell(cell: TableCell, findings: list[Finding]) -> TableCell:
    size = len(cell.text)
    if size > MOST_CHARACTERS:
        message = f"a cell of {counted(size, 'character')}; the most is {MOST_CHARACTERS:,}"
        findings.append(kinds.TABLE_TOO_LARGE.at(cell.place, message))
    found = _UNSHOWABLE.search(cell.text)
    if found is None:
        return cell
    message = f"holds the character U+{ord(found[0]):04X}, which cannot be shown; take it out"
    findings.append(kinds.UNSHOWABLE.at(cell.place, message))
    return TableCell(_UNSHOWABLE.sub("\ufffd", cell.text), cell.place)
