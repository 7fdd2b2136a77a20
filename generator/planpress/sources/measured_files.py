"""Files of results of any tool, by a mapping of their columns and paths: a model a row, or a model a file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from planpress.model.evidence import MetricEvidence, ModelEvidence, Passport
from planpress.model.fields import Certain, Names, Text, Wanted, written
from planpress.model.metrics import Metric
from planpress.model.wording import few, quoted
from planpress.sources.file_offers import offer_of
from planpress.sources.records import ABSENT, Record, document, is_table, records_in, table_records
from planpress.sources.source import Brought, EvidenceFile, Offer, PassportKeys, SourceError, holds, names_of
from planpress.sources.stated import unknown
from planpress.statistics.distributions import both_sides


def _read_name(written: object) -> object:
    one = next(iter(written.items())) if isinstance(written, dict) and len(written) == 1 else (None, None)
    known = one[0] in ("path", "column") or one in (("part", "folder"), ("part", "file"), ("part", "key"))
    if isinstance(written, str) or (known and isinstance(one[1], str)):
        return written
    raise PydanticCustomError("name", "names no model; write {path: model}, {column: model}, {part: folder} or a name")


def _read_metric(written: object) -> object:
    if isinstance(written, dict):
        if ("path" in written) == ("column" in written):
            raise PydanticCustomError("metric", "needs one place of values; write {path: eval.auc} or {column: auc}")
        if ("low" in written) != ("high" in written):
            raise PydanticCustomError("metric", "has one end of an interval; write low and high")
    return written


@written
class ModelPlace:
    """What names a model: one of a path, a column and a part of where the file is."""

    path: Annotated[Text | None, Field(description="The keys that lead to it, joined by points.")] = None
    column: Annotated[Text | None, Field(description="The column.")] = None
    part: Annotated[
        Literal["folder", "file", "key"] | None,
        Field(description="The name of the file's folder, the file's own without its ending, or the key of a row."),
    ] = None


@written
class FileMetric(PassportKeys):
    """A metric, and what is said of how sure it is, each by its column or its path."""

    path: Annotated[Text | None, Field(description="The keys that lead to the value, joined by points.")] = None
    column: Annotated[Text | None, Field(description="The column of the value, where rows are models.")] = None
    se: Annotated[Text | None, Field(description="Where its standard error is.")] = None
    n: Annotated[Text | None, Field(description="Where the number of examples is.")] = None
    low: Annotated[Text | None, Field(description="Where the lower end of its interval is.")] = None
    high: Annotated[Text | None, Field(description="Where the upper end of its interval is.")] = None
    level: Annotated[Certain, Field(description="At which level the interval is.")] = 0.95

    def places(self) -> dict[str, str]:
        """The columns and paths that are asked for, by what they hold."""
        named = {"value": self.path or self.column, "se": self.se, "n": self.n, "low": self.low, "high": self.high}
        return {part: place for part, place in named.items() if place is not None}


@written
class FilesSource:
    """Any CSV, TSV, JSON, JSON Lines, YAML, TOML, Parquet or XLSX file."""

    source: Literal["files"]
    files: Annotated[Names, Field(description="The files: paths or patterns, from the project's folder.")]
    name: Annotated[
        Text | ModelPlace, BeforeValidator(_read_name),
        Field(description="What names the model: {path: ...}, {column: ...}, {part: folder | file | key}, or a name."),
    ]  # fmt: skip
    metrics: Annotated[
        Mapping[str, Annotated[FileMetric, BeforeValidator(_read_metric)]],
        Field(min_length=1, description="What to bring, by metric."),
    ]
    rows: Annotated[
        Text | None, Field(description="In JSON, YAML and TOML: the keys that lead to rows; a point is all of it.")
    ] = None
    where: Annotated[Mapping[Text, Wanted], Field(description="The rows to take: values by column.")] = field(
        default_factory=dict
    )
    columns: Annotated[Mapping[Text, Text], Field(description="Texts to bring, by column: where each is.")] = field(
        default_factory=dict
    )
    sheet: Annotated[Text | None, Field(description="The sheet of a workbook that has several.")] = None

    def patterns(self) -> tuple[str, ...]:
        return self.files

    @staticmethod
    def offer(file: EvidenceFile) -> Offer | None:
        return offer_of(file)

    def read(self, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        models, rows = _Models(self), 0
        for file in files:
            for record in self._records(file):
                rows += 1
                models.add(record)
        return models.brought(files, rows)

    def asked(self) -> tuple[str, ...]:
        """The columns and paths that are looked for."""
        name = self.name.path or self.name.column if isinstance(self.name, ModelPlace) else None
        of_metrics = (place for one in self.metrics.values() for place in one.places().values())
        return tuple(dict.fromkeys((*([name] if name else []), *self.where, *of_metrics, *self.columns.values())))

    def _records(self, file: EvidenceFile) -> Iterator[Record]:
        if is_table(file):
            return table_records(file, self.asked(), self.sheet)
        return records_in(file, document(file), self.rows)


class _Models:
    """What records say of models, one record a model."""

    def __init__(self, source: FilesSource) -> None:
        self._of = source
        self._asked = source.asked()
        self._places = {name: one.places() for name, one in source.metrics.items()}
        self._values: dict[str, dict[str, ModelEvidence]] = {name: {} for name in source.metrics}
        self._notes: dict[str, dict[str, str]] = {name: {} for name in source.columns}
        self._first: dict[str, str] = {}
        self._led: set[str] = set()
        self._lacking: dict[str, list[str]] = {}
        self._there: Record | None = None

    def add(self, record: Record) -> None:
        self._there = self._there or record
        self._led.update(one for one in self._asked if one not in self._led and record.at(one) is not ABSENT)
        if not all(holds(record.at(column), wanted) for column, wanted in self._of.where.items()):
            return
        name = self._name(record)
        if name in self._first:
            way_out = "choose one with where, or average its runs first"
            raise record.wrong(f"{quoted(name)} is a model of {self._first[name]} already; {way_out}")
        self._first[name] = str(record)
        for metric, asked in self._of.metrics.items():
            found = self._evidence(record, name, metric, asked)
            if found is not None:
                self._values[metric][name] = found
        for column, place in self._of.columns.items():
            if (text := record.text(place)) is not None:
                self._notes[column][name] = text

    def brought(self, files: Sequence[EvidenceFile], rows: int) -> Brought:
        """All of it. Raises SourceError where something that is asked for is nowhere."""
        named = names_of(files)
        if self._there is None:
            raise SourceError(f"{named}: no rows")
        nowhere = [one for one in self._asked if one not in self._led]
        if nowhere:
            raise SourceError(f"{named}: {unknown('column or path', nowhere[0], self._there.names())}")
        if not self._first:
            wanted = [f"{name}: {few(values)}" for name, values in self._of.where.items()]
            raise SourceError(f"{named}: no row has {few(wanted, 8)}")
        for metric in self._of.metrics:
            if not self._values[metric]:
                raise SourceError(f"{named}: {quoted(self._places[metric]['value'])} holds no number of any model")
        evidence = {
            name: MetricEvidence(asked.passport(Passport(metric=self._places[name]["value"])), self._values[name])
            for name, asked in self._of.metrics.items()
        }
        remarks = tuple(f"{what} of {few([*map(quoted, names)])}" for what, names in self._lacking.items())
        return Brought(evidence, self._notes, rows, remarks)

    def _evidence(self, record: Record, name: str, metric: str, asked: FileMetric) -> ModelEvidence | None:
        found = {part: record.number(place) for part, place in self._places[metric].items()}
        value = found["value"]
        if value is None:
            self._lacking.setdefault(f"{metric}: nothing was measured", []).append(name)
            return None
        for part, number in found.items():
            if number is None:
                self._lacking.setdefault(f"{metric}: {part} is not known", []).append(name)
        n, se = found.get("n"), found.get("se")
        if n is not None and (n < 0 or not n.is_integer()):
            raise record.wrong(f"{asked.n}: {quoted(f'{n:g}')} is no number of examples")
        if se is not None and se < 0:
            raise record.wrong(f"{asked.se}: {quoted(f'{se:g}')} is no standard error, which is 0 or more")
        low, high = self._ends(record, asked, value, found)
        if low is not None and high is not None and (se is None or asked.level != 0.95):
            stated = (high - low) / 2 / both_sides(1 - asked.level)
            se = stated if se is None else se
            if asked.level != 0.95:
                low, high = (value + sign * both_sides(0.05) * stated for sign in (-1, 1))
        method: Any = None if se is None else "stated"
        return ModelEvidence(value, None if n is None else int(n), se=se, method=method, low=low, high=high)

    def _ends(
        self, record: Record, asked: FileMetric, value: float, found: Mapping[str, float | None]
    ) -> tuple[float | None, float | None]:
        low, high = found.get("low"), found.get("high")
        if low is None or high is None:
            return None, None
        if not low <= value <= high:
            raise record.wrong(f"{asked.low}, {asked.high}: {value:g} is not between {low:g} and {high:g}")
        return low, high

    def _name(self, record: Record) -> str:
        named = self._of.name
        if isinstance(named, str):
            return named
        place = named.path or named.column
        if place is None:
            found = _part(record, named.part)
            if not found:
                raise record.wrong("is no row of a mapping, so that no key names it; write name: {column: ...}")
            return found
        if record.at(place) is ABSENT:
            raise record.wrong(unknown("column or path", place, record.names()))
        if (text := record.text(place)) is None:
            raise record.wrong(f"{quoted(place)} holds no name of a model")
        return text


def _part(record: Record, part: str | None) -> str:
    """A part of where a record is. The folder of a path without one is that of the file on this machine."""
    if part == "key":
        return record.key
    folder, name = os.path.split(record.file.name)
    if part == "file":
        return os.path.splitext(name)[0]
    own = os.path.basename(folder)
    return own if own not in ("", ".", "..") else os.path.basename(os.path.dirname(record.file.path))
