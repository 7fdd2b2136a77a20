from __future__ import annotations

from typing import TYPE_CHECKING

from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.wording import few, quoted

if TYPE_CHECKING:
    from planpress.model.meeting import Meeting

@lint("PP608")
def decision_without_item(plan: Plan) -> Found:
    for meeting in plan.meetings:
        known = [item.number for item in meeting.agenda]
        for index, decision in enumerate(meeting.decisions):
            place = meeting.places.of("decisions", index, "number")
            if decision.number not in known:
                said = near_or_all(decision.number, known)
                yield place, f"no item has the margin number {decision.number}{said}"
            elif _earlier(meeting, index):
                said = quoted(_earlier(meeting, index))
                yield place, f"item {decision.number} is decided twice, first {said}; keep one"


def near_or_all(number: int, known: list[int]) -> str:
    """The end of a message about a number that no item has: the one that was meant, else those that there are."""
    from planpress.model.numbering import nearest

    near = nearest(number, known)
    return f" (did you mean {near}?)" if near is not None else f"; there are {few([str(one) for one in known], 8)}"


def _earlier(meeting: Meeting, index: int) -> str | None:
    """What was decided on the same item further up."""
    number = meeting.decisions[index].number
    return next((one.decision for one in meeting.decisions[:index] if one.number == number), None)
