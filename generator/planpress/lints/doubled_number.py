"""# Margin number written twice

## What it means
Two items of a meeting have the same `number`.

## Why it matters
A decision names its item by that number; it would be unknown which of the two was meant.

## What to do
Change one of them, or leave it out: then planpress gives the item a number of its own.
"""

from planpress.lints.lint import Found, error
from planpress.model.plan import Plan


@error("PP607", __doc__)
def doubled_number(plan: Plan) -> Found:
    for meeting in plan.meetings:
        first: dict[int, int] = {}
        for index, item in enumerate(meeting.agenda):
            at = first.setdefault(item.number, index)
            if at != index:
                message = f"the number {item.number} is that of item {at + 1} already; write another, or none"
                yield meeting.places.of("agenda", index, "number"), message
