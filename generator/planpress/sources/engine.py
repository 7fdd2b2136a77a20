"""What an engine is that reads more rows than fit into memory: it sees tables of files, and gives sums of them back."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from planpress.model.metrics import Metric
from planpress.model.wording import few, quoted
from planpress.sources.source import Brought, EvidenceFile, SourceError, names_of

Format = Literal["csv", "tsv", "jsonl", "parquet"]
_ENDINGS: Mapping[str, Format] = {
    ".csv": "csv", ".tsv": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip
NATIVE = ("label", "score")
"""The columns of the view that keep the types of the files; all others are texts."""


@dataclass(frozen=True, slots=True)
class TableFiles:
    """Files of one format with the same columns; `head` are those of CSV and TSV, in their order."""

    format: Format
    files: tuple[EvidenceFile, ...]
    head: tuple[str, ...] = ()

    def check(self, columns: Sequence[str], asked: Mapping[str, str]) -> None:
        """Raise SourceError for a column that is asked for and is not among those that there are."""
        for name in asked.values():
            if name not in columns:
                if name in map(str.strip, columns):
                    raise self.files[0].wrong(f"the column {quoted(name)} has blanks around its name; take these out")
                there = few([*map(quoted, columns)], 8)
                raise self.files[0].wrong(f"there is no column {quoted(name)}; there are {there}")


class Session(Protocol):
    """An engine that reads some files."""

    @property
    def engine(self) -> str:
        """What the engine is called, with its version."""

    def rows(self, text: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """What a query gives; each `:name` in it is the value of that name. Where a file cannot be read, `reading` ends
        with SourceError."""

    def put(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Make a small table, or make it anew. Its columns have the types of its rows, of which there is one."""

    def keep(self, name: str, text: str, values: Mapping[str, Any]) -> None:
        """Make a table of what a query gives, or make it anew."""


class Engine(Protocol):
    """What runs the queries of `predictions_sql`."""

    @property
    def functions(self) -> Mapping[str, str]:
        """How it writes what has another name in each engine: a quick `hash` of the columns {0}, and `md5_start` of an
        id."""

    def reading(self, tables: Sequence[TableFiles], columns: Mapping[str, str]) -> AbstractContextManager[Session]:
        """A session that has the view `given` of these files: their columns by the names of `columns`, and
        `file`, the path of each row's file."""


@runtime_checkable
class ReadByEngine(Protocol):
    """A source that any engine can read."""

    def read_with(self, engine: Engine, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        """What `read` brings, worked out by an engine."""


def tables_of(files: Sequence[EvidenceFile]) -> tuple[TableFiles, ...]:
    """The files, those of one format and head together. Raises SourceError for one of no format that is known."""
    found: dict[tuple[Format, tuple[str, ...]], list[EvidenceFile]] = {}
    for file in files:
        format = format_of(file)
        if format is None:
            raise file.wrong(f"is none of {few([*_ENDINGS], len(_ENDINGS))}; write it as one of these")
        found.setdefault((format, head_of(file, format) if format in ("csv", "tsv") else ()), []).append(file)
    return tuple(TableFiles(format, tuple(some), head) for (format, head), some in found.items())


def format_of(file: EvidenceFile) -> Format | None:
    """The format of a file, by its ending."""
    return next((format for ending, format in _ENDINGS.items() if file.name.lower().endswith(ending)), None)


def head_of(file: EvidenceFile, format: Format) -> tuple[str, ...]:
    """The columns of a CSV or TSV file. Raises SourceError where it has none, or two of a name."""
    lines = (f"{line}\n" for _, line in file.lines())
    try:
        head = next((tuple(row) for row in csv.reader(lines, delimiter="\t" if format == "tsv" else ",")), None)
    except csv.Error as problem:
        if "new-line" in str(problem):
            raise file.wrong("a carriage return alone ends no line; write line feeds", 1) from None
        raise file.wrong(f"is not CSV: {problem}", 1) from None
    if head is None:
        raise file.wrong("no rows; write a head and one row a prediction")
    if not head:
        raise file.wrong("is blank; begin with the names of the columns", 1)
    if any("\n" in name for name in head):
        raise file.wrong("the name of a column has a line break; take it out", 1)
    twice = [name for name in head if name and head.count(name) > 1]
    if twice:
        raise file.wrong(f"two columns are called {quoted(twice[0])}", 1)
    return head


def unreadable(tables: Sequence[TableFiles], problem: str) -> SourceError:
    """What an engine said of a file, with the file's name for its path on this machine. Of JSON Lines the first line
    that is no object is named: an engine counts lines of blocks."""
    files = [file for table in tables for file in table.files]
    for file in sorted(files, key=lambda one: -len(one.path)):
        if file.path in problem:
            if format_of(file) == "jsonl":
                try:
                    deque(file.objects(), maxlen=0)
                except SourceError as found:
                    return found
            return file.wrong(f"cannot be read: {problem.replace(file.path, file.name)}")
    return SourceError(f"{names_of(files)}: cannot be read: {problem}")
