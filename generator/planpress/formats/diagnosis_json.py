"""The diagnosis in plan.json: what it is against each reference, and which people to measure next."""

from planpress.formats.json_values import JsonValue, at


class ReferenceJson(JsonValue):
    reference: str = at("baseline", "id")
    value: float
    reference_gap: float | None
    first: str | None


class DiagnosisJson(JsonValue):
    model: str
    metric: str
    reference: str | None = at("reference", "id", default=None)
    reference_value: float | None
    train: float | None
    validation: float | None
    reference_gap: float | None
    generalisation_gap: float | None
    first: str | None
    steps: list[str]
    references: list[ReferenceJson]
    turn: float | None
    gap_closed: float | None


class NextRungJson(JsonValue):
    highest: str | None
    rung: str | None
    because: str | None
