"""Records of files: rows of a table, or a document as a whole, and what stands in them at a column or a path."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from planpress.model.wording import few, on_one_line, quoted
from planpress.sources.plain_yaml import read_yaml
from planpress.sources.source import MOST_ROWS, EvidenceFile, SourceError, said
from planpress.sources.stated_numbers import stated_number

ABSENT: Any = object()
"""What a path leads to that leads nowhere."""

MOST_STEPS = 32
_TEXT_TABLES = (".csv", ".tsv", ".jsonl", ".ndjson")
_BINARY_TABLES = (".parquet", ".xlsx")
_DOCUMENTS = (".json", ".yaml", ".yml", ".toml")


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping of a file, the `place` where it stands there (blank: it is all of the file), its `key` where it is one
    of a mapping of them, and which names are those of two columns."""

    file: EvidenceFile
    place: str
    data: Mapping[str, Any]
    key: str = ""
    twice: Collection[str] = ()

    def at(self, path: str) -> Any:
        """What stands at a column, or at keys that are joined by points, of which each may hold points itself; ABSENT
        where it leads nowhere. Raises SourceError where it leads to two places."""
        if path in self.twice:
            raise self.wrong(f"two columns are called {quoted(path)}; give one another name")
        if "." not in path:
            return self.data.get(path, ABSENT)
        steps = path.split(".")
        found = [*islice(_found(self.data, steps), 2)] if len(steps) <= MOST_STEPS else []
        if len(found) > 1:
            raise self.wrong(f"{quoted(path)} leads to two values, as keys hold points themselves")
        return found[0] if found else ABSENT

    def number(self, path: str) -> float | None:
        """The number there; None where it leads nowhere or nothing was measured. Raises SourceError for a text."""
        found = self.at(path)
        try:
            return None if found is ABSENT else stated_number(found)
        except ValueError as problem:
            raise self.wrong(f"{path}: {problem}{_way_out(path, found)}") from None

    def text(self, path: str) -> str | None:
        """A text, a number or a date there as a text in one line; None where there is none, or a blank."""
        found = self.at(path)
        return None if found is ABSENT else text_of(found)

    def names(self) -> list[str]:
        """The columns or paths that there are, the first 200."""
        return [*islice(_leaves(self.data), 200)]

    def there(self) -> str:
        """What there is, some of it, as a part of a sentence."""
        return few([*map(quoted, self.names())], 8) or "nothing"

    def wrong(self, what: str) -> SourceError:
        return SourceError(f"{self}: {what}")

    def __str__(self) -> str:
        return f"{self.file}{self.place and f', {self.place}'}"


def is_table(file: EvidenceFile) -> bool:
    """Whether a file is one of rows by its ending."""
    return file.name.lower().endswith((*_TEXT_TABLES, *_BINARY_TABLES))


def is_document(file: EvidenceFile) -> bool:
    """Whether a file is one document by its ending."""
    return file.name.lower().endswith(_DOCUMENTS)


def table_records(file: EvidenceFile, asked: Collection[str] | None, sheet: str | None = None) -> Iterator[Record]:
    """The rows of a table, of which `asked` is what will be looked for; None: everything. Raises SourceError."""
    name = file.name.lower()
    rows: Iterable[Record]
    if name.endswith(_BINARY_TABLES):
        from planpress.sources import binary_tables

        found = binary_tables.parquet_rows(file, asked) if name.endswith(".parquet") else None
        rows = (Record(file, f"row {at:,}", data, "", twice) for at, data, twice in
                found or binary_tables.sheet_rows(file, asked, sheet))  # fmt: skip
    else:
        rows = _objects(file) if name.endswith((".jsonl", ".ndjson")) else _cells(file)
    for count, row in enumerate(rows):
        if count >= MOST_ROWS:
            raise file.wrong(f"has more than {MOST_ROWS:,} rows; write one row a model")
        yield row


