"""Meetings: what their agendas name and number, and what is decided of it."""

import math
from collections.abc import Iterator

from planpress.lints.lint import Found, hint, lint, unknown
from planpress.model.decision import MeetingRecord
from planpress.model.meeting import Meeting
from planpress.model.numbering import first_choice, nearest
from planpress.model.plan import Plan
from planpress.model.sources import Place, Step
from planpress.model.wording import counted, few, number, quoted

MOST_MINUTES = 480


@lint("PP604")
def unknown_agenda_project(plan: Plan) -> Found:
    known = (*(project.id for project in plan.projects), *plan.unreadable)
    for meeting in _still_held(plan):
        for place, name in _named_projects(meeting):
            if name not in known:
                yield place, unknown("project", name, known, f"name a folder of {plan.location.projects}/")


def _named_projects(meeting: Meeting) -> Iterator[tuple[Place, str]]:
    for index, item in enumerate(meeting.agenda):
        for at, name in enumerate(item.projects):
            steps: tuple[Step, ...] = ("project",) if item.project is not None else ("compare", at)
            yield meeting.places.of("agenda", index, *steps), name
    record = meeting.record
    for index, decision in enumerate(record.decisions if record else ()):
        for at, name in enumerate(decision.projects or ()):
            yield (record or meeting).places.of("decisions", index, "projects", at), name


@lint("PP605")
def doubled_item(plan: Plan) -> Found:
    for meeting in _still_held(plan):
        first: dict[object, int] = {}
        for index, item in enumerate(meeting.agenda):
            before = index if item.number_written else first.setdefault(item.subject, index)
            if before != index:
                message = f"this is item {before + 1} again; write a number of its own, as in number: {index + 1}"
                yield meeting.places.of("agenda", index), message
        for index, item in enumerate(meeting.agenda):
            for at, name in enumerate(item.compare):
                if name in item.compare[:at]:
                    place = meeting.places.of("agenda", index, "compare", at)
                    yield place, f"{quoted(name)} is compared with itself; keep one"


@lint("PP606")
def contested_number(plan: Plan) -> Found:
    for meeting in _still_held(plan):
        holders = {item.number: index for index, item in enumerate(meeting.agenda)}
        for index, item in enumerate(meeting.agenda):
            wanted = first_choice(item.subject)
            holder = meeting.agenda[holders.get(wanted, index)]
            if item.number_written or item.number == wanted or holder.subject == item.subject:
                continue
            message = (
                f"the margin number {wanted} is that of item {holders[wanted] + 1}, so that this one has {item.number};"
                f" write number: {item.number} to keep it"
            )
            yield meeting.places.of("agenda", index), message


@lint("PP607")
def doubled_number(plan: Plan) -> Found:
    for meeting in plan.meetings:
        first: dict[int, int] = {}
        for index, item in enumerate(meeting.agenda):
            at = first.setdefault(item.number, index)
            if at != index:
                message = f"the number {item.number} is that of item {at + 1} already; write another, or none"
                yield meeting.places.of("agenda", index, "number"), message


@lint("PP608")
def decision_without_item(plan: Plan) -> Found:
    for meeting in plan.meetings:
        yield from _without_item(meeting, meeting)
        if meeting.record is not None:
            yield from _without_item(meeting, meeting.record)


def _without_item(meeting: Meeting, owner: Meeting | MeetingRecord) -> Found:
    known = [item.number for item in meeting.agenda]
    first: dict[int, str] = {}
    for index, decision in enumerate(owner.decisions):
        place = owner.places.of("decisions", index, "number")
        if decision.number not in known:
            yield place, f"no item has the margin number {decision.number}{near_or_all(decision.number, known)}"
        elif decision.number in first:
            yield place, f"item {decision.number} is decided twice, first {quoted(first[decision.number])}; keep one"
        first.setdefault(decision.number, decision.decision)


def near_or_all(number: int, known: list[int]) -> str:
    """The end of a message about a number that no item has: the one that was meant, else those that there are."""
    near = nearest(number, known)
    return f" (did you mean {near}?)" if near is not None else f"; there are {few([str(one) for one in known], 8)}"


@lint("PP609")
def chair_not_attending(plan: Plan) -> Found:
    for meeting in _still_held(plan):
        if meeting.chair is not None and meeting.attendees and meeting.chair not in meeting.attendees:
            known = hint(meeting.chair, meeting.attendees, "add the name there")
            yield meeting.places.of("chair"), f"{quoted(meeting.chair)} is not among the attendees{known}"


@lint("PP610")
def odd_minutes(plan: Plan) -> Found:
    for meeting in _still_held(plan):
        given = [item.minutes for item in meeting.agenda if item.minutes is not None]
        total = math.fsum(given)
        if total > MOST_MINUTES:
            hours = f"{number(total)} minutes, which is {number(round(total / 60, 1))} hours"
            message = f"{counted(len(given), 'item')} take {hours}; shorten, or hold two meetings"
            yield meeting.places.key("agenda"), message
        missing = next((at for at, item in enumerate(meeting.agenda) if item.minutes is None), None)
        if given and missing is not None:
            said = f"{len(given)} of {counted(len(meeting.agenda), 'item')} say how long they take"
            yield meeting.places.of("agenda", missing), f"{said}, and this one does not; add minutes"


def _still_held(plan: Plan) -> Iterator[Meeting]:
    return (meeting for meeting in plan.meetings if not meeting.is_over(plan.as_of))
