"""# Waiver ended

## What it means
The last day of a waiver is past, and the project still has no baseline of that kind.

## Why it matters
A waiver is a promise to come back to the question. One that never ends is a decision that nobody took.

## What to do
Measure the baseline, or renew the waiver with a reason that holds today.
"""

from planpress.lints._say import days_ago
from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@warning("PP403", __doc__)
def waiver_ended(plan: Plan) -> Found:
    for project in plan.projects:
        kinds = {baseline.kind for baseline in project.baselines}
        for index, waiver in enumerate(project.waivers):
            if waiver.until < plan.as_of and waiver.kind not in kinds:
                ended = f"the waiver for {quoted(waiver.kind)} ended {days_ago(waiver.until, plan.as_of)}"
                message = f"{ended}; measure the baseline or renew the waiver"
                yield project.places.of("waivers", index, "until"), message
