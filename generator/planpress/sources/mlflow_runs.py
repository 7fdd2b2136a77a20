"""Runs as MLflow tracks them, and how they are read from what `mlflow experiments csv` writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from planpress.model.wording import few, listed, quoted
from planpress.sources.example_scores import score_rows
from planpress.sources.source import MOST_ROWS, EvidenceFile

RUN_NAME = "mlflow.runName"
"""The tag that names a run."""
INFINITE = 1.79e308
"""What MLflow stores of an infinity is larger."""
_HEAD = ("run_id", "experiment_id", "status")


@dataclass(frozen=True, slots=True)
class AskedRuns:
    """Which experiment, by name or id, and which metrics and fields of its runs; everything where nothing is said."""

    experiment: str | int | None = None
    metrics: Sequence[str] | None = None
    fields: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A run: texts by field, as `params.lr`, `status` or `run_id`; values by metric, NaN and infinities too."""

    texts: dict[str, str]
    values: dict[str, float] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """How a message calls it."""
        return self.texts.get("run_name") or self.texts["run_id"]


@dataclass(frozen=True, slots=True)
class Runs:
    """The live runs of an experiment by their ids, and the metrics and fields that any of them has."""

    experiment: str | int
    runs: tuple[Run, ...]
    metrics: tuple[str, ...]
    fields: tuple[str, ...]


def is_csv_of_runs(file: EvidenceFile) -> bool:
    """Whether a file is a CSV with the columns of MLflow's. Raises SourceError where it is no CSV."""
    return file.name.lower().endswith(".csv") and {*_HEAD} <= next(score_rows(file), (0, {}))[1].keys()


def runs_of_csv(file: EvidenceFile, asked: AskedRuns) -> Runs:
    """The runs of a CSV. Raises SourceError for one of other columns, of several experiments, or of another."""
    runs, experiments, columns = dict[str, Run](), dict[str, None](), tuple[str, ...]()
    for line, row in score_rows(file):
        columns = columns or tuple(row)
        lacks = [quoted(name) for name in _HEAD if not row.get(name)]
        if lacks:
            raise file.wrong(f"is not what mlflow experiments csv writes: nothing stands in {listed(lacks)}", line)
        if len(runs) == MOST_ROWS or row["run_id"] in runs:
            what = f"a second run {quoted(row['run_id'])}" if row["run_id"] in runs else f"more than {MOST_ROWS:,} runs"
            raise file.wrong(what, line)
        experiments[row["experiment_id"]] = None
        runs[row["run_id"]] = _run(file, line, row, asked)
    if not runs:
        raise file.wrong("holds no run")
    experiment = _experiment(file, asked.experiment, [*experiments])
    metrics = tuple(sorted(_keys("metrics.", columns)))
    fields = tuple(sorted(name for name in columns if name.startswith(("params.", "tags."))))
    return Runs(experiment, tuple(one for _, one in sorted(runs.items())), metrics, fields)


def _keys(start: str, columns: Sequence[str]) -> list[str]:
    return [name.removeprefix(start) for name in columns if name.startswith(start)]


def _run(file: EvidenceFile, line: int, row: Mapping[str, Any], asked: AskedRuns) -> Run:
    names = [name for name in row if name.startswith(("params.", "tags."))] if asked.fields is None else asked.fields
    texts = {name: row[name] for name in ("run_id", "status", *names) if row.get(name)}
    if row.get(f"tags.{RUN_NAME}"):
        texts["run_name"] = row[f"tags.{RUN_NAME}"]
    metrics = _keys("metrics.", [*row]) if asked.metrics is None else asked.metrics
    return Run(texts, dict(_values(file, line, row, metrics)))


def _values(
    file: EvidenceFile, line: int, row: Mapping[str, Any], metrics: Sequence[str]
) -> Iterator[tuple[str, float]]:
    for name in metrics:
        text = str(row.get(f"metrics.{name}", "")).strip()
        if text:
            try:
                yield name, float(text)
            except ValueError:
                raise file.wrong(f"metrics.{name}: {quoted(text)} is not a number", line) from None


def _experiment(file: EvidenceFile, asked: str | int | None, there: Sequence[str]) -> str:
    """The id of the experiment, which is all that a CSV says of it."""
    if asked is None and len(there) > 1:
        raise file.wrong(f"holds runs of the experiments {few(there, 8)}; export one")
    if asked is not None and [str(asked)] != list(there):
        there_is = f"it holds runs of {few([*map(quoted, there)], 8)}, and no names of experiments"
        raise file.wrong(f"experiment {quoted(asked)}: {there_is}; leave experiment out, or export that one")
    return there[0]
