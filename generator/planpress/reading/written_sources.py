"""What stands below `from`: one source of evidence, or several, each read by the document of its kind alone."""

from functools import cache
from typing import Annotated, Any, Union

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError, core_schema

from planpress import sources
from planpress.model.sources import Step

PARTS = "parts"
"""The type of an error that holds those of parts: of each its place below, its schema, and what is wrong."""

Part = tuple[tuple[Step, ...], dict[str, Any], list[Any]]


class WrittenSources:
    """The type of `from`. A kind is imported where it is named: the schema of all kinds takes as long as a fifth of
    `planpress check` to make."""

    @staticmethod
    def __get_pydantic_core_schema__(source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(_read)

    @staticmethod
    def __get_pydantic_json_schema__(schema: Any, handler: Any) -> dict[str, Any]:
        every: Any = Annotated[Union[sources.every()], Field(discriminator="source")]  # noqa: UP007
        one = handler(TypeAdapter(every).core_schema)
        return {"anyOf": [one, {"type": "array", "items": one}]}


def _read(written: object) -> tuple[Any, ...]:
    made: list[Any] = []
    wrong: list[Part] = []
    for at, entry in enumerate(written if isinstance(written, list) else [written]):
        steps = (at,) if isinstance(written, list) else ()
        problem = _unknown(entry)
        if problem is not None:
            wrong.append((steps, {}, [problem]))
            continue
        reader = _reader(entry["source"])
        try:
            made.append(reader.validate_python(entry))
        except ValidationError as problems:
            wrong.append((steps, reader.json_schema(), problems.errors(include_url=False)))
    if wrong:
        raise PydanticCustomError(PARTS, "", {PARTS: wrong})
    return tuple(made)


@cache
def _reader(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(sources.kind(kind))


def _unknown(entry: Any) -> dict[str, Any] | None:
    """What is wrong with an entry that is of no kind, as pydantic says it of a union."""
    if not isinstance(entry, dict):
        said = "is not a mapping; write {source: ..., metrics: ...}"
        return {"type": "source", "loc": (), "input": entry, "msg": said}
    context = {"discriminator": "source", "tag": entry.get("source"), "expected_tags": ", ".join(sources.KINDS)}
    found = {"loc": (), "input": entry, "ctx": context, "msg": ""}
    if "source" not in entry:
        return {**found, "type": "union_tag_not_found"}
    known = isinstance(entry["source"], str) and entry["source"] in sources.KINDS
    return None if known else {**found, "type": "union_tag_invalid"}
