"""A comparison for programs: all of it, with its own JSON Schema."""

import math
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, SkipValidation
from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from planpress.comparing.comparison_text import verdict
from planpress.formats.json_values import JsonValue, Position, at, dumped, printable
from planpress.formats.output_options import OutputOptions
from planpress.model.change import Comparison
from planpress.model.metrics import Bound
from planpress.model.written_values import Value

SCHEMA = 1


def as_json(comparison: Comparison, options: OutputOptions) -> str:
    """The comparison as JSON."""
    return printable(diff_json(comparison))


def diff_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain values; causes name edits by their numbers."""
    return {
        "schema": SCHEMA,
        "base": comparison.base,
        "head": comparison.head,
        "verdict": verdict(comparison),
        "changes": dumped(ChangeJson, comparison.changes),
        "goalposts": dumped(GoalpostJson, comparison.goalposts),
        "edits": dumped(EditJson, comparison.edits),
        "pages": dumped(PageJson, comparison.pages),
        "renamed": dict(comparison.renamed),
        "notes": list(comparison.notes),
    }


def _plain(value: Value) -> Value:
    """A value of YAML as JSON can have it: keys and thresholds are texts, and numbers are finite."""
    if isinstance(value, Mapping):
        return {str(key): _plain(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_plain(below) for below in value]
    if isinstance(value, Bound) or (isinstance(value, float) and not math.isfinite(value)):
        return str(value)
    return value


Numbers = Annotated[list[int], BeforeValidator(lambda edits: [edit.number for edit in edits])]
"""Edits, by their numbers."""

Plain = Annotated[Any, BeforeValidator(_plain)]


class PlaceJson(JsonValue):
    path: str
    line: Position
    column: Position


class EditJson(JsonValue):
    number: int
    kind: str
    project: str | None
    path: str = at("file")
    keys: list[str] = at("names")
    old: Plain
    new: Plain
    old_place: PlaceJson | None
    new_place: PlaceJson | None
    words: str


class PassingJson(JsonValue):
    project: str
    way: str


class CauseJson(JsonValue):
    how: str
    edits: Numbers
    passing: list[PassingJson]


class ContributionJson(JsonValue):
    edits: Numbers
    value: float


class ChangeJson(JsonValue):
    kind: str
    level: str
    label: str
    project: str | None
    title: str
    subject: str
    was: str | None
    now: str | None = at("now", key="is")
    amount: SkipValidation[float | None]  # a rank moves by a whole number
    note: str
    worse: bool | None
    clear: bool | None
    cause: CauseJson | None
    contributions: list[ContributionJson]
    place: PlaceJson | None


class GoalpostJson(JsonValue):
    project: str | None
    title: str
    edit: int = at("edit", "number")
    sentence: str


class PageJson(JsonValue):
    path: str
    title: str
    direct: bool


class DiffJson(TypedDict):
    schema: int
    base: str
    head: str
    verdict: str
    changes: list[ChangeJson]
    goalposts: list[GoalpostJson]
    edits: list[EditJson]
    pages: list[PageJson]
    renamed: dict[str, str]
    notes: list[str]
