"""What was concluded of a commit, as a text that is kept from one run to the next: checked like all that is read."""

import json
import math
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from planpress.model.change import Change, Comparison, Edit
from planpress.model.written_values import Value

LONGEST = 500
"""Characters of a text that are kept: what is longer is a narrative, and its words are in the file."""


def serialize(shape: Any, value: object) -> str:
    """A value of a type as a text."""
    return json.dumps(_adapter(shape).dump_python(value))


def deserialize(shape: Any, text: str) -> Any:
    """The value of a type that a text holds; None where it holds none."""
    try:
        return _adapter(shape).validate_python(json.loads(text))
    except ValueError:
        return None


def reduced(comparison: Comparison) -> Comparison:
    """What is kept of one: not pages, notes, shares of changed numbers, nor differences, which words tell."""
    edits = tuple(
        replace(edit, old=_scalar(edit.old), new=_scalar(edit.new), difference=None) for edit in comparison.edits
    )
    return replace(
        comparison,
        edits=edits,
        changes=tuple(_reduced(change, edits) for change in comparison.changes),
        goalposts=tuple(replace(one, edit=edits[one.edit.number]) for one in comparison.goalposts),
        pages=(),
        notes=(),
    )


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _reduced(change: Change, edits: tuple[Edit, ...]) -> Change:
    cause = change.cause and replace(change.cause, edits=tuple(edits[edit.number] for edit in change.cause.edits))
    return replace(change, cause=cause, before=None, after=None, contributions=())


def _scalar(value: Value) -> Any:
    """A value, if it is one at all: of a mapping, a list or a long text the words say what matters."""
    if isinstance(value, dict | list):
        return None
    is_plain = value is None or isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))
    return value if is_plain else str(value)[:LONGEST]
