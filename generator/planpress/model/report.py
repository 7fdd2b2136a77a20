"""The report: a plan, judged and ranked, with everything that was found on the way; and what a change makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from planpress.model.evaluation import Evaluation
from planpress.model.findings import Finding
from planpress.model.moves import Stay, stays_by_stage
from planpress.model.open_item import Obstacle, OpenItem
from planpress.model.plan import Plan
from planpress.model.ranking import Ranking
from planpress.model.stages import Stage
from planpress.model.wording import counted, quoted

if TYPE_CHECKING:
    from planpress.model.change import Comparison
    from planpress.model.timelines import ProjectTimeline


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """What every page, table and file is made from.

    `open` is what waits for a decision, `obstacles` what holds projects up. `timelines` are the histories of projects
    by their ids, for their pages, where git knows them, and `limits` what whoever builds has to know of them.
    `stays` are those in each stage.
    """

    plan: Plan
    evaluations: Mapping[str, Evaluation]
    ranking: Ranking
    findings: tuple[Finding, ...]
    timelines: Mapping[str, ProjectTimeline] = field(default_factory=dict)
    limits: str = ""
    open: tuple[OpenItem, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    stays: Mapping[Stage, tuple[Stay, ...]] = field(init=False)

    def __post_init__(self) -> None:
        # Each page holds its project against all: worked out once, that does not grow with the square of the plan.
        object.__setattr__(self, "stays", stays_by_stage(self.evaluations, self.plan.as_of))

    def __repr__(self) -> str:
        """One line: `<Report "Robotics": 14 projects, 13 of them ranked, 3 warnings, as of 2019-06-01>`."""
        projects, ranked = counted(len(self.plan.projects), "project"), len(self.ranking.ordered)
        said = f"{projects}, {ranked} of them ranked, {counted(len(self.findings), 'warning')}"
        return f"<Report {quoted(self.plan.title)}: {said}, as of {self.plan.as_of}>"

    def names(self) -> dict[str, str]:
        return {project.id: project.title for project in self.plan.projects}

    def order(self) -> tuple[str, ...]:
        """The ids of all projects: in rank order, then those without a score, then those left out."""
        entries = (*self.ranking.ordered, *self.ranking.unscored)
        return (*(entry.id for entry in entries), *(out.id for out in self.ranking.left_out))


PageMark = Literal["new", "edited", "affected"]
"""What the change is to a page: it makes it, it edits the page's own files, or it reaches it from elsewhere."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a preview: how it was asked for, its commit in short, and the day of that; None where it has none.

    `uncommitted` says that the plan there has changes beside that commit.
    """

    name: str
    commit: str | None = None
    day: date | None = None
    uncommitted: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change does, and the judged plan that it begins from.

    `before` has every project that the base has, under its id in the head where the change renames it.
    """

    base: Side
    head: Side
    comparison: Comparison
    before: Report

    def has(self, project: str) -> bool:
        """Whether the base has a project, by its id in the head."""
        return project in self.before.evaluations

    def mark(self, path: str) -> PageMark | None:
        """What the change is to the page at `path` of the site; None where it leaves it as it was."""
        page = next((page for page in self.comparison.pages if page.path == path), None)
        if page is None:
            return None
        if page.project is not None and not self.has(page.project):
            return "new"
        return "edited" if page.direct else "affected"
