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

from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@warning("PP418", __doc__)
def screen_without_reason(plan: Plan) -> Found:
    for project in plan.projects:
        for index, screen in enumerate(project.screens):
            if not screen.passed and not screen.because:
                message = f"{quoted(screen.name)} takes the project out of the order without a reason; add because"
                yield project.places.of("screens", index), message
