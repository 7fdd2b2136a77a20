"""The triage of metrics in plan.json."""

from planpress.formats.json_values import Finite, JsonValue, at


class TriagedRequirementJson(JsonValue):
    metric: str = at("bound", "metric")
    operator: str = at("bound", "operator")
    limit: float = at("bound", "limit")
    role: str
    meets: list[str]
    measured: int
    baselines: list[str]
    baselines_measured: int
    best: str | None
    value: float | None
    distance: Finite
    low: float | None
    high: float | None
    in_rule: list[str]
    differs: bool


class RevisitJson(JsonValue):
    metric: str
    value: float
    waiting: str = at("waiting", "bound", "metric")


class TriageJson(JsonValue):
    requirements: list[TriagedRequirementJson]
    revisit: RevisitJson | None
