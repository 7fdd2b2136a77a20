"""# Chair who does not attend

## What it means
A meeting lists who attends, and the chair is not among them.

## Why it matters
The packet prints both: readers wonder who takes the chair. Usually one of the names is spelt otherwise.

## What to do
Add the chair to `attendees`, or write the name as it stands there.
"""

from planpress.lints._say import hint
from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@warning("PP609", __doc__)
def chair_not_attending(plan: Plan) -> Found:
    for meeting in plan.meetings:
        if meeting.is_over(plan.as_of) or meeting.chair is None or not meeting.attendees:
            continue
        if meeting.chair not in meeting.attendees:
            known = hint(meeting.chair, meeting.attendees, "add the name there")
            yield meeting.places.of("chair"), f"{quoted(meeting.chair)} is not among the attendees{known}"
