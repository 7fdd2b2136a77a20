"""# Unknown factor

## What it means
The project rates something that is not a factor of the plan.

## Why it matters
A rating under a name that nobody weighs counts for nothing, while the factor that was meant stays unrated. The
project's score is then wrong without a sign of it.

## What to do
Use a name from `impact` or `feasibility` in `content/plan.yml`, in the group where the plan has it.

```yaml
# before
impact: {data_availability: 4}
# after
feasibility: {data_availability: 4}
```
"""

from planpress.lints._say import unknown
from planpress.lints.lint import Found, error
from planpress.model.plan import GROUPS, Group, Plan
from planpress.model.wording import quoted


@error("PP201", __doc__)
def unknown_factor(plan: Plan) -> Found:
    for project in plan.projects:
        for group in GROUPS:
            for factor in project.ratings(group):
                if factor not in plan.factors(group):
                    yield project.places.key(group, factor), _message(plan, group, factor)


def _message(plan: Plan, group: Group, factor: str) -> str:
    other: Group = "feasibility" if group == "impact" else "impact"
    if factor in plan.factors(other):
        return f"{quoted(factor)} is a factor of {other}, not of {group}; move the rating there"
    return unknown(f"factor of {group}", factor, plan.factors(group), f"declare it in {plan.location.plan}")
