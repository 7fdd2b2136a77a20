"""# The same thing twice on an agenda

## What it means
Two items of a meeting are about the very same project, comparison, page or text, and neither has a number of its own;
or a comparison names a project twice.

## Why it matters
Margin numbers are made from what an item is about. Of two items about the same, the one that stands first has the
number: move them, and notes that were written by hand belong to the other.

## What to do
Take one out, or write a number for the second.

```yaml
agenda:
  - {project: pose, question: "Ship it to the pilot cell?"}
  - {project: pose, question: "Hire a second labeller?", number: 2}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.wording import quoted

if TYPE_CHECKING:
    from planpress.model.meeting import Meeting

@warning("PP605", __doc__)
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
