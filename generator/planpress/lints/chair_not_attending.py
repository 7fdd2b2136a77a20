"""# Chair who does not attend

## What it means
A meeting lists who attends, and the chair is not among them.

## Why it matters
The packet prints both: readers wonder who takes the chair. Usually one of the names is spelt otherwise.

## What to do
Add the chair to `attendees`, or write the name as it stands there.
"""

from __future__ import annotations

from collections.abc import Iterator

from planpress.lints._say import hint
from planpress.lints.lint import Lint
from planpress.model.findings import Finding, FindingKind
from planpress.model.plan import Plan
from planpress.model.wording import quoted

KIND = FindingKind("PP609", "warning", "chair-not-attending", __doc__ or "")


def check(plan: Plan) -> Iterator[Finding]:
    for meeting in plan.meetings:
        if meeting.is_over(plan.as_of) or meeting.chair is None or not meeting.attendees:
            continue
        if meeting.chair not in meeting.attendees:
            known = hint(meeting.chair, meeting.attendees, "add the name there")
            yield KIND.at(meeting.places.of("chair"), f"{quoted(meeting.chair)} is not among the attendees{known}")


LINT = Lint(KIND, check)
