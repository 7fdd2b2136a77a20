"""What was decided about a project, the newest first."""

from collections.abc import Iterator

from planpress.document.blocks import Block, Bullets, Line
from planpress.model.wording import day, listed
from planpress.sections.section import SectionKind, Subject

ON_DECISION_PAGE = 3
"""At most this many earlier decisions, the latest, stand on the decision page of a packet."""


def decision_lines(subject: Subject) -> tuple[Line, ...]:
    """Every decision with who took it, what it overrides, and why."""
    lines = []
    for one in subject.project.all_decisions():
        by = f" ({listed(one.by)})" if one.by else ""
        overrides = f"; overrides {one.overrides}" if one.overrides else ""
        lines.append(Line(f"{one.decision}{by}{overrides}", lead=day(one.date), note=one.because or ""))
    return tuple(lines)


def _blocks(subject: Subject) -> Iterator[Block]:
    lines = decision_lines(subject)
    if lines and not (subject.paper and len(lines) <= ON_DECISION_PAGE):
        yield Bullets(lines)


SECTION = SectionKind("decisions", "Decisions", 13, _blocks, edits=("decisions",))
