"""How this plan is scored: the method with this plan's own factors, scales, weights and numbers."""

from collections.abc import Iterator

from planpress.model.report import Report
from planpress.model.site_pages import SCORING, Page
from planpress.pages.templates import Composer
from planpress.sections.plan.method import TITLE, method


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The page that explains the scores."""
    yield composer.page(SCORING, "pages/scoring.md.j2", TITLE, sections=tuple(method(report)), report=report)
