"""Metrics: what is measured of a model, in which unit, and which direction is better."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.fields import Number

Direction = Literal["higher", "lower"]

Values = Mapping[str, float]
"""The measured values of one model or baseline by metric; a metric that was not measured is not in it."""

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


def ranks(scores: Mapping[str, float], better: Direction) -> dict[str, int]:
    """Ranks from 1, best first; measures that are the same share one (1, 2, 2, 4)."""
    return ranked(best_first(scores, better), lambda name, before: same(scores[name], scores[before]))


def winners(scores: Mapping[str, float], better: Direction) -> tuple[str, ...]:
    """Those of rank 1, in the order of the scores."""
    placed = ranks(scores, better)
    return tuple(name for name in scores if placed[name] == 1)


def best_first(scores: Mapping[str, float], better: Direction = "higher") -> list[str]:
    """The names by their scores, equal ones in the order of the scores."""
    return sorted(scores, key=lambda name: -scores[name] if better == "higher" else scores[name])


def ranked(names: Sequence[str], ties: Callable[[str, str], bool]) -> dict[str, int]:
    """Ranks from 1 of names in order; one that ties with the name before it shares its rank (1, 2, 2, 4)."""
    placed: dict[str, int] = {}
    for position, name in enumerate(names, start=1):
        before = names[position - 2] if position > 1 else None
        placed[name] = placed[before] if before is not None and ties(name, before) else position
    return placed
