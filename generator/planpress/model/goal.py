"""What a project wants to change in the world outside its metrics, and what was seen of that."""

from typing import Annotated

from pydantic import Field

from planpress.model.fields import Day, Number, Text, written
from planpress.model.metrics import Direction


@written
class Seen:
    """The outcome as it was measured while a model was in use."""

    date: Annotated[Day, Field(description="When it was measured.")]
    value: Annotated[Number, Field(description="What it was, in the outcome's unit.")]
    model: Annotated[Text | None, Field(description="What was in use then: a model, a baseline, or none.")] = None


@written
class Goal:
    """The outcome that the project is for, as in picks per hour; a metric stands for it only as long as it follows."""

    outcome: Annotated[Text, Field(description="What should change, as in picks per hour.")]
    better: Annotated[Direction, Field(description="Which direction is better: higher or lower.")]
    now: Annotated[Number | None, Field(description="What it is today.")] = None
    target: Annotated[Number | None, Field(description="What it should become.")] = None
    unit: Annotated[str | None, Field(description="Its unit, where the outcome does not say it.")] = None
    seen: Annotated[tuple[Seen, ...], Field(description="What it was with a model in use, the earliest first.")] = ()
