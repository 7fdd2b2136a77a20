from planpress.lints.lint import Found, lint
from planpress.model.meeting import Meeting
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@lint("PP605")
def doubled_item(plan: Plan) -> Found:
    for meeting in plan.meetings:
        if not meeting.is_over(plan.as_of):
            yield from _again(meeting)
            yield from _compared_twice(meeting)


def _again(meeting: Meeting) -> Found:
    first: dict[object, int] = {}
    for index, item in enumerate(meeting.agenda):
        if item.number_written:
            continue
        at = first.setdefault(item.subject, index)
        if at != index:
            message = f"this is item {at + 1} again; write a number of its own, as in number: {index + 1}"
            yield meeting.places.of("agenda", index), message


def _compared_twice(meeting: Meeting) -> Found:
    for index, item in enumerate(meeting.agenda):
        for at, name in enumerate(item.compare):
            if name in item.compare[:at]:
                place = meeting.places.of("agenda", index, "compare", at)
                yield place, f"{quoted(name)} is compared with itself; keep one"
