from collections.abc import Sequence

from planpress.lints.lint import Found, lint
from planpress.model.decision import MeetingDecision
from planpress.model.meeting import Meeting
from planpress.model.numbering import nearest
from planpress.model.plan import Plan
from planpress.model.sources import Places
from planpress.model.wording import few, quoted


@lint("PP608")
def decision_without_item(plan: Plan) -> Found:
    for meeting in plan.meetings:
        yield from _found(meeting, meeting.decisions, meeting.places)
        if meeting.record is not None:
            yield from _found(meeting, meeting.record.decisions, meeting.record.places)


def _found(meeting: Meeting, decisions: Sequence[MeetingDecision], places: Places) -> Found:
    known = [item.number for item in meeting.agenda]
    first: dict[int, str] = {}
    for index, decision in enumerate(decisions):
        place = places.of("decisions", index, "number")
        if decision.number not in known:
            yield place, f"no item has the margin number {decision.number}{near_or_all(decision.number, known)}"
        elif decision.number in first:
            yield place, f"item {decision.number} is decided twice, first {quoted(first[decision.number])}; keep one"
        first.setdefault(decision.number, decision.decision)


def near_or_all(number: int, known: list[int]) -> str:
    """The end of a message about a number that no item has: the one that was meant, else those that there are."""
    near = nearest(number, known)
    return f" (did you mean {near}?)" if near is not None else f"; there are {few([str(one) for one in known], 8)}"
