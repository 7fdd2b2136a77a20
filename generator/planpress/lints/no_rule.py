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

from __future__ import annotations

from collections.abc import Iterator

from planpress.lints.lint import Lint
from planpress.model.findings import Finding, FindingKind
from planpress.model.plan import Plan

KIND = FindingKind("PP223", "warning", "no-rule", __doc__ or "")


def check(plan: Plan) -> Iterator[Finding]:
    for project in plan.projects:
        if project.models() and not project.rules and project.decide_by is None:
            yield KIND.at(project.places.key("models"), "models and no rule to pick one; add it under rules")


LINT = Lint(KIND, check)
