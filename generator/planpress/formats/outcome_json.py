"""The shape of an outcome in plan.json."""

from planpress.formats.json_values import Day, JsonValue, at


class SeenJson(JsonValue):
    date: Day
    model: str | None
    value: float


class GoalJson(JsonValue):
    outcome: str
    better: str
    now: float | None
    target: float | None
    unit: str | None
    seen: list[SeenJson] = at("by_date")
    to_go: float | None
