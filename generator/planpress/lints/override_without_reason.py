"""# Override without a reason

## What it means
A decision sets aside what planpress concludes, and does not say why.

## Why it matters
People decide, not formulas, and there are good reasons to decide otherwise. A reason that is not written down cannot be
looked at again when it no longer holds.

## What to do
Write the reason.

```yaml
decisions:
  - {date: 2019-05-02, decision: "start with invoices", overrides: priority, because: "the labellers are free now"}
```
"""

from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@warning("PP419", __doc__)
def override_without_reason(plan: Plan) -> Found:
    for project in plan.projects:
        for index, decision in enumerate(project.decisions):
            if decision.overrides is not None and not decision.because:
                message = f"{quoted(decision.decision)} overrides {quoted(decision.overrides)}; add because, the reason"
                yield project.places.of("decisions", index), message
