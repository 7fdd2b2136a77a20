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

from planpress.lints._walk import has_started
from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.sources import Place


@warning("PP401", __doc__)
def no_baseline(plan: Plan) -> Found:
    for project in plan.projects:
        if has_started(project) and not project.baselines and not project.waivers:
            yield Place(project.path), "no baseline and no waiver; how well does what is there today do?"
