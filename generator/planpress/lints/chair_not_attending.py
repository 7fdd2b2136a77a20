from planpress.lints.lint import Found, hint, lint
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@lint("PP609")
def chair_not_attending(plan: Plan) -> Found:
    for meeting in plan.meetings:
        if meeting.is_over(plan.as_of) or meeting.chair is None or not meeting.attendees:
            continue
        if meeting.chair not in meeting.attendees:
            known = hint(meeting.chair, meeting.attendees, "add the name there")
            yield meeting.places.of("chair"), f"{quoted(meeting.chair)} is not among the attendees{known}"
