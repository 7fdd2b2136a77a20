"""# No human baseline

## What it means
The project has models, or is past planning, and does not say how well people do the same task, nor why it need not
know.

## Why it matters
What people reach is the best estimate of what can be reached: the ceiling of the gap that a model closes, and the
reference that tells underfitting from overfitting.

## What to do
Have some cases done by people with the same inputs: the most skilled who can still label more data with ease. Or
waive it, with a reason and an end.

```yaml
waivers:
  - {kind: human, because: "no person can do this from the vibration signal", until: 2019-12-01}
```
"""

from planpress.baselines import BY_PEOPLE
from planpress.lints._walk import has_started
from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.sources import Place


@warning("PP402", __doc__)
def no_human_baseline(plan: Plan) -> Found:
    for project in plan.projects:
        kinds = {baseline.kind for baseline in project.baselines} | {waiver.kind for waiver in project.waivers}
        if has_started(project) and kinds and kinds.isdisjoint(BY_PEOPLE):
            yield Place(project.path), "no human baseline and no waiver; how well do people do this?"
