"""# Unknown scale

## What it means
A factor is rated on a scale that the plan does not declare.

## Why it matters
The bounds of the scale turn a rating into a utility. Without them no project has a score for this factor.

## What to do
Write the id of a scale, or declare it under `scales`.

```yaml
scales:
  effort: {bounds: [1, 5], levels: {1: "a year or more", 3: "a quarter", 5: "days"}}
```
"""

from planpress.lints._say import unknown
from planpress.lints.lint import Found, error
from planpress.model.plan import GROUPS, Plan


@error("PP216", __doc__)
def unknown_scale(plan: Plan) -> Found:
    for group in GROUPS:
        for name, factor in plan.factors(group).items():
            if factor.scale not in plan.scales:
                message = unknown("scale", factor.scale, plan.scales, "declare it under scales")
                yield plan.places.of(group, name, "scale"), message
