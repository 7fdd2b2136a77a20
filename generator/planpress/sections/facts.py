"""What a project's page begins with: its place, its stage, who has it, what it takes, what comes next."""

from collections.abc import Iterator

from planpress.deciding import stage_time
from planpress.document.blocks import Block, Bullets, Line, Paragraph
from planpress.document.labels import owner_label, stage_label
from planpress.model.feasibility import AUTOMATION_LABELS, effort_words
from planpress.model.ranking import QUADRANT_LABELS, line_words
from planpress.model.text import Words, joined
from planpress.model.wording import at_start, counted
from planpress.sections.factors import place_words
from planpress.sections.section import SectionKind, Subject


def _blocks(subject: Subject) -> Iterator[Block]:
    if subject.project.summary:
        yield Paragraph(subject.project.summary)
    # Search has them in the first line of its entry.
    yield Bullets(tuple(_lines(subject)), look="facts", searched=False)


def _lines(subject: Subject) -> Iterator[Line]:
    project, plan = subject.project, subject.plan
    yield _line(subject, "rank", place_words(subject, ""), joined(list(_place_notes(subject)), ", "))
    time = stage_time(subject.evaluation, subject.report)
    days = [counted(time.days, "day")] if time else []
    automation = [AUTOMATION_LABELS[project.automation]] if project.automation is not None else []
    stage = subject.number(stage_label(project.current_stage), "stage")
    yield _line(subject, "stage", stage, ", ".join(days + automation))
    others = [plan.teams[team].label or team for team in project.uses.teams if team != project.owner]
    owner = subject.number(owner_label(project.owner, plan), "owner")
    yield _line(subject, "owner", owner, f"with {', '.join(others)}" if others else "")
    if project.effort is not None:
        yield _line(subject, "effort", effort_words(project.effort.central), project.effort.ends)
    if not project.active:
        return
    due = project.next_milestone
    if due is not None:
        yield _line(subject, "next", plan.near(due.date), due.title, late=due.date < plan.as_of)
    if project.review_by is not None:
        late = (plan.as_of - project.review_by).days
        overdue = f"{counted(late, 'day')} overdue" if late > 0 else ""
        yield _line(subject, "review", subject.number(plan.near(project.review_by), "review"), overdue, late=late > 0)


def _line(subject: Subject, name: str, text: Words, note: Words = "", *, late: bool = False) -> Line:
    return Line(text, at_start(name), note, "late" if late else "", subject.of("facts", name))


def _place_notes(subject: Subject) -> Iterator[Words]:
    entry = subject.entry
    if entry is not None and entry.line is not None:
        yield line_words(entry.line, subject.plan.capacity)
    if entry is not None and entry.quadrant is not None:
        yield subject.number(QUADRANT_LABELS[entry.quadrant], "quadrant")


SECTION = SectionKind("facts", "", None, _blocks, edits=("summary", "owner", "review_by"))
