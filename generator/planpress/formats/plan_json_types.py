"""The shape of plan.json. Keys are only added within a version; a missing number is null."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on


class FactorJson(TypedDict):
    utility: float | None
    low: float
    high: float
    weight: float
    value: float | None
    form: str | None
    raters: dict[str, float]
    why: str | None


class GroupJson(TypedDict):
    value: float | None
    low: float
    high: float
    factors: dict[str, FactorJson]


class MethodJson(TypedDict):
    score: float | None
    low: float
    high: float
    rank: int | None


class PriorityJson(MethodJson):
    quadrant: str | None
    rank_low: int | None
    rank_high: int | None
    within_capacity: float | None
    line: str | None
    methods: dict[str, MethodJson]
    dominated_by: list[str]


class VerdictJson(TypedDict):
    model: str
    score: float | None
    rank: int | None
    status: str
    because: list[str]


class RuleJson(TypedDict):
    id: str
    kind: str
    label: str
    words: str
    decides: bool
    better: str
    unit: str | None
    winners: list[str]
    nearest: str | None
    models: list[VerdictJson]


class GainJson(TypedDict):
    absolute: float
    relative: float | None


class BaselineJson(TypedDict):
    id: str
    kind: str
    role: str
    label: str
    rung: str | None
    measure: float | None
    fails: list[str]
    values: dict[str, float]
    gains: dict[str, dict[str, GainJson]]
    identical: list[str]


class MissingJson(TypedDict):
    kind: str
    waived: bool
    because: str | None
    until: str | None


class DiagnosisJson(TypedDict):
    model: str
    metric: str
    reference: str | None
    reference_value: float | None
    train: float | None
    validation: float | None
    reference_gap: float | None
    generalisation_gap: float | None
    first: str | None
    steps: list[str]


class RequirementJson(TypedDict):
    metric: str
    operator: str
    limit: float
    status: str
    model: str | None
    value: float | None
    margin: float | None


class StageJson(TypedDict):
    stage: str
    since: str
    until: str | None
    back: bool
    because: str | None


class EarlierRuleJson(TypedDict):
    since: str
    until: str | None
    rule: str
    because: str | None
    winners: list[str]
    agrees: bool


class CostJson(TypedDict):
    label: str
    accuracy: float
    multiple: float
    saves: float | None


class SegmentJson(TypedDict):
    low: float | None
    high: float | None
    winners: list[str]


class BreakpointJson(TypedDict):
    at: float
    winners: list[str]


class SweepJson(TypedDict):
    metric: str
    operator: str | None
    declared: float
    stretches: list[SegmentJson]
    turns: list[BreakpointJson]


class SwitchPointJson(TypedDict):
    metric: str
    operator: str | None
    declared: float
    at: float
    rises: bool
    reached: bool
    winners: list[str]


class FrontJson(TypedDict):
    metrics: list[str]
    models: list[str]


class ProjectJson(TypedDict):
    id: str
    title: str
    stage: str | None
    owner: str | None
    archetype: str | None
    tags: list[str]
    review_by: str | None
    person_weeks: float | None
    screened_out: str | None
    impact: GroupJson | None
    feasibility: GroupJson | None
    priority: PriorityJson | None
    rules: list[RuleJson]
    values: dict[str, dict[str, float]]
    baselines: list[BaselineJson]
    missing_baselines: list[MissingJson]
    floor: str | None
    ceiling: str | None
    gap_closed: dict[str, float | None]
    below_floor: list[str]
    above_ceiling: list[str]
    diagnosis: DiagnosisJson | None
    requirements: list[RequirementJson]
    lifecycle: list[StageJson]
    rule_history: list[EarlierRuleJson]
    accuracy_cost: list[CostJson]
    sweeps: list[SweepJson]
    flips: list[SwitchPointJson]
    pareto_front: FrontJson | None
    depends_on: list[str]


class FindingJson(TypedDict):
    code: str
    level: str
    path: str
    line: int | None
    column: int | None
    message: str


class PlanJson(TypedDict):
    schema: int
    title: str
    folder: NotRequired[str]
    as_of: str
    capacity: int | dict[str, float] | None
    method: str
    projects: list[ProjectJson]
    findings: list[FindingJson]
