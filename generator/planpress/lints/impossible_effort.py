"""# Impossible effort

## What it means
The effort is negative, or does not run from low to high.

## Why it matters
Efforts are added up against the capacity. One that is negative or upside down lets projects in that do not fit.

## What to do
Write person-weeks from 0 up: a number, `[low, high]` or `[low, likely, high]`.

```yaml
# before
effort: {person_weeks: [10, 6, 4]}
# after
effort: {person_weeks: [4, 6, 10]}
```
"""

from planpress.lints._estimates import Path, disorder, parts, place_of, place_of_whole
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan
from planpress.model.wording import number

ROOTS: tuple[Path, ...] = (("effort", "person_weeks"),)


@error("PP416", __doc__)
def impossible_effort(plan: Plan) -> Found:
    for project in plan.projects:
        if project.effort is None:
            continue
        wrong = disorder(project.effort)
        if wrong is not None:
            yield place_of_whole(project.places, ROOTS), wrong
        for steps, value in parts(project.effort):
            if value < 0:
                message = f"{number(value)} person-weeks is less than nothing; write a number from 0 up"
                yield place_of(project.places, ROOTS, steps), message
