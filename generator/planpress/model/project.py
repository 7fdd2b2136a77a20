"""One project, as its team wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from planpress.model.decision import NO_MODEL, Decision, MeetingDecision, newest_first
from planpress.model.evidence import AskedSource
from planpress.model.feasibility import Automation, DataNeeds
from planpress.model.goal import Goal
from planpress.model.metrics import Estimate, Metric
from planpress.model.project_parts import (
    Accuracy,
    Baseline,
    DiagnosisRequest,
    InUse,
    LeftOut,
    LifecycleStep,
    Link,
    Milestone,
    Requirement,
    RuleChange,
    Screen,
    Status,
    Uses,
    Waiver,
)
from planpress.model.rule import Rule
from planpress.model.settles import SettledValue, settled
from planpress.model.sources import NOWHERE, Places
from planpress.model.stages import Stage
from planpress.model.steps import StepEntry, StepId
from planpress.model.tables import ModelTable, Spread
from planpress.model.uncertainty import Uncertainty

Archetype = Literal["software-2.0", "human-in-the-loop", "autonomous"]

ARCHETYPE_LABELS: dict[Archetype, str] = {
    "software-2.0": "Software 2.0",
    "human-in-the-loop": "Human-in-the-loop",
    "autonomous": "Autonomous",
}

ARCHETYPE_MEANS: dict[Archetype, str] = {
    "software-2.0": "replaces hand-written software",
    "human-in-the-loop": "helps people decide",
    "autonomous": "acts by itself",
}
"""What a project of each does, as the end of a sentence."""

# Full Stack Deep Learning, 2021 and 2022: the questions to ask of each archetype, by the keys of their answers.
ARCHETYPE_QUESTIONS: dict[Archetype, dict[str, str]] = {
    "software-2.0": {
        "performance": "Does it truly improve performance?",
        "business-value": "Does that create business value?",
        "data-flywheel": "Does it start a data flywheel?",
    },
    "human-in-the-loop": {
        "useful": "How good must it be to be useful?",
        "collecting-data": "How can enough data be collected to make it that good?",
    },
    "autonomous": {
        "failure-rate": "What failure rate is acceptable?",
        "guarantee": "How is it guaranteed?",
        "labelling": "How cheaply can data from the system be labelled?",
    },
}


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
    repeats: str | None = None
    cost: str | None = None
    sources: tuple[AskedSource, ...] = ()
    decide_by: str | None = None
    rules: Mapping[str, Rule] = field(default_factory=dict)
    rule_history: tuple[RuleChange, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    diagnosis: DiagnosisRequest | None = None
    lifecycle: tuple[LifecycleStep, ...] = ()
    depends_on: tuple[str, ...] = ()
    status: Status = Status("active")  # noqa: RUF009 - frozen
    in_use: InUse | None = None
    uses: Uses = Uses()  # noqa: RUF009 - frozen
    decisions: tuple[Decision, ...] = ()
    steps: Mapping[StepId, StepEntry] = field(default_factory=dict)
    goal: Goal | None = None
    data: DataNeeds | None = None
    automation: Automation | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    recorded: tuple[MeetingDecision, ...] = ()  # what meetings decided about it
    narrative: Narrative | None = None
    places: Places = NOWHERE

    def ratings(self, group: str) -> Mapping[str, Estimate]:
        """The ratings of one group's factors, by factor."""
        return self.impact if group == "impact" else self.feasibility

    @property
    def next_milestone(self) -> Milestone | None:
        """The first by its day that is not reached, overdue ones too; None where nothing is planned."""
        return min((one for one in self.milestones if not one.done), key=lambda one: one.date, default=None)

    @property
    def current_stage(self) -> Stage | None:
        """The stage it is in: what it says itself, else the last entry of its lifecycle."""
        return self.stage or (self.lifecycle[-1].to if self.lifecycle else None)

    def all_decisions(self) -> tuple[Decision, ...]:
        """What was decided about it, by itself or at meetings, the newest first."""
        return newest_first(self.decisions, self.recorded)

    @property
    def review_put_off(self) -> SettledValue | Literal[True] | None:
        """Until when the newest decision on its review put that off, True for good; None where none did."""
        answers = (settled(one.settles, "review") for one in self.all_decisions())
        return next((one for one in answers if one is not None), None)

    def review_overdue(self, as_of: date) -> bool:
        """Whether its review is past on that day, and so is the day until which it was put off."""
        until = self.review_put_off
        if self.review_by is None or self.review_by >= as_of or until is True:
            return False
        return until is None or str(until) < str(as_of)

    @property
    def deciding_rule(self) -> str | None:
        """The id of the rule that decides: `decide_by`, else the only rule there is."""
        if self.decide_by is not None:
            return self.decide_by
        return next(iter(self.rules)) if len(self.rules) == 1 else None

    @property
    def active(self) -> bool:
        """Whether it goes on: it is neither paused, stopped nor done."""
        return self.status.state == "active"

    def values_of(self, name: str | None) -> Mapping[str, float]:
        """The values by metric of the model, else of the baseline, of a name; none where nothing has that name."""
        named = next((one.values for one in self.table.models if one.name == name), None) if self.table else None
        return named if named is not None else next((one.values for one in self.baselines if one.id == name), {})

    def spreads_of(self, baseline: Baseline) -> Mapping[str, Spread]:
        """What is written of how sure the values of a baseline are: at itself, else in its row of the table."""
        rows = self.table.aside if self.table else ()
        in_row = next((one.spreads for one in rows if one.name == baseline.row), {})
        return {**in_row, **{metric: given.spread for metric, given in baseline.uncertainty.items()}}

    @property
    def left_out(self) -> LeftOut | None:
        """Why it is out of the order, or None where it is in it."""
        if self.status.state != "active":
            return LeftOut(self.id, self.status.state, self.status.because, self.status.since)
        return None if self.screened_out is None else LeftOut(self.id, "screened out", self.screened_out)

    @property
    def screened_out(self) -> str | None:
        """Which must-haves it failed and why, or None where it passed every one."""
        failed = [screen for screen in self.screens if not screen.passed]
        if not failed:
            return None
        reasons = (f"{screen.name}: {screen.because}" if screen.because else screen.name for screen in failed)
        return "; ".join(reasons)

    @property
    def choice(self) -> Decision | None:
        """The newest decision that names a model, a baseline or none, whether or not it is there."""
        return next((decision for decision in self.all_decisions() if decision.model is not None), None)

    def nameable(self) -> tuple[str, ...]:
        """What a decision or `in_use` may name: the models, the baselines and none. What has the name of another is
        not meant: none is no model, and a model comes before a baseline."""
        return tuple(dict.fromkeys((*self.models(), *(baseline.id for baseline in self.baselines), NO_MODEL)))

    def models(self) -> tuple[str, ...]:
        return self.table.names() if self.table else ()
