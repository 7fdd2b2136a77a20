"""The teams and the infrastructure that a project uses, and the projects that it waits for."""

from collections.abc import Iterator

from planpress.document.blocks import Block, Bullets, Line, Paragraph
from planpress.model.site_pages import TEAMS, project_page
from planpress.model.text import Name, Text, Words
from planpress.model.wording import number
from planpress.sections.section import SectionKind, Subject


def _needs(subject: Subject) -> Iterator[Words]:
    plan, project = subject.plan, subject.project
    for name in project.uses.teams:
        team = plan.teams[name]
        people = f", {number(team.people)} people" if team.people is not None else ""
        yield f"{team.label or name}{people}"
    for name in project.uses.infrastructure:
        tool = plan.infrastructure[name]
        yield f"{tool.label or name}: {tool.state}"
    names = subject.report.names()
    yield from (Text("waits for ", Name(names[other], project_page(other))) for other in project.depends_on)


def _blocks(subject: Subject) -> Iterator[Block]:
    lines = tuple(map(Line, _needs(subject)))
    if lines:
        yield Bullets(lines)
    if lines and not subject.paper:
        yield Paragraph(Text(Name("Teams and infrastructure", TEAMS)))


SECTION = SectionKind("needs", "What it needs", 18, _blocks, edits=("uses", "depends_on",), folded=True)
