"""# Bad beta

## What it means
A mean has a `beta`, and is no harmonic mean of exactly two metrics with equal weights.

## Why it matters
Beta belongs to the F-measure, (1 + beta²) p r / (beta² p + r): it says how many times as much the second metric counts
as the first. Anywhere else it has no meaning, and a reader would think that it counts.

## What to do
Take `beta` out, and weigh the metrics under `of`; or write the F-measure, the metric that beta favours second.

```yaml
f2: {rule: mean, of: {precision: 1, recall: 1}, kind: harmonic, beta: 2}
```
"""

from planpress.lints._walk import rule_problems
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan


@error("PP227", __doc__)
def bad_beta(plan: Plan) -> Found:
    return rule_problems(plan, "PP227")
