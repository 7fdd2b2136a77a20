"""Notes of what a meeting decided: read from a file, and held against the meeting and the plan."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from planpress.lints.agendas import decision_without_item, near_or_all, unknown_agenda_project
from planpress.lints.unknown_names import unknown_model
from planpress.model.decision import LATER, NO, YES, MeetingDecision, plain_decision
from planpress.model.findings import Finding, in_file_order
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.plan import Plan
from planpress.model.sources import Places, SourceFile
from planpress.model.wording import did_you_mean, few, quoted
from planpress.reading import kinds
from planpress.reading.meeting_documents import read_decisions
from planpress.reading.tree import LARGEST_DEFINITION
from planpress.workflows.check_plan import Checked, InvalidPlanError


def from_file(source: Path, checked: Checked, meeting: Meeting) -> tuple[MeetingDecision, ...]:
    """The decisions in a file of notes. Raises InvalidPlanError where it has errors, each at its line."""
    assert checked.plan is not None
    data = source.read_bytes()
    file = SourceFile(str(source), data)
    if len(data) > LARGEST_DEFINITION:
        size = f"has {len(data) / 1e6:.1f} MB; decisions are written by hand"
        file = SourceFile(str(source), b"", size, oversize=True)
    notes, findings = read_notes(file, checked.plan, meeting)
    if any(finding.level == "error" for finding in findings):
        raise InvalidPlanError(in_file_order(list(findings)), checked.projects)
    return notes


def read_notes(
    file: SourceFile, plan: Plan, meeting: Meeting
) -> tuple[tuple[MeetingDecision, ...], tuple[Finding, ...]]:
    """The decisions that a file of notes holds, and all that is wrong with it: as a whole, or against the meeting."""
    notes, places, findings = read_decisions(file)
    unfit = (finding for at, note in enumerate(notes) for finding in _unfit(at, note, plan, meeting, places))
    return notes, (*findings, *unfit)


def complete(note: MeetingDecision, meeting: Meeting) -> MeetingDecision:
    """A decision that stands by itself: with its day, its projects, and what was asked."""
    item = next((item for item in meeting.agenda if item.number == note.number), None)
    projects = tuple(dict.fromkeys(note.projects if note.projects is not None else item.projects if item else ()))
    question = note.question or (_question(item, note, meeting) if item else None)
    plain = plain_decision(note.decision)
    return replace(note, decision=plain, projects=projects, date=note.date or meeting.date, question=question)


def unknown_number(number: int, meeting: Meeting) -> str | None:
    """What to say of a number that no item has; None where one has it."""
    known = [item.number for item in meeting.agenda]
    return None if number in known else f"no item has the margin number {number}{near_or_all(number, known)}"


def unknown_project(name: str, plan: Plan) -> str | None:
    """What to say of a project that is not there; None where it is."""
    known = [project.id for project in plan.projects]
    return None if name in known else f"unknown project {quoted(name)}{did_you_mean(name, known)}"


def _unfit(at: int, note: MeetingDecision, plan: Plan, meeting: Meeting, places: Places) -> Iterator[Finding]:
    """What does not fit the meeting or the plan, or is not what it is for."""
    problem = unknown_number(note.number, meeting)
    if problem is not None:
        yield decision_without_item.kind.at(places.of("decisions", at, "number"), problem)
    yield from _unknown_model(at, note, plan, meeting, places)
    for index, name in enumerate(note.projects or ()):
        problem = unknown_project(name, plan)
        if problem is not None:
            yield unknown_agenda_project.kind.at(places.of("decisions", at, "projects", index), problem)
    if note.until is not None and note.until <= meeting.date:
        message = f"until: {note.until} is not after the meeting ({meeting.date})"
        yield kinds.WRONG_VALUE.at(places.of("decisions", at, "until"), message)


def _unknown_model(
    at: int, note: MeetingDecision, plan: Plan, meeting: Meeting, places: Places
) -> Iterator[Finding]:
    """A model that one of the projects does not have; what was decided so already stays, though it may be gone."""
    before = meeting.decided(note.number)
    if note.model is None or (before is not None and before.model == note.model):
        return
    about = complete(note, meeting).projects or ()
    for project in plan.projects:
        if project.id in about and note.model not in project.nameable():
            known = project.nameable()
            near = did_you_mean(note.model, known)
            message = f"unknown model {quoted(note.model)}{near}; {quoted(project.id)} has {few(known, 8)}"
            yield unknown_model.kind.at(places.of("decisions", at, "model"), message)


def _question(item: AgendaItem, note: MeetingDecision, meeting: Meeting) -> str | None:
    """What was asked. A text that answers no question stands for itself; yes, no and later do not."""
    text = item.text and " ".join(item.text.split())
    if item.question or (text and text.endswith("?")):
        return item.question or text
    if plain_decision(note.decision) not in (YES, NO, LATER):
        return None
    return item.recommendation or item.title or text or f"What the packet of {meeting.title} asks"
