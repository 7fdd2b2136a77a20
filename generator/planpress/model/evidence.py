"""Evidence: what sources say of a table's values, and how sure that is. `planpress refresh` writes it beside the table.

Each noun is a part of `models.evidence.json`, and its fields are the keys there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from planpress.model.curves import CurveEvidence, Outcomes
from planpress.model.fields import ISO_DAY, Number, Text, written
from planpress.model.wording import day, few, listed

ENDING = ".evidence.json"
_BETA = re.compile(r"beta ([0-9]{1,4}(?:\.[0-9]{1,6})?)")

Method = Literal["t", "CR1", "Nadeau-Bengio", "bootstrap", "stated"]
"""How a standard error was made: of examples, of clusters of them, of folds, of clusters that were drawn again
and again, or by whoever wrote the file."""

METHOD_WORDS: Mapping[Method, str] = {
    "t": "Student's t",
    "CR1": "CR1",
    "Nadeau-Bengio": "Nadeau-Bengio",
    "bootstrap": "bootstrap",
    "stated": "as stated",
}

MOST_PAIRED = 20
"""Pairs are kept of so many of the best models of a metric."""


def _dict() -> Any:
    """A mapping that is empty where its key is left out."""
    return field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passport:
    """What a metric's values are of. Two metrics may be averaged or compared where nothing of it differs."""

    __pydantic_config__ = {"extra": "forbid"}

    metric: Annotated[str | None, Field(description="What is measured, as its source calls it.")] = None
    threshold: Annotated[Number | None, Field(description="From which score on an example is positive.")] = None
    variant: Annotated[str | None, Field(description="Which of its definitions, or how the models were asked.")] = None
    split: Annotated[str | None, Field(description="Which part of the data: train, validation, test.")] = None
    data: Annotated[str | None, Field(description="Which data, by name or by the hash of its examples.")] = None
    ties: Annotated[str | None, Field(description="What equal scores count as.")] = None
    average: Annotated[str | None, Field(description="Over classes: binary, micro, macro or weighted.")] = None
    judge: Annotated[str | None, Field(description="Who says what is right, where that is a model or a person.")] = None

    def items(self) -> tuple[tuple[str, str], ...]:
        """What is known of it, each part with its name, in the order of the fields."""
        named = ((one.name, getattr(self, one.name)) for one in fields(self))
        return tuple((name, f"{value:g}" if isinstance(value, float) else value) for name, value in named if value)

    def of_counts(self, counts: Outcomes) -> float | None:
        """The value that counts give where they are of its threshold; None where it does not follow from them alone."""
        if self.threshold is None or self.average not in (None, "binary") or self.beta is None:
            return None
        return counts.value(self.metric, self.beta)

    @property
    def beta(self) -> float | None:
        """How much recall weighs, which is of f-beta alone; None where that is not known."""
        found = _BETA.fullmatch(self.variant or "")
        return 1.0 if self.metric != "f-beta" else float(found[1]) if found else None


@written
class ModelEvidence:
    """The value of one model, in the metric's unit, at full precision.

    `n` examples, `clusters` of these or `folds` are what the error is estimated from. `low` and `high` are the ends of
    the interval at 95 %. `differs` are the parts of the passport that are other ones for this model.
    """

    value: Number
    n: Annotated[int | None, Field(ge=0)] = None
    clusters: Annotated[int | None, Field(ge=0)] = None
    folds: Annotated[int | None, Field(ge=0)] = None
    se: Annotated[Number | None, Field(ge=0)] = None
    method: Method | None = None
    low: Number | None = None
    high: Number | None = None
    differs: Mapping[str, str] = _dict()


@written
class PairEvidence:
    """The value of `a` less that of `b` on the examples, or folds, that both have. `discordant` are how many only `a`
    and only `b` has right, `covariances` those with the differences of the same two models in other metrics."""

    a: Text
    b: Text
    difference: Number
    se: Annotated[Number, Field(ge=0)]
    n: Annotated[int, Field(ge=0)]
    clusters: Annotated[int | None, Field(ge=0)] = None
    folds: Annotated[int | None, Field(ge=0)] = None
    discordant: tuple[int, int] | None = None
    covariances: Mapping[str, Number] = _dict()


@written
class SliceEvidence:
    """The value of one model on a part of the examples."""

    value: Number
    n: Annotated[int | None, Field(ge=0)] = None
    clusters: Annotated[int | None, Field(ge=0)] = None
    se: Annotated[Number | None, Field(ge=0)] = None


def says_how_sure(evidence: "Evidence | None") -> bool:
    """Whether evidence has an error, or a count, of any value."""
    found = (one for metric in evidence.metrics.values() for one in metric.models.values()) if evidence else ()
    return any(one.se is not None or one.n is not None for one in found)


Slices = Mapping[str, Mapping[str, Mapping[str, SliceEvidence]]]
"""Values by what the examples are parted by, by part, by model."""


@written
class MetricEvidence:
    """What is known of the values of one metric. `covariances` are those of each model's metrics, by model."""

    passport: Passport = Passport()
    models: Mapping[str, ModelEvidence] = _dict()
    pairs: tuple[PairEvidence, ...] = ()
    covariances: Mapping[str, Mapping[str, Number]] = _dict()
    slices: Slices = _dict()


@written
class SourceEvidence:
    """What was read: of each file its path from the project's folder and its hash; `asked` is the hash of what
    project.yml said of the source."""

    source: Annotated[Text, Field(description="The kind of source.")]
    files: Annotated[tuple[str, ...], Field(description="The files, from the project's folder.")]
    sha256: Annotated[tuple[str, ...], Field(description="The hash of each file.")]
    rows: Annotated[int, Field(ge=0, description="How many rows were read.")] = 0
    asked: Annotated[str, Field(description="The hash of what project.yml said of the source.")] = ""


@written
class Evidence:
    """The evidence for one table: by which command, when and with what it was made, from which files, and by metric."""

    schema: Annotated[Literal[1], Field(description="The version of this format: 1.")] = 1
    planpress: Annotated[str, Field(description="The version that made it.")] = ""
    command: Annotated[str, Field(description="The command that made it.")] = ""
    made: Annotated[str, Field(description="The day on which it was made.")] = ""
    engine: Annotated[str | None, Field(description="The engine that added the numbers up.")] = None
    sources: Annotated[tuple[SourceEvidence, ...], Field(description="What was read.")] = ()
    metrics: Annotated[Mapping[str, MetricEvidence], Field(description="What is known of each metric.")] = _dict()
    curves: Annotated[tuple[CurveEvidence, ...], Field(description="What scores give at other thresholds.")] = ()

    @property
    def read_from(self) -> str:
        """`scores: queries.csv, read on 30 Nov 2026`; nothing where no file is named."""
        files = [*dict.fromkeys(file for one in self.sources for file in one.files)]
        kinds = listed(dict.fromkeys(one.source for one in self.sources))
        when = f", read on {day(date.fromisoformat(self.made))}" if ISO_DAY.fullmatch(self.made) else ""
        return f"{kinds}: {few(files)}{when}" if files else ""


@dataclass(frozen=True, slots=True)
class AskedSource:
    """What project.yml asks a source for: its kind, and which metrics."""

    source: str
    metrics: tuple[str, ...]


def evidence_path(table: str) -> str:
    """Where the evidence for a table stands: `models.evidence.json` beside `models.csv`."""
    folder, slash, name = table.rpartition("/")
    return f"{folder}{slash}{name.rpartition('.')[0] or name}{ENDING}"
