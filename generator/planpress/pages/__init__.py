"""ROOM: the kinds of pages. To add one: a function, a line in ALL, a template, a case in tests/pages."""

from collections.abc import Callable, Iterator

from planpress.model.report import Report
from planpress.model.site_pages import Page
from planpress.pages import plan_pages, project_page
from planpress.pages.templates import Composer

PageKind = Callable[[Report, Composer], Iterator[Page]]

ALL: tuple[PageKind, ...] = (
    plan_pages.portfolio, project_page.pages,
    plan_pages.teams, plan_pages.by_week, plan_pages.scoring, plan_pages.changes, plan_pages.moved,
)  # fmt: skip


def compose(report: Report, composer: Composer) -> tuple[Page, ...]:
    """Every page that planpress writes."""
    return tuple(page for kind in ALL for page in kind(report, composer))
