"""Boards: the projects by stage, by owner, by team with the infrastructure that they need, and by what they need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planpress.charts import demand
from planpress.model.figure import PHONE, WIDE, Figure
from planpress.model.page import Page
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.stages import STAGE_LABELS, STAGES, SUB_STEPS
from planpress.model.wording import counted, number
from planpress.pages import attention
from planpress.pages import site_paths as names
from planpress.pages.project_table import ProjectRow, ranked_rows
from planpress.pages.templates import Composer


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A heading of a board, what is said below it, and its projects in rank order."""

    title: str
    note: str
    rows: tuple[ProjectRow, ...]


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The three boards with tables, and everything that the portfolio says first, whole."""
    rows = tuple(ranked_rows(report))
    asked = [demand.figure(report.plan, report.ranking, width) for width in (WIDE, PHONE)]
    boards: tuple[tuple[str, str, list[BoardColumn], list[Figure | None]], ...] = (
        (names.STAGES, "Projects by stage", list(_by_stage(rows)), []),
        (names.OWNERS, "Projects by owner", list(_by_owner(rows)), []),
        (names.TEAMS, "Teams and infrastructure", list(_by_team(rows, report.plan)), asked),
    )
    for path, title, columns, figures in boards:
        yield composer.page(path, "pages/board.md.j2", title, columns=columns, figures=figures)
    yield composer.page(
        names.ATTENTION,
        "pages/attention.md.j2",
        "What needs attention",
        report=report,
        groups=attention.groups(report),
        names=report.names(),
        page_of=names.project_page,
    )


def _by_stage(rows: tuple[ProjectRow, ...]) -> Iterator[BoardColumn]:
    for stage in STAGES:
        here = tuple(row for row in rows if row.evaluation.project.current_stage == stage)
        yield BoardColumn(STAGE_LABELS[stage], f"{_count(here)}: {', '.join(SUB_STEPS[stage])}", here)
    nowhere = tuple(row for row in rows if row.evaluation.project.current_stage is None)
    if nowhere:
        yield BoardColumn("No stage", f"{_count(nowhere)} without a stage or a lifecycle", nowhere)


def _by_owner(rows: tuple[ProjectRow, ...]) -> Iterator[BoardColumn]:
    for owner in sorted({row.owner for row in rows if row.evaluation.project.owner is not None}):
        here = tuple(row for row in rows if row.owner == owner and row.evaluation.project.owner is not None)
        yield BoardColumn(owner, _count(here), here)
    nobody = tuple(row for row in rows if row.evaluation.project.owner is None)
    if nobody:
        yield BoardColumn("No owner", _count(nobody), nobody)


def _by_team(rows: tuple[ProjectRow, ...], plan: Plan) -> Iterator[BoardColumn]:
    for name, team in plan.teams.items():
        here = tuple(row for row in rows if _asks(row, name))
        people = f"{number(team.people)} people" if team.people is not None else "size unknown"
        hiring = f", {number(team.hiring)} being hired" if team.hiring else ""
        yield BoardColumn(
            team.label or name, f"{people}{hiring} · {_count(here)} {_ask(here)} for it{_out(here)}", here
        )
    for name, tool in plan.infrastructure.items():
        here = tuple(row for row in rows if name in row.evaluation.project.uses.infrastructure)
        yield BoardColumn(tool.label or name, f"{tool.state} · {_count(here)} {_need(here)} it{_out(here)}", here)


def _asks(row: ProjectRow, team: str) -> bool:
    project = row.evaluation.project
    return project.owner == team or team in project.uses.teams


def _out(rows: tuple[ProjectRow, ...]) -> str:
    """How many of the projects are screened out: nothing is asked for those."""
    out = sum(row.screened_out is not None for row in rows)
    return f", {out} screened out" if out else ""


def _count(rows: tuple[ProjectRow, ...]) -> str:
    return counted(len(rows), "project")


def _ask(rows: tuple[ProjectRow, ...]) -> str:
    return "asks" if len(rows) == 1 else "ask"


def _need(rows: tuple[ProjectRow, ...]) -> str:
    return "needs" if len(rows) == 1 else "need"
