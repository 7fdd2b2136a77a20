"""The shape of plan.json. Keys are only added within a version; a missing number is null.

Each class is read off what was concluded by its attributes, and off plan.json by its keys. A field says where its
attribute has another name than its key, or stands further down.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Annotated, Any, NotRequired

from pydantic import AliasPath, BaseModel, BeforeValidator, ConfigDict, Field
from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from planpress.baselines import BY_ID


def _at(*attributes: str, default: Any = ...) -> Any:
    """A field whose value stands at these attributes, one below the other; the default where one of them is None."""
    return Field(default, validation_alias=AliasPath(*attributes))


Day = Annotated[str, BeforeValidator(lambda day: day.isoformat() if isinstance(day, date) else day)]
Finite = Annotated[float | None, BeforeValidator(lambda end: None if end is None or math.isinf(end) else end)]
Position = Annotated[int | None, BeforeValidator(lambda at: at or None)]


class _Json(BaseModel):
    model_config = ConfigDict(
        from_attributes=True,
        populate_by_name=True,
        loc_by_alias=False,
        json_schema_serialization_defaults_required=True,
        defer_build=True,  # else every command would build them as it imports this
    )


class FactorJson(_Json):
    utility: float | None
    low: float
    high: float
    weight: float
    value: float | None = _at("rating", "central", default=None)
    form: str | None = _at("rating", "form", default=None)
    raters: dict[str, float] = _at("rating", "raters", default={})
    why: str | None = _at("rating", "why", default=None)


class GroupJson(_Json):
    value: float | None
    low: float
    high: float
    factors: Annotated[
        dict[str, FactorJson],
        BeforeValidator(lambda found: found if isinstance(found, dict) else {one.factor: one for one in found}),
    ]


class MethodJson(_Json):
    score: float | None
    low: float
    high: float
    rank: int | None


class PriorityJson(_Json):
    score: float | None = _at("priority", "score")
    low: float = _at("priority", "low")
    high: float = _at("priority", "high")
    rank: int | None = _at("priority", "rank")
    quadrant: str | None
    rank_low: int | None
    rank_high: int | None
    within_capacity: float | None
    line: str | None
    methods: dict[str, MethodJson] = _at("by_method")
    dominated_by: list[str]


class VerdictJson(_Json):
    model: str
    score: float | None
    rank: int | None
    status: str
    because: list[str]


class RuleJson(_Json):
    id: str
    kind: str
    label: str
    words: str
    decides: bool
    better: str
    unit: str | None
    winners: list[str]
    nearest: str | None
    models: list[VerdictJson] = _at("verdicts")


class GainJson(_Json):
    absolute: float
    relative: float | None


class BaselineJson(_Json):
    id: str = _at("baseline", "id")
    kind: str = _at("baseline", "kind")
    role: Annotated[str, BeforeValidator(lambda kind: BY_ID[kind].role if kind in BY_ID else kind)] = _at(
        "baseline", "kind"
    )
    label: str = _at("baseline", "name")
    rung: str | None = _at("baseline", "rung")
    measure: float | None
    fails: list[str]
    values: dict[str, float] = _at("baseline", "values")
    gains: dict[str, dict[str, GainJson]]
    identical: list[str]


class MissingJson(_Json):
    kind: str
    waived: bool
    because: str | None = _at("waiver", "because", default=None)
    until: Day | None = _at("waiver", "until", default=None)


class DiagnosisJson(_Json):
    model: str
    metric: str
    reference: str | None = _at("reference", "id", default=None)
    reference_value: float | None
    train: float | None
    validation: float | None
    reference_gap: float | None
    generalisation_gap: float | None
    first: str | None
    steps: list[str]


class RequirementJson(_Json):
    metric: str = _at("bound", "metric")
    operator: str = _at("bound", "operator")
    limit: float = _at("bound", "limit")
    status: str
    model: str | None
    value: float | None
    margin: float | None


class StageJson(_Json):
    stage: str
    since: Day
    until: Day | None
    back: bool
    because: str | None


class EarlierRuleJson(_Json):
    since: Day = _at("change", "since")
    until: Day | None
    rule: str = _at("change", "rule")
    because: str | None = _at("change", "because")
    winners: list[str]
    agrees: bool


class CostJson(_Json):
    label: str
    accuracy: float
    multiple: float
    saves: float | None


class SegmentJson(_Json):
    low: Finite
    high: Finite
    winners: list[str]


class BreakpointJson(_Json):
    at: float
    winners: list[str]


class SweepJson(_Json):
    metric: str
    operator: str | None = _at("bound", "operator", default=None)
    declared: float
    stretches: list[SegmentJson] = _at("segments")
    turns: list[BreakpointJson] = _at("breakpoints")


class SwitchPointJson(_Json):
    metric: str
    operator: str | None = _at("bound", "operator", default=None)
    declared: float
    at: float
    rises: bool
    reached: bool
    winners: list[str]


class FrontJson(_Json):
    metrics: list[str]
    models: list[str]


class ProjectJson(_Json):
    id: str
    title: str
    stage: str | None
    owner: str | None
    archetype: str | None
    tags: list[str]
    review_by: Day | None
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


class FindingJson(_Json):
    code: str
    level: str
    path: str = _at("place", "path")
    line: Position = _at("place", "line")
    column: Position = _at("place", "column")
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
