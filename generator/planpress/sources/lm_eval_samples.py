"""Samples that lm-evaluation-harness logs with its results: the score of each document, after each filter."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from planpress.model.wording import few, quoted, visible
from planpress.sources.example_scores import score_of_example, score_rows
from planpress.sources.lm_eval_results import TaskMeasure
from planpress.sources.source import MOST_ROWS, EvidenceFile


@dataclass(slots=True)
class Samples:
    """The scores of a task by id, the cluster of each id where one is asked for, and how many rows there are. `scores`
    is None where samples hold no score of the measure, but the weights of a perplexity, say."""

    scores: dict[str, float] | None = field(default_factory=dict)
    clusters: dict[str, str] = field(default_factory=dict)
    rows: int = 0


def samples_of(
    file: EvidenceFile, task: str, measure: TaskMeasure, filters: Sequence[str], cluster: str | None
) -> Samples:
    """The scores in the samples of a task. An id is of the task, the document's number and its content, so that only
    the same documents of the same task are compared. Raises SourceError for what is no sample, or a second one."""
    found = Samples()
    seen: defaultdict[str, int] = defaultdict(int)
    for line, row in _rows(file):
        found.rows += 1
        if found.rows > MOST_ROWS:
            raise file.wrong(f"more than {MOST_ROWS:,} samples", line)
        if "doc_id" not in row:
            raise file.wrong("is no sample of lm-evaluation-harness: it has no doc_id", line)
        one = _id(task, row)
        # Before 0.4.4 nothing but the order says which filter a row is of.
        name = row.get("filter", filters[min(seen[one], len(filters) - 1)])
        seen[one] += 1
        if name == measure.filter:
            _add(found, measure, file, line, row, one)
        if cluster is not None:
            found.clusters[one] = f"{task}/{_cluster(file, line, row, cluster)}"
    return found


def _rows(file: EvidenceFile) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The samples with their lines. Version 0.4.2 writes one list into a file that is called .jsonl all the same."""
    with file.open() as opened:
        is_list = opened.read(1) == b"["
    if not is_list:
        yield from score_rows(file)
        return
    rows = file.json()
    for row in rows:
        if not isinstance(row, dict):
            raise file.wrong(f"{quoted(row)} is no sample; it has no doc_id")
        yield 0, row


def _id(task: str, row: Mapping[str, Any]) -> str:
    document = json.dumps(row.get("doc"), sort_keys=True).encode()
    return f"{task}/{visible(str(row['doc_id']))}/{hashlib.sha256(document).hexdigest()[:16]}"


def _add(found: Samples, measure: TaskMeasure, file: EvidenceFile, line: int, row: Mapping[str, Any], one: str) -> None:
    written = row.get(measure.metric)
    if found.scores is None or written is None or isinstance(written, list | dict):
        found.scores = None
        return
    if one in found.scores:
        message = f"a second sample of document {quoted(row['doc_id'])} after the filter {quoted(measure.filter)}"
        raise file.wrong(message, line)
    value = score_of_example(file, line, measure.metric, written)
    if value is not None:
        found.scores[one] = value


def _cluster(file: EvidenceFile, line: int, row: Mapping[str, Any], cluster: str) -> str:
    document = row.get("doc")
    there = document if isinstance(document, dict) else {}
    if there.get(cluster) is None:
        keys = few([*map(quoted, there)], 8) or "nothing"
        raise file.wrong(f"the document has no {quoted(cluster)}, which is asked for as cluster; it has {keys}", line)
    return str(there[cluster])
