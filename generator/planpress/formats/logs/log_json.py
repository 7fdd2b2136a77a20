"""A history for programs: all of it, with its own JSON Schema."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from planpress.formats.diffs.diff_json import diff_json
from planpress.formats.diffs.diff_types import ChangeJson, EditJson, GoalpostJson
from planpress.formats.json_text import printable
from planpress.formats.logs.log_sentences import goalposts_of, is_told, names_of
from planpress.formats.output_options import Paint
from planpress.model.timelines import Commit, End, History, Skipped, TimelineStep

SCHEMA = 1


class CommitJson(TypedDict):
    id: str
    date: str
    subject: str


class StepJson(TypedDict):
    """A commit that changed a conclusion; `edits` are all that it made, and causes name them by their numbers."""

    commit: CommitJson
    base: str
    project: str | None
    changes: list[ChangeJson]
    goalposts: list[GoalpostJson]
    edits: list[EditJson]
    renamed: dict[str, str]


class SkippedJson(TypedDict):
    """A commit whose plan has errors, which was stepped over."""

    commit: CommitJson
    errors: int
    first: str


class LogJson(TypedDict):
    schema: int
    project: str | None
    steps: list[StepJson]
    skipped: list[SkippedJson]
    commits: int
    first: CommitJson | None
    end: End
    notes: list[str]


def as_json(history: History, paint: Paint) -> str:
    """The history as JSON; what a terminal would obey stays escaped, as JSON can write it."""
    return printable(log_json(history))


def log_json(history: History) -> LogJson:
    """The history as plain values. `commits` counts those that were looked at and have no errors."""
    return {
        "schema": SCHEMA,
        "project": history.project,
        "steps": [_step(*pair) for pair in zip(history.steps, names_of(history), strict=True)],
        "skipped": [_skipped(one) for one in history.skipped],
        "commits": len(history.commits),
        "first": None if history.first is None else _commit(history.first),
        "end": history.end,
        "notes": list(history.notes),
    }


def json_schema() -> dict[str, Any]:
    """The JSON Schema of this format."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(LogJson).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "planpress log"}


def _step(step: TimelineStep, project: str | None) -> StepJson:
    whole = diff_json(step.comparison)
    told = [is_told(change) and project in (None, change.project) for change in step.comparison.changes]
    kept = {id(one) for one in goalposts_of(step.comparison, project)}
    posts = [id(one) in kept for one in step.comparison.goalposts]
    return {
        "commit": _commit(step.commit),
        "base": step.base.id,
        "project": project,
        "changes": [change for change, kept in zip(whole["changes"], told, strict=True) if kept],
        "goalposts": [post for post, kept in zip(whole["goalposts"], posts, strict=True) if kept],
        "edits": whole["edits"],
        "renamed": whole["renamed"],
    }


def _skipped(one: Skipped) -> SkippedJson:
    return {"commit": _commit(one.commit), "errors": one.errors, "first": one.first}


def _commit(commit: Commit) -> CommitJson:
    subject = commit.subject.encode("utf-8", "replace").decode()
    return {"id": commit.id, "date": commit.when.isoformat(), "subject": subject}
