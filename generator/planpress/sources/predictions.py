"""Predictions of models on examples, one row an example and model, read by an engine: values and their errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.errors import MissingExtraError
from planpress.model.evidence import MetricEvidence, Passport
from planpress.model.fields import Flag, Names, Text, written
from planpress.model.metrics import Direction, Metric
from planpress.model.wording import quoted
from planpress.sources.duckdb_engine import DuckDb, parquet_columns
from planpress.sources.engine import Engine, Format, format_of, head_of, tables_of
from planpress.sources.predicted_values import NoValue
from planpress.sources.prediction_curves import curves_of
from planpress.sources.prediction_errors import Compared, best_of, compared, with_interval
from planpress.sources.prediction_estimates import Estimating, GroupEstimate
from planpress.sources.prediction_metrics import PredictionMetric
from planpress.sources.prediction_reading import PredictedModel, PredictionReading
from planpress.sources.source import Brought, EvidenceFile, Offer


@written
class PredictionsSource:
    """Predictions of models on examples, one row an example and model, as CSV, TSV, JSON Lines or Parquet."""

    source: Literal["predictions"]
    files: Annotated[Names, Field(description="The files: paths or patterns, from the project's folder.")]
    metrics: Annotated[Mapping[str, PredictionMetric], Field(min_length=1, description="What to bring, by metric.")]
    id: Annotated[Text, Field(description="The column that tells examples apart.")] = "id"
    model: Annotated[Text, Field(description="The column that names the model.")] = "model"
    label: Annotated[Text, Field(description="The column of what is true.")] = "label"
    score: Annotated[Text, Field(description="The column of what the model says: a score or a class.")] = "score"

    cluster: Annotated[
        Text | None, Field(description="The column of what examples share: a document, a patient, a lot.")
    ] = None
    slices: Annotated[tuple[Text, ...], Field(description="Columns by which examples are parted.")] = ()
    errors: Annotated[Flag, Field(description="Write false for values alone, which takes less time.")] = True

    def patterns(self) -> tuple[str, ...]:
        return self.files

    @staticmethod
    def offer(file: EvidenceFile) -> Offer | None:
        format = format_of(file)
        if format is None or not {"id", "model", "label", "score"} <= {*_columns_of(file, format)}:
            return None
        return Offer({"source": "predictions"}, {"average_precision": {"metric": "average-precision"}})

    def read(self, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        return self.read_with(DuckDb(), files, metrics)

    def read_with(self, engine: Engine, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        """What `read` brings, worked out by an engine."""
        with engine.reading(tables_of(files), self._columns()) as session:
            read = PredictionReading(self, engine, session, {file.path: file for file in files})
            models = read.models()
            data = read.data(models)
            read.refuse_other_labels(models)
            read.refuse_many_classes()
            better = {name: metrics[name].better for name in self.metrics}
            made = self._made(read, models, data, better)
            values = {key: of.value for key, of in made.of.items()}
            curves = curves_of(read, models, values, better) if self.errors else ()
        remarks = [
            f"{metric}: {quoted(model)} has no value: {of.value.why}"
            for (metric, model), of in made.of.items() if isinstance(of.value, NoValue)
        ]  # fmt: skip
        known = [(name, of) for (name, _), of in made.of.items() if not isinstance(of.value, NoValue) and of.n > 1]
        sure = {name for name, of in known if of.se is not None}
        remarks += [
            f"{name}: how sure its values are is not known: {self.metrics[name].metric} has no error"
            for name in dict.fromkeys(name for name, _ in known) if self.errors and name not in sure
        ]  # fmt: skip
        rows = sum(one.n for one in models)
        return Brought(made.metrics, rows=rows, remarks=tuple(remarks), engine=session.engine, curves=curves)

    def _columns(self) -> dict[str, str]:
        names = {name: getattr(self, name) for name in ("id", "model", "label", "score")}
        slices = {f"slice_{at}": name for at, name in enumerate(self.slices)}
        return {**names, "unit": self.cluster or self.id, **slices}

    def _made(
        self, read: PredictionReading, models: Sequence[PredictedModel], data: Mapping[str, str],
        better: Mapping[str, Direction],
    ) -> _Made:  # fmt: skip
        estimating = Estimating(read, is_clustered=self.cluster is not None)
        by_name = {one.name: one for one in models}
        if self.errors:
            of = estimating.of_models(models)
            both = compared(estimating, best_of(of, better, models), by_name)
            parts = {name: estimating.of_parts(at, models) for at, name in enumerate(self.slices)}
        else:
            counts = {one.name: one.n for one in models}
            values = read.values(models).items()
            of = {key: GroupEstimate(value, counts[key[1]], counts[key[1]]) for key, value in values}
            both, parts = Compared({}, {}), {}
        made = {}
        for name, metric in self.metrics.items():
            found = {one.name: of[name, one.name] for one in models}
            known = {one: estimate for one, estimate in found.items() if not isinstance(estimate.value, NoValue)}
            passport, differs = _passport(metric.passport(Passport()), {one: data[one] for one in known})
            made[name] = MetricEvidence(
                passport,
                {
                    one: with_interval(estimate, differs.get(one, {}), is_clustered=estimating.is_clustered)
                    for one, estimate in known.items()
                },
                both.pairs.get(name, ()), both.covariances.get(name, {}),
                {part: of_part[name] for part, of_part in parts.items()},
            )  # fmt: skip
        return _Made(made, of)


def _columns_of(file: EvidenceFile, format: Format) -> Sequence[str]:
    """The columns of a file: of JSON Lines those of its first row, of Parquet none without the engine."""
    if format == "jsonl":
        return [*next((row for _, row in file.objects()), {})]
    if format != "parquet":
        return head_of(file, format)
    try:
        return parquet_columns(file)
    except MissingExtraError:
        return ()


@dataclass(frozen=True, slots=True)
class _Made:
    metrics: Mapping[str, MetricEvidence]
    of: Mapping[tuple[str, str], GroupEstimate]


def _passport(passport: Passport, data: Mapping[str, str]) -> tuple[Passport, dict[str, dict[str, str]]]:
    """The passport with the data of most models, and what is another one of the others."""
    if passport.data is not None or not data:
        return passport, {}
    usual = Counter(data.values()).most_common(1)[0][0]
    return replace(passport, data=usual), {name: {"data": own} for name, own in data.items() if own != usual}
