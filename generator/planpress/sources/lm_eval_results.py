"""A results file of lm-evaluation-harness, of versions 0.3 and 0.4: what it states of each of its tasks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planpress.model.evidence import Passport
from planpress.model.metrics import Direction
from planpress.model.wording import listed, quoted
from planpress.sources.source import EvidenceFile
from planpress.sources.stated import finite

_NO_MEASURE = ("alias", "name", "sample_len", "sample_count")
_NAMED_BY = ("peft", "delta", "pretrained", "model", "path", "engine")
"""What of a model's arguments names it, as the harness itself looks for it."""
_DATED = re.compile(r"results_([\dT.:-]{1,40})\.json")


@dataclass(frozen=True, slots=True)
class TaskMeasure:
    """One number of a task: its `metric` and the `filter` of answers that it was measured after; `key` is both as the
    file writes them."""

    key: str
    metric: str
    filter: str = "none"


@dataclass(frozen=True, slots=True)
class ResultsFile:
    """The results of one model: `rows` of its tasks and groups as the file holds them."""

    file: EvidenceFile
    document: Mapping[str, Any]
    rows: Mapping[str, Mapping[str, Any]]

    @property
    def model(self) -> str | None:
        """The model as the file names it; None where it does not."""
        name = self.document.get("model_name")
        arguments = self._of("config").get("model_args")
        if isinstance(name, str) and name:
            return name
        if isinstance(arguments, str):
            pairs = (one.partition("=") for one in arguments.split(","))
            arguments = {key.strip(): value.strip() for key, _, value in pairs}
        named = arguments if isinstance(arguments, dict) else {}
        return next((str(named[key]) for key in _NAMED_BY if named.get(key)), None)

    def measures(self, task: str) -> tuple[TaskMeasure, ...]:
        """The numbers of a task, errors and counts left out."""
        found = []
        for key in self.rows[task]:
            metric, comma, name = key.partition(",")
            if key not in _NO_MEASURE and not metric.endswith("_stderr"):
                found.append(TaskMeasure(key, metric, name if comma else "none"))
        return tuple(found)

    def measure(self, task: str, asked: str) -> TaskMeasure | None:
        """The number that is asked for, as `acc,none`, or as `acc` where one filter alone has it. Raises SourceError
        where several have."""
        there = self.measures(task)
        metric, comma, name = asked.partition(",")
        same = [one for one in there if one.metric == metric and (one.filter == name or not comma)]
        if len(same) > 1:
            keys = listed((quoted(one.key) for one in same), "or")
            raise self.file.wrong(f"{quoted(task)} has {quoted(asked)} by {len(same)} filters; write {keys}")
        return same[0] if same else None

    def error(self, task: str, measure: TaskMeasure) -> float | None:
        """The standard error that is stated; None where there is none, which versions write as "N/A"."""
        row = self.rows[task]
        error = row.get(f"{measure.metric}_stderr,{measure.filter}", row.get(f"{measure.metric}_stderr"))
        return float(error) if finite(error) and error >= 0 else None

    def count(self, task: str, measure: TaskMeasure) -> int | None:
        """How many samples it is measured on; None where the file does not say."""
        row = self.rows[task]
        counts = row.get("sample_count")
        stated = self._of("n-samples", task).get("effective")
        for one in (stated, counts.get(measure.key) if isinstance(counts, dict) else None, row.get("sample_len")):
            if isinstance(one, int) and one >= 0:
                return one
        stated_parts = [self._of("n-samples", one).get("effective") for one in self.leaves(task)]
        parts = [one for one in stated_parts if isinstance(one, int)]
        return sum(parts) if parts and len(parts) == len(stated_parts) else None

    def subtasks(self, task: str) -> Sequence[str]:
        """The tasks of a group; none of a task."""
        parts = self._of("group_subtasks").get(task)
        return [one for one in parts if isinstance(one, str)] if isinstance(parts, list) else []

    def leaves(self, group: str) -> Sequence[str]:
        """The tasks of a group and of the groups in it; none of a task."""
        found, pending, seen = list[str](), [*self.subtasks(group)], {group}
        while pending:
            one = pending.pop(0)
            if one in seen:
                continue
            seen.add(one)
            below = self.subtasks(one)
            pending = [*below, *pending]
            if not below:
                found.append(one)
        return found

    def better(self, task: str, measure: TaskMeasure) -> Direction | None:
        """Which direction is better, where the file says it."""
        higher = self._of("higher_is_better", task).get(measure.metric)
        return None if not isinstance(higher, bool) else "higher" if higher else "lower"

    def passport(self, task: str, measure: TaskMeasure) -> Passport:
        """How the task was asked, of which part of which data."""
        config, whole = self._of("configs", task), self._of("config")
        shots = self._of("n-shot").get(task, whole.get("num_fewshot"))
        version, limit = self._of("versions").get(task), whole.get("limit")
        parts = [f"{shots}-shot"] if shots is not None else []
        parts += [f"version {_plain(version)}"] if version is not None else []
        parts += [f"limit {_plain(limit)}"] if limit is not None else []
        split = next((config[key] for key in ("test_split", "validation_split") if config.get(key)), None)
        data = " ".join(str(config[key]) for key in ("dataset_path", "dataset_name") if config.get(key))
        variant = ", ".join(parts)
        return Passport(
            metric=f"{task} {measure.metric},{measure.filter}", variant=variant or None,
            split=None if split is None else str(split), data=data or None,
        )  # fmt: skip

    def is_mean(self, task: str, metric: str) -> bool:
        """Whether the task does not say that a metric is something else than the mean over samples."""
        listed_there = self._of("configs", task).get("metric_list")
        for one in listed_there if isinstance(listed_there, list) else []:
            if isinstance(one, dict) and one.get("metric") == metric:
                return one.get("aggregation") in (None, "mean")
        return True

    def filters(self, task: str) -> Sequence[str]:
        """The filters of a task, in the order in which samples are written after each."""
        there = self._of("configs", task).get("filter_list")
        names = [str(one.get("name")) for one in there if isinstance(one, dict)] if isinstance(there, list) else []
        return names or ["none"]

    def samples_name(self, task: str) -> str | None:
        """The path of the samples of a task that were written with these results; None where it cannot be known."""
        folder, slash, name = self.file.name.rpartition("/")
        dated = _DATED.fullmatch(name)
        if dated:
            return f"{folder}{slash}samples_{task}_{dated[1]}.jsonl"
        arguments = self._of("config").get("model_args")
        return f"{folder}{slash}{re.sub('[/=]', '__', arguments)}_{task}.jsonl" if isinstance(arguments, str) else None

    def _of(self, *keys: str) -> Mapping[str, Any]:
        part: Any = self.document
        for key in keys:
            part = part.get(key) if isinstance(part, dict) else None
        return part if isinstance(part, dict) else {}


def results_of(file: EvidenceFile) -> ResultsFile:
    """A results file. Raises SourceError for a file of another kind."""
    document = file.json()
    rows = document.get("results") if isinstance(document, dict) else None
    is_of_tasks = isinstance(rows, dict) and all(isinstance(one, dict) for one in rows.values())
    if not isinstance(rows, dict) or not is_of_tasks or not {"versions", "config", "configs"} & document.keys():
        way_out = "name results_*.json, and their samples below samples"
        raise file.wrong(f"is no results file of lm-evaluation-harness, with results and versions; {way_out}")
    return ResultsFile(file, document, rows)


def _plain(value: object) -> str:
    """A version or a limit: 2.0 and "2" are the same one."""
    return f"{value:g}" if finite(value) else str(value)
