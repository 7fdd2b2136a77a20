import math

from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.wording import counted, number

MOST = 480


@lint("PP610")
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
