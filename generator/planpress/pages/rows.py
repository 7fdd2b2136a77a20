"""The rows of the tables that list projects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planpress.model.evaluation import Evaluation
from planpress.model.ranking import QUADRANT_LABELS, RankedProject
from planpress.model.report import Report
from planpress.pages.names import owner_label, project_page, stage_label
from planpress.pages.spoken import against
from planpress.pages.verdicts import floor_words, next_words, verdict


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project in a list. `beyond` marks the first one beyond the capacity line, `numbers` what `floor` says."""

    entry: RankedProject | None
    evaluation: Evaluation
    title: str
    page: str
    stage: str
    owner: str
    quadrant: str
    chosen: str
    floor: str
    next: str
    verdict: str
    screened_out: str | None
    numbers: tuple[tuple[str, str], ...] = ()
    beyond: bool = False


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
    evaluation = report.evaluations[project_id]
    entry = report.ranking.of(project_id)
    project = evaluation.project
    return ProjectRow(
        entry=entry,
        evaluation=evaluation,
        title=project.title,
        page=project_page(project_id),
        stage=stage_label(project.current_stage),
        owner=owner_label(project.owner, report.plan),
        quadrant=QUADRANT_LABELS[entry.quadrant] if entry and entry.quadrant else "–",
        chosen=evaluation.chosen or "–",
        floor=floor_words(evaluation),
        next=next_words(evaluation),
        verdict=verdict(evaluation, report.plan).short,
        screened_out=project.screened_out,
        numbers=tuple(against(evaluation)),
        beyond=beyond,
    )
