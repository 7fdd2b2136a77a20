"""The evidence behind a packet, where it is asked for: of each project all that its page on the site says."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from planpress.document.blocks import Bullets, Paragraph, Section, Story
from planpress.model.change import Comparison
from planpress.model.meeting import Meeting
from planpress.model.numbering import ELEMENTS, margin
from planpress.model.report import Report
from planpress.model.site_pages import project_page
from planpress.packets.changes_since import marked
from planpress.packets.nouns import Dossier, Source, in_head
from planpress.packets.project_summaries import says
from planpress.sections import BY_ID, Subject, sections_of
from planpress.sections.factors import status_text

Stories = Callable[[str], Story | None]
"""The narrative of a project, or a page in the plan's folder, by the path of its Markdown; None where there is none."""


def anchor(project: str) -> str:
    """The name of the place of a dossier."""
    return f"dossier-{project}"


def dossiers(
    report: Report, meeting: Meeting, comparison: Comparison | None, stories: Stories, source: Source
) -> Iterator[Dossier]:
    """A dossier of each project that the meeting is about and that is there, `short` ones without narratives; none
    unless the meeting asks for them. Parts have the margin numbers of the item about the project."""
    numbers = {item.project: item.number for item in meeting.agenda}
    for name in meeting.projects if meeting.appendix != "none" else ():
        if name not in report.evaluations:
            continue
        subject = Subject(name, report, paper=True)
        project = subject.project
        story = stories(project.narrative.path) if project.narrative and meeting.appendix == "full" else None
        told = [Section("narrative", "Narrative", (story,))] if story is not None else []
        summary = [Paragraph(project.summary)] if project.summary else []
        first = Section("verdict", "In short", (*summary, Bullets(tuple(says(subject)))))
        parts = marked((first, *sections_of(subject), *told), comparison, name)
        yield Dossier(
            anchor(name), project.title, in_head(project.title), str(status_text(subject)),
            source.page(report.plan.location.page(project_page(name))),
            tuple(_numbered(part, numbers.get(name)) for part in parts),
        )  # fmt: skip


def _numbered(section: Section, number: int | None) -> Section:
    """With its margin number, where it is a part of an item that has one."""
    part = BY_ID[section.id].margin if section.id in BY_ID else ELEMENTS.get(section.id)
    return section if number is None or part is None else replace(section, margin=margin(number, part))
