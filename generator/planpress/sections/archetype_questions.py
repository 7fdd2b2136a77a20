"""What a project of its archetype is asked, and what was answered."""

from collections.abc import Iterator

from planpress.document.blocks import Block, Bullets, Line, Paragraph
from planpress.model.project import ARCHETYPE_MEANS, ARCHETYPE_QUESTIONS
from planpress.sections.section import SectionKind, Subject


def _blocks(subject: Subject) -> Iterator[Block]:
    project = subject.project
    asked = ARCHETYPE_QUESTIONS[project.archetype] if project.archetype else {}
    lines = tuple(
        Line(
            project.answers.get(key, "not answered"), question, key=subject.of("answers", key),
            note="" if subject.paper or key in project.answers else f'Write answers: {{{key}: "..."}}',
        )
        for key, question in asked.items()
        if project.left_out is None or key in project.answers  # else nothing is asked any more
    )
    if project.archetype and lines:
        yield Paragraph(f"Questions for a project that {ARCHETYPE_MEANS[project.archetype]}:")
        yield Bullets(lines)


SECTION = SectionKind("questions", "Questions to ask", 25, _blocks, edits=("archetype", "answers"), folded=True)
