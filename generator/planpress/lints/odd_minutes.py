"""# Minutes that make no agenda

## What it means
The items of a meeting take more than eight hours together; or some say how long they take and some do not.

## Why it matters
Nobody sits that long: more often hours were meant, or a digit slipped in. And after an item without `minutes` the
agenda cannot say when the next one begins.

## What to do
Correct the number, spread the items over two meetings, or write `minutes` for each item or for none.
"""

import math

from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.wording import counted, number

MOST = 480


@warning("PP610", __doc__)
def odd_minutes(plan: Plan) -> Found:
    for meeting in plan.meetings:
        if meeting.is_over(plan.as_of):
            continue
        given = [item.minutes for item in meeting.agenda if item.minutes is not None]
        total = math.fsum(given)
        if total > MOST:
            hours = f"{number(total)} minutes, which is {number(round(total / 60, 1))} hours"
            message = f"{counted(len(given), 'item')} take {hours}; shorten, or hold two meetings"
            yield meeting.places.key("agenda"), message
        missing = next((at for at, item in enumerate(meeting.agenda) if item.minutes is None), None)
        if given and missing is not None:
            said = f"{len(given)} of {counted(len(meeting.agenda), 'item')} say how long they take"
            yield meeting.places.of("agenda", missing), f"{said}, and this one does not; add minutes"
