"""What to ask about a project of its archetype; on pages alone."""

from collections.abc import Iterator

from planpress.document.blocks import Block, Bullets, Line, Paragraph
from planpress.model.project import ARCHETYPE_LABELS, ARCHETYPE_QUESTIONS
from planpress.sections.section import SectionKind, Subject


def _blocks(subject: Subject) -> Iterator[Block]:
    archetype = subject.project.archetype
    if archetype:
        yield Paragraph(f"{ARCHETYPE_LABELS[archetype]} projects are asked:")
        yield Bullets(tuple(map(Line, ARCHETYPE_QUESTIONS[archetype])))


SECTION = SectionKind("questions", "Questions to ask", None, _blocks, folded=True)
