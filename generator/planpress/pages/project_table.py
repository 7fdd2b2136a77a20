"""The rows of the tables that list projects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planpress.model.evaluation import Evaluation
from planpress.model.ranking import QUADRANT_LABELS, QUADRANTS, Line, RankedProject
from planpress.model.report import Report
from planpress.model.stages import STAGES
from planpress.model.text import Text
from planpress.pages.site_paths import owner_label, project_page, stage_label
from planpress.sections import Subject
from planpress.sections.against_before import floor_text
from planpress.sections.verdict import next_words, short_verdict


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """How a row says on its own whether its project can be carried, in whatever order the rows stand."""

    sign: str
    words: str


MARKS: dict[Line, ChangeMark] = {
    "in": ChangeMark("●", "within capacity"),
    "on-the-line": ChangeMark("◇", "on the line"),
    "out": ChangeMark("○", "beyond capacity"),
}
"""The same signs as the matrix."""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project in a list. `beyond` marks the first one beyond the capacity line."""

    id: str
    entry: RankedProject | None
    evaluation: Evaluation
    title: str
    page: str
    stage: str
    owner: str
    quadrant: str
    chosen: str
    floor: Text
    next: str
    verdict: str
    screened_out: str | None
    beyond: bool = False

    @property
    def rank(self) -> int | None:
        """Its rank; None where it has no score or is screened out."""
        return self.entry.priority.rank if self.entry else None

    @property
    def mark(self) -> ChangeMark | None:
        """Whether it can be carried; None where the plan has no capacity, or the project no rank."""
        return MARKS[self.entry.line] if self.entry and self.entry.line else None

    @property
    def stage_place(self) -> int | None:
        """Where its stage comes in the lifecycle, from 0."""
        stage = self.evaluation.project.current_stage
        return STAGES.index(stage) if stage else None

    @property
    def quadrant_place(self) -> int | None:
        """Where its quadrant comes in their order, from 0, high priority first."""
        return QUADRANTS.index(self.entry.quadrant) if self.entry and self.entry.quadrant else None

    @property
    def gap_closed(self) -> float | None:
        """The share of the gap from floor to ceiling that the chosen model closes: the part of `floor` that can be
        compared between projects."""
        chosen = self.evaluation.chosen
        return self.evaluation.standings[chosen].gap_closed if chosen else None


def ranked_rows(report: Report) -> Iterator[ProjectRow]:
    """Every project: in rank order, then those without a score, then the screened out."""
    drawn = False
    for entry in (*report.ranking.ordered, *report.ranking.unscored):
        beyond = entry.line == "out" and not drawn
        drawn = drawn or beyond
        yield project_row(entry.id, report, beyond=beyond)
    for out in report.ranking.screened_out:
        yield project_row(out.id, report)


def project_row(project_id: str, report: Report, *, beyond: bool = False) -> ProjectRow:
    """The row of one project."""
    subject = Subject(project_id, report)
    evaluation = subject.evaluation
    entry = report.ranking.of(project_id)
    project = evaluation.project
    return ProjectRow(
        id=project_id,
        entry=entry,
        evaluation=evaluation,
        title=project.title,
        page=project_page(project_id),
        stage=stage_label(project.current_stage),
        owner=owner_label(project.owner, report.plan),
        quadrant=QUADRANT_LABELS[entry.quadrant] if entry and entry.quadrant else "–",
        chosen=evaluation.chosen or "–",
        floor=floor_text(subject),
        next=next_words(evaluation),
        verdict=short_verdict(subject),
        screened_out=project.screened_out,
        beyond=beyond,
    )
