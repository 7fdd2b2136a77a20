"""Scores of models on examples, one a row: `id,model,score`, with a cluster and slices where there are any."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from planpress.model.evidence import Passport
from planpress.model.fields import LARGEST, Names, Text, written
from planpress.model.metrics import Metric
from planpress.model.wording import counted, few, quoted
from planpress.sources.examples import Examples, of_examples
from planpress.sources.source import MOST_ROWS, Brought, EvidenceFile, Offer, PassportKeys, SourceError, names_of


@written
class ScoreMetric(PassportKeys):
    """A metric that is the mean of scores of examples."""

    metric: Annotated[Literal["mean"], Field(description="mean: of the scores of all examples.")] = "mean"
    score: Annotated[Text | None, Field(description="The column of its scores; that of the source if left out.")] = None


@written
class ScoresSource:
    """Scores of models on examples, one a row, as CSV, TSV or JSON Lines."""

    source: Literal["scores"]
    files: Annotated[Names, Field(description="The files: paths or patterns, from the project's folder.")]
    metrics: Annotated[Mapping[str, ScoreMetric], Field(min_length=1, description="What to bring, by metric.")]
    id: Annotated[Text, Field(description="The column that tells examples apart.")] = "id"
    model: Annotated[Text, Field(description="The column that names the model.")] = "model"
    score: Annotated[Text, Field(description="The column of scores.")] = "score"
    cluster: Annotated[
        Text | None, Field(description="The column of what examples share: a document, a patient, a lot.")
    ] = None
    slices: Annotated[tuple[Text, ...], Field(description="Columns by which examples are parted.")] = ()

    def patterns(self) -> tuple[str, ...]:
        return self.files

    @staticmethod
    def offer(file: EvidenceFile) -> Offer | None:
        if not file.name.lower().endswith((".csv", ".tsv", ".jsonl", ".ndjson")):
            return None
        _, row = next(score_rows(file), (0, {}))
        if not {"id", "model", "score"} <= row.keys():
            return None
        keys = {"source": "scores", **({"cluster": "cluster"} if "cluster" in row else {})}
        return Offer(keys, {"score": {"metric": "mean"}})

    def read(self, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        table = _Table(self)
        rows = 0
        for file in files:
            for line, row in score_rows(file):
                rows += 1
                if rows > MOST_ROWS:
                    way_out = "use source: predictions, which reads any number with an engine"
                    raise file.wrong(f"with these there are more than {MOST_ROWS:,} rows of scores; {way_out}")
                table.add(file, line, row)
        if not rows:
            raise SourceError(f"{names_of(files)}: no rows; write a head and one row a score")
        passports = {name: one.passport(Passport(metric=one.metric)) for name, one in self.metrics.items()}
        better = {name: metrics[name].better for name in self.metrics}
        remarks = tuple(f"{quoted(name)}: {counted(count, 'score')} left blank" for name, count in table.blank.items())
        return Brought(of_examples(table.examples(), passports, better), rows=rows, remarks=remarks)


class _Table:
    def __init__(self, source: ScoresSource) -> None:
        self._source = source
        self._scores: dict[str, dict[str, dict[str, float]]] = {name: {} for name in source.metrics}
        self.blank: dict[str, int] = {}
        self._parts: dict[str, dict[str, str]] = {}
        self._columns = {name: one.score or source.score for name, one in source.metrics.items()}
        self._shared = [name for name in (source.cluster, *source.slices) if name is not None]

    def add(self, file: EvidenceFile, line: int, row: Mapping[str, Any]) -> None:
        of = self._source
        for name in (of.id, of.model, *self._shared, *self._columns.values()):
            if row.get(name) in (None, "") and name not in self._columns.values():
                there = f"; there are {few([quoted(one) for one in row], 8)}" if name not in row else ""
                what = "there is no column" if name not in row else "nothing is written in"
                raise file.wrong(f"{what} {quoted(name)}{there}", line)
        example, model = str(row[of.id]), str(row[of.model])
        for metric, column in self._columns.items():
            if column not in row:
                raise file.wrong(f"there is no column {quoted(column)}; there are {few([*map(quoted, row)], 8)}", line)
            value = score_of_example(file, line, column, row[column])
            if value is None:
                self.blank[metric] = self.blank.get(metric, 0) + 1
                continue
            scores = self._scores[metric].setdefault(model, {})
            if example in scores:
                message = f"{quoted(model)} has a second score of {quoted(example)}; average its repeats first"
                raise file.wrong(message, line)
            scores[example] = value
        for name in self._shared:
            part = str(row[name])
            first = self._parts.setdefault(name, {}).setdefault(example, part)
            if first != part:
                message = f"{quoted(example)} has the {name} {quoted(part)} here and {quoted(first)} before"
                raise file.wrong(message, line)

    def examples(self) -> Examples:
        for metric, models in self._scores.items():
            if not models:
                raise SourceError(f"no score of {quoted(metric)} in the column {quoted(self._columns[metric])}")
        of = self._source
        slices = {name: self._parts[name] for name in of.slices}
        return Examples(self._scores, self._parts[of.cluster] if of.cluster else {}, slices)


def score_of_example(file: EvidenceFile, line: int, column: str, written: object) -> float | None:
    """A number, or one that is true or false; None where nothing was measured."""
    if written is None or (isinstance(written, str) and not written.strip()):
        return None
    if isinstance(written, bool) or (isinstance(written, str) and written.strip().lower() in ("true", "false")):
        return float(str(written).strip().lower() == "true")
    try:
        value = float(written)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise file.wrong(f"{column}: {quoted(str(written))} is not a number", line) from None
    if not math.isfinite(value):
        raise file.wrong(f"{column}: {quoted(str(written))} is not a finite number; leave it blank", line)
    if abs(value) > LARGEST:
        raise file.wrong(f"{column}: {quoted(str(written))} is too large; the largest is {LARGEST:g}", line)
    return value


def score_rows(file: EvidenceFile) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows of a CSV, TSV or JSON Lines file with the line of each, one after the other."""
    if file.name.lower().endswith((".jsonl", ".ndjson")):
        yield from file.objects()
        return
    lines = (f"{line}\n" for _, line in file.lines())
    reader = csv.reader(lines, delimiter="\t" if file.name.lower().endswith(".tsv") else ",")
    try:
        head = next(reader, None)
        for row in reader:
            if not row:
                continue
            if len(row) != len(head or ()):
                message = f"{len(row)} cells where the head has {len(head or ())}"
                raise file.wrong(message, reader.line_num)
            yield reader.line_num, dict(zip(head or (), row, strict=True))
    except csv.Error as problem:
        raise file.wrong(f"is not CSV: {problem}", reader.line_num) from None
