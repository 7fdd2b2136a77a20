"""What a table format is, how project.yml refers to a table, and what reading one gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from planpress.model.findings import Finding
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
    """A way to write a table. `suffixes` are in lower case, with their dot; `documentation` is a page in Markdown."""

    id: str
    label: str
    suffixes: tuple[str, ...]
    documentation: str
    read: Callable[[str, str, TableReference], TableReading]


@dataclass(frozen=True, slots=True)
class TableReference:
    """What `models.table` says, at `place`: a file of the project's folder, and in Markdown a heading."""

    file: str
    heading: str | None
    format: TableFormat
    place: Place


def refused(finding: Finding) -> TableReading:
    """A reading that stopped at `finding`."""
    return TableReading(None, (finding,))


def too_many_rows(place: Place) -> Finding:
    """The finding for the first row that is too many."""
    message = f"more than {MOST_ROWS:,} rows, as raw predictions have; write one row a model, with its metrics"
    return kinds.TABLE_TOO_LARGE.at(place, message)


def too_many_columns(place: Place) -> Finding:
    """The finding for a row, or a table, with too many columns."""
    return kinds.TABLE_TOO_LARGE.at(place, f"more than {MOST_COLUMNS} columns; a model table has one for each metric")
