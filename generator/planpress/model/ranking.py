"""The order of the projects, and how sure it is."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planpress.model.metrics import Estimate
from planpress.model.plan import Capacity, Group, Method
from planpress.model.project_parts import LeftOut

Quadrant = Literal["high-priority", "cheaper-first", "easy", "leave"]
QUADRANTS: tuple[Quadrant, ...] = ("high-priority", "cheaper-first", "easy", "leave")

# On the slide of the lecture the first is "High priority" (Full Stack Deep Learning, 2019); here that is the score.
QUADRANT_LABELS: dict[Quadrant, str] = {
    "high-priority": "Worth it and feasible",
    "cheaper-first": "Worth it, not yet feasible",
    "easy": "Easy, small gain",
    "leave": "Not now",
}

Line = Literal["in", "on-the-line", "out"]
LINES: tuple[Line, ...] = ("in", "on-the-line", "out")


def line_words(line: Line, capacity: Capacity | None) -> str:
    """Whether there is room for a project, in a sentence: `among the first 3`, `tied at the cut-off`."""
    if line == "on-the-line":
        return "tied at the cut-off"
    return line if capacity is None else capacity.within if line == "in" else capacity.beyond

UNSURE = (0.1, 0.9)
"""A project is too close to call where there is room for it in more than 10 and in less than 90 % of simulations."""


@dataclass(frozen=True, slots=True)
class FactorScore:
    """One factor of one project: the rating as given (None if missing) and its utility, 0 to 1, with its ends.

    A missing factor has no central utility; its ends are 0 and 1.
    """

    factor: str
    weight: float
    rating: Estimate | None
    utility: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class GroupScore:
    """The weighted mean of one group's utilities, 0 to 1: without the missing factors, and with all at their ends."""

    group: Group
    value: float | None
    low: float
    high: float
    factors: tuple[FactorScore, ...]

    def most_of(self, factor: FactorScore) -> float:
        """The most that a factor can add to the value; of one that is not rated, its share of all weights."""
        rated = math.fsum(one.weight for one in self.factors if factor.utility is None or one.utility is not None)
        return factor.weight / rated if rated else 0.0

    def added_by(self, factor: FactorScore) -> float | None:
        """What a factor adds to the value; None where it is not rated."""
        return None if factor.utility is None else self.most_of(factor) * factor.utility


@dataclass(frozen=True, slots=True)
class Priority:
    """A project's place under one method: `score`, its ends, and the rank, which ties share (1, 2, 2, 4)."""

    score: float | None
    low: float
    high: float
    rank: int | None


@dataclass(frozen=True, slots=True)
class RankedProject:
    """One project in the order. `rank_low` to `rank_high` are where 90 % of the draws put it; `within_capacity` the
    share of draws in which it can be carried."""

    id: str
    impact: GroupScore
    feasibility: GroupScore
    priority: Priority
    by_method: Mapping[Method, Priority]
    quadrant: Quadrant | None
    line: Line | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    within_capacity: float | None = None
    dominated_by: tuple[str, ...] = ()

    @property
    def too_close(self) -> bool:
        """Whether a small change would take it in or leave it out: it ties across the line of capacity, or it can be
        carried in many of the draws and not in many others."""
        return self.line == "on-the-line" or UNSURE[0] < (self.within_capacity or 0.0) < UNSURE[1]

    def group(self, group: Group) -> GroupScore:
        return self.impact if group == "impact" else self.feasibility


@dataclass(frozen=True, slots=True)
class Ranking:
    """All projects: `ordered` by rank (ties by id, for display only), those without a score, and those left out."""

    ordered: tuple[RankedProject, ...]
    unscored: tuple[RankedProject, ...]
    left_out: tuple[LeftOut, ...]
    disagreements: tuple[str, ...] = ()

    def of(self, project_id: str) -> RankedProject | None:
        """The entry of one project, or None where it is left out of the order."""
        return next((entry for entry in (*self.ordered, *self.unscored) if entry.id == project_id), None)

    @property
    def screened_out(self) -> tuple[LeftOut, ...]:
        """Those that failed a must-have."""
        return tuple(one for one in self.left_out if one.state == "screened out")

    def tied_with(self, entry: RankedProject) -> int:
        """How many others have the rank of a project."""
        return sum(other.priority.rank == entry.priority.rank for other in self.ordered) - 1
