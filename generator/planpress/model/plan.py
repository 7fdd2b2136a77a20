"""The plan: the portfolio's own definitions, and its projects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from planpress.model.decision import MeetingRecord
from planpress.model.feasibility import Driver
from planpress.model.fields import Number, Text, written
from planpress.model.location import Location
from planpress.model.metrics import Metric, Scale
from planpress.model.project import Project
from planpress.model.sources import NOWHERE, Places
from planpress.model.wording import counted, day, number

if TYPE_CHECKING:
    from planpress.model.meeting import Meeting  # most plans have none

Method = Literal["geometric", "weighted-sum", "topsis"]
Group = Literal["impact", "feasibility"]
GROUPS: tuple[Group, ...] = ("impact", "feasibility")
METHODS: tuple[Method, ...] = ("geometric", "weighted-sum", "topsis")


@written
class Factor:
    """One criterion of impact or feasibility: its weight among its group, and the scale that it is rated on."""

    scale: Annotated[str, Field(description="The id of the scale that it is rated on.")]
    weight: Annotated[Number, Field(ge=0, description="Its weight; weights need not sum to 1.")] = 1.0
    question: Annotated[str | None, Field(description="What a rater should ask.")] = None
    label: Annotated[str | None, Field(description="The name that readers see; made from the id if left out.")] = None
    driver: Annotated[
        Driver | None, Field(description="Which driver of cost it rates: data, accuracy or difficulty.")
    ] = None
    ask: Annotated[tuple[Text, ...], Field(description="Further questions, which stand where one rates.")] = ()


@written
class Cut:
    """Where high begins, on each axis: a value at the cut counts as high."""

    impact: Annotated[Number, Field(ge=0, le=1, description="Impact from here on is high.")] = 0.5
    feasibility: Annotated[Number, Field(ge=0, le=1, description="Feasibility from here on is high.")] = 0.5


@written
class PriorityMethod:
    """How impact and feasibility become one number."""

    method: Annotated[Method, Field(description="The method that decides; the others are shown beside it.")] = (
        "geometric"
    )
    impact_share: Annotated[Number, Field(ge=0, le=1, description="a in impact^a * feasibility^(1-a).")] = 0.5
    cut: Annotated[Cut, Field(description="Where high begins.")] = Cut()


@dataclass(frozen=True, slots=True)
class Capacity:
    """How much can be carried: a number of projects, or person-weeks, taken in order until one does not fit; or, by
    `teams`, what fits into the weeks of each team, in order."""

    projects: int | None = None
    person_weeks: float | None = None
    teams: bool = False

    @property
    def words(self) -> str:
        """`3 projects`, `60 person-weeks`, `the weeks of each team`."""
        if self.teams:
            return "the weeks of each team"
        if self.projects is not None:
            return counted(self.projects, "project")
        return f"{number(self.person_weeks or 0)} person-weeks"

    @property
    def within(self) -> str:
        """Where a project is for which there is room: `among the first 3`, `within 60 person-weeks`."""
        if self.projects is not None:
            return f"among the first {self.projects}" if self.projects != 1 else "first"
        return "within its teams' weeks" if self.teams else f"within {self.words}"

    @property
    def beyond(self) -> str:
        """Where one is for which there is none: `not among the first 3`, `beyond 60 person-weeks`."""
        return f"not {self.within}" if self.projects is not None else self.within.replace("within", "beyond", 1)


@written
class Team:
    """People who can be asked for: how many there are, and how many are being hired."""

    label: Annotated[str | None, Field(description="The name that readers see.")] = None
    people: Annotated[Number | None, Field(ge=0, description="How many people it has.")] = None
    weeks: Annotated[Number | None, Field(ge=0, description="Person-weeks that there are in the period.")] = None
    hiring: Annotated[Number, Field(ge=0, description="How many are being hired.")] = 0.0


State = Literal["ready", "building", "missing"]
STATE_WORDS: Mapping[State, str] = {"ready": "ready", "building": "being built", "missing": "missing"}
"""What readers see of them."""


@written
class Infrastructure:
    """A tool or a platform that projects use."""

    state: Annotated[State, Field(description="ready, building or missing.")]
    label: Annotated[str | None, Field(description="The name that readers see.")] = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a team wrote, read and checked for form: the portfolio and its projects, by id.

    `unreadable` are the ids of projects whose files have errors; they are left out of `projects`. `meetings` are by
    date; nothing that is concluded depends on them, nor on the plan's `location`. `records` are what they decided.
    """

    title: str
    as_of: date
    scales: Mapping[str, Scale]
    impact: Mapping[str, Factor]
    feasibility: Mapping[str, Factor]
    projects: tuple[Project, ...] = ()
    priority: PriorityMethod = PriorityMethod()  # noqa: RUF009 - frozen
    capacity: Capacity | None = None
    cost_per_nine: float = 10.0
    certainty: float = 0.95
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    infrastructure: Mapping[str, Infrastructure] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    records: tuple[MeetingRecord, ...] = ()
    places: Places = NOWHERE
    location: Location = Location()

    def ongoing(self) -> tuple[Project, ...]:
        """The projects that are neither paused, stopped nor done."""
        return tuple(project for project in self.projects if project.active)

    def near(self, when: date) -> str:
        """A day as people write it, with its year only where that is another than the plan's."""
        return day(when, year=when.year != self.as_of.year)

    def asks(self, project: Project) -> Mapping[str, float]:
        """Person-weeks that a project asks of each team. The whole effort is asked of the only team there is, its owner
        or another; where nobody divided it among several, nothing is known."""
        written = {name: weeks for name, weeks in project.uses.teams.items() if weeks is not None}
        teams = {*project.uses.teams, *((project.owner,) if project.owner in self.teams else ())}
        if written or project.effort is None or len(teams) != 1:
            return written
        return dict.fromkeys(teams, project.effort.central)

    def factors(self, group: Group) -> Mapping[str, Factor]:
        """The factors of one group, in the author's order."""
        return self.impact if group == "impact" else self.feasibility

    def metrics_of(self, project: Project) -> dict[str, Metric]:
        """The metrics that a project may use: the shared ones, then its own, which win."""
        return {**self.metrics, **project.metrics}
