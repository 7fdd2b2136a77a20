"""Boards: the projects by stage and by owner, what they ask of teams and infrastructure, and what needs attention."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from planpress.document.blocks import Paragraph, Section
from planpress.document.labels import owner_label
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.site_pages import ATTENTION, OWNERS, TEAMS, Page
from planpress.model.site_pages import STAGES as STAGE_PAGE
from planpress.model.stages import STAGE_LABELS, STAGES, SUB_STEPS
from planpress.model.text import Styled, Text
from planpress.model.wording import counted
from planpress.pages.templates import Composer
from planpress.sections.plan.attention import whole_attention
from planpress.sections.plan.ranked_projects import BOARD, key_of_marks, ranked_subjects, ranking_table
from planpress.sections.plan.resources import resources
from planpress.sections.section import Subject

Subjects = Sequence[Subject]
Columns = Callable[[Subjects, Plan], Iterator[Section]]


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The three boards with tables, and everything that the portfolio says first, whole."""
    yield _board(STAGE_PAGE, "Projects by stage", _by_stage, report, composer)
    yield _board(OWNERS, "Projects by owner", _by_owner, report, composer)
    asked, before = composer.both(report, lambda one: [Section("resources", "", tuple(resources(one)))])
    title = "Teams and infrastructure"
    yield composer.page(TEAMS, "pages/attention.md.j2", title, sections=asked, before=before, report=report, wide=True)
    made = tuple(whole_attention(report))
    yield composer.page(ATTENTION, "pages/attention.md.j2", "What needs attention", sections=made, report=report)


def _board(path: str, title: str, sections: Columns, report: Report, composer: Composer) -> Page:
    made, before = composer.both(report, lambda one: sections(ranked_subjects(one), one.plan))
    template = "pages/board.md.j2"
    return composer.page(path, template, title, sections=made, before=before, report=report)


def _column(title: str, note: str, subjects: Subjects) -> Section:
    """A heading of a board, what is said below it, and its projects in rank order."""
    if not subjects:
        return Section("board", title, (Paragraph(note),))
    key = key_of_marks(subjects)
    table = ranking_table(subjects, BOARD, Text(Styled(f"{title}: ", "heard"), key) if key else title)
    return Section("board", title, (Paragraph(note), replace(table, untitled=not key)))


def _by_stage(subjects: Subjects, plan: Plan) -> Iterator[Section]:
    for stage in STAGES:
        here = tuple(one for one in subjects if one.project.current_stage == stage)
        yield _column(STAGE_LABELS[stage], f"{_count(here)}: {', '.join(SUB_STEPS[stage])}", here)
    nowhere = tuple(one for one in subjects if one.project.current_stage is None)
    if nowhere:
        yield _column("No stage", f"{_count(nowhere)} without a stage or a lifecycle", nowhere)


def _by_owner(subjects: Subjects, plan: Plan) -> Iterator[Section]:
    owned: dict[str, list[Subject]] = {}
    for one in subjects:
        if one.project.owner is not None:
            owned.setdefault(owner_label(one.project.owner, plan), []).append(one)
    for owner, here in sorted(owned.items()):
        yield _column(owner, _count(here), here)
    nobody = tuple(one for one in subjects if one.project.owner is None)
    if nobody:
        yield _column("No owner", _count(nobody), nobody)


def _count(subjects: Subjects) -> str:
    return counted(len(subjects), "project")

