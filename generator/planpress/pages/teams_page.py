"""The page of teams and infrastructure: what there is, who asks for it, and how much."""

from collections.abc import Iterator

from planpress.document.blocks import Section
from planpress.model.report import Report
from planpress.model.site_pages import TEAMS, Page
from planpress.pages.templates import Composer
from planpress.sections.plan.resources import resources


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The page."""
    made, before = composer.both(report, lambda one: [Section("resources", "", tuple(resources(one)))])
    title, template = "Teams and infrastructure", "pages/teams.md.j2"
    yield composer.page(TEAMS, template, title, sections=made, before=before, report=report, wide=True)
