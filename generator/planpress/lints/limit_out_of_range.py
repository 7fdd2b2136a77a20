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

from __future__ import annotations

from collections.abc import Iterator

from planpress.lints._say import looks_like_percent, outside, range_words
from planpress.lints._walk import bounds
from planpress.lints.lint import Lint
from planpress.model.findings import Finding, FindingKind
from planpress.model.plan import Plan
from planpress.model.wording import number, quoted

KIND = FindingKind("PP226", "error", "limit-out-of-range", __doc__ or "")


def check(plan: Plan) -> Iterator[Finding]:
    for project in plan.projects:
        metrics = plan.metrics_of(project)
        for bound, place in bounds(project):
            metric = metrics.get(bound.metric)
            if metric is None or not outside(bound.limit, metric):
                continue
            share = looks_like_percent(bound.limit, metric)
            way_out = f"write {number(bound.limit / 100)}" if share else "correct the limit or the range"
            message = f"{quoted(bound)} is outside the metric's range, {range_words(metric)}; {way_out}"
            yield KIND.at(place, message)


LINT = Lint(KIND, check)
