"""The pages about the whole plan beside the portfolio: teams, scores, what a change does, and addresses of old."""

from collections.abc import Iterator

from planpress.comparing.comparison_text import extent
from planpress.document.blocks import Section
from planpress.model.report import Report
from planpress.model.site_pages import ATTENTION, CHANGES, COMPARISON, OWNERS, SCORING, STAGES, TEAMS, Page
from planpress.pages.templates import Composer
from planpress.sections.plan.changes import what_changed
from planpress.sections.plan.method import TITLE, method
from planpress.sections.plan.resources import resources

_MOVED = {
    STAGES: ("Projects by stage", "?group=stage#ranking"),
    OWNERS: ("Projects by owner", "?group=owner#ranking"),
    ATTENTION: ("What needs attention", ""),
}
"""Pages that went into the home page: their titles, and what shows there what they showed."""


def teams(report: Report, composer: Composer) -> Iterator[Page]:
    """Teams and infrastructure: what there is, who asks for it, and how much."""


    def made(of: Report) -> list[Section]:
        return [Section("resources", "", tuple(resources(of)))]

    yield composer.page(TEAMS, "pages/teams.md.j2", "Teams and infrastructure", wide=True,
                        sections=made(report), before=composer.before(made), report=report)  # fmt: skip


def scoring(report: Report, composer: Composer) -> Iterator[Page]:
    """The method with this plan's own factors, scales, weights and numbers."""
    yield composer.page(SCORING, "pages/scoring.md.j2", TITLE, sections=tuple(method(report)), report=report)


def changes(report: Report, composer: Composer) -> Iterator[Page]:
    """Where there is a preview: all that changes, and because of what; `planpress diff`, whole and linked."""
    preview = composer.preview
    if preview is not None:
        said, made = extent(preview.comparison), tuple(what_changed(report, preview))
        yield composer.page(CHANGES, "pages/what_changed.md.j2", "What changed", wide=True,
                            extent=said, data=COMPARISON, sections=made, report=report)  # fmt: skip


def moved(report: Report, composer: Composer) -> Iterator[Page]:
    """A small page at each old address, which nothing lists."""
    for path, (title, view) in _MOVED.items():
        yield composer.page(path, "pages/moved.md.j2", title, view=view, in_navigation=False)
