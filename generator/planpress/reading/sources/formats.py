"""What a table format is, how project.yml refers to a table, and what reading one gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from planpress.model.findings import Finding, FindingKind
from planpress.model.sources import Place
from planpress.model.tables import RawTable
from planpress.reading import kinds

MOST_ROWS = 5_000
MOST_COLUMNS = 200


class TableReading(NamedTuple):
    """A table as far as it could be read, and what was found. With an error, the table serves only to find more."""

    table: RawTable | None
    findings: tuple[Finding, ...] = ()


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


def reading(read: Callable[[list[Finding]], RawTable | None]) -> TableReading:
    """What `read` makes of a table, and what it finds on the way or is stopped by."""
    findings: list[Finding] = []
    try:
        table = read(findings)
    except Refused as problem:
        return TableReading(None, (*findings, problem.finding))
    return TableReading(table, tuple(findings))


def too_many_rows(place: Place) -> Refused:
    """What stops at the first row that is too many."""
    message = f"more than {MOST_ROWS:,} rows, as raw predictions have; write one row a model, with its metrics"
    return Refused(kinds.TABLE_TOO_LARGE, place, message)


def too_many_columns(place: Place) -> Refused:
    """What stops at a row, or a table, with too many columns."""
    message = f"more than {MOST_COLUMNS} columns; a model table has one for each metric"
    return Refused(kinds.TABLE_TOO_LARGE, place, message)
