"""Agendas and decisions of meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from planpress.model.meeting import AgendaItem, Meeting, MeetingDecision
from planpress.model.numbering import numbers
from planpress.model.plan import Plan
from tests.lints.building import AS_OF, Steps, plan, project
from tests.lints.cases.case import Case

MAY = date(2019, 5, 31)
POSE, CALLS = AgendaItem(0, project="pose"), AgendaItem(0, project="calls")
# Two texts whose hashes begin with the same three digits.
ONE, OTHER = AgendaItem(0, text="budget 20"), AgendaItem(0, text="budget 37")


def met(*items: AgendaItem, **changes: Any) -> Plan:
    """A plan of two projects with a meeting about these items, each with its margin number, on the day of the plan."""
    numbered = zip(items, numbers([item.subject for item in items]), strict=True)
    agenda = tuple(replace(item, number=number) for item, number in numbered)
    meeting = Meeting("june", "june", "June", AS_OF, agenda, places=Steps("june"))
    return plan(project(), project("calls"), meetings=(replace(meeting, **changes),))


CASES = (
    Case(
        "PP604",
        "a project that is not there",
        met(replace(POSE, project="posse")),
        ('june#agenda/0/project: error PP604 unknown project "posse" (did you mean "pose"?)',),
    ),
    Case(
        "PP604",
        "a comparison with one that is not there",
        met(AgendaItem(0, compare=("pose", "invoices"))),
        ('june#agenda/0/compare/1: error PP604 unknown project "invoices"; known here: pose and calls',),
    ),
    Case("PP604", "a meeting that is over", met(replace(POSE, project="posse"), date=MAY)),
    Case("PP604", "a project whose file has errors", replace(met(replace(POSE, project="bad")), unreadable=("bad",))),
    Case("PP604", "every project is there", met(POSE, AgendaItem(0, compare=("calls", "pose")))),
    Case(
        "PP605",
        "a project twice",
        met(POSE, CALLS, POSE),
        ("june#agenda/2: warning PP605 this is item 1 again; write a number of its own, as in number: 3",),
    ),
    Case(
        "PP605",
        "a comparison with itself, and again in another order",
        met(AgendaItem(0, compare=("pose", "calls", "pose")), AgendaItem(0, compare=("calls", "pose"))),
        (
            "june#agenda/1: warning PP605 this is item 1 again; write a number of its own, as in number: 2",
            'june#agenda/0/compare/2: warning PP605 "pose" is compared with itself; keep one',
        ),
    ),
    Case("PP605", "a project twice, once with a number", met(POSE, replace(POSE, number=2, number_written=True))),
    Case("PP605", "alone and compared", met(POSE, AgendaItem(0, compare=("pose", "calls")))),
    Case(
        "PP606",
        "two that come to the same number",
        met(ONE, OTHER),
        (
            "june#agenda/0: warning PP606 the margin number 1032 is that of item 2, so that this one has 10385;"
            " write number: 10385 to keep it",
        ),
    ),
    Case("PP606", "one of the two has a number of its own", met(ONE, replace(OTHER, number=7, number_written=True))),
    Case(
        "PP607",
        "two with the same number",
        met(replace(POSE, number=7, number_written=True), replace(CALLS, number=7, number_written=True)),
        ("june#agenda/1/number: error PP607 the number 7 is that of item 1 already; write another, or none",),
    ),
    Case(
        "PP607",
        "two with numbers of their own",
        met(replace(POSE, number=7, number_written=True), replace(CALLS, number=8, number_written=True)),
    ),
    Case(
        "PP608",
        "a decision on nothing",
        met(replace(POSE, number=9326, number_written=True), decisions=(MeetingDecision(9362, "yes"),)),
        ("june#decisions/0/number: error PP608 no item has the margin number 9362 (did you mean 9326?)",),
    ),
    Case(
        "PP608",
        "two decisions on the same, after a meeting",
        met(
            replace(POSE, number=7, number_written=True),
            date=MAY,
            decisions=(MeetingDecision(7, "yes"), MeetingDecision(7, "no")),
        ),
        ('june#decisions/1/number: error PP608 item 7 is decided twice, first "yes"; keep one',),
    ),
    Case(
        "PP608",
        "a decision on something",
        met(replace(POSE, number=7, number_written=True), decisions=(MeetingDecision(7, "yes"),)),
    ),
    Case(
        "PP609",
        "a chair who does not come",
        met(POSE, chair="Ada", attendees=("Adah", "Ben")),
        ('june#chair: warning PP609 "Ada" is not among the attendees (did you mean "Adah"?)',),
    ),
    Case("PP609", "a chair who comes", met(POSE, chair="Ada", attendees=("Ada", "Ben"))),
    Case("PP609", "nobody says who comes", met(POSE, chair="Ada")),
    Case(
        "PP610",
        "a day and a half",
        met(replace(POSE, minutes=700), replace(CALLS, minutes=20)),
        ("june@agenda: warning PP610 2 items take 720 minutes, which is 12 hours; shorten, or hold two meetings",),
    ),
    Case(
        "PP610",
        "one without minutes",
        met(replace(POSE, minutes=10), CALLS),
        ("june#agenda/1: warning PP610 1 of 2 items say how long they take, and this one does not; add minutes",),
    ),
    Case("PP610", "eight hours", met(replace(POSE, minutes=240), replace(CALLS, minutes=240))),
)
