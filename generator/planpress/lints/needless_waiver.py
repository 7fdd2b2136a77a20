"""# Needless waiver

## What it means
A kind of baseline is waived, and the project has one of that kind.

## Why it matters
The page would say in one place that there is no such baseline, and show it in another.

## What to do
Take the waiver out: it has done its service.
"""

from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@warning("PP415", __doc__)
def needless_waiver(plan: Plan) -> Found:
    for project in plan.projects:
        by_kind = {baseline.kind: baseline for baseline in reversed(project.baselines)}
        for index, waiver in enumerate(project.waivers):
            baseline = by_kind.get(waiver.kind)
            if baseline is not None:
                message = f"{quoted(waiver.kind)} is waived, but {quoted(baseline.id)} is one; take the waiver out"
                yield project.places.of("waivers", index, "kind"), message
