"""# No stage

## What it means
The project has neither a stage nor a lifecycle.

## Why it matters
It is on no column of the board by stage, and nobody sees where it stands.

## What to do
Write the stage that it is in, or better its first lifecycle entry, which says since when.

```yaml
lifecycle: [{date: 2019-02-01, to: planning}]
```
"""

from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.sources import Place
from planpress.model.stages import STAGES
from planpress.model.wording import listed


@warning("PP420", __doc__)
def no_stage(plan: Plan) -> Found:
    for project in plan.projects:
        if project.current_stage is None:
            message = f"no stage and no lifecycle; write which stage it is in: {listed(STAGES, 'or')}"
            yield Place(project.path), message
