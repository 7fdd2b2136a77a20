"""A history for programs: all of it, with its own JSON Schema."""

from typing import Annotated, Any

from pydantic import BeforeValidator
from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from planpress.formats.diffs.diff_json import ChangeJson, EditJson, GoalpostJson
from planpress.formats.json_values import Day, JsonValue, at, dumped, printable
from planpress.formats.logs.log_sentences import goalposts_of, is_told, names_of
from planpress.formats.output_options import Paint
from planpress.model.timelines import End, History, TimelineStep

SCHEMA = 1


class CommitJson(JsonValue):
    id: str
    date: Day = at("when")
    subject: Annotated[str, BeforeValidator(lambda written: written.encode("utf-8", "replace").decode())]


class StepJson(TypedDict):
    """A commit that changed a conclusion; `edits` are all that it made, and causes name them by their numbers."""

    commit: CommitJson
    base: str
    project: str | None
    changes: list[ChangeJson]
    goalposts: list[GoalpostJson]
    edits: list[EditJson]
    renamed: dict[str, str]


class SkippedJson(JsonValue):
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
    """The history as JSON. `commits` counts those that were looked at and have no errors."""
    return printable({
        "schema": SCHEMA,
        "project": history.project,
        "steps": [_step(*pair) for pair in zip(history.steps, names_of(history), strict=True)],
        "skipped": dumped(SkippedJson, history.skipped),
        "commits": len(history.commits),
        "first": next(iter(dumped(CommitJson, [history.first] if history.first else [])), None),
        "end": history.end,
        "notes": list(history.notes),
    })  # fmt: skip


def _step(step: TimelineStep, project: str | None) -> dict[str, Any]:
    comparison = step.comparison
    told = [one for one in comparison.changes if is_told(one) and project in (None, one.project)]
    return {
        "commit": CommitJson.model_validate(step.commit).model_dump(),
        "base": step.base.id,
        "project": project,
        "changes": dumped(ChangeJson, told),
        "goalposts": dumped(GoalpostJson, goalposts_of(comparison, project)),
        "edits": dumped(EditJson, comparison.edits),
        "renamed": dict(comparison.renamed),
    }
