"""How sure values and choices are, as plan.json has it."""

import math
from typing import Annotated

from pydantic import BeforeValidator

from planpress.formats.json_values import JsonValue, at


class ModelCertaintyJson(JsonValue):
    se: float | None
    low: float | None
    high: float | None
    behind: float | None
    behind_se: float | None
    needed_n: int | None
    needed_times: float | None
    least_detectable: float | None = at("detectable")


class CertaintyJson(JsonValue):
    verdict: str
    could_be_best: list[str] | None
    suggested: str | None
    certainty: float = at("level")
    matters: float | None
    paired: bool
    closest: str | None
    needed_n: int | None = at("rival", "needed_n")
    needed_times: float | None = at("rival", "needed_times")
    least_detectable: float | None = at("rival", "detectable")
    unknown: Annotated[dict[str, str], BeforeValidator(lambda found: {name: str(why) for name, why in found.items()})]
    models: dict[str, ModelCertaintyJson]


class MeasuredJson(JsonValue):
    se: float
    low: float
    high: float
    source: str
    degrees: Annotated[float | None, BeforeValidator(lambda found: found if math.isfinite(found) else None)]
    count: float | None


class LimitJson(JsonValue):
    metric: str = at("bound", "metric")
    operator: str = at("bound", "operator")
    limit: float = at("bound", "limit")
    probability: float
    near: bool


class WorstSliceJson(JsonValue):
    metric: str
    slice: str
    part: str
    value: float
    whole: float
    se: float
    n: int | None
    probability: float
    parts: int


class PassportJson(JsonValue):
    metric: str | None
    threshold: float | None
    variant: str | None
    split: str | None
    data: str | None
    ties: str | None
    average: str | None
    judge: str | None
