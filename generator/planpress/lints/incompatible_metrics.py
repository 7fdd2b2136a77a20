"""# Mean over incompatible metrics

## What it means
A rule takes the mean of metrics that differ in unit or direction, or that have no unit and run over different ranges;
and at least one of them declares no range.

## Why it matters
The mean of a share and a number of milliseconds is a number without a meaning: it changes when the unit does. With a
range each value is first brought to a scale from 0 (worst) to 1 (best), and the mean of those can be read.

## What to do
Declare the range of every metric in the mean; or optimise one of them, and put thresholds on the others.

```yaml
# before
average: {rule: mean, of: {precision: 1, latency: 1}}
# after
quick-enough: {rule: threshold, optimise: precision, subject_to: ["latency < 100"]}
```
"""

from planpress.lints._walk import rule_problems
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan


@error("PP211", __doc__)
def incompatible_metrics(plan: Plan) -> Found:
    return rule_problems(plan, "PP211")
