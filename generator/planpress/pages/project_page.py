"""One page per project: the verdict, then what it stands on."""

from collections.abc import Iterator

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


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The page of every project."""
    for project in report.plan.projects:
        with concerning(project.path):
            made = _page(project.id, report, composer)
        yield made


def _page(name: str, report: Report, composer: Composer) -> Page:
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
        anchors=why.anchors,
        before=composer.before(lambda before: _said(Subject(name, before))) if marked else None,
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


def _said(subject: Subject) -> Iterator[Section]:
    yield Section("status", "", (Paragraph(status_text(subject)),))
    yield from sections_of(subject)
