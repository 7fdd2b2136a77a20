"""What was found in the files of a project."""

from collections.abc import Iterable, Iterator

from planpress.document.blocks import Block, Bullets, Line
from planpress.model.findings import Finding
from planpress.model.text import Reference, Text
from planpress.sections.section import SectionKind, Subject


def _blocks(subject: Subject) -> Iterator[Block]:
    folder = subject.plan.location.project(subject.id, "")
    found = [one for one in subject.report.findings if one.place.path.startswith(folder)]
    if found:
        yield finding_lines(found)


def finding_lines(findings: Iterable[Finding]) -> Bullets:
    """Findings with their codes and places."""
    return Bullets(
        tuple(Line(one.message, lead=one.code, note=Text(Reference(one.place))) for one in findings), look="findings"
    )


SECTION = SectionKind("findings", "Findings", 16, _blocks, folded=True)
