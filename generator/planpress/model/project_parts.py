"""The parts of a project as its team writes them: milestones, status, requirements, baselines, what it uses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from planpress.model.feasibility import Automation
from planpress.model.fields import Day, Flag, Id, Number, Text, Url, written
from planpress.model.metrics import Bound
from planpress.model.stages import Stage
from planpress.model.uncertainty import StatedUncertainty
from planpress.model.wording import day

Rung = Literal[
    "random-people", "ensemble-of-random-people", "domain-experts", "deep-domain-experts", "mixture-of-experts"
]


SameAs = Literal["data", "split", "metric"]


@written
class Milestone:
    date: Annotated[Day, Field(description="When it is due, or was reached.")]
    title: Annotated[Text, Field(description="What is reached.")]
    done: Annotated[Flag, Field(description="Whether it has been reached.")] = False
    decide: Annotated[Flag, Field(description="Whether it is a decision to be taken by then.")] = False


State = Literal["active", "paused", "stopped", "done"]


@written
class Status:
    """Whether a project goes on. One that does not has no rank, takes no capacity and is asked nothing."""

    state: Annotated[State, Field(description="active, paused, stopped or done.")]
    since: Annotated[Day | None, Field(description="From which day on; needed unless it is active.")] = None
    because: Annotated[str | None, Field(description="Why.")] = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A project that is out of the order, and why: it failed a must-have, or it does not go on."""

    id: str
    state: Literal["screened out", "paused", "stopped", "done"]
    reason: str | None = None
    since: date | None = None

    @property
    def words(self) -> str:
        """`stopped on 17 Apr 2019: the works council refused`."""
        head = f"{self.state} on {day(self.since)}" if self.since else self.state
        return f"{head}: {self.reason}" if self.reason else head


@written
class InUse:
    """What runs today, whatever the rule picks."""

    model: Annotated[Text, Field(description="A model, a baseline, or none.")]
    since: Annotated[Day | None, Field(description="From which day on.")] = None


@written
class Link:
    label: Annotated[Text, Field(description="The words of the link.")]
    url: Annotated[Url, Field(description="Where it leads: http, https or mailto.")]


@written
class Screen:
    """A must-have: a project that does not pass is taken out of the order, with the reason."""

    name: Annotated[Text, Field(description="What must be passed: a legal, ethical or security review.")]
    passed: Annotated[Flag, Field(description="Whether it was passed.")]
    because: Annotated[str | None, Field(description="Why it was, or was not, passed.")] = None


@written
class DesignChange:
    """A change of the product's design that lets it do with less accuracy."""

    change: Annotated[Text, Field(description="What the product does instead.")]
    required: Annotated[Number, Field(ge=0, lt=1, description="The accuracy that is then required, 0 to 1.")]
    automation: Annotated[Automation | None, Field(description="How much the machine then does by itself.")] = None


@written
class Accuracy:
    """How often it is right now, and how often it must be; shares from 0 to 1."""

    required: Annotated[Number, Field(ge=0, lt=1, description="The accuracy that is required, 0 to 1.")]
    now: Annotated[Number | None, Field(ge=0, lt=1, description="The accuracy that is reached now, 0 to 1.")] = None
    design: Annotated[tuple[DesignChange, ...], Field(description="Designs that need less accuracy.")] = ()
    metric: Annotated[
        str | None, Field(description="The metric that says what is reached now, from the leading model.")
    ] = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """A bound that the product needs, whatever the rule that picks the model."""

    bound: Bound
    why: str | None = None


@written
class RuleChange:
    since: Annotated[Day, Field(description="From when on this rule decided.")]
    rule: Annotated[str, Field(description="The id of the rule.")]
    because: Annotated[str | None, Field(description="What made it decide.")] = None


@written
class Baseline:
    """Something to hold a model against. `values` are by metric, in the metric's unit."""

    id: Annotated[Id, Field(description="Its id within the project.")]
    kind: Annotated[str, Field(description="Where it comes from.")]
    values: Annotated[Mapping[str, Number], Field(description="Its measured values by metric.")] = field(
        default_factory=dict
    )
    uncertainty: Annotated[
        Mapping[str, StatedUncertainty], Field(description="How sure its values are, by metric: n, se or ci.")
    ] = field(default_factory=dict)
    row: Annotated[
        str | None, Field(description="In the place of values: the row of the model table that has them.")
    ] = None
    label: Annotated[str | None, Field(description="The name that readers see.")] = None
    rung: Annotated[Rung | None, Field(description="Of a human baseline: how skilled the people are.")] = None
    people: Annotated[int | None, Field(ge=1, description="Of a human baseline: how many people.")] = None
    source: Annotated[str | None, Field(description="Where the values come from.")] = None
    measured: Annotated[Day | None, Field(description="When they were measured.")] = None
    same: Annotated[
        tuple[SameAs, ...] | None,
        Field(description="Of a published baseline: what is the same here: data, split, metric."),
    ] = None

    @property
    def name(self) -> str:
        return self.label or self.id


@written
class Waiver:
    kind: Annotated[str, Field(description="The kind of baseline that the project does without.")]
    because: Annotated[Text, Field(description="Why.")]
    until: Annotated[Day, Field(description="The last day on which that holds.")]


@written
class DiagnosisRequest:
    """Which model to diagnose, and the metrics of its error on the training and on the validation set."""

    model: Annotated[str, Field(description="The model to diagnose.")]
    train: Annotated[str, Field(description="The metric on the training set.")]
    validation: Annotated[str | None, Field(description="The same metric on the validation set.")] = None
    against: Annotated[str | None, Field(description="The baseline to compare with; the best human if left out.")] = (
        None
    )


@written
class LifecycleStep:
    date: Annotated[Day, Field(description="When the stage began.")]
    to: Annotated[Stage, Field(description="The stage that began.")]
    because: Annotated[str | None, Field(description="Of a way back: the code of its reason.")] = None
    note: Annotated[str | None, Field(description="What happened.")] = None


def _read_asks(written: object) -> object:
    """Person-weeks by team; None of each where teams are listed alone."""
    if written is None or isinstance(written, dict):
        return written
    names = written if isinstance(written, list | tuple) else ()
    strange = [at for at, name in enumerate(names) if not isinstance(name, str)]
    if strange and not isinstance(names[strange[0]], dict | list):
        raise PydanticCustomError("string_type", "", {"at": strange[:1], "written": names[strange[0]]})
    if strange or not isinstance(written, list | tuple):
        raise PydanticCustomError("asks", "is not a list of teams; write [a, b], or the weeks of each, {a: 6, b: 1}")
    return dict.fromkeys(names)


_ASKS = {
    "anyOf": [
        {"type": "array", "items": {"type": "string"}},
        {"type": "object", "additionalProperties": {"type": "number", "minimum": 0}},
    ]
}


@written
class Uses:
    """The teams and tools that a project needs; of each team its person-weeks, None where nobody divided the effort."""

    teams: Annotated[
        Mapping[str, Annotated[Number, Field(ge=0)] | None],
        BeforeValidator(_read_asks),
        WithJsonSchema(_ASKS),
        Field(description="Ids of teams, alone or each with the person-weeks that are asked of it."),
    ] = field(default_factory=dict)
    infrastructure: Annotated[tuple[str, ...], Field(description="Ids of infrastructure.")] = ()
