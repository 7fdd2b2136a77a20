"""Metrics: what is measured of a model, in which unit, and which direction is better."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.fields import Number

Direction = Literal["higher", "lower"]

TIE = 1e-9
"""Two scores that differ by no more than this are equal: priorities as they are, measures relative to their size."""

NOTHING = 1e-12
"""What a subtraction leaves over by rounding: measures that differ by no more are equal, however small they are."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A measurement: `range` is its least and greatest possible value, in `unit`."""

    __pydantic_config__ = {"extra": "forbid"}

    better: Annotated[Direction, Field(description="Which direction is better: higher or lower.")]
    label: Annotated[str | None, Field(description="The name that readers see; the id if left out.")] = None
    unit: Annotated[str | None, Field(description="The unit of its values, as in ms, cm or %.")] = None
    range: Annotated[
        tuple[Number, Number] | None, Field(description="Its least and greatest possible value: [low, high].")
    ] = None
    variant: Annotated[
        str | None, Field(description="What kind of it this is, as in macro, at IoU 0.5, on the night shift.")
    ] = None

    def utility(self, value: float) -> float:
        """`value` on a scale from 0 (worst) to 1 (best) within the declared range. Raises ValueError without one."""
        if self.range is None:
            raise ValueError("a metric without a range has no utility")
        low, high = self.range
        share = (value - low) / (high - low)
        return 1 - share if self.better == "lower" else share


def gain(value: float, reference: float, better: Direction) -> float:
    """How much better `value` is than `reference`, in the metric's unit; negative where it is worse."""
    return value - reference if better == "higher" else reference - value


def same(one: float, other: float) -> bool:
    """Whether two measures are equal but for rounding: relative to their size, so that 1e-9 failures are not 5e-10."""
    return math.isclose(one, other, rel_tol=TIE, abs_tol=NOTHING)
