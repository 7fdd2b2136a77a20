"""What a log of Inspect states: scores by scorer, metric and reducer, and how its task was run."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planpress.model.evidence import Passport
from planpress.model.wording import listed, quoted, visible
from planpress.sources.example_scores import score_of_example
from planpress.sources.inspect_files import LogFile
from planpress.sources.source import EvidenceFile, names_of
from planpress.sources.stated import finite, unknown

_MEANS = ("accuracy", "mean")
"""The metrics that are the mean of the samples' values."""
ERRORS = ("stderr", "bootstrap_stderr")
"""The metrics that are the error of such a mean."""
_LETTERS = {"C": 1.0, "P": 0.5, "I": 0.0, "N": 0.0}
"""Correct, partly, incorrect, no answer: as Inspect counts them."""


@dataclass(frozen=True, slots=True)
class Score:
    """One entry of a log's scores: a scorer, or one key of a scorer whose values have several, after a reducer."""

    entry: Mapping[str, Any]

    @property
    def label(self) -> str:
        name, scorer = self.entry.get("name"), self.entry.get("scorer")
        return str(name) if name == scorer else f"{scorer}/{name}"

    @property
    def reducer(self) -> str:
        """How several epochs of a sample became one value; one epoch is its own mean."""
        return str(self.entry.get("reducer") or "mean")

    @property
    def metrics(self) -> Mapping[str, Mapping[str, Any]]:
        there = self.entry.get("metrics")
        return {key: one for key, one in there.items() if isinstance(one, dict)} if isinstance(there, dict) else {}

    def is_called(self, name: str) -> bool:
        return name in (self.label, self.entry.get("name"))

    def is_mean(self, metric: str) -> bool:
        """Whether a metric is the mean over all samples: none of a group, and no deviation."""
        one = self.metrics[metric]
        return str(one.get("name")).rpartition("/")[2] in _MEANS and not one.get("group")

    def error(self, metric: str, cluster: str | None) -> float | None:
        """The standard error of a mean: that over the clusters that are asked for, else the one without any, else the
        only one there is. None where none is stated."""
        errors = self._errors() if self.is_mean(metric) else {}
        return errors.get(cluster, errors.get(None, next(iter(errors.values()), None)))

    def stated_clusters(self, metric: str) -> str | None:
        """The key of the clusters over which alone the error of a mean is stated."""
        errors = self._errors() if self.is_mean(metric) else {}
        return None if None in errors else next(iter(errors), None)

    def _errors(self) -> dict[str | None, float]:
        errors = dict[str | None, float]()
        for one in self.metrics.values():
            value, written = one.get("value"), one.get("params", one.get("options"))
            over = written.get("cluster") if isinstance(written, dict) else None
            if str(one.get("name")).rpartition("/")[2] in ERRORS and finite(value) and value >= 0:
                errors.setdefault(None if over is None else str(over), float(value))
        return errors


