"""One project, as its team wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.decision import Decision, MeetingDecision, newest_first
from planpress.model.fields import Day, Flag, Id, Number, Text, Url, written
from planpress.model.metrics import Bound, Estimate, Metric
from planpress.model.rule import Rule
from planpress.model.sources import NOWHERE, Places
from planpress.model.stages import Stage
from planpress.model.tables import ModelTable

Archetype = Literal["software-2.0", "human-in-the-loop", "autonomous"]

ARCHETYPE_LABELS: dict[Archetype, str] = {
    "software-2.0": "Software 2.0",
    "human-in-the-loop": "Human-in-the-loop",
    "autonomous": "Autonomous",
}

# Full Stack Deep Learning, 2019: the questions to ask of each archetype.
ARCHETYPE_QUESTIONS: dict[Archetype, tuple[str, ...]] = {
    "software-2.0": (
        "Does it truly improve performance?",
        "Does that create business value?",
        "Does it start a data flywheel?",
    ),
    "human-in-the-loop": ("How good must it be to be useful?", "Is there enough data to make it that good?"),
    "autonomous": (
        "What failure rate is acceptable?",
        "How is it guaranteed?",
        "How cheaply can data from the system be labelled?",
    ),
}

Rung = Literal[
    "random-people", "ensemble-of-random-people", "domain-experts", "deep-domain-experts", "mixture-of-experts"
]


@written
class Milestone:
    date: Annotated[Day, Field(description="When it is due, or was reached.")]
    title: Annotated[Text, Field(description="What is reached.")]
    done: Annotated[Flag, Field(description="Whether it has been reached.")] = False


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


@written
class Accuracy:
    """How often it is right now, and how often it must be; shares from 0 to 1."""

    required: Annotated[Number, Field(ge=0, lt=1, description="The accuracy that is required, 0 to 1.")]
    now: Annotated[Number | None, Field(ge=0, lt=1, description="The accuracy that is reached now, 0 to 1.")] = None
    design: Annotated[tuple[DesignChange, ...], Field(description="Designs that need less accuracy.")] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """A bound that the product needs, whatever the rule that picks the model."""

    bound: Bound
    why: str | None = None


@written
class Uncertainty:
    """How sure the values of one metric are: exactly one of the four is given.

    Each names a column (of an interval, two): the number of cases, the standard error, the ends of the interval, or
    the values of repeated runs, separated by blanks.
    """

    n: Annotated[str | None, Field(description="The column with the number of cases.")] = None
    se: Annotated[str | None, Field(description="The column with the standard error.")] = None
    ci: Annotated[tuple[str, str] | None, Field(description="The columns with the ends of the interval.")] = None
    seeds: Annotated[str | None, Field(description="The column with the values of repeated runs, as in 0.81 0.83.")] = (
        None
    )

    def columns(self) -> tuple[str, ...]:
        return tuple(name for name in (self.n, self.se, *(self.ci or ()), self.seeds) if name is not None)


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
    values: Annotated[Mapping[str, Number], Field(description="Its measured values by metric.")]
    label: Annotated[str | None, Field(description="The name that readers see.")] = None
    rung: Annotated[Rung | None, Field(description="Of a human baseline: how skilled the people are.")] = None
    people: Annotated[int | None, Field(ge=1, description="Of a human baseline: how many people.")] = None
    source: Annotated[str | None, Field(description="Where the values come from.")] = None
    measured: Annotated[Day | None, Field(description="When they were measured.")] = None

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


@written
class Uses:
    teams: Annotated[tuple[str, ...], Field(description="Ids of teams.")] = ()
    infrastructure: Annotated[tuple[str, ...], Field(description="Ids of infrastructure.")] = ()


@dataclass(frozen=True, slots=True)
class Narrative:
    """The Markdown of plan.md."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project with every reference still by name; `places` finds the line and column of each of its values."""

    id: str
    title: str
    path: str
    summary: str | None = None
    owner: str | None = None
    stage: Stage | None = None
    archetype: Archetype | None = None
    tags: tuple[str, ...] = ()
    review_by: date | None = None
    effort: Estimate | None = None
    milestones: tuple[Milestone, ...] = ()
    links: tuple[Link, ...] = ()
    screens: tuple[Screen, ...] = ()
    impact: Mapping[str, Estimate] = field(default_factory=dict)
    feasibility: Mapping[str, Estimate] = field(default_factory=dict)
    accuracy: Accuracy | None = None
    requirements: tuple[Requirement, ...] = ()
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    table: ModelTable | None = None
    uncertainty: Mapping[str, Uncertainty] = field(default_factory=dict)
    cost: str | None = None
    decide_by: str | None = None
    rules: Mapping[str, Rule] = field(default_factory=dict)
    rule_history: tuple[RuleChange, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    diagnosis: DiagnosisRequest | None = None
    lifecycle: tuple[LifecycleStep, ...] = ()
    depends_on: tuple[str, ...] = ()
    uses: Uses = Uses()  # noqa: RUF009 - frozen
    decisions: tuple[Decision, ...] = ()
    recorded: tuple[MeetingDecision, ...] = ()  # what meetings decided about it
    narrative: Narrative | None = None
    places: Places = NOWHERE

    def ratings(self, group: str) -> Mapping[str, Estimate]:
        """The ratings of one group's factors, by factor."""
        return self.impact if group == "impact" else self.feasibility

    @property
    def current_stage(self) -> Stage | None:
        """The stage it is in: what it says itself, else the last entry of its lifecycle."""
        return self.stage or (self.lifecycle[-1].to if self.lifecycle else None)

    def all_decisions(self) -> tuple[Decision, ...]:
        """What was decided about it, by itself or at meetings, the newest first."""
        return newest_first(self.decisions, self.recorded)

    @property
    def deciding_rule(self) -> str | None:
        """The id of the rule that decides: `decide_by`, else the only rule there is."""
        if self.decide_by is not None:
            return self.decide_by
        return next(iter(self.rules)) if len(self.rules) == 1 else None

    @property
    def screened_out(self) -> str | None:
        """Why it is out of the order, or None where it passed every screen."""
        failed = [screen for screen in self.screens if not screen.passed]
        if not failed:
            return None
        reasons = (f"{screen.name}: {screen.because}" if screen.because else screen.name for screen in failed)
        return "; ".join(reasons)

    def models(self) -> tuple[str, ...]:
        return self.table.names() if self.table else ()
