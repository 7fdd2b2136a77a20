"""Applause for a project, with its dots."""

from collections.abc import Iterator
from functools import partial

from planpress.charts import dots
from planpress.document.blocks import Block, Paragraph, chart
from planpress.model.text import Text
from planpress.sections.section import SectionKind, Subject


def _blocks(subject: Subject) -> Iterator[Block]:
    yield Paragraph(Text("Applause for ", subject.number(subject.project.title, "priority"), "."))
    yield from chart(partial(dots.figure, subject.plan, subject.evaluation))


SECTION = SectionKind("applause", "Applause", 30, _blocks, edits=("title",))
