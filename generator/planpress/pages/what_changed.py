"""The page of a preview that says everything that changes, and because of what: `planpress diff`, whole and linked."""

from collections.abc import Iterator

from planpress.comparing.comparison_text import extent
from planpress.model.report import Report
from planpress.model.site_pages import CHANGES, COMPARISON, Page
from planpress.pages.templates import Composer
from planpress.sections.plan.changes import what_changed


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The page, where there is a preview."""
    preview = composer.preview
    if preview is None:
        return
    yield composer.page(
        CHANGES,
        "pages/what_changed.md.j2",
        "What changed",
        wide=True,
        extent=extent(preview.comparison),
        data=COMPARISON,
        sections=tuple(what_changed(report, preview)),
        report=report,
    )
