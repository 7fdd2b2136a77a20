"""What is known of the values of a model, and `.eval_results/*.yaml` of the Hugging Face Hub, which has them.

Format: https://huggingface.co/docs/hub/eval-results, as huggingface_hub reads and writes it (`EvalResultEntry`): an
entry has the id of a benchmark's data set and of its task.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planpress.formats.yaml_output import as_yaml
from planpress.model.evidence import MetricEvidence, ModelEvidence, Passport
from planpress.model.metrics import Direction, Metric
from planpress.model.project import Project
from planpress.model.wording import listed, number, on_one_line

_NAME = r"[A-Za-z0-9][\w.-]{0,95}"
_DATA = re.compile(
    rf"(?P<set>{_NAME}/{_NAME})(?:, (?P<task>{_NAME}))?(?:, revision (?P<revision>[0-9a-f]{{1,40}}))?", re.ASCII
)
DATA_SET, TASK = "OWNER/DATASET", "TASK"
"""What stands in the place of an id that is not known."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The ids of a benchmark's data set and task on the Hub, and what the data set's revision begins with, None where
    that is not known; and whether these are all that is `said` of the data."""

    data_set: str | None
    task: str | None
    revision: str | None
    said: bool


@dataclass(frozen=True, slots=True)
class ModelResult:
    """The value of a model in one metric, and what its evidence says of that."""

    metric: str
    label: str
    better: Direction
    unit: str | None
    value: float
    passport: Passport
    evidence: ModelEvidence | None

    @property
    def benchmark(self) -> Benchmark:
        """What its passport has of the ids that the Hub needs. A second name behind a data set's id is that of the task
        where the passport is of a benchmark's results, which name no metric; else it is a configuration."""
        found = _DATA.fullmatch(self.passport.data or "")
        if found is None or (found["task"] and self.passport.metric is not None):
            return Benchmark(found["set"] if found else None, None, None, said=False)
        return Benchmark(found["set"], found["task"], found["revision"], said=True)


def results_of(project: Project, metrics: Mapping[str, Metric], model: str) -> tuple[ModelResult, ...]:
    """The values of a model in the `metrics` of its project, in the order of its table."""
    table = project.table
    evidence = table.evidence.metrics if table and table.evidence else {}
    values = project.values_of(model)
    found = []
    for name in table.columns if table else ():
        if name in values and name in metrics:
            metric = metrics[name]
            known = evidence.get(name, MetricEvidence())
            own = known.models.get(model)
            of = _of_model(known.passport, own)
            label = metric.label or name
            found.append(ModelResult(name, label, metric.better, metric.unit, values[name], of, own))
    return tuple(found)


def _of_model(passport: Passport, evidence: ModelEvidence | None) -> Passport:
    """The passport of a model's own value: a part that is another one for it is that, or not known."""
    differs = evidence.differs if evidence else {}
    own = {name: None if name in differs else getattr(passport, name) for name in Passport.__dataclass_fields__}
    own |= {name: value for name, value in differs.items() if name != "threshold" and value != "not stated"}
    return Passport(**own)


def results_file(model: str, project: str, results: Sequence[ModelResult]) -> str:
    """The file. An entry that lacks what the Hub needs is a comment, and says what to fill in."""
    of = f"{on_one_line(model)}, {on_one_line(project)}"
    head = f"# Results of {of}. An entry that is a comment waits for what is not known."
    return "".join([f"{head}\n", *(piece for one in results for piece in _entry(one))])


def _entry(one: ModelResult) -> Iterator[str]:
    found = one.benchmark
    ids = {"dataset.id": found.data_set, "dataset.task_id": found.task, "date": None, "source": None}
    begins = f"; dataset.revision begins with {found.revision}" if found.revision else ""
    unknown = listed(key for key, value in ids.items() if value is None)
    yield f"\n# {on_one_line(one.label)}: not known: {unknown}{begins}\n"
    notes = "; ".join(_notes(one))
    entry: dict[str, Any] = {"dataset": {"id": found.data_set or DATA_SET, "task_id": found.task or TASK}}
    text = as_yaml([{**entry, "value": one.value, **({"notes": notes} if notes else {})}])
    is_whole = found.data_set is not None and found.task is not None
    yield text if is_whole else "".join(f"# {line}\n" for line in text.splitlines())


def _notes(one: ModelResult) -> Iterator[str]:
    """What is known of how it was measured: the variant in its own words, and what else there is."""
    if one.passport.variant:
        yield on_one_line(one.passport.variant)
    for name, value in one.passport.items():
        if name != "variant" and not (name == "data" and one.benchmark.said):
            yield f"{name}: {on_one_line(value)}"
    known = one.evidence
    if known is not None and known.n is not None:
        yield f"n: {known.n}"
    if known is not None and known.se is not None:
        yield f"standard error: {number(known.se)}"
