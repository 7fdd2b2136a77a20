from planpress.lints.lint import Found, lint
from planpress.model.numbering import first_choice
from planpress.model.plan import Plan


@lint("PP606")
def contested_number(plan: Plan) -> Found:
    for meeting in plan.meetings:
        if meeting.is_over(plan.as_of):
            continue
        holders = {item.number: index for index, item in enumerate(meeting.agenda)}
        for index, item in enumerate(meeting.agenda):
            wanted = first_choice(item.subject)
            holder = meeting.agenda[holders.get(wanted, index)]
            if item.number_written or item.number == wanted or holder.subject == item.subject:
                continue
            message = (
                f"the margin number {wanted} is that of item {holders[wanted] + 1}, so that this one has {item.number};"
                f" write number: {item.number} to keep it"
            )
            yield meeting.places.of("agenda", index), message
