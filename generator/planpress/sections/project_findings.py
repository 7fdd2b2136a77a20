"""What was found in the files of a project."""

from __future__ import annotations

from collections.abc import Iterator

from planpress.document.blocks import Block, Bullets, Line
from planpress.model.text import Reference, Text
from planpress.sections.section import SectionKind, Subject


def _blocks(subject: Subject) -> Iterator[Block]:
    folder = subject.plan.location.project(subject.id, "")
    found = [one for one in subject.report.findings if one.place.path.startswith(folder)]
    if found:
        lines = (Line(one.message, lead=one.code, note=Text(Reference(one.place))) for one in found)
        yield Bullets(tuple(lines), look="findings")


SECTION = SectionKind("findings", "Findings", 16, _blocks)
