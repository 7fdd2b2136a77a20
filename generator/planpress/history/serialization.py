"""What was concluded of a commit, as a text that is kept from one run to the next.

It holds numbers, texts and nothing that could run, and is checked like anything else that is read.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from planpress.model.change import Change, Comparison, Edit, Goalpost
from planpress.model.timelines import Snapshot
from planpress.model.written_values import Value

LONGEST = 500
"""Characters of a text that are kept: what is longer is a narrative, and its words are in the file."""


@dataclass(frozen=True, slots=True)
class _Stored:
    """A comparison whose changes and goalposts name their edits by number, so that each edit is written once."""

    comparison: Comparison
    causes: tuple[tuple[int, ...], ...]
    goalposts: tuple[tuple[str | None, str, int, str], ...]


def serialize(comparison: Comparison) -> str:
    """A comparison as a text, without pages, notes, shares of changed numbers, and differences that words tell."""
    edits = (replace(edit, old=_scalar(edit.old), new=_scalar(edit.new), difference=None) for edit in comparison.edits)
    stored = _Stored(
        replace(
            comparison,
            edits=tuple(edits),
            changes=tuple(
                replace(_with_edits(change, ()), before=None, after=None, contributions=())
                for change in comparison.changes
            ),
            goalposts=(),
            pages=(),
            notes=(),
        ),
        tuple(tuple(edit.number for edit in one.cause.edits) if one.cause else () for one in comparison.changes),
        tuple((one.project, one.title, one.edit.number, one.sentence) for one in comparison.goalposts),
    )
    return json.dumps(_adapter(_Stored).dump_python(stored))


def deserialize(text: str) -> Comparison | None:
    """The comparison that a text holds; None where it holds none."""
    try:
        stored: _Stored = _adapter(_Stored).validate_python(json.loads(text))
        found, edits = stored.comparison, stored.comparison.edits
        causes = zip(found.changes, stored.causes, strict=True)
        return replace(
            found,
            changes=tuple(_with_edits(change, tuple(edits[at] for at in numbers)) for change, numbers in causes),
            goalposts=tuple(Goalpost(project, title, edits[at], said) for project, title, at, said in stored.goalposts),
        )
    except (ValueError, IndexError):
        return None


def serialize_snapshots(snapshots: Mapping[str, Snapshot]) -> str:
    """How projects stood, as a text."""
    return json.dumps(_adapter(dict[str, Snapshot]).dump_python(dict(snapshots)))


def deserialize_snapshots(text: str) -> dict[str, Snapshot] | None:
    """How projects stood by a text; None where it does not say so."""
    try:
        found: dict[str, Snapshot] = _adapter(dict[str, Snapshot]).validate_json(text)
    except ValidationError:
        return None
    return found


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _with_edits(change: Change, edits: tuple[Edit, ...]) -> Change:
    return change if change.cause is None else replace(change, cause=replace(change.cause, edits=edits))


def _scalar(value: Value) -> Any:
    """A value, if it is one at all: of a mapping, a list or a long text the words say what matters."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    return None if isinstance(value, dict | list) else str(value)[:LONGEST]
