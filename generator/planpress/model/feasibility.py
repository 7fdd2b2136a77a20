"""What makes a project cheap or dear beside its ratings: what drives the cost, why it is hard, which data it needs."""

import math
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.fields import Number, written
from planpress.model.wording import number, rounded

Driver = Literal["data", "accuracy", "difficulty"]
"""What a factor of feasibility asks about: the three cost drivers (Full Stack Deep Learning, 2019)."""

HardKind = Literal["output", "reliability", "generalisation"]

HARD_LABELS: dict[HardKind, str] = {
    "output": "complex or ambiguous output",
    "reliability": "high precision or robustness required",
    "generalisation": "out-of-distribution data, reasoning or little data",
}
"""What makes a problem hard (Full Stack Deep Learning, 2022)."""

Automation = Literal["none", "assistance", "partial", "conditional", "high", "full"]
"""How much the machine does by itself, after the levels of driving automation (SAE J3016)."""

AUTOMATION_LABELS: dict[Automation, str] = {
    "none": "no automation",
    "assistance": "assistance only",
    "partial": "partial automation",
    "conditional": "conditional automation",
    "high": "high automation",
    "full": "full automation",
}


@written
class DataNeeds:
    """Which labelled data there is, how much is needed, and what more of it takes."""

    have: Annotated[Number | None, Field(ge=0, description="How many labelled examples there are.")] = None
    needed: Annotated[Number | None, Field(ge=0, description="How many are needed.")] = None
    per_week: Annotated[Number | None, Field(ge=0, description="How many can be labelled in a week.")] = None
    price: Annotated[Number | None, Field(ge=0, description="What the label of one costs.")] = None
    agreement: Annotated[
        Number | None, Field(ge=0, le=1, description="The share of labels on which two people agree, 0 to 1.")
    ] = None

    @property
    def missing(self) -> float | None:
        """How many labelled examples are still needed, from 0 up; None where either number is missing."""
        return None if self.have is None or self.needed is None else max(self.needed - self.have, 0.0)

    @property
    def weeks(self) -> float | None:
        """Weeks until there are enough, `(needed - have) / per_week`; None where nobody can say."""
        if self.missing == 0:
            return 0.0
        return self.missing / self.per_week if self.missing and self.per_week else None

    @property
    def cost(self) -> float | None:
        """What their labels cost, `(needed - have) * price`; None where either is not known."""
        return None if self.missing is None or self.price is None else self.missing * self.price


def weeks_words(weeks: float) -> str:
    """A time that was worked out: 35 weeks, 0.4 weeks, 1 week."""
    text = computed(weeks)
    return f"{text} {'week' if text == '1' else 'weeks'}"


def effort_words(weeks: float) -> str:
    """An effort: 10 person-weeks, 1 person-week."""
    return f"{number(weeks)} {'person-week' if weeks == 1 else 'person-weeks'}"


def computed(amount: float) -> str:
    """An amount that was worked out, with three digits where it is small: 0.333, 35, 8400, 1e+60."""
    return rounded(amount) if amount < 1e6 else number(amount)


def examples(amount: float) -> str:
    """An amount of labelled data: 9000 labelled examples."""
    text = number(amount)
    return f"{text} labelled {'example' if text == '1' else 'examples'}"


def cost_multiple(now: float, wanted: float, cost_per_nine: float) -> float:
    """What reaching the accuracy `wanted` costs as a multiple of `now`: `((1-now)/(1-wanted))^k`.

    Accuracies are shares in [0, 1); `k = log10(cost_per_nine)`, so that each added nine multiplies the cost by
    `cost_per_nine`: from 90 to 99 % is 10 times with the default of 10 (Full Stack Deep Learning, 2019, as spoken).
    """
    return float(((1 - now) / (1 - wanted)) ** math.log10(cost_per_nine))


def multiple_words(multiple: float) -> str:
    """One significant digit, as a rule of thumb has; two below 2, where one would say that it costs no more."""
    return number(float(f"{multiple:.{1 if multiple >= 2 else 2}g}"))
