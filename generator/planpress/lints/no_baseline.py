"""# No baseline

## What it means
The project has models, or is past planning, and has neither a baseline nor a waiver that says why it needs none.

## Why it matters
A number alone says nothing: 0.85 is poor where a script of ten lines reaches 0.9. A baseline is the lower bound that
makes a result mean something.

## What to do
Measure what is there today: the script, the published result, a simple model, the mean; and how well people do.

```yaml
baselines:
  - {id: opencv, kind: scripted, label: OpenCV template matching, values: {position_error: 2.1}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from planpress.lints._walk import has_started
from planpress.lints.lint import Lint
from planpress.model.findings import Finding, FindingKind
from planpress.model.plan import Plan
from planpress.model.sources import Place

KIND = FindingKind("PP401", "warning", "no-baseline", __doc__ or "")


def check(plan: Plan) -> Iterator[Finding]:
    for project in plan.projects:
        if has_started(project) and not project.baselines and not project.waivers:
            yield KIND.at(Place(project.path), "no baseline and no waiver; how well does what is there today do?")


LINT = Lint(KIND, check)
