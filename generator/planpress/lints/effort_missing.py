"""# Effort missing

## What it means
The plan counts its capacity in person-weeks, and the project does not say how many it takes.

## Why it matters
Projects are taken in order until one does not fit. A project without an effort can be neither taken nor left.

## What to do
Write a number, an interval, or the low, the likely and the high number of person-weeks.

```yaml
effort: {person_weeks: [4, 6, 10]}
```
"""

from planpress.lints._walk import is_scored
from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.sources import Place


@warning("PP410", __doc__)
def effort_missing(plan: Plan) -> Found:
    if plan.capacity is None or plan.capacity.person_weeks is None:
        return
    for project in plan.projects:
        if project.effort is None and is_scored(plan, project):
            message = "no effort, and the capacity counts person-weeks; add effort: {person_weeks: ...}"
            yield Place(project.path), message
