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

from __future__ import annotations

from collections.abc import Iterator

from planpress.lints.lint import Lint
from planpress.model.findings import Finding, FindingKind
from planpress.model.plan import Plan
from planpress.model.wording import listed

KIND = FindingKind("PP221", "error", "no-deciding-rule", __doc__ or "")


def check(plan: Plan) -> Iterator[Finding]:
    for project in plan.projects:
        if len(project.rules) > 1 and project.decide_by is None:
            message = f"several rules and no decide_by; write which one decides: {listed(project.rules, 'or')}"
            yield KIND.at(project.places.key("rules"), message)


LINT = Lint(KIND, check)
