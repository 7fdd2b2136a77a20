"""One page per project: the verdict, then what it stands on."""

from collections.abc import Iterator

from planpress.document.blocks import Paragraph
from planpress.document.keys import texts
from planpress.model.errors import concerning
from planpress.model.report import Report
from planpress.model.site_pages import Page, project_page
from planpress.pages import narrative_html as narrative
from planpress.pages.page_sheet import Before
from planpress.pages.templates import Composer
from planpress.pages.what_if import rule_data, slid_chart
from planpress.pages.why import explained
from planpress.sections import OPENING, Subject, sections_of, title_of
from planpress.sections.factors import status_text
from planpress.sections.verdict import verdict


def pages(report: Report, composer: Composer) -> Iterator[Page]:
    """The page of every project."""
    for project in report.plan.projects:
        with concerning(project.path):
            made = page(project.id, report, composer)
        yield made


def page(name: str, report: Report, composer: Composer) -> Page:
    """The page of one project."""
    subject = Subject(name, report)
    project, plan = subject.project, subject.plan
    sections = tuple(sections_of(subject))
    said = verdict(subject)
    why = explained(report, name)
    return composer.page(
        project_page(name),
        "pages/project.md.j2",
        project.title,
        description=project.summary or f"{said.headline} {said.reason}",
        tags=project.tags,
        in_navigation=False,
        anchors=why.anchors,
        before=_before(name, report, composer),
        topics=[(title_of(topic.about), topic.explanations) for topic in why.topics],
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


def _before(name: str, report: Report, composer: Composer) -> Before:
    """In a preview, what the status and each section said before the change, by its keys; None where nothing did."""
    preview = composer.preview
    if preview is None or not preview.has(name) or preview.mark(report.plan.location.page(project_page(name))) is None:
        return None
    subject = Subject(name, preview.before)
    status = texts([Paragraph(status_text(subject))])
    return {"status": status, **{section.id: texts(section.blocks) for section in sections_of(subject)}}
