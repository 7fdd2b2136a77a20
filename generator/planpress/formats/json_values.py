"""What JSON is made of: values that are read off what was concluded by its attributes."""

import json
import math
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AliasPath, BaseModel, BeforeValidator, ConfigDict, Field

Day = Annotated[str, BeforeValidator(lambda day: day.isoformat())]
Position = Annotated[int | None, BeforeValidator(lambda at: at or None)]
"""A line or a column; null where a place is a whole file."""

Finite = Annotated[float | None, BeforeValidator(lambda end: None if end is None or math.isinf(end) else end)]


class JsonValue(BaseModel):
    """An object of JSON, whose keys are its fields."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_serialization_defaults_required=True,
        defer_build=True,  # else every command would build them as it imports this
    )


def at(*attributes: str, default: Any = ..., key: str | None = None) -> Any:
    """A field whose value stands at these attributes, one below the other; where one of them is None, the default.

    `key` is its key in JSON, where a field cannot be called so.
    """
    return Field(default, validation_alias=AliasPath(*attributes), serialization_alias=key)


def dumped(shape: type[JsonValue], values: Iterable[object]) -> list[dict[str, Any]]:
    """Values in a shape, as plain ones."""
    return [shape.model_validate(value).model_dump(by_alias=True) for value in values]


def printable(value: Any) -> str:
    """JSON with an indent and a line end. What a terminal would obey stays escaped, as JSON can write it.

    Raises ValueError for a number that JSON does not have.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text) + "\n"
