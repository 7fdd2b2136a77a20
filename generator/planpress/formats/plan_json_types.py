"""The shape of plan.json. Keys are only added within a version; a missing number is null. Values of the model that have
these keys and no others stand for themselves."""

from typing import Annotated

from pydantic import BeforeValidator
from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from planpress.baselines import BY_ID
from planpress.formats.certainty_json import CertaintyJson, LimitJson, MeasuredJson, PassportJson, WorstSliceJson
from planpress.formats.diagnosis_json import DiagnosisJson, NextRungJson
from planpress.formats.json_values import Day, JsonValue, Position, at
from planpress.formats.outcome_json import GoalJson
from planpress.formats.sensitivity_json import SweepJson, SwitchPointJson
from planpress.formats.triage_json import TriageJson
from planpress.model.evaluation import CostStep, Gain
from planpress.model.moves import StageTime, WayTaken
from planpress.model.open_item import Obstacle, OpenItem, TeamLoad
from planpress.model.ranking import Priority
from planpress.model.sensitivity import Front
from planpress.model.steps import StepResult


class FactorJson(JsonValue):
    utility: float | None
    low: float
    high: float
    weight: float
    value: float | None = at("rating", "central", default=None)
    form: str | None = at("rating", "form", default=None)
    raters: dict[str, float] = at("rating", "raters", default={})
    why: str | None = at("rating", "why", default=None)


class GroupJson(JsonValue):
    value: float | None
    low: float
    high: float
    factors: Annotated[dict[str, FactorJson], BeforeValidator(lambda found: {one.factor: one for one in found})]


class PriorityJson(JsonValue):
    score: float | None = at("priority", "score")
    low: float = at("priority", "low")
    high: float = at("priority", "high")
    rank: int | None = at("priority", "rank")
    quadrant: str | None
    rank_low: int | None
    rank_high: int | None
    within_capacity: float | None
    line: str | None
    methods: dict[str, Priority] = at("by_method")
    dominated_by: list[str]


class VerdictJson(JsonValue):
    model: str
    score: float | None
    rank: int | None
    status: str
    because: Annotated[list[str], BeforeValidator(lambda reasons: list(map(str, reasons)))]


class RuleJson(JsonValue):
    id: str
    kind: str
    label: str
    words: str
    decides: bool
    better: str
    unit: str | None
    winners: list[str]
    nearest: str | None
    certainty: CertaintyJson | None
    models: list[VerdictJson] = at("verdicts")


class BaselineJson(JsonValue):
    id: str = at("baseline", "id")
    kind: str = at("baseline", "kind")
    role: Annotated[str, BeforeValidator(lambda kind: BY_ID[kind].role)] = at("baseline", "kind")
    label: str = at("baseline", "name")
    rung: str | None = at("baseline", "rung")
    same: list[str] | None = at("baseline", "same")
    measure: float | None
    fails: list[str]
    values: dict[str, float] = at("baseline", "values")
    gains: dict[str, dict[str, Gain]]
    deciding_gains: dict[str, Gain]
    identical: list[str]


class MissingJson(JsonValue):
    kind: str
    waived: bool
    because: str | None = at("waiver", "because", default=None)
    until: Day | None = at("waiver", "until", default=None)


class RequirementJson(JsonValue):
    metric: str = at("bound", "metric")
    operator: str = at("bound", "operator")
    limit: float = at("bound", "limit")
    status: str
    model: str | None
    value: float | None
    margin: float | None
    probability: float | None = at("kept", "probability", default=None)


class StageJson(JsonValue):
    stage: str
    since: Day
    until: Day | None
    back: bool
    because: str | None


class EarlierRuleJson(JsonValue):
    since: Day = at("change", "since")
    until: Day | None
    rule: str = at("change", "rule")
    because: str | None = at("change", "because")
    winners: list[str]
    agrees: bool


def _of_models(attribute: str) -> BeforeValidator:
    """An attribute of each model, by its name."""
    return BeforeValidator(lambda found: {one.name: getattr(one, attribute) for one in found})


def _with(attribute: str) -> BeforeValidator:
    """The models whose standing has an attribute."""
    return BeforeValidator(lambda found: [name for name, one in found.items() if getattr(one, attribute)])


