"""ROOM: the kinds of pages, one per file. To add one: a file, a line in ALL, a template, a case in tests/pages."""

from collections.abc import Callable, Iterator

from planpress.model.report import Report
from planpress.model.site_pages import Page
from planpress.pages import moved_pages, portfolio, project_page, scoring_page, teams_page, what_changed
from planpress.pages.templates import Composer

PageKind = Callable[[Report, Composer], Iterator[Page]]

ALL: tuple[PageKind, ...] = (
    portfolio.pages, project_page.pages, teams_page.pages, scoring_page.pages, what_changed.pages, moved_pages.pages,
)  # fmt: skip


def compose(report: Report, composer: Composer) -> tuple[Page, ...]:
    """Every page that planpress writes."""
    return tuple(page for kind in ALL for page in kind(report, composer))
