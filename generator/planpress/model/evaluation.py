"""What is concluded about one project: rules, baselines, requirements, diagnosis and lifecycle."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from planpress.model.best_set import Compared, LimitCertainty, WorstSlice
from planpress.model.decision import NO_MODEL, Decision
from planpress.model.diagnosis import Diagnosis, NextRung
from planpress.model.feasibility import Automation
from planpress.model.measured import Measured
from planpress.model.metrics import Bound
from planpress.model.project import Project
from planpress.model.project_parts import Baseline, RuleChange, Waiver
from planpress.model.rule import Rule
from planpress.model.rule_result import RuleResult
from planpress.model.sensitivity import Front, Sweep, SwitchPoint
from planpress.model.stages import Stage
from planpress.model.steps import StepResult
from planpress.model.triage import Triage
from planpress.model.wording import apart_to_error, subtracted


@dataclass(frozen=True, slots=True)
class Gain:
    """How much better a model is than a baseline in one metric: in its unit, and relative to the baseline's size.

    Positive is better, whatever the metric's direction. `relative` is None where the baseline's value is zero, and
    `compared` and `se`, the standard error of the gain, where it is not known how sure both values are.
    """

    absolute: float
    relative: float | None
    compared: Compared | None = None
    se: float | None = None

    def size(self, value: float, reference: float, unit: str | None) -> str:
        """How far apart the two values are, no finer than they are written, nor than the standard error."""
        return apart_to_error(self.absolute, self.se, unit) if self.se else subtracted(value, reference, unit)


@dataclass(frozen=True, slots=True)
class BaselineResult:
    """One baseline under the deciding rule: its measure, the thresholds it fails, and each model's gains over it."""

    baseline: Baseline
    measure: float | None
    fails: tuple[str, ...]
    gains: Mapping[str, Mapping[str, Gain]]
    deciding_gains: Mapping[str, Gain]
    identical: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A model between the floor and the ceiling; `gap_closed` is the share of the achievable gap, None without one."""

    model: str
    measure: float | None
    below_floor: bool
    above_ceiling: bool
    gap_closed: float | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A kind of baseline that the project does not have, and the waiver for it, if any; `ended` once it is past."""

    kind: str
    waiver: Waiver | None
    ended: bool

    @property
    def waived(self) -> bool:
        """Whether a waiver is in force."""
        return self.waiver is not None and not self.ended


Met = Literal["met", "missed", "not-measured"]


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """Whether the leading model keeps a requirement; `margin` is in the metric's unit, negative where missed.

    `unchosen` says that there are models and none of them is chosen, so that it is held against nothing.
    """

    bound: Bound
    why: str | None
    status: Met
    model: str | None
    value: float | None
    margin: float | None
    unchosen: bool = False
    kept: LimitCertainty | None = None

    @property
    def absent(self) -> str:
        """Why there is no value, where there is none."""
        return "nothing is chosen" if self.unchosen else "not measured"


@dataclass(frozen=True, slots=True)
class StageStay:
    """A stay in one stage: `until` is None while it lasts. `back` says that the way into it led back, and why."""

    stage: Stage
    since: date
    until: date | None
    back: bool
    because: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class PastRule:
    """An entry of the rule history, and what that rule would choose today."""

    change: RuleChange
    until: date | None
    winners: tuple[str, ...]
    agrees: bool


