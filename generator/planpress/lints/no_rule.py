"""# Models without a rule

## What it means
The project has a table of models, and no rule that picks one of them.

## Why it matters
With several numbers and no rule, everybody picks the model that is best in the number they care for.

## What to do
Write the rule down before the next model is trained. With a single rule there is no need of `decide_by`.

```yaml
rules:
  threshold: {rule: threshold, optimise: precision, subject_to: ["recall > 0.6"]}
```
"""

from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan


@warning("PP223", __doc__)
def no_rule(plan: Plan) -> Found:
    for project in plan.projects:
        if project.models() and not project.rules and project.decide_by is None:
            yield project.places.key("models"), "models and no rule to pick one; add it under rules"
