"""What people write in more than one way: estimates, ratings and capacities."""

import math
from dataclasses import replace
from typing import Annotated, Any, LiteralString, cast

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from planpress.model.feasibility import HARD_LABELS, HardKind
from planpress.model.metrics import Estimate, estimate
from planpress.model.plan import Capacity
from planpress.model.wording import listed

_NUMBERS = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 3}
_EXPLAINED_KEYS = ("value", "ratings", "why", "hard")
_RATERS = {
    "type": "object",
    "additionalProperties": {"type": "number"},
    "propertyNames": {"not": {"enum": list(_EXPLAINED_KEYS)}},
    "minProperties": 1,
}
_VALUE = {"anyOf": [{"type": "number"}, _NUMBERS]}
_HARD = {"type": "array", "items": {"enum": list(HARD_LABELS)}}
_EXPLAINED = {
    "type": "object",
    "properties": {"value": _VALUE, "ratings": _RATERS, "why": {"type": "string"}, "hard": _HARD},
    "additionalProperties": False,
    "oneOf": [{"required": ["value"]}, {"required": ["ratings"]}],
}
MOST_PROJECTS = 1_000_000
_FORMS = "a number, [low, high], [low, likely, high]"


def read_estimate(written: object) -> object:
    """The estimate that a number, a pair or a triple stands for."""
    return _read_numbers(written, "estimate", f"is not {_FORMS}")


def read_rating(written: object) -> object:
    """The estimate that a rating stands for: as `read_estimate`, or by rater, or explained with `why`."""
    if not isinstance(written, dict):
        return _read_numbers(written, "rating", f"is not {_FORMS}, {{rater: number}} or {{value: ..., why: ...}}")
    if not any(key in written for key in _EXPLAINED_KEYS):
        return _read_raters(written)
    for key in written:
        if key not in _EXPLAINED_KEYS:
            raise PydanticCustomError("unknown_key", "", {"at": (key,), "known": _EXPLAINED_KEYS})
    why = written.get("why")
    if ("value" in written) == ("ratings" in written):
        raise PydanticCustomError("rating", "needs exactly one of value and ratings")
    if why is not None and not isinstance(why, str):
        raise PydanticCustomError("string_type", "", {"at": ("why",), "written": why})
    hard = _read_hard(written.get("hard"))
    if "ratings" in written:
        return replace(_read_raters(written["ratings"], "ratings"), why=why, hard=hard)
    return replace(_read_numbers(written["value"], "estimate", f"is not {_FORMS}", "value"), why=why, hard=hard)


def _read_hard(written: object) -> tuple[HardKind, ...]:
    """What makes a problem hard. Raises a validation error at the entry that is no such kind."""
    if written is None:
        return ()
    if not isinstance(written, list):
        raise PydanticCustomError("rating", "is not a list; write [output]", {"at": ("hard",), "written": written})
    for at, one in enumerate(written):
        if not isinstance(one, str) or one not in HARD_LABELS:
            kinds = f"is not one of {listed(HARD_LABELS, 'or')}"
            raise PydanticCustomError("rating", kinds, {"at": ("hard", at), "written": one})
    return tuple(dict.fromkeys(cast(list[HardKind], written)))


def _read_numbers(written: Any, kind: LiteralString, message: LiteralString, *steps: str) -> Estimate:
    """The estimate that a number, a pair or a triple stands for. Raises a validation error of the kind otherwise."""
    if isinstance(written, Estimate):
        return written
    parts = written if isinstance(written, list) and len(written) in (2, 3) else [written]
    if not all(map(_is_number, parts)):
        raise PydanticCustomError(kind, message, {"at": steps, "written": written})
    return estimate(written)


def _read_raters(written: object, *steps: str) -> Estimate:
    if not isinstance(written, dict) or not written:
        message = "is not a mapping from raters to numbers; write {anna: 4, ben: 3}"
        raise PydanticCustomError("rating", message, {"at": steps, "written": written})
    for rater, value in written.items():
        if not _is_number(value):
            raise PydanticCustomError("float_type", "", {"at": (*steps, rater), "written": value})
    return estimate(written)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def read_capacity(written: object) -> object:
    """The capacity that a count of projects, `{person_weeks: 60}` or `{teams: true}` stands for."""
    if isinstance(written, int) and not isinstance(written, bool) and written >= 0:
        if written > MOST_PROJECTS:
            raise PydanticCustomError("capacity", f"is too many projects; write at most {MOST_PROJECTS}")
        return Capacity(projects=written)
    if isinstance(written, dict) and list(written) == ["person_weeks"]:
        weeks = written["person_weeks"]
        if _is_number(weeks) and weeks >= 0:
            return Capacity(person_weeks=float(weeks))
    if written == {"teams": True}:
        return Capacity(teams=True)
    expected = "write a number of projects, {person_weeks: 60} or {teams: true}"
    raise PydanticCustomError("capacity", f"is not a capacity; {expected}")


WrittenEstimate = Annotated[Estimate, BeforeValidator(read_estimate), WithJsonSchema(_VALUE)]
Rating = Annotated[
    Estimate, BeforeValidator(read_rating), WithJsonSchema({"anyOf": [*_VALUE["anyOf"], _RATERS, _EXPLAINED]})
]
WrittenCapacity = Annotated[
    Capacity,
    BeforeValidator(read_capacity),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": MOST_PROJECTS},
                {
                    "type": "object",
                    "properties": {"person_weeks": {"type": "number", "minimum": 0}},
                    "required": ["person_weeks"],
                    "additionalProperties": False,
                },
                {
                    "type": "object",
                    "properties": {"teams": {"const": True}},
                    "required": ["teams"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
