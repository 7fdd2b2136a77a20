"""Results of lm-evaluation-harness, one model a file, and its logged samples."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.fields import Names, Text, written
from planpress.model.metrics import Metric, same
from planpress.model.wording import few, listed, quoted
from planpress.sources.lm_eval_results import ResultsFile, TaskMeasure, results_of
from planpress.sources.lm_eval_samples import Samples, samples_of
from planpress.sources.source import Brought, EvidenceFile, Offer, PassportKeys, SourceError, names_of, samples_beside
from planpress.sources.stated import Stated, add_clusters, finite, model_names, of_stated, unknown


@written
class TaskMetric(PassportKeys):
    """A metric of a task, or of a group of tasks."""

    task: Annotated[Text, Field(description="The task or the group, as the results name it.")]
    metric: Annotated[Text, Field(description="Its metric and the filter of answers, as in acc,none or acc.")]


@written
class LmEvalSource:
    """Results of lm-evaluation-harness, a model a file."""

    source: Literal["lm-eval"]
    files: Annotated[Names, Field(description="The results files: paths or patterns, from the project's folder.")]
    metrics: Annotated[Mapping[str, TaskMetric], Field(min_length=1, description="What to bring, by metric.")]
    name: Annotated[Text | None, Field(description="What the model is called, where all files are of one.")] = None
    samples: Annotated[Names, Field(description="The files of logged samples.")] = ()
    cluster: Annotated[Text | None, Field(description="The key of a document that names what samples share.")] = None

    def patterns(self) -> tuple[str, ...]:
        return (*self.files, *self.samples)

    @staticmethod
    def offer(file: EvidenceFile) -> Offer | None:
        if not file.name.lower().endswith(".json"):
            return None
        results = results_of(file)
        parts = {part for task in results.rows for part in results.subtasks(task)}
        asked = {
            _id(task, one): {"task": task, "metric": one.key}
            for task in results.rows if task not in parts
            for one in results.measures(task)
        }  # fmt: skip
        unnamed = {} if results.model else {"name": "NAME"}
        names = (results.samples_name(one) for task in results.rows for one in results.leaves(task) or [task])
        missing = dict.fromkeys(unnamed, "how its model is called")
        return Offer({"source": "lm-eval", **unnamed}, asked, missing, samples_beside(file, names))

    def read(self, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        return _Reading(self, files).brought(metrics)


def _id(task: str, measure: TaskMeasure) -> str:
    filtered = "" if measure.filter == "none" else f",{measure.filter}"
    return f"{task}/{measure.metric}{filtered}"


def _is_mean(value: float, scores: Mapping[str, float]) -> bool:
    return bool(scores) and same(math.fsum(scores.values()) / len(scores), value)


class _Reading:
    def __init__(self, source: LmEvalSource, files: Sequence[EvidenceFile]) -> None:
        self._source = source
        self._samples = {one.name: one for one in files if one.name.lower().endswith(".jsonl")}
        self._results = [results_of(one) for one in files if one.name not in self._samples]
        self._clusters: dict[str, str] = {}
        self._remarks: dict[str, None] = {}
        self._read_before: set[str] = set()
        self._rows = 0
        if not self._results:
            raise SourceError(f"{few([*map(quoted, source.files)])}: no results file among them; name results_*.json")
        if source.cluster is not None and not source.samples:
            raise SourceError("cluster is a key of documents; write samples too, as in samples: \"samples_*.jsonl\"")

    def brought(self, metrics: Mapping[str, Metric]) -> Brought:
        models = model_names([(one.file, one.model) for one in self._results], self._source.name)
        stated = {name: self._stated(name, models) for name in self._source.metrics}
        found, remarks = of_stated(stated, metrics, self._clusters, "leave samples out, or name those of it")
        rows = self._rows or sum(len(models) for models in stated.values())
        return Brought(found, rows=rows, remarks=(*self._remarks, *remarks))

    def _stated(self, name: str, models: Sequence[str]) -> dict[str, Stated]:
        """What is stated of one metric by model. Raises SourceError where no file, or more than one of a model, has the
        task, and where no file has the metric."""
        asked = self._source.metrics[name]
        having = [one for one in zip(models, self._results, strict=True) if asked.task in one[1].rows]
        if not having:
            tasks = [*dict.fromkeys(task for one in self._results for task in one.rows)]
            raise SourceError(f"{name}: {self._those()}: {unknown('task', asked.task, tasks)}")
        found, without = dict[str, Stated](), list[str]()
        first = dict[str, ResultsFile]()
        for model, results in having:
            if model in first:
                both = listed(str(one.file) for one in (first[model], results))
                message = f"{quoted(model)} has the task {quoted(asked.task)} in {both}"
                raise SourceError(f"{message}; name one of them in files")
            first[model] = results
            measure = results.measure(asked.task, asked.metric)
            if measure is None:
                without.append(model)
            elif (one := self._one(name, model, results, measure)) is not None:
                found[model] = one
        if len(without) == len(having):
            keys = [*dict.fromkeys(one.key for _, results in having for one in results.measures(asked.task))]
            raise SourceError(f"{name}: {quoted(asked.task)}: {unknown('metric', asked.metric, keys)}")
        lacking = [*without, *(model for model in dict.fromkeys(models) if model not in first)]
        for model in lacking:
            what = f"metric {quoted(asked.metric)} of" if model in without else "task"
            self._remarks[f"{quoted(model)} has no {what} {quoted(asked.task)}"] = None
        return found

    def _those(self) -> str:
        return names_of(one.file for one in self._results)

    def _one(self, name: str, model: str, results: ResultsFile, measure: TaskMeasure) -> Stated | None:
        asked = self._source.metrics[name]
        value = results.rows[asked.task][measure.key]
        if not finite(value):
            shown = value if isinstance(value, float) else quoted(value)
            where = str(results.file)
            self._remarks[f"{name} of {quoted(model)} is {shown} in {where}, and is left out"] = None
            return None
        return Stated(
            float(value), str(results.file), asked.passport(results.passport(asked.task, measure)),
            results.error(asked.task, measure), results.count(asked.task, measure),
            results.better(asked.task, measure), self._scores(results, asked.task, measure, value),
        )  # fmt: skip

    def _scores(self, results: ResultsFile, task: str, measure: TaskMeasure, value: float) -> Mapping[str, float]:
        """The scores of the samples, of a group those of all its tasks; none where none were asked for, or where they
        are no evidence of the value."""
        if not self._source.samples:
            return {}
        parts, scores = results.leaves(task), dict[str, float]()
        for one in parts or [task]:
            own, why = self._of_task(results, one, measure)
            if why:
                return self._as_stated(f"{quoted(task)}: {why}" if parts else why)
            scores.update(own)
        if parts and not (_is_mean(value, scores) and results.count(task, measure) in (None, len(scores))):
            return self._as_stated(f"{measure.metric} of {quoted(task)} is not the mean over all samples of its tasks")
        return scores

    def _as_stated(self, why: str) -> Mapping[str, float]:
        """No scores, with a remark of why."""
        self._remarks[f"{why}; errors are as stated"] = None
        return {}

    def _of_task(self, results: ResultsFile, task: str, measure: TaskMeasure) -> tuple[Mapping[str, float], str]:
        """The scores of a task's samples, or why there are none."""
        of = f"{measure.metric} of {quoted(task)}"
        file = self._samples.get(results.samples_name(task) or "")
        if not results.is_mean(task, measure.metric):
            return {}, f"{of} is not the mean of its samples"
        if file is None:
            return {}, f"there are no samples of {quoted(task)} beside {results.file}"
        scores = self._read(file, results, task, measure).scores
        return (scores, "") if scores else ({}, f"{of} has no score a sample")

    def _read(self, file: EvidenceFile, results: ResultsFile, task: str, measure: TaskMeasure) -> Samples:
        found = samples_of(file, task, measure, results.filters(task), self._source.cluster)
        add_clusters(self._clusters, found.clusters, file, self._source.cluster or "")
        self._rows += 0 if file.name in self._read_before else found.rows
        self._read_before.add(file.name)
        return found
