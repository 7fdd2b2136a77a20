"""Metrics, parameters and tags of runs in an MLflow tracking store: its SQLite file, or its CSV."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from planpress.model.evidence import MetricEvidence, ModelEvidence, Passport
from planpress.model.fields import LARGEST, Text, Wanted, written
from planpress.model.metrics import Metric
from planpress.model.wording import few, on_one_line, quoted
from planpress.sources.mlflow_database import busiest_experiments, is_database, runs_of_database
from planpress.sources.mlflow_runs import INFINITE, AskedRuns, Run, Runs, is_csv_of_runs, runs_of_csv
from planpress.sources.source import Brought, EvidenceFile, Offer, PassportKeys, SourceError
from planpress.sources.stated import unknown

_OF_RUNS = ("run_name", "run_id", "status")


def _read_field(name: str) -> str:
    group, dot, key = name.partition(".")
    if name in _OF_RUNS or (dot and key and group in ("params", "tags")):
        return name
    raise PydanticCustomError("field", "is no field of a run; write params.x, tags.x, run_name, run_id or status")


RunField = Annotated[Text, AfterValidator(_read_field)]
"""What MLflow knows of a run, as a text."""


@written
class RunMetric(PassportKeys):
    """A metric that runs log."""

    metric: Annotated[Text, Field(description="What MLflow calls it.")]


def _named(written: object) -> object:
    return {"metric": written} if isinstance(written, str) else written


@written
class MlflowSource:
    """The latest metrics of runs in an MLflow tracking store."""

    source: Literal["mlflow"]
    store: Annotated[Text, Field(description="The SQLite file of the store, or what mlflow experiments csv writes.")]
    metrics: Annotated[
        Mapping[str, Annotated[RunMetric, BeforeValidator(_named, json_schema_input_type=str | RunMetric)]],
        Field(min_length=1, description="What to bring, by metric: what MLflow calls it."),
    ]
    experiment: Annotated[
        Text | int | None, Field(description="The experiment: its name, or its id; the only one with runs if left out.")
    ] = None
    name: Annotated[
        RunField, Field(description="What names the model: params.x, tags.x, run_name or run_id.")
    ] = "run_name"
    where: Annotated[Mapping[RunField, Wanted], Field(description="Which runs: values by field.")] = field(
        default_factory=dict
    )
    columns: Annotated[
        Mapping[Text, RunField], Field(description="Columns of texts to bring, each with the field that it holds.")
    ] = field(default_factory=dict)

    def patterns(self) -> tuple[str, ...]:
        return (self.store,)

    @staticmethod
    def offer(file: EvidenceFile) -> Offer | None:
        return _offer(file)

    def read(self, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        if len(files) != 1:
            raise SourceError(f"{quoted(self.store)} names {len(files):,} files; name one store")
        [file] = files
        fields = tuple({self.name: 0, **dict.fromkeys((*self.where, *self.columns.values()), 0)})
        found = _runs_of(file, AskedRuns(self.experiment, [*{one.metric: 0 for one in self.metrics.values()}], fields))
        self._refuse_unknown(file, found)
        runs = self._chosen(file, found)
        remarks = list[str]()
        models = self._by_name(file, found, runs, remarks)
        for one in self.metrics.values():
            if not any(one.metric in run.values for run in models.values()):
                raise file.wrong(f"{_of(found)}: none of the chosen runs has the metric {quoted(one.metric)}")
        evidence = {
            name: MetricEvidence(one.passport(Passport(metric=one.metric)), dict(_values(one.metric, models, remarks)))
            for name, one in self.metrics.items()
        }
        notes = {
            column: {name: text for name, run in models.items() if (text := on_one_line(run.texts.get(key, "")))}
            for column, key in self.columns.items()
        }
        return Brought(evidence, notes, len(runs), tuple(remarks))

    def _refuse_unknown(self, file: EvidenceFile, found: Runs) -> None:
        for one in self.metrics.values():
            if one.metric not in found.metrics:
                raise file.wrong(f"{_of(found)}: {unknown('metric', one.metric, found.metrics)}")
        known = (*_OF_RUNS, *found.fields)
        for name in (self.name, *self.where, *self.columns.values()):
            if name not in known:
                raise file.wrong(f"{_of(found)}: {unknown('field', name, known)}")

    def _chosen(self, file: EvidenceFile, found: Runs) -> list[Run]:
        runs = [*found.runs]
        for key, wanted in self.where.items():
            kept = [run for run in runs if run.texts.get(key) in wanted]
            if not kept:
                there = few(sorted({quoted(run.texts[key]) for run in runs if key in run.texts}), 8) or "none"
                message = f"{_of(found)}: no run has the {key} {few([*map(quoted, wanted)])}"
                raise file.wrong(f"{message}; there are {there}")
            runs = kept
        return runs

    def _by_name(self, file: EvidenceFile, found: Runs, runs: Sequence[Run], remarks: list[str]) -> dict[str, Run]:
        """The runs by the name of their model, in its order; those without a name or a metric are left out."""
        models = dict[str, Run]()
        for run in runs:
            name = run.texts.get(self.name, "").strip()
            if not name or not run.values:
                lacks = f"has no {self.name}" if not name else "has none of the metrics"
                remarks.append(f"the run {quoted(run.title)} {lacks}, and is left out")
            elif name in models:
                several = sorted(quoted(one.title) for one in runs if one.texts.get(self.name, "").strip() == name)
                message = f"{_of(found)}: {len(several)} runs are {quoted(name)} by {self.name}: {few(several)}"
                raise file.wrong(f"{message}; choose one with where, or write name: run_id")
            else:
                models[name] = run
        return dict(sorted(models.items()))


def _values(metric: str, models: Mapping[str, Run], remarks: list[str]) -> Iterator[tuple[str, ModelEvidence]]:
    """The values of a metric that a table can hold, and remarks on the others."""
    for name, run in models.items():
        value = run.values.get(metric)
        if value is None:
            continue
        if math.isnan(value) or abs(value) > LARGEST:
            size = "infinite" if abs(value) >= INFINITE else "too large" if abs(value) > LARGEST else "NaN"
            remarks.append(f"{metric} of {quoted(name)} is {size}, and is left out")
        else:
            yield name, ModelEvidence(value)


def _of(found: Runs) -> str:
    return f"experiment {quoted(found.experiment)}"


def _runs_of(file: EvidenceFile, asked: AskedRuns) -> Runs:
    if is_database(file):
        return runs_of_database(file, asked)
    if not file.name.lower().endswith(".csv"):
        raise file.wrong("is no SQLite file; name the store's, as mlflow.db, or a .csv by mlflow experiments csv")
    return runs_of_csv(file, asked)


def _offer(file: EvidenceFile) -> Offer | None:
    """Finished runs of the experiment with the most runs, named by the first field that tells them apart."""
    if not is_database(file) and not is_csv_of_runs(file):
        return None
    experiments = busiest_experiments(file) if is_database(file) else []
    found = _runs_of(file, AskedRuns(experiments[0][0] if experiments else None))
    finished = [run for run in found.runs if run.texts["status"] == "FINISHED"]
    keys: dict[str, Any] = {"source": "mlflow", "store": file.name}
    if is_database(file):
        keys["experiment"] = found.experiment
    keys["name"] = "run_id"
    for name in ("run_name", "params.model"):
        names = {run.texts.get(name) for run in finished}
        if None not in names and len(names) == len(finished) > 0:
            keys["name"] = name
    if finished:
        keys["where"] = {"status": "FINISHED"}
    others = few([quoted(name) for _, name in experiments[1:]], 8)
    most = f"{file}: of the experiments {quoted(found.experiment)} has the most runs, and is taken"
    are = "are" if len(experiments) > 2 else "is"
    chosen = (f"{most}; there {are} {others} too",) if others else ()
    return Offer(keys, {name: name for name in found.metrics}, remarks=chosen)
