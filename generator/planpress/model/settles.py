"""What a decision settles: the outcomes that it answers, alone or each with what was true when it was decided."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, PlainValidator, TypeAdapter
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from planpress.model.fields import Day, Number, Text
from planpress.model.wording import number

SettledName = Literal["winner", "no-model", "below-floor", "missed-requirement", "above-ceiling", "review", "hint"]
HintCode = Literal[
    "requirements-trade-off", "task-too-hard", "ml-needed", "more-data", "wrong-metric", "next-rung", "easy-rating"
]
SETTLED: tuple[SettledName, ...] = get_args(SettledName)
"""What a decision can settle. Each has what was true when it was decided: a model, a value, values by metric, a day."""

_Codes = Annotated[tuple[HintCode, ...], Field(min_length=1)]


def _read_hint(written: Any) -> HintCode | tuple[HintCode, ...]:
    """A code, or several; what is wrong with one is said once."""
    if isinstance(written, list | tuple):
        return TypeAdapter(_Codes).validate_python(written)
    return TypeAdapter(HintCode).validate_python(written)


_Hint = Annotated[HintCode | _Codes, PlainValidator(_read_hint, json_schema_input_type=HintCode | _Codes)]

Settled = TypedDict(
    "Settled",
    {
        "winner": Text,
        "no-model": Text,
        "below-floor": Number,
        "missed-requirement": Mapping[str, Number],
        "above-ceiling": Number,
        "review": Day,
        "hint": _Hint,
    },
    total=False,
)
Settled.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]

Names = tuple[SettledName, ...]
SettledValue = str | float | date | Mapping[str, float] | tuple[str, ...]
Settles = tuple[str, ...] | Mapping[str, SettledValue]
"""What is settled without end, by name; or by what was true then."""


def read_settles(written: Any) -> Settles:
    """What a decision settles: names alone, or each with its value. Raises a validation error that says what fits."""
    if isinstance(written, list | tuple):
        return TypeAdapter(Names).validate_python(written)
    if not isinstance(written, Mapping):
        raise PydanticCustomError("settles", "is neither a list nor a mapping; write [winner] or {winner: net-3}")
    read = TypeAdapter(Settled).validate_python(written)
    kept = {name: read[name] for name in ("review", "hint") if name in read}
    return {**written, **kept}  # numbers as they are written


def settled(settles: Settles | None, name: str) -> SettledValue | Literal[True] | None:
    """What was true when an outcome was settled, True where it is settled without end; None where it is not."""
    if isinstance(settles, Mapping):
        return settles.get(name)
    return True if settles and name in settles else None


def settles_hint(settles: Settles | None, code: HintCode) -> bool:
    """Whether a decision settles a hint: by its code, or every hint without end."""
    value = settled(settles, "hint")
    return value in (code, True) or (isinstance(value, tuple) and code in value)


def settled_words(settles: Settles) -> str:
    if not isinstance(settles, Mapping):
        return ", ".join(settles)
    return ", ".join(f"{name}: {value_words(value)}" for name, value in settles.items())


def value_words(value: SettledValue) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{metric} {number(found)}" for metric, found in value.items())
    if isinstance(value, tuple):
        return ", ".join(value)
    return number(value) if isinstance(value, int | float) else str(value)


WrittenSettles = Annotated[
    Settles | None,
    PlainValidator(read_settles, json_schema_input_type=Names | Settled),
    Field(description="What it settles, alone or with what was true then."),
]