@dataclass(frozen=True, slots=True)
class CostStep:
    """What reaching an accuracy costs as a multiple of the reference, and what share of the full cost that saves."""

    label: str
    accuracy: float
    multiple: float
    saves: float | None = None
    automation: Automation | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that is concluded about one project from its own files.

    `sweeps` are of the thresholds or weights of the deciding rule, `switch_points` what turns its choice, the smallest
    move first. `decided` is the newest decision that names a model, None where that is gone. `front` needs two metrics.
    `slices` counts the parts of the examples that were looked at for the worst.
    """

    project: Project
    rules: tuple[RuleResult, ...] = ()
    baselines: tuple[BaselineResult, ...] = ()
    floor: str | None = None
    ceiling: str | None = None
    standings: Mapping[str, Standing] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()
    requirements: tuple[RequirementResult, ...] = ()
    diagnosis: Diagnosis | None = None
    next_rung: NextRung | None = None
    sojourns: tuple[StageStay, ...] = ()
    earlier: tuple[PastRule, ...] = ()
    costs: tuple[CostStep, ...] = ()
    sweeps: tuple[Sweep, ...] = ()
    switch_points: tuple[SwitchPoint, ...] = ()
    front: Front | None = None
    decided: Decision | None = None
    steps: tuple[StepResult, ...] = ()
    triage: Triage | None = None
    measured: Mapping[str, Mapping[str, Measured]] = field(default_factory=dict)
    limits: Mapping[str, tuple[LimitCertainty, ...]] = field(default_factory=dict)
    worst_slice: WorstSlice | None = None
    slices: int = 0

    @property
    def deciding(self) -> RuleResult | None:
        """The rule that decides, or None where the project has none."""
        return next((rule for rule in self.rules if rule.decides), None)

    @property
    def rule(self) -> Rule | None:
        """The rule that decides as the project declares it."""
        return self.project.rules.get(self.deciding.id) if self.deciding else None

    @property
    def rule_choice(self) -> str | None:
        """What the deciding rule chooses, where it has exactly one winner."""
        return self.deciding.chosen if self.deciding else None

    @property
    def differs(self) -> bool:
        """Whether people decided otherwise than the deciding rule: for another model, or one of several that tie."""
        if self.decided is None or self.deciding is None:
            return False
        return self.deciding.winners != (() if self.chosen is None else (self.chosen,))

    @property
    def side_by_side(self) -> str:
        """`in use: net-1 · decided: net-2 · rule: net-3`: what runs, what people decided and what the rule picks; each
        only where it is another, nothing where all that is known is one."""
        rule = [f"rule: {self.deciding.picks}"] if self.deciding and (self.differs or self.decided is None) else []
        said = [f"decided: {self.name_of(self.chosen)}", *rule] if self.decided else rule
        if self.runs_other and self.project.in_use is not None:
            said = [f"in use: {self.name_of(self.project.in_use.model)}", *said]
        return " · ".join(said) if len(said) > 1 or self.runs_other else ""

    @property
    def runs_other(self) -> bool:
        """Whether what is in use is known, and is not the chosen model."""
        return self.project.in_use is not None and self.project.in_use.model != (self.chosen or NO_MODEL)

    @property
    def chosen(self) -> str | None:
        """The chosen model: that of the newest decision which names one, a model or a baseline, else the rule's. None
        where people decided for no model, or nobody decided and the rule has no single winner."""
        if self.decided is None:
            return self.rule_choice
        return None if self.decided.model == NO_MODEL else self.decided.model

    @property
    def leading(self) -> str | None:
        """The model to speak of: the chosen one, or the nearest miss where none qualifies; None while models tie."""
        if self.decided is not None or self.deciding is None:
            return self.chosen
        return self.deciding.leading

    @property
    def standing(self) -> Standing | None:
        """How the chosen model stands; None without one, or where people decided for a baseline."""
        return self.standings.get(self.chosen or "")

    def measure_of(self, name: str | None) -> float | None:
        """The measure that decides, of a model or a baseline; None where it has none."""
        standing, baseline = self.standings.get(name or ""), self.baseline(name)
        return standing.measure if standing else baseline.measure if baseline else None

    def name_of(self, name: str | None) -> str:
        """What readers see of a model or a baseline: a baseline's label; `no model` of none."""
        if name is None or name == NO_MODEL:
            return "no model"
        baseline = None if name in self.project.models() else self.baseline(name)
        return baseline.baseline.name if baseline else name

    def baseline(self, baseline_id: str | None) -> BaselineResult | None:
        return next((result for result in self.baselines if result.baseline.id == baseline_id), None)
