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

from __future__ import annotations

from collections.abc import Iterator

from planpress.lints._say import unknown
from planpress.lints.lint import Lint
from planpress.model.findings import Finding, FindingKind
from planpress.model.plan import GROUPS, Plan

KIND = FindingKind("PP216", "error", "unknown-scale", __doc__ or "")


def check(plan: Plan) -> Iterator[Finding]:
    for group in GROUPS:
        for name, factor in plan.factors(group).items():
            if factor.scale not in plan.scales:
                message = unknown("scale", factor.scale, plan.scales, "declare it under scales")
                yield KIND.at(plan.places.of(group, name, "scale"), message)


LINT = Lint(KIND, check)
