"""# No rule decides

## What it means
The project has several rules and does not say which of them decides.

## Why it matters
Many numbers are measured, and one decides. Three rules may well choose three different models; picking among them after
the results are in is how a wish becomes a result.

## What to do
Name the rule that decides. The page shows what the others would choose.

```yaml
decide_by: threshold
```
"""

from planpress.lints.lint import Found, error
from planpress.model.plan import Plan
from planpress.model.wording import listed


@error("PP221", __doc__)
def no_deciding_rule(plan: Plan) -> Found:
    for project in plan.projects:
        if len(project.rules) > 1 and project.decide_by is None:
            message = f"several rules and no decide_by; write which one decides: {listed(project.rules, 'or')}"
            yield project.places.key("rules"), message
