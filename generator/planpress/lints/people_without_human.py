"""# People behind a baseline that is not human

## What it means
A baseline says how skilled the people behind it are (`rung`), or how many they are (`people`), but its kind is not
`human`.

## Why it matters
The ladder from random people to a mixture of experts orders human baselines only, and only they make the ceiling. The
kind is wrong, or the entry is.

## What to do
Write `kind: human`, or take `rung` and `people` out.

```yaml
- {id: experts, kind: human, rung: domain-experts, people: 4, values: {position_error: 0.4}}
```
"""

from planpress.baselines import BY_PEOPLE
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan
from planpress.model.wording import listed, quoted


@error("PP219", __doc__)
def people_without_human(plan: Plan) -> Found:
    for project in plan.projects:
        for index, baseline in enumerate(project.baselines):
            if baseline.kind in BY_PEOPLE:
                continue
            for key, value in (("rung", baseline.rung), ("people", baseline.people)):
                if value is not None:
                    way_out = f"write kind: {listed(BY_PEOPLE, 'or')}, or take it out"
                    message = f"{key} {quoted(value)} on kind {quoted(baseline.kind)}; {way_out}"
                    yield project.places.of("baselines", index, key), message
