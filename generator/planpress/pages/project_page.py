"""One page per project: the verdict, then what it stands on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from planpress.document.blocks import Paragraph, Section
from planpress.model.errors import concerning
from planpress.model.report import Report
from planpress.model.site_pages import Page, project_page
from planpress.pages import narrative_html as narrative
from planpress.pages.templates import Composer
from planpress.pages.what_if import rule_data, slid_chart
from planpress.pages.why import explained
from planpress.sections import OPENING, Subject, sections_of
from planpress.sections.factors import status_text
from planpress.sections.verdict import verdict


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A project beside another in rank order."""

    page: str
    title: str
    rank: int | None


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The page of every project."""
    beside = _neighbours(report)
    for project in report.plan.projects:
        with concerning(project.path):
            made = _page(project.id, report, composer, beside[project.id])
        yield made


def _page(name: str, report: Report, composer: Composer, beside: Mapping[str, Neighbour]) -> Page:
    subject = Subject(name, report)
    project, plan = subject.project, subject.plan
    sections = tuple(sections_of(subject))
    said = verdict(subject)
    why = explained(report, name)
    preview, page = composer.preview, composer.location.page(project_page(name))
    marked = preview is not None and preview.has(name) and preview.mark(page) is not None
    return composer.page(
        project_page(name),
        "pages/project.md.j2",
        project.title,
        description=project.summary or f"{said.headline} {said.reason}",
        tags=project.tags,
        in_navigation=False,
        wide=True,
        anchors=why.anchors,
        before=composer.before(lambda before: _said(Subject(name, before))) if marked else None,
        beside=beside,
        topics=why.topics,
        left_out=why.left_out,
        project=project,
        subject=subject,
        status=status_text(subject),
        sections=sections,
        opening=OPENING,
        narrative=narrative.sections(project, plan.location) if project.narrative else (),
        what_if=rule_data(subject.evaluation, plan),
        what_if_chart=slid_chart("rule", sections),
    )


def _neighbours(report: Report) -> Mapping[str, Mapping[str, Neighbour]]:
    """The projects before and after each one in rank order, by its id, as far as there are such."""
    names, ranks = report.names(), {entry.id: entry.priority.rank for entry in report.ranking.ordered}
    found: dict[str, dict[str, Neighbour]] = {name: {} for name in report.order()}
    for before, after in pairwise(found):
        found[before]["next"] = Neighbour(project_page(after), names[after], ranks.get(after))
        found[after]["prev"] = Neighbour(project_page(before), names[before], ranks.get(before))
    return found


def _said(subject: Subject) -> Iterator[Section]:
    yield Section("status", "", (Paragraph(status_text(subject)),))
    yield from sections_of(subject)
