"""Boards: the projects by stage, by owner, by team with the infrastructure that they need, and by what they need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from planpress.charts import demand
from planpress.document.blocks import Paragraph, Section
from planpress.document.labels import owner_label
from planpress.model.figure import PHONE, WIDE, Figure
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.site_pages import ATTENTION, OWNERS, TEAMS, Page
from planpress.model.site_pages import STAGES as STAGE_PAGE
from planpress.model.stages import STAGE_LABELS, STAGES, SUB_STEPS
from planpress.model.text import Styled, Text
from planpress.model.wording import counted, number
from planpress.pages.templates import Composer
from planpress.sections.plan.attention import whole_attention
from planpress.sections.plan.ranked_projects import BOARD, key_of_marks, ranked_subjects, ranking_table
from planpress.sections.section import Subject

Subjects = Sequence[Subject]
Columns = Callable[[Subjects, Plan], Iterator[Section]]


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The three boards with tables, and everything that the portfolio says first, whole."""
    yield _board(STAGE_PAGE, "Projects by stage", _by_stage, report, composer)
    yield _board(OWNERS, "Projects by owner", _by_owner, report, composer)
    asked = [demand.figure(report.plan, report.ranking, width) for width in (WIDE, PHONE)]
    yield _board(TEAMS, "Teams and infrastructure", _by_team, report, composer, asked)
    made = tuple(whole_attention(report))
    yield composer.page(ATTENTION, "pages/attention.md.j2", "What needs attention", sections=made, report=report)


def _board(
    path: str, title: str, sections: Columns, report: Report, composer: Composer, figures: Sequence[Figure | None] = ()
) -> Page:
    made, before = composer.both(report, lambda one: sections(ranked_subjects(one), one.plan))
    template = "pages/board.md.j2"
    return composer.page(path, template, title, sections=made, before=before, figures=figures, report=report)


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


def _by_team(subjects: Subjects, plan: Plan) -> Iterator[Section]:
    for name, team in plan.teams.items():
        here = tuple(one for one in subjects if _asks(one, name))
        people = f"{number(team.people)} people" if team.people is not None else "size unknown"
        hiring = f", {number(team.hiring)} being hired" if team.hiring else ""
        asked = f"{_count(here)} {_ask(here)} for it{_out(here)}"
        yield _column(team.label or name, f"{people}{hiring} · {asked}", here)
    for name, tool in plan.infrastructure.items():
        here = tuple(one for one in subjects if name in one.project.uses.infrastructure)
        yield _column(tool.label or name, f"{tool.state} · {_count(here)} {_need(here)} it{_out(here)}", here)


def _asks(subject: Subject, team: str) -> bool:
    project = subject.project
    return project.owner == team or team in project.uses.teams


def _out(subjects: Subjects) -> str:
    """How many of the projects are screened out: nothing is asked for those."""
    out = sum(one.project.screened_out is not None for one in subjects)
    return f", {out} screened out" if out else ""


def _count(subjects: Subjects) -> str:
    return counted(len(subjects), "project")


def _ask(subjects: Subjects) -> str:
    return "asks" if len(subjects) == 1 else "ask"


def _need(subjects: Subjects) -> str:
    return "needs" if len(subjects) == 1 else "need"
