from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan


@lint("PP607")
def doubled_number(plan: Plan) -> Found:
    for meeting in plan.meetings:
        first: dict[int, int] = {}
        for index, item in enumerate(meeting.agenda):
            at = first.setdefault(item.number, index)
            if at != index:
                message = f"the number {item.number} is that of item {at + 1} already; write another, or none"
                yield meeting.places.of("agenda", index, "number"), message
