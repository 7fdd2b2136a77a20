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
MOST_CELLS = 1_000_000
"""The most cells of a table, in however many columns: those that nothing names are notes."""


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A way to write a table. `suffixes` are in lower case, with their dot; `documentation` is a page in Markdown.

    `head` of a reference leads to a line of one that `has_lines`, `path` into one that `has_paths`.
    `read` makes the cells, with their places, of a text and the path of its file. It adds to the findings what does not
    stop it, and raises Refused for what does.
    """

    id: str
    label: str
    suffixes: tuple[str, ...]
    documentation: str
    read: Callable[[str, str, TableReference, list[Finding]], RawTable | None]
    has_lines: bool = False
    has_paths: bool = False


@dataclass(frozen=True, slots=True)
class TableReference:
    """What `models.table` says, at `place`: a file of the project's folder, and in Markdown a heading; and where in the
    file the head is (nowhere else than in its first row where no line is named), or which keys lead to its rows."""

    file: str
    heading: str | None
    format: TableFormat
    place: Place
    head: tuple[int, ...] | None = None
    path: str | None = None


class Refused(Exception):
    """Ends the reading of a table: what follows cannot be trusted, or is too much."""

    def __init__(self, kind: FindingKind, place: Place, message: str) -> None:
        self.finding = kind.at(place, message)


def too_many_rows(place: Place) -> Refused:
    message = f"more than {MOST_ROWS:,} rows, as raw predictions have; write one row a model, with its metrics"
    return Refused(kinds.TABLE_TOO_LARGE, place, message)


def too_many_cells(place: Place) -> Refused:
    message = f"more than {MOST_CELLS:,} cells; keep the columns that matter"
    return Refused(kinds.TABLE_TOO_LARGE, place, message)


Row = tuple[TableCell, ...]


def limited(path: str, lines: Iterable[Row]) -> list[Row]:
    """The rows of a table in lines, the head first. Raises Refused where there are too many."""
    rows: list[Row] = []
    cells = 0
    for row in lines:
        place = Place(path, row[0].place.line, 1) if row else Place(path)
        cells += len(row)
        if cells > MOST_CELLS:
            raise too_many_cells(place)
        if len(rows) > MOST_ROWS:
            raise too_many_rows(place)
        rows.append(row)
    return rows


MOST_CHARACTERS = 2_000

# Control characters but for tab and line feed, halves of surrogate pairs, and two that Unicode keeps for no use.
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def showable(rows: Sequence[Row], named: Sequence[int], findings: list[Finding]) -> list[Row]:
    """The rows, with a replacement character for what cannot be shown, so that no later message holds it either.

    In the head and in the columns that are `named`, by their index, that is said, and so is a cell that is too long;
    elsewhere it is cut.
    """
    whole = {*named}
    return [
        row if _is_showable(row)
        else tuple(_showable_cell(cell, findings if not at or col in whole else None) for col, cell in enumerate(row))
        for at, row in enumerate(rows)
    ]  # fmt: skip


def _is_showable(row: Row) -> bool:
    whole = "".join([cell.text for cell in row])
    fits = len(whole) <= MOST_CHARACTERS or max(len(cell.text) for cell in row) <= MOST_CHARACTERS
    return fits and whole.isprintable()


def _showable_cell(cell: TableCell, findings: list[Finding] | None) -> TableCell:
    text, size = cell.text, len(cell.text)
    if size > MOST_CHARACTERS:
        text = f"{text[: MOST_CHARACTERS - 1]}…"
        if findings is not None:
            message = f"a cell of {counted(size, 'character')}; the most is {MOST_CHARACTERS:,}"
            findings.append(kinds.TABLE_TOO_LARGE.at(cell.place, message))
    problem = unshowable(text, cell.place)
    if problem is not None and findings is not None:
        findings.append(problem)
    return cell if text is cell.text and problem is None else cell._replace(text=_UNSHOWABLE.sub("\ufffd", text))


def unshowable(text: str, place: Place) -> Finding | None:
    """What is said of a text with a character that cannot be shown; None of any other."""
    found = None if text.isprintable() else _UNSHOWABLE.search(text)
    if found is None:
        return None
    message = f"holds the character U+{ord(found[0]):04X}, which cannot be shown; take it out"
    return kinds.UNSHOWABLE.at(place, message)
