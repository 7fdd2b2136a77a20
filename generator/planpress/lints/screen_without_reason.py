"""# Screen without a reason

## What it means
The project did not pass a must-have screen, and nothing says why.

## Why it matters
A failed screen takes the project out of the order before any scoring. Those who wanted it will ask why, and the page
has no answer.

## What to do
Write what would have to change for it to pass.

```yaml
screens: [{name: privacy review, passed: false, because: "recordings hold voices of third parties"}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from planpress.lints.lint import Lint
from planpress.model.findings import Finding, FindingKind
from planpress.model.plan import Plan
from planpress.model.wording import quoted

KIND = FindingKind("PP418", "warning", "screen-without-reason", __doc__ or "")


def check(plan: Plan) -> Iterator[Finding]:
    for project in plan.projects:
        for index, screen in enumerate(project.screens):
            if not screen.passed and not screen.because:
                message = f"{quoted(screen.name)} takes the project out of the order without a reason; add because"
                yield KIND.at(project.places.of("screens", index), message)


LINT = Lint(KIND, check)
