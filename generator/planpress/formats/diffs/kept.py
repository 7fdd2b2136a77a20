"""A comparison to be kept from one run to the next, and read again: text, numbers and nothing that could run.

What differs between the values themselves is left out: it is known in words.
"""

from __future__ import annotations

import json
import math
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from planpress.model.change import (
    Cause,
    CauseKind,
    Change,
    Comparison,
    Edit,
    EditKind,
    Goalpost,
    Level,
    Overtaking,
    OvertakingKind,
)
from planpress.model.sources import Place

PlaceParts = tuple[str, int, int]
Scalar = str | int | float | bool | None

LONGEST = 500
"""Characters of a text that are kept: what is longer is a narrative, and its words are in the file."""


class _Edit(TypedDict):
    kind: EditKind
    file: str
    project: str | None
    names: list[str]
    old: Scalar
    new: Scalar
    old_place: PlaceParts | None
    new_place: PlaceParts | None
    words: str


class _Cause(TypedDict):
    how: CauseKind
    edits: list[int]
    passing: list[tuple[str, str, OvertakingKind]]
    others: bool


class _Change(TypedDict):
    kind: str
    label: str
    level: Level
    project: str | None
    title: str
    subject: str
    was: str | None
    now: str | None
    amount: float | None
    note: str
    worse: bool | None
    cause: _Cause | None
    place: PlaceParts | None


class _Goalpost(TypedDict):
    project: str | None
    title: str
    edit: int
    sentence: str


class _Kept(TypedDict):
    base: str
    head: str
    edits: list[_Edit]
    changes: list[_Change]
    goalposts: list[_Goalpost]
    renamed: dict[str, str]
    files: int


def as_kept(comparison: Comparison) -> str:
    """A comparison as a text, without its pages, its notes, and the shares of changed numbers."""
    kept: _Kept = {
        "base": comparison.base,
        "head": comparison.head,
        "edits": [_edit(edit) for edit in comparison.edits],
        "changes": [_change(change) for change in comparison.changes],
        "goalposts": [
            {"project": one.project, "title": one.title, "edit": one.edit.number, "sentence": one.sentence}
            for one in comparison.goalposts
        ],
        "renamed": dict(comparison.renamed),
        "files": comparison.files,
    }
    return json.dumps(kept)


def from_kept(text: str) -> Comparison | None:
    """The comparison that a text holds, None where it holds none: it is checked like anything that is read."""
    try:
        kept = _adapter().validate_json(text, strict=False)
        edits = tuple(_read_edit(number, edit) for number, edit in enumerate(kept["edits"]))
        return Comparison(
            base=kept["base"],
            head=kept["head"],
            edits=edits,
            changes=tuple(_read_change(change, edits) for change in kept["changes"]),
            goalposts=tuple(
                Goalpost(one["project"], one["title"], edits[one["edit"]], one["sentence"]) for one in kept["goalposts"]
            ),
            renamed=kept["renamed"],
            files=kept["files"],
        )
    except (ValidationError, IndexError):
        return None


@cache
def _adapter() -> TypeAdapter[_Kept]:
    return TypeAdapter(_Kept)


def _edit(edit: Edit) -> _Edit:
    return {
        "kind": edit.kind,
        "file": edit.file,
        "project": edit.project,
        "names": list(edit.names),
        "old": _scalar(edit.old),
        "new": _scalar(edit.new),
        "old_place": _place(edit.old_place),
        "new_place": _place(edit.new_place),
        "words": edit.words,
    }


def _change(change: Change) -> _Change:
    return {
        "kind": change.kind,
        "label": change.label,
        "level": change.level,
        "project": change.project,
        "title": change.title,
        "subject": change.subject,
        "was": change.was,
        "now": change.now,
        "amount": change.amount,
        "note": change.note,
        "worse": change.worse,
        "cause": None if change.cause is None else _cause(change.cause),
        "place": _place(change.place),
    }


def _cause(cause: Cause) -> _Cause:
    passing = [(one.project, one.title, one.way) for one in cause.passing]
    return {
        "how": cause.how,
        "edits": [edit.number for edit in cause.edits],
        "passing": passing,
        "others": cause.others,
    }


def _place(place: Place | None) -> PlaceParts | None:
    return None if place is None else (place.path, place.line, place.column)


def _scalar(value: Any) -> Scalar:
    """A value, if it is one at all: of a mapping, a list or a long text the words say what matters."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    return None if isinstance(value, dict | list) else str(value)[:LONGEST]


def _read_edit(number: int, edit: _Edit) -> Edit:
    old, new = edit["old_place"], edit["new_place"]
    return Edit(
        number=number,
        kind=edit["kind"],
        file=edit["file"],
        project=edit["project"],
        names=tuple(edit["names"]),
        old=edit["old"],
        new=edit["new"],
        old_place=None if old is None else Place(*old),
        new_place=None if new is None else Place(*new),
        words=edit["words"],
    )


def _read_change(change: _Change, edits: tuple[Edit, ...]) -> Change:
    cause, place = change["cause"], change["place"]
    return Change(
        kind=change["kind"],
        label=change["label"],
        level=change["level"],
        project=change["project"],
        title=change["title"],
        subject=change["subject"],
        was=change["was"],
        now=change["now"],
        amount=change["amount"],
        note=change["note"],
        worse=change["worse"],
        cause=None if cause is None else _read_cause(cause, edits),
        place=None if place is None else Place(*place),
    )


def _read_cause(cause: _Cause, edits: tuple[Edit, ...]) -> Cause:
    passing = tuple(Overtaking(project, title, way) for project, title, way in cause["passing"])
    return Cause(cause["how"], tuple(edits[number] for number in cause["edits"]), passing, cause["others"])
