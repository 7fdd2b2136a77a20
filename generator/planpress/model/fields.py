"""The types of written values: what YAML may hold where a number, a date or a text is expected.

Strict on purpose: a quoted number, a date that YAML read as a number and a `no` that was meant as false are each a
finding that says what to write, never a silent conversion.
"""

import dataclasses
import re
import unicodedata
from datetime import date
from typing import Annotated, Any, TypeVar, dataclass_transform

from pydantic import AfterValidator, AllowInfNan, BeforeValidator, Field, Strict, WithJsonSchema
from pydantic_core import PydanticCustomError

Noun = TypeVar("Noun")

_ID = re.compile(r"[^\W_][\w-]{0,63}")
_URL = re.compile(r"https?://[^\s<>\"'`\\]+|mailto:[^\s<>\"'`\\?]+@[^\s<>\"'`\\]+")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

LARGEST, SMALLEST = 1e50, 1e-50
"""The sizes of numbers, 0 apart. Between them no sum, difference, quotient or square leaves floating point."""


def size_problem(value: float) -> str | None:
    """What is wrong with the size of a number, as the end of a sentence that begins with it; None where nothing is."""
    if abs(value) > LARGEST:
        return "is too large; the largest is 1e50"
    if 0 < abs(value) < SMALLEST:
        return "is too small to tell from 0; write 0"
    return None


def read_day(written: object) -> date:
    """The date that `written` is, as 2019-06-01. Raises a validation error that says how to write one."""
    if isinstance(written, date):
        return written
    if isinstance(written, str) and ISO_DAY.fullmatch(written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise PydanticCustomError("day", "is not a day of the calendar") from None
    raise PydanticCustomError("day", "is not a date; write it as 2019-06-01")


def read_id(written: str) -> str:
    """`written` if it is an id (see finding PP114). Raises a validation error that says what is wrong with it."""
    if not _ID.fullmatch(written):
        raise PydanticCustomError("id", "is not an id; use letters, digits, _ and -, at most 64 of them")
    composed = unicodedata.normalize("NFC", written)
    if composed != written:
        raise PydanticCustomError("id", "is not an id: its letters are in Unicode's decomposed form; type it anew")
    return written


def read_url(written: str) -> str:
    """`written` if it is a link that may be published. Raises a validation error that says which may."""
    if not _URL.fullmatch(written):
        raise PydanticCustomError("url", "is not a link that can be published; write http, https or mailto")
    return written


def _wanted(written: object) -> object:
    """What the cells of a column must hold: one value, or one of several, as texts."""
    values = written if isinstance(written, list) else [written]
    if values and all(isinstance(one, str | int | float) for one in values):
        return tuple(str(one).lower() if isinstance(one, bool) else str(one) for one in values)
    raise PydanticCustomError("wanted", "is no value; write {dataset: hard} or {dataset: [easy, hard]}")


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def written(noun: type[Noun]) -> type[Noun]:
    """A class whose values people write key by key: a frozen dataclass that takes no key which it does not know."""
    found = dataclasses.dataclass(frozen=True, slots=True)(noun)
    found.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return found


def as_written(noun: Any, document: Any, *otherwise: str) -> dict[str, Any]:
    """The fields that a noun of the model takes over from its document as they are, `otherwise` apart."""
    names = {field.name for field in dataclasses.fields(document)}.difference(otherwise)
    return {field.name: getattr(document, field.name) for field in dataclasses.fields(noun) if field.name in names}


Number = Annotated[float, Strict(), AllowInfNan(False)]
Level = Annotated[float, AllowInfNan(False)]  # a key: quoted in JSON, which is YAML too
Certain = Annotated[Number, Field(gt=0.5, lt=1)]
"""How sure something is said to be: above one half, below 1."""
Flag = Annotated[bool, Strict()]
LONGEST_TEXT = 20_000
"""Characters of one value. A title stands on every page: longer words go into plan.md."""
Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT, pattern=r"\S")]
Id = Annotated[str, AfterValidator(read_id), WithJsonSchema({"type": "string", "pattern": r"^[^\W_][\w-]{0,63}$"})]
Day = Annotated[date, BeforeValidator(read_day), WithJsonSchema({"type": "string", "format": "date"})]
Url = Annotated[str, AfterValidator(read_url), WithJsonSchema({"type": "string", "pattern": "^(https?://|mailto:)"})]

_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
Wanted = Annotated[
    tuple[str, ...],
    BeforeValidator(_wanted),
    WithJsonSchema({"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR, "minItems": 1}]}),
]
"""One value of a column, or any of several, as texts: numbers and what is true or false as YAML writes them."""


def _names(written: object) -> object:
    """One name, or several."""
    if isinstance(written, str):
        return (written,)
    if isinstance(written, list) and written and all(isinstance(one, str) for one in written):
        return tuple(written)
    raise PydanticCustomError("string_type", "", {"written": written})


Names = Annotated[
    tuple[str, ...],
    BeforeValidator(_names),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]
"""One name, path or pattern, or several."""
