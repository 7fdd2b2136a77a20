"""Addresses of pages that went into the home page: each leads to what it showed there."""

from collections.abc import Iterator

from planpress.model.report import Report
from planpress.model.site_pages import ATTENTION, OWNERS, STAGES, Page
from planpress.pages.templates import Composer

_MOVED = {
    STAGES: ("Projects by stage", "?group=stage#ranking"),
    OWNERS: ("Projects by owner", "?group=owner#ranking"),
    ATTENTION: ("What needs attention", ""),
}


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """A small page at each old address, which nothing lists."""
    for path, (title, view) in _MOVED.items():
        yield composer.page(path, "pages/moved.md.j2", title, view=view, in_navigation=False)
