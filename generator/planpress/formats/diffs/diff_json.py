"""A comparison for programs: all of it, with its own JSON Schema."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from planpress.comparing.comparison_text import verdict
from planpress.formats.diffs.diff_types import ChangeJson, DiffJson, EditJson, PlaceJson
from planpress.formats.json_text import printable
from planpress.formats.output_options import OutputOptions
from planpress.model.change import Change, Comparison, Edit
from planpress.model.sources import Place
from planpress.model.written_values import Value

SCHEMA = 1


def as_json(comparison: Comparison, telling: OutputOptions) -> str:
    """The comparison as JSON."""
    return printable(diff_json(comparison))


def diff_json(comparison: Comparison) -> DiffJson:
    """The comparison as plain values; causes name edits by their numbers."""
    return {
        "schema": SCHEMA,
        "base": comparison.base,
        "head": comparison.head,
        "verdict": verdict(comparison),
        "changes": [_change(change) for change in comparison.changes],
        "goalposts": [
            {"project": one.project, "title": one.title, "edit": one.edit.number, "sentence": one.sentence}
            for one in comparison.goalposts
        ],
        "edits": [_edit(edit) for edit in comparison.edits],
        "pages": [{"path": page.path, "title": page.title, "direct": page.direct} for page in comparison.pages],
        "renamed": dict(comparison.renamed),
        "notes": list(comparison.notes),
    }


def json_schema() -> dict[str, Any]:
    """The JSON Schema of this format."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(DiffJson).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "planpress diff"}


def _change(change: Change) -> ChangeJson:
    cause = change.cause
    return {
        "kind": change.kind,
        "level": change.level,
        "label": change.label,
        "project": change.project,
        "title": change.title,
        "subject": change.subject,
        "was": change.was,
        "is": change.now,
        "amount": change.amount,
        "note": change.note,
        "worse": change.worse,
        "cause": None
        if cause is None
        else {
            "how": cause.how,
            "edits": [edit.number for edit in cause.edits],
            "passing": [{"project": one.project, "way": one.way} for one in cause.passing],
        },
        "contributions": [
            {"edits": [edit.number for edit in one.edits], "value": one.value, "error": one.error}
            for one in change.contributions
        ],
        "place": _place(change.place),
    }


def _edit(edit: Edit) -> EditJson:
    return {
        "number": edit.number,
        "kind": edit.kind,
        "project": edit.project,
        "path": edit.file,
        "keys": list(edit.names),
        "old": _plain(edit.old),
        "new": _plain(edit.new),
        "old_place": _place(edit.old_place),
        "new_place": _place(edit.new_place),
        "words": edit.words,
    }


def _place(place: Place | None) -> PlaceJson | None:
    if place is None:
        return None
    return {"path": place.path, "line": place.line or None, "column": place.column or None}


def _plain(value: Value) -> Value:
    """A value of YAML as JSON can have it: keys are texts, and numbers are finite."""
    if isinstance(value, Mapping):
        return {str(key): _plain(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_plain(below) for below in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
