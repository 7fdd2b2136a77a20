"""What becomes of answers: an entry in the meeting's file for each, and one in that of each project it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planpress.deciding.answers import LATER, NO, YES, Answer, plain_decision
from planpress.deciding.entry_text import Entry, Value
from planpress.model.meeting import AgendaItem, Meeting, MeetingDecision
from planpress.model.plan import Plan
from planpress.model.project import Decision
from planpress.model.sources import Place
from planpress.model.wording import listed, quoted, visible

KEY = "decisions"
"""The list that gets an entry, in the file of a meeting and in that of a project."""


@dataclass(frozen=True, slots=True)
class Addition:
    """One entry more in the list of decisions of a file."""

    path: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Conflict:
    """An item that was decided otherwise before: where that stands, and both in words."""

    place: Place
    number: int
    before: str
    now: str

    def __str__(self) -> str:
        return f"{self.place}: item {self.number} was decided {self.before}; now {self.now}"


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be added; `known` are the numbers of the items of which everything is there already."""

    additions: tuple[Addition, ...]
    conflicts: tuple[Conflict, ...] = ()
    known: tuple[int, ...] = ()


def planned(plan: Plan, meeting: Meeting, answers: Sequence[Answer]) -> Planned:
    """What answers add to the files of a meeting and of projects. Every answer is about an item of the meeting.

    What is there already is not added again. Where an item was decided otherwise, nothing is added for it.
    """
    additions: list[Addition] = []
    conflicts: list[Conflict] = []
    known: list[int] = []
    taken = {one.number: (one, meeting.places.of(KEY, at)) for at, one in enumerate(meeting.decisions)}
    for answer in answers:
        item = next(item for item in meeting.agenda if item.number == answer.number)
        decision = _of_meeting(answer)
        before, place = taken.get(answer.number, (None, Place(meeting.path)))
        if before is not None and before != decision:
            conflicts.append(Conflict(place, answer.number, _said(before), _said(decision)))
            continue
        own = [] if before is not None else [Addition(meeting.path, _entry(decision))]
        found = [*own, *_of_projects(plan, meeting, item, answer, again=before is not None)]
        found = [one for one in found if one not in additions]
        additions += found
        known += [] if found else [answer.number]
        taken[answer.number] = (decision, Place("this run"))
    return Planned(tuple(additions), tuple(conflicts), tuple(known))


def worded(meeting: Meeting, item: AgendaItem, answer: Answer) -> str:
    """What the file of a project says: whoever reads it there has neither the agenda nor the packet at hand."""
    decision = plain_decision(answer.decision)
    is_word = decision in (YES, NO, LATER)
    until = f", until {answer.until}" if answer.until else ""
    short = f"{decision.capitalize()}{until}" if is_word else decision
    if item.question:
        return f"{' '.join(item.question.split())} {short}"
    if not is_word:
        return short
    asked = " ".join((item.recommendation or item.title or "").split())
    if asked:
        return f"{asked.rstrip('.')}: {short.lower()}"
    return f"{short}, to what the packet of {meeting.title} recommends"


def _of_meeting(answer: Answer) -> MeetingDecision:
    decision = plain_decision(answer.decision)
    return MeetingDecision(answer.number, decision, answer.until, answer.by, answer.because, answer.overrides)


def _of_projects(plan: Plan, meeting: Meeting, item: AgendaItem, answer: Answer, *, again: bool) -> Iterator[Addition]:
    """The entries for the projects that are named, else for those of the item; a page and a text have none."""
    text = worded(meeting, item, answer)
    decision = Decision(meeting.date, text, answer.by, answer.because, answer.overrides)
    names = dict.fromkeys(item.projects if answer.projects is None else answer.projects)
    for project in plan.projects:
        # What the meeting's file has already was written here too, and may have been put in better words since.
        there = any(one == decision or (again and one.date == meeting.date) for one in project.decisions)
        if project.id in names and not there:
            yield Addition(project.path, _entry(decision))


def _entry(decision: MeetingDecision | Decision) -> Entry:
    """The entry as it is written: what was left out stays out."""
    keys = ("number", "date", "decision", "until", "by", "because", "overrides")
    found = {key: getattr(decision, key, None) for key in keys}
    return {key: _value(value) for key, value in found.items() if value not in (None, ())}


def _value(value: object) -> Value:
    return value if isinstance(value, (int, str, tuple)) else str(value)


def _said(decision: MeetingDecision) -> str:
    by = f" by {listed(decision.by)}" if decision.by else ""
    until = f" until {decision.until}" if decision.until else ""
    because = f", because {quoted(decision.because)}" if decision.because else ""
    over = f", over {quoted(decision.overrides)}" if decision.overrides else ""
    return f"{quoted(decision.decision)}{until}{visible(by)}{because}{over}"
