"""Predictions of models on examples, one row an example and model, read by an engine: values, and how sure they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.evidence import MetricEvidence, ModelEvidence, Passport
from planpress.model.fields import Text, written
from planpress.model.metrics import Metric
from planpress.model.wording import quoted
from planpress.sources.duckdb_engine import DuckDb
from planpress.sources.engine import Engine, tables_of
from planpress.sources.predicted_values import NoValue
from planpress.sources.prediction_metrics import PredictionMetric
from planpress.sources.prediction_reading import PredictedModel, PredictionReading
from planpress.sources.source import Brought, EvidenceFile, Offer, Patterns


@written
class PredictionsSource:
    """Predictions of models on examples, one row an example and model, as CSV, TSV, JSON Lines or Parquet."""

    source: Literal["predictions"]
    files: Annotated[Patterns, Field(description="The files: paths or patterns, from the project's folder.")]
    metrics: Annotated[Mapping[str, PredictionMetric], Field(min_length=1, description="What to bring, by metric.")]
    id: Annotated[Text, Field(description="The column that tells examples apart.")] = "id"
    model: Annotated[Text, Field(description="The column that names the model.")] = "model"
    label: Annotated[Text, Field(description="The column of what is true.")] = "label"
    score: Annotated[Text, Field(description="The column of what the model says: a score or a class.")] = "score"

    def patterns(self) -> tuple[str, ...]:
        return self.files

    @staticmethod
    def offer(file: EvidenceFile) -> Offer | None:
        if not file.name.lower().endswith((".csv", ".tsv")):
            return None
        [table] = tables_of([file])
        if not {"id", "model", "label", "score"} <= {*table.head}:
            return None
        return Offer({"source": "predictions"}, {"average_precision": {"metric": "average-precision"}})

    def read(self, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        return self.read_with(DuckDb(), files, metrics)

    def read_with(self, engine: Engine, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        """What `read` brings, worked out by an engine."""
        columns = {name: getattr(self, name) for name in ("id", "model", "label", "score")}
        tables = tables_of(files)
        with engine.reading(tables, columns) as session:
            read = PredictionReading(self, engine, session, {file.path: file for file in files})
            models = read.models()
            read.refuse_repeats(models)
            values = read.values(models)
            data = read.data(models)
        remarks = tuple(
            f"{metric}: {quoted(model)} has no value: {value.why}"
            for metric, found in values.items() for model, value in found.items() if isinstance(value, NoValue)
        )  # fmt: skip
        passports = {name: one.passport(Passport()) for name, one in self.metrics.items()}
        made = {name: _evidence(passport, values[name], models, data) for name, passport in passports.items()}
        return Brought(made, rows=sum(one.n for one in models), remarks=remarks, engine=engine.name)


def _evidence(
    passport: Passport, values: Mapping[str, float | NoValue], models: Sequence[PredictedModel], data: Mapping[str, str]
) -> MetricEvidence:
    known = {one: value for one in models if not isinstance(value := values[one.name], NoValue)}
    named = passport.data is not None or not known
    usual = passport.data if named else Counter(data[one.name] for one in known).most_common(1)[0][0]
    differs = {} if named else {one.name: {"data": data[one.name]} for one in known if data[one.name] != usual}
    made = {one.name: ModelEvidence(value, one.n, differs=differs.get(one.name, {})) for one, value in known.items()}
    return MetricEvidence(replace(passport, data=usual), made)