def document(file: EvidenceFile) -> Any:
    """What a JSON, YAML or TOML file holds. Raises SourceError for what is none, and for a file of another ending."""
    name = file.name.lower()
    if name.endswith(".json"):
        return file.json()
    if name.endswith((".yaml", ".yml")):
        return read_yaml(file, file.text())
    if not name.endswith(".toml"):
        known = few([*_TEXT_TABLES, *_BINARY_TABLES, *_DOCUMENTS], 12)
        raise file.wrong(f"is of no kind that is read; {known} are")
    import tomllib

    try:
        return tomllib.loads(file.text())
    except RecursionError:
        raise file.wrong("is nested too deeply") from None
    except ValueError as problem:
        raise file.wrong(f"is not TOML: {said(problem)}") from None


def records_in(file: EvidenceFile, data: Any, rows: str | None) -> Iterator[Record]:
    """The records of a document: itself, or the rows that are a list or a mapping of objects in it, at `rows`, where
    a point is all of it. Raises SourceError."""
    if rows is None and isinstance(data, dict):
        yield Record(file, "", data)
        return
    if rows is not None and rows != ".":
        whole = Record(file, "", data if isinstance(data, dict) else {})
        data = whole.at(rows)
        if data is ABSENT:
            raise file.wrong(f"there is nothing at {quoted(rows)}; there are {whole.there()}")
    if not isinstance(data, dict | list):
        raise file.wrong("holds neither an object nor a list of objects")
    for at, row in data.items() if isinstance(data, dict) else enumerate(data, 1):
        place = quoted(at) if isinstance(data, dict) else f"row {at:,}"
        if not isinstance(row, dict):
            raise file.wrong(f"{place} is no object with a key for each column")
        yield Record(file, place, row, str(at) if isinstance(data, dict) else "")


def text_of(found: object) -> str | None:
    """A value of a record as a text in one line; None of a blank, of NaN, and of what has parts."""
    if isinstance(found, bool):
        return str(found).lower()
    if found is None or isinstance(found, dict | list) or (isinstance(found, float) and math.isnan(found)):
        return None
    return on_one_line(repr(found).removesuffix(".0") if isinstance(found, float) else str(found)) or None


def _way_out(path: str, found: object) -> str:
    leaves = [*islice(_leaves(found), 9)] if isinstance(found, dict) else []
    return f"; name one of {few([quoted(f'{path}.{one}') for one in leaves], 8)}" if leaves else ""


def _found(data: Any, steps: list[str]) -> Iterator[Any]:
    if not steps:
        yield data
    elif isinstance(data, Mapping):
        for size in range(1, len(steps) + 1):
            if (key := ".".join(steps[:size])) in data:
                yield from _found(data[key], steps[size:])
    elif isinstance(data, list) and steps[0].isdecimal() and len(steps[0]) < 8 and int(steps[0]) < len(data):
        yield from _found(data[int(steps[0])], steps[1:])


def _leaves(data: Any, path: str = "", depth: int = 0) -> Iterator[str]:
    for key, value in data.items():
        name = f"{path}.{key}" if path else str(key)
        if isinstance(value, dict) and depth < MOST_STEPS:
            yield from _leaves(value, name, depth + 1)
        elif name:
            yield name


def _objects(file: EvidenceFile) -> Iterator[Record]:
    return (Record(file, f"line {at:,}", row) for at, row in file.objects())


def _cells(file: EvidenceFile) -> Iterator[Record]:
    import csv

    reader = csv.reader((f"{line}\n" for _, line in file.lines()), delimiter=_delimiter(file), strict=True)
    try:
        head = next(reader, [])
        twice = frozenset(name for name, count in Counter(head).items() if count > 1 and name)
        for row in reader:
            if not row:
                continue
            if len(row) != len(head):
                raise file.wrong(f"{len(row)} cells where the head has {len(head)}", reader.line_num)
            yield Record(file, f"line {reader.line_num:,}", dict(zip(head, row, strict=True)), "", twice)
    except csv.Error as problem:
        raise file.wrong(f"is not CSV: {problem}", reader.line_num) from None


def _delimiter(file: EvidenceFile) -> str:
    """A tab or a semicolon where the head has these and no comma."""
    if file.name.lower().endswith(".tsv"):
        return "\t"
    _, head = next(file.lines(), (0, ""))
    return next((one for one in "\t;" if one in head and "," not in head), ",")
