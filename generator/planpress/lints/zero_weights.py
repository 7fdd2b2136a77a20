"""# All weights are zero

## What it means
In the impact or the feasibility of the plan, or in the mean of a rule, nothing has a weight above zero.

## Why it matters
A mean divides by the sum of its weights. Where that is zero there is no mean, so no score, no rank and no choice.

## What to do
Give at least one factor, or one metric, a weight above zero. Weights need not sum to 1.

```yaml
impact:
  cheap_prediction: {weight: 1, scale: effort}
```
"""

from planpress.lints._walk import rule_problems
from planpress.lints.lint import Found, error
from planpress.model.plan import GROUPS, Plan


@error("PP214", __doc__)
def zero_weights(plan: Plan) -> Found:
    for group in GROUPS:
        if not any(factor.weight > 0 for factor in plan.factors(group).values()):
            message = f"{group} has no factor with a weight above zero; give it at least one"
            yield plan.places.key(group), message
    yield from rule_problems(plan, "PP214")
