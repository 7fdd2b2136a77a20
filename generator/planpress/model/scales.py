"""Scales with declared bounds, and the uncertain values that are rated on them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.fields import Level, Number
from planpress.model.metrics import Direction


@dataclass(frozen=True, slots=True)
class Scale:
    """What the numbers of a rating mean. Bounds are declared, so that no project moves another project's score."""

    __pydantic_config__ = {"extra": "forbid"}

    bounds: Annotated[tuple[Number, Number], Field(description="The lowest and the highest rating: [low, high].")]
    levels: Annotated[Mapping[Level, str], Field(description="What a rating means, in words, by its number.")] = field(
        default_factory=dict
    )
    better: Annotated[Direction, Field(description="Write lower where a low rating is the good one.")] = "higher"

    def utility(self, value: float) -> float:
        """`(value - low) / (high - low)`, from 0 to 1, turned round where lower is better."""
        low, high = self.bounds
        share = (value - low) / (high - low)
        return 1 - share if self.better == "lower" else share


Form = Literal["number", "interval", "triple", "raters"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """An uncertain number: its central value, and how low and how high it may be.

    Of an interval the central value is the middle, of a triple the likely one, of several raters their mean.
    """

    low: float
    central: float
    high: float
    form: Form = "number"
    raters: Mapping[str, float] = field(default_factory=dict)
    why: str | None = None

    @property
    def certain(self) -> bool:
        """Whether one number was given and nothing else."""
        return self.low == self.high


def estimate(value: object, why: str | None = None) -> Estimate:
    """The estimate that a number, `[low, high]`, `[low, likely, high]` or `{rater: number}` stands for."""
    if isinstance(value, Mapping):
        given = {str(rater): float(rating) for rater, rating in value.items()}
        low, high = min(given.values()), max(given.values())
        # Rounding must not put the mean of three equal ratings outside of them.
        mean = min(max(math.fsum(given.values()) / len(given), low), high)
        return Estimate(low, mean, high, "raters", given, why)
    if isinstance(value, (list, tuple)):
        numbers = [float(part) for part in value]
        if len(numbers) == 2:
            return Estimate(numbers[0], math.fsum(numbers) / 2, numbers[1], "interval", why=why)
        return Estimate(numbers[0], numbers[1], numbers[2], "triple", why=why)
    if isinstance(value, (int, float)):
        return Estimate(float(value), float(value), float(value), why=why)
    raise TypeError(f"not an estimate: {value!r}")
