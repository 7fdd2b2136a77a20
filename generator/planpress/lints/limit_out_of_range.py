"""# Limit out of range

## What it means
A requirement or a threshold sets a limit outside the range that its metric declares.

## Why it matters
Nothing can fail such a gate, or nothing can pass it, whatever is measured. It is usually a slip (60 for 0.6), and then
the rule rejects every model, or none.

## What to do
Write the limit in the metric's unit, within its range. Shares are written from 0 to 1.

```yaml
# before
subject_to: ["recall > 60"]
# after
subject_to: ["recall > 0.6"]
```
"""

from planpress.lints._say import looks_like_percent, outside, range_words
from planpress.lints._walk import bounds
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan
from planpress.model.wording import number, quoted


@error("PP226", __doc__)
def limit_out_of_range(plan: Plan) -> Found:
    for project in plan.projects:
        metrics = plan.metrics_of(project)
        for bound, place in bounds(project):
            metric = metrics.get(bound.metric)
            if metric is None or not outside(bound.limit, metric):
                continue
            share = looks_like_percent(bound.limit, metric)
            way_out = f"write {number(bound.limit / 100)}" if share else "correct the limit or the range"
            message = f"{quoted(bound)} is outside the metric's range, {range_words(metric)}; {way_out}"
            yield place, message