class DataJson(JsonValue):
    have: float | None
    needed: float | None
    per_week: float | None
    price: float | None
    agreement: float | None
    missing: float | None
    weeks: float | None
    cost: float | None


class DecidedJson(JsonValue):
    model: str
    date: Day


class ProjectJson(JsonValue):  # read off a project, its evaluation, and its entry in the order, if it has one
    id: str = at("project", "id")
    title: str = at("project", "title")
    stage: str | None = at("project", "current_stage")
    owner: str | None = at("project", "owner")
    archetype: str | None = at("project", "archetype")
    automation: str | None = at("project", "automation")
    answers: dict[str, str] = at("project", "answers")
    tags: list[str] = at("project", "tags")
    review_by: Day | None = at("project", "review_by")
    person_weeks: float | None = at("project", "effort", "central", default=None)
    screened_out: str | None = at("project", "screened_out")
    status: str = at("project", "status", "state")
    status_since: Day | None = at("project", "status", "since")
    in_use: str | None = at("project", "in_use", "model", default=None)
    decided: DecidedJson | None = at("evaluation", "decided")
    teams: dict[str, float]
    impact: GroupJson | None = at("entry", "impact", default=None)
    feasibility: GroupJson | None = at("entry", "feasibility", default=None)
    priority: PriorityJson | None = at("entry")
    rules: list[RuleJson] = at("evaluation", "rules")
    values: Annotated[dict[str, dict[str, float]], _of_models("values")] = at("project", "table", "models", default={})
    notes: Annotated[dict[str, dict[str, str]], _of_models("notes")] = at("project", "table", "models", default={})
    measured: dict[str, dict[str, MeasuredJson]] = at("evaluation", "measured")
    limits: dict[str, list[LimitJson]] = at("evaluation", "limits")
    worst_slice: WorstSliceJson | None = at("evaluation", "worst_slice")
    passports: Annotated[
        dict[str, PassportJson], BeforeValidator(lambda found: {name: one.passport for name, one in found.items()})
    ] = at("project", "table", "evidence", "metrics", default={})
    baselines: list[BaselineJson] = at("evaluation", "baselines")
    missing_baselines: list[MissingJson] = at("evaluation", "missing")
    floor: str | None = at("evaluation", "floor")
    ceiling: str | None = at("evaluation", "ceiling")
    gap_closed: Annotated[
        dict[str, float | None],
        BeforeValidator(lambda found: {name: standing.gap_closed for name, standing in found.items()}),
    ] = at("evaluation", "standings")
    below_floor: Annotated[list[str], _with("below_floor")] = at("evaluation", "standings")
    above_ceiling: Annotated[list[str], _with("above_ceiling")] = at("evaluation", "standings")
    diagnosis: DiagnosisJson | None = at("evaluation", "diagnosis")
    next_rung: NextRungJson | None = at("evaluation", "next_rung")
    requirements: list[RequirementJson] = at("evaluation", "requirements")
    triage: TriageJson | None = at("evaluation", "triage")
    lifecycle: list[StageJson] = at("evaluation", "sojourns")
    time_in_stage: StageTime | None = at("time")
    steps: list[StepResult] = at("evaluation", "steps")
    rule_history: list[EarlierRuleJson] = at("evaluation", "earlier")
    goal: GoalJson | None = at("project", "goal")
    accuracy_cost: list[CostStep] = at("evaluation", "costs")
    sweeps: list[SweepJson] = at("evaluation", "sweeps")
    flips: list[SwitchPointJson] = at("evaluation", "switch_points")
    pareto_front: Front | None = at("evaluation", "front")
    depends_on: list[str] = at("project", "depends_on")
    data: DataJson | None = at("project", "data")


class FindingJson(JsonValue):
    code: str
    level: str
    path: str = at("place", "path")
    line: Position = at("place", "line")
    column: Position = at("place", "column")
    message: str


class PlanJson(TypedDict):
    schema: int
    title: str
    folder: str
    as_of: str
    capacity: int | dict[str, float | bool] | None
    method: str
    projects: list[ProjectJson]
    open: list[OpenItem]
    stuck: list[Obstacle]
    teams: list[TeamLoad]
    ways_back: list[WayTaken]
    findings: list[FindingJson]
