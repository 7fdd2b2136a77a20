"""The steps of each stage of the lifecycle: those that follow from what a project holds, and those that are asked.

Source: Full Stack Deep Learning, "Setting up machine learning projects" (2019), the lifecycle slides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from planpress.model.fields import ISO_DAY, LONGEST_TEXT, Day, read_day
from planpress.model.stages import Stage

StepId = Literal[
    "goals", "metrics", "baselines", "codebase", "strategy", "ingest", "labelling", "simplest-model", "implement",
    "debug", "look", "prioritise", "pilot", "testing", "deployment", "monitoring",
]  # fmt: skip

STEPS: Mapping[Stage, tuple[StepId, ...]] = {
    "planning": ("goals", "metrics", "baselines", "codebase"),
    "data": ("strategy", "ingest", "labelling"),
    "training": ("simplest-model", "implement", "debug", "look", "prioritise"),
    "deploying": ("pilot", "testing", "deployment", "monitoring"),
}

COMPUTED: frozenset[StepId] = frozenset(
    {"goals", "metrics", "baselines", "simplest-model", "implement", "look", "prioritise"}
)
"""Steps that a project's own keys show to be done: no day is written for them, but they can be skipped."""

STEP_LABELS: Mapping[StepId, str] = {
    "simplest-model": "simplest model",
    "look": "look at train, validation and test",
    "prioritise": "prioritise improvements",
}
"""Labels of the steps whose id is none."""


StepState = Literal["done", "open", "skipped"]


@dataclass(frozen=True, slots=True)
class StepResult:
    """How a step stands: `date` is the day that was written for it. `why` says what shows that it is done, or why it is
    skipped; of an open one that a project's own keys would show to be done, what is missing."""

    id: StepId
    stage: Stage
    state: StepState
    date: Day | None = None
    why: str | None = None


def step_label(step: StepId) -> str:
    """What readers see of a step."""
    return STEP_LABELS.get(step, step)


@dataclass(frozen=True, slots=True)
class SkippedStep:
    """A step that is not needed, and why."""

    why: str


StepEntry = date | SkippedStep


def _read_skip(written: Any) -> SkippedStep:
    why = written.get("skip") if isinstance(written, dict) and list(written) == ["skip"] else None
    if not isinstance(why, str) or not why.strip():
        expected = 'the project shows by itself whether this is done; to go without it, write {skip: "why"}'
        raise PydanticCustomError("step", f"is not a reason; {expected}")
    if len(why) > LONGEST_TEXT:
        raise PydanticCustomError("step", "has a reason that is too long; write the rest in plan.md")
    return SkippedStep(why)


def _read_step(written: Any) -> StepEntry:
    if isinstance(written, date) or (isinstance(written, str) and ISO_DAY.fullmatch(written)):
        return read_day(written)
    try:
        return _read_skip(written)
    except PydanticCustomError:
        expected = 'write the day on which it was done, as 2019-06-01, or {skip: "why"}'
        raise PydanticCustomError("step", f"is not a step; {expected}") from None


_SKIP = {
    "type": "object",
    "properties": {"skip": {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT, "pattern": r"\S"}},
    "required": ["skip"],
    "additionalProperties": False,
}
_Asked = Annotated[
    StepEntry,
    PlainValidator(_read_step),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, _SKIP]}),
]
_Computed = Annotated[SkippedStep, PlainValidator(_read_skip), WithJsonSchema(_SKIP)]

WrittenSteps = TypedDict(  # type: ignore[misc]
    "WrittenSteps",
    {step: _Computed if step in COMPUTED else _Asked for steps in STEPS.values() for step in steps},
    total=False,
)
WrittenSteps.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
