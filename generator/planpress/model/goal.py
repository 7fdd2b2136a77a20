"""What a project wants to change in the world outside its metrics, and what was seen of that."""

from typing import Annotated

from pydantic import Field

from planpress.model.fields import Day, Number, Text, written
from planpress.model.metrics import Direction, gain
from planpress.model.wording import difference


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

    @property
    def by_date(self) -> tuple[Seen, ...]:
        """What was seen, the earliest first; of one day in the order in which it is written."""
        return tuple(sorted(self.seen, key=lambda one: one.date))

    @property
    def today(self) -> float | None:
        """What it is today: what is written, else what was seen last."""
        return self.now if self.now is not None else self.by_date[-1].value if self.seen else None

    @property
    def to_go(self) -> float | None:
        """How far today's value is from the target, in the outcome's unit; None where one of the two is not known."""
        return self.missing(self.today)

    def missing(self, value: float | None) -> float | None:
        """How far a value is from the target, in the outcome's unit: 0 or less where it is reached."""
        return None if value is None or self.target is None else gain(self.target, value, self.better)

    def to_go_words(self, missing: float) -> str:
        """`90 to go`, `2.5 percentage points to go`, `reached`."""
        return f"{difference(missing, '%' if self.unit == '%' else None)} to go" if missing > 0 else "reached"
