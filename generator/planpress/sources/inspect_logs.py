"""Scores in logs of Inspect, one model a log, and those of their samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from planpress.model.fields import Flag, Names, Text, written
from planpress.model.metrics import Metric
from planpress.model.wording import counted, few, listed, quoted, visible
from planpress.sources.inspect_files import is_log, log_of
from planpress.sources.inspect_results import ERRORS, LogResults, Score, labels, named
from planpress.sources.source import Brought, EvidenceFile, Offer, PassportKeys, SourceError
from planpress.sources.stated import Stated, add_clusters, finite, model_names, of_stated, unknown

_NO_MEASURES = (*ERRORS, "std", "var")


@written
class ScorerMetric(PassportKeys):
    """A metric of a scorer."""

    scorer: Annotated[Text, Field(description="The scorer; of one with several values, the name of the value.")]
    metric: Annotated[Text, Field(description="Its metric: accuracy, mean.")]
    task: Annotated[Text | None, Field(description="The task; that of all logs if left out.")] = None
    reducer: Annotated[Text | None, Field(description="How epochs were reduced, mean or max, where both were.")] = None


@written
class InspectSource:
    """Logs of Inspect, a model a log."""

    source: Literal["inspect"]
    files: Annotated[Names, Field(description="The logs, .eval or .json: paths or patterns.")]
    metrics: Annotated[Mapping[str, ScorerMetric], Field(min_length=1, description="What to bring, by metric.")]
    name: Annotated[Text | None, Field(description="What the model is called, where all logs are of one.")] = None
    samples: Annotated[Flag, Field(description="Write false to take errors as stated, and compare no samples.")] = True
    cluster: Annotated[Text | None, Field(description="The key of metadata that names what samples share.")] = None

    def patterns(self) -> tuple[str, ...]:
        return self.files

    @staticmethod
    def offer(file: EvidenceFile) -> Offer | None:
        log = log_of(file) if is_log(file) else None
        if log is None or log.header is None:
            return None
        scores = LogResults(log, log.header).scores
        asked = {
            ",".join(filter(None, (f"{keys['scorer']}/{keys['metric']}", keys.get("reducer")))): keys
            for score in scores for keys in _asked(score, scores)
        }  # fmt: skip
        return Offer({"source": "inspect"}, asked)

    def read(self, files: Sequence[EvidenceFile], metrics: Mapping[str, Metric]) -> Brought:
        return _Logs(self, files).brought(metrics)


def _asked(score: Score, scores: Sequence[Score]) -> list[dict[str, Any]]:
    several = sum(one.label == score.label for one in scores) > 1
    reducer = {"reducer": score.reducer} if several else {}
    there = (key for key, one in score.metrics.items() if str(one.get("name")).rpartition("/")[2] not in _NO_MEASURES)
    return [{"scorer": score.label, "metric": key, **reducer} for key in there]


class _Logs:
    def __init__(self, source: InspectSource, files: Sequence[EvidenceFile]) -> None:
        self._source = source
        self._remarks: dict[str, None] = {}
        self._clusters: dict[str, str] = {}
        self._logs = [one for one in map(self._with_results, files) if one is not None]
        if not self._logs:
            raise SourceError(f"no log has results: {few([*self._remarks])}")
        self._models = model_names([(one.file, one.model) for one in self._logs], source.name)

    def brought(self, metrics: Mapping[str, Metric]) -> Brought:
        stated = {name: self._stated(name) for name in self._source.metrics}
        found, remarks = of_stated(stated, metrics, self._clusters, "write samples: false to take what is stated")
        rows = sum(len(models) for models in stated.values())
        return Brought(found, rows=rows, remarks=(*self._remarks, *remarks))

    def _with_results(self, file: EvidenceFile) -> LogResults | None:
        """A log that counts; None, with a remark, for one that failed, was stopped, or was set aside."""
        log = log_of(file)
        if log.header is None:
            why = "was cut short, before it had results"
        elif log.header["status"] != "success":
            why = f"has the status {quoted(log.header['status'])}"
        elif log.header.get("invalidated") is True:
            why = "was invalidated"
        else:
            results = LogResults(log, log.header)
            missing, total = results.unfinished
            if missing:
                failed = f"{missing:,} of {counted(total, 'sample')} failed, without a score"
                self._remarks[f"{file}: {failed}"] = None
            if results.scores:
                return results
            why = "has no scores"
        self._remarks[f"{file} {why}, and is left out"] = None
        return None

    def _stated(self, name: str) -> dict[str, Stated]:
        """What is stated of one metric by model. Raises SourceError where a task or a scorer is nowhere, or a model has
        the task twice."""
        asked = self._source.metrics[name]
        having = self._of_task(name)
        found, first, lacking = dict[str, Stated](), dict[str, LogResults](), list[str]()
        for model, log in having:
            if model in first:
                both = listed(str(one.file) for one in (first[model], log))
                message = f"{quoted(model)} has the task {quoted(log.task)} in {both}"
                raise SourceError(f"{message}; name one of them in files")
            first[model] = log
            score = log.score(asked.scorer, asked.reducer)
            if score is None or asked.metric not in score.metrics:
                lacking.append(model)
            elif (one := self._one(name, model, log, score)) is not None:
                found[model] = one
        if len(lacking) == len(having):
            raise SourceError(f"{name}: {self._nowhere(name, [log for _, log in having])}")
        for model in lacking:
            self._remarks[f"{quoted(model)} has no {asked.metric} of {quoted(asked.scorer)}"] = None
        for model in dict.fromkeys(self._models):
            if model not in first:
                self._remarks[f"{quoted(model)} has no task {quoted(asked.task)}"] = None
        return found

    def _of_task(self, name: str) -> list[tuple[str, LogResults]]:
        """The logs of the task that is asked for, with their models."""
        task = self._source.metrics[name].task
        tasks = [*dict.fromkeys(one.task for one in self._logs)]
        if task is None and len(tasks) > 1:
            message = f"logs are of the tasks {few([*map(quoted, tasks)], 8)}"
            raise SourceError(f"{name}: {message}; write task: and which one")
        if task is not None and task not in tasks:
            raise SourceError(f"{name}: {named(self._logs)}: {unknown('task', task, tasks)}")
        return [one for one in zip(self._models, self._logs, strict=True) if task in (None, one[1].task)]

    def _nowhere(self, name: str, logs: Sequence[LogResults]) -> str:
        asked = self._source.metrics[name]
        scores = [score for log in logs if (score := log.score(asked.scorer, asked.reducer)) is not None]
        if not scores:
            return f"{named(logs)}: {unknown('scorer', asked.scorer, labels(logs))}"
        metrics = [*dict.fromkeys(key for score in scores for key in score.metrics)]
        return f"{quoted(asked.scorer)}: {unknown('metric', asked.metric, metrics)}"

    def _one(self, name: str, model: str, log: LogResults, score: Score) -> Stated | None:
        asked, where = self._source.metrics[name], str(log.file)
        value = score.metrics[asked.metric].get("value")
        if not finite(value):
            shown = value if isinstance(value, float) else quoted(value)
            self._remarks[f"{name} of {quoted(model)} is {shown} in {where}, and is left out"] = None
            return None
        unscored = score.entry.get("unscored_samples")
        if isinstance(unscored, int) and unscored > 0:
            self._remarks[f"{where}: {counted(unscored, 'sample')} without a score by {quoted(asked.scorer)}"] = None
        is_mean = score.is_mean(asked.metric)
        scores = log.samples(score) if self._source.samples and is_mean else {}
        if self._source.samples and not scores:
            of = f"{asked.metric} of {quoted(asked.scorer)} is no mean of all samples"
            why = f"{where} holds no scores of samples" if is_mean else of
            self._remarks[f"{why}; errors are as stated"] = None
        if self._source.cluster is not None and scores:
            clusters = log.clusters(self._source.cluster, [*scores])
            add_clusters(self._clusters, clusters, log.file, self._source.cluster)
        over = score.stated_clusters(asked.metric)
        if scores and self._source.cluster is None and over is not None:
            of = f"the error of {asked.metric} of {quoted(asked.scorer)} is stated over clusters"
            self._remarks[f"{of}; write cluster: {visible(over)} to have them counted"] = None
        return Stated(
            float(value), where, asked.passport(log.passport(score, asked.metric)),
            score.error(asked.metric, self._source.cluster),
            None if score.metrics[asked.metric].get("group") else log.count(score), scores=scores,
        )  # fmt: skip
