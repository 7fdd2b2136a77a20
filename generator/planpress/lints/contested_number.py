"""# Two items come to the same margin number

## What it means
Margin numbers are made from what an item is about, and two items of this meeting come to the same one. One has it, the
other has a longer number.

## Why it matters
Should the first be taken off the agenda, the other's number would change, and notes that were written by hand would
lead nowhere. It happens to one pair of items in 900.

## What to do
Write the number that it has now into the item, and it keeps it.

```yaml
agenda:
  - {project: pose, number: 93262}
```
"""

from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan


@warning("PP606", __doc__)
def contested_number(plan: Plan) -> Found:
    if not plan.meetings:
        return
    from planpress.model import numbering

    for meeting in plan.meetings:
        if meeting.is_over(plan.as_of):
            continue
        holders = {item.number: index for index, item in enumerate(meeting.agenda)}
        for index, item in enumerate(meeting.agenda):
            wanted = numbering.first_choice(item.subject)
            holder = meeting.agenda[holders.get(wanted, index)]
            if item.number_written or item.number == wanted or holder.subject == item.subject:
                continue
            message = (
                f"the margin number {wanted} is that of item {holders[wanted] + 1}, so that this one has {item.number};"
                f" write number: {item.number} to keep it"
            )
            yield meeting.places.of("agenda", index), message
