"""The files that all numbers of a project come from, and where else to look."""

from collections.abc import Iterator

from planpress.document.blocks import Block, Bullets, Line, Paragraph
from planpress.model.site_pages import SCORING
from planpress.model.sources import Place
from planpress.model.text import Name, Reference, Text, joined
from planpress.sections.section import SectionKind, Subject


def _files(subject: Subject) -> list[Text]:
    project = subject.project
    written = [part.path for part in (project.table, project.narrative) if part is not None]
    paths = dict.fromkeys([project.path, *written, subject.plan.location.plan])
    return [Text(Reference(Place(path))) for path in paths]


def _blocks(subject: Subject) -> Iterator[Block]:
    files = _files(subject)
    if subject.paper:
        yield Paragraph(joined(files, ", "))
        return
    links = [Text(Name(link.label, url=link.url)) for link in subject.project.links]
    yield Bullets(tuple(map(Line, (*files, *links, Text(Name("How this plan is scored", SCORING))))))


SECTION = SectionKind("sources", "Where these numbers come from", 20, _blocks, folded=True)
