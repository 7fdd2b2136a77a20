"""The portfolio: what to do first, what is too close to call, stuck, undecided, changed; the matrix and the table."""

from __future__ import annotations

from collections.abc import Iterator

from planpress.charts import matrix, milestones, ranked
from planpress.model.figure import PHONE, WIDE
from planpress.model.page import Page
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.wording import counted, day, number, whole_day
from planpress.pages import attention
from planpress.pages.project_table import ranked_rows
from planpress.pages.site_paths import project_page
from planpress.pages.templates import Composer
from planpress.pages.what_changed import moves_of, summary
from planpress.pages.what_if import plan_data


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The portfolio page."""
    plan = report.plan
    yield composer.page(
        composer.portfolio,
        "pages/portfolio.md.j2",
        plan.title,
        wide=True,
        description=f"{counted(len(plan.projects), 'project')}, as of {day(plan.as_of)}",
        report=report,
        status=status(plan),
        groups=attention.groups(report),
        names=report.names(),
        page_of=project_page,
        rows=list(ranked_rows(report)),
        matrix=[matrix.figure(plan, report.ranking, width) for width in (WIDE, PHONE)],
        ranked=[ranked.figure(plan, report.ranking, width) for width in (WIDE, PHONE)],
        what_if=plan_data(report),
        summary=summary(report, composer),
        moves=moves_of(report, composer.preview),
        milestones=[milestones.figure(plan, width) for width in (WIDE, PHONE)],
    )


def status(plan: Plan) -> str:
    """The line under the title: the day, the number of projects, and how many can be carried."""
    parts = [f"as of {whole_day(plan.as_of)}", counted(len(plan.projects), "project")]
    if plan.capacity is not None and plan.capacity.projects is not None:
        parts.append(f"{number(plan.capacity.projects)} can be carried")
    elif plan.capacity is not None:
        parts.append(f"{number(plan.capacity.person_weeks or 0)} person-weeks can be carried")
    return " · ".join(parts)