@dataclass(frozen=True, slots=True)
class LogResults:
    """A log with results: its task and model, and its scores."""

    log: LogFile
    header: Mapping[str, Any]

    @property
    def file(self) -> EvidenceFile:
        return self.log.file

    @property
    def task(self) -> str:
        return str(self._eval.get("task"))

    @property
    def model(self) -> str | None:
        model = self._eval.get("model")
        return model if isinstance(model, str) and model else None

    @property
    def scores(self) -> tuple[Score, ...]:
        results = self.header.get("results")
        there = results.get("scores") if isinstance(results, dict) else None
        return tuple(Score(one) for one in there if isinstance(one, dict)) if isinstance(there, list) else ()

    @property
    def unfinished(self) -> tuple[int, int]:
        """How many samples have no result, and how many there are; each epoch counts."""
        results = self.header.get("results")
        counts = results if isinstance(results, dict) else {}
        total, done = counts.get("total_samples"), counts.get("completed_samples")
        return (max(total - done, 0), total) if isinstance(total, int) and isinstance(done, int) else (0, 0)

    def score(self, name: str, reducer: str | None) -> Score | None:
        """The score of a scorer; None where there is none. Raises SourceError where several answer to the name."""
        there = [one for one in self.scores if one.is_called(name)]
        labels = list(dict.fromkeys(one.label for one in there))
        if len(labels) > 1:
            raise self.file.wrong(f"{quoted(name)} is of several scorers; write {listed(map(quoted, labels), 'or')}")
        reducers = [one.reducer for one in there]
        if reducer is None and len(there) > 1:
            raise self.file.wrong(f"{quoted(name)} has {len(there)} reducers; write reducer: {listed(reducers, 'or')}")
        if reducer is not None and there and reducer not in reducers:
            raise self.file.wrong(f"{quoted(name)}: {unknown('reducer', reducer, reducers)}")
        return next((one for one in there if reducer in (None, one.reducer)), None)

    def count(self, score: Score) -> int | None:
        """How many samples have a score."""
        scored = score.entry.get("scored_samples")
        if isinstance(scored, int):
            return scored
        missing, total = self.unfinished
        return (total - missing) // self._epochs if total else None

    def passport(self, score: Score, metric: str) -> Passport:
        """How the task was run, on which data, and which model judged, where a scorer says so."""
        version, limit = self._eval.get("task_version"), self._config.get("limit")
        parts = [f"{self._epochs} epochs, {score.reducer}"] if self._epochs > 1 else []
        parts += [f"version {version}"] if version is not None else []
        parts += [f"limit {limit}"] if limit is not None else []
        data, params = self._eval.get("dataset"), score.entry.get("params")
        name = data.get("name") if isinstance(data, dict) else None
        judge = params.get("model") if isinstance(params, dict) else None
        return Passport(
            metric=f"{score.label} {metric}", variant=", ".join(parts) or None, data=str(name) if name else None,
            judge=judge if isinstance(judge, str) else None,
        )  # fmt: skip

    def samples(self, score: Score) -> dict[str, float]:
        """The values of a score's samples by id, without those that are not scored, as NaN. Raises SourceError for one
        that is no number, and for a second one."""
        values = dict[str, float]()
        for reduction in self.log.reductions():
            if isinstance(reduction, dict) and self._is_of(reduction, score):
                samples = reduction.get("samples")
                for one in samples if isinstance(samples, list) else [samples]:
                    self._add(values, one, score)
        return values

    def clusters(self, key: str, ids: Sequence[str]) -> dict[str, str]:
        """What the samples of these ids share, by a key of their metadata. Raises SourceError where one has none."""
        found = dict[str, str]()
        for sample in self.log.samples():
            metadata = sample.get("metadata")
            there = metadata if isinstance(metadata, dict) else {}
            if there.get(key) is not None:
                found[self._id(sample.get("id"))] = f"{self.task}/{there[key]}"
        lacking = [one for one in ids if one not in found]
        if lacking:
            sample_id = quoted(lacking[0].removeprefix(f"{self.task}/"))
            raise self.file.wrong(f"the metadata of the sample {sample_id} has no {quoted(key)}; correct cluster")
        return {one: found[one] for one in ids}

    @property
    def _eval(self) -> Mapping[str, Any]:
        own: Mapping[str, Any] = self.header["eval"]
        return own

    @property
    def _config(self) -> Mapping[str, Any]:
        config = self._eval.get("config")
        return config if isinstance(config, dict) else {}

    @property
    def _epochs(self) -> int:
        epochs = self._config.get("epochs")
        return epochs if isinstance(epochs, int) and epochs > 0 else 1

    def _id(self, written: object) -> str:
        return visible(f"{self.task}/{written}")

    def _is_of(self, reduction: Mapping[str, Any], score: Score) -> bool:
        scorer, reducer = reduction.get("scorer"), reduction.get("reducer") or "mean"
        return bool(scorer == score.entry.get("scorer") and reducer == score.reducer)

    def _add(self, values: dict[str, float], sample: object, score: Score) -> None:
        if not isinstance(sample, dict) or "sample_id" not in sample:
            raise self.file.wrong("holds a reduced score without a sample_id")
        one, written = self._id(sample["sample_id"]), sample.get("value")
        if isinstance(written, dict):
            written = written.get(str(score.entry.get("name")))
        if one in values:
            raise self.file.wrong(f"a second score of the sample {quoted(sample['sample_id'])} by {score.label}")
        written = _LETTERS.get(written, written) if isinstance(written, str) else written
        if written is None or (isinstance(written, float) and math.isnan(written)):
            return
        value = score_of_example(self.file, 0, f"{score.label} of {sample['sample_id']}", written)
        if value is not None:
            values[one] = value


def labels(logs: Sequence[LogResults]) -> list[str]:
    """The scorers of some logs, as they can be asked for."""
    return [*dict.fromkeys(one.label for log in logs for one in log.scores)]


def named(logs: Sequence[LogResults]) -> str:
    """How a message calls some logs."""
    return names_of(one.file for one in logs)
