"""The shape of sweeps and switch points in plan.json."""

from planpress.formats.json_values import Finite, JsonValue, at
from planpress.model.sensitivity import Breakpoint


class SegmentJson(JsonValue):
    low: Finite
    high: Finite
    winners: list[str]


class SweepJson(JsonValue):
    metric: str
    operator: str | None = at("bound", "operator", default=None)
    declared: float
    stretches: list[SegmentJson] = at("segments")
    turns: list[Breakpoint] = at("breakpoints")


class SwitchPointJson(JsonValue):
    metric: str
    operator: str | None = at("bound", "operator", default=None)
    declared: float
    at: float
    rises: bool
    reached: bool
    winners: list[str]
