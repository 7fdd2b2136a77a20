"""# Milestone overdue

## What it means
The date of a milestone is past, and it is not marked as done.

## Why it matters
A plan whose dates pass without a word is no longer read. Others may wait for this one.

## What to do
Write `done: true`, or the date on which it is expected now.

```yaml
milestones: [{date: 2019-05-15, title: Pilot cell, done: true}]
```
"""

from planpress.lints._say import days_ago
from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@warning("PP412", __doc__)
def milestone_overdue(plan: Plan) -> Found:
    for project in plan.projects:
        for index, milestone in enumerate(project.milestones):
            if not milestone.done and milestone.date < plan.as_of:
                due = f"{quoted(milestone.title)} was due {days_ago(milestone.date, plan.as_of)}"
                message = f"{due}; mark it done, or move its date"
                yield project.places.of("milestones", index, "date"), message
