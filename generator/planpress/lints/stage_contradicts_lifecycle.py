"""# Stage contradicts the lifecycle

## What it means
The project says one stage, and the last entry of its lifecycle another.

## Why it matters
Boards, filters and the portfolio show one stage. Of two that differ one is out of date, and a reader cannot know which.

## What to do
Add the missing entry to `lifecycle`, or leave `stage` out: the last entry says it.
"""

from planpress.lints._walk import in_order
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan
from planpress.model.wording import day, quoted


@error("PP408", __doc__)
def stage_contradicts_lifecycle(plan: Plan) -> Found:
    for project in plan.projects:
        if project.stage is None or not project.lifecycle:
            continue
        last = project.lifecycle[-1]
        if project.stage != last.to and in_order([step.date for step in project.lifecycle]):
            entry = f"{quoted(last.to)} since {day(last.date)}"
            message = f"{quoted(project.stage)} contradicts the lifecycle, {entry}; correct either, or leave stage out"
            yield project.places.of("stage"), message
