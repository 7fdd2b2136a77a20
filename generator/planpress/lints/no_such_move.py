"""# No such move

## What it means
Two entries of the lifecycle follow each other that cannot: a stage is skipped, or entered again without leaving it.

## Why it matters
A project goes forward to the next stage only, because each stage hands the next what it needs. What skipped a stage has
either done it unrecorded, or will come back for it.

## What to do
Write the stages between, with their dates: `planning`, `data`, `training`, `deploying`. Progress within a stage belongs
in `note` or in `milestones`.

```yaml
# before
lifecycle: [{date: 2019-02-01, to: planning}, {date: 2019-04-01, to: training}]
# after
lifecycle: [{date: 2019-02-01, to: planning}, {date: 2019-03-01, to: data}, {date: 2019-04-01, to: training}]
```
"""

from planpress.lints._walk import moves
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan
from planpress.model.stages import STAGES, Stage, is_back, is_forward
from planpress.model.wording import quoted


@error("PP406", __doc__)
def no_such_move(plan: Plan) -> Found:
    for project in plan.projects:
        for index, old, step in moves(project):
            if not is_forward(old, step.to) and not is_back(old, step.to):
                yield project.places.of("lifecycle", index, "to"), _message(old, step.to)


def _message(old: Stage, new: Stage) -> str:
    if old == new:
        return f"{quoted(new)} follows itself, which is no move; leave the entry out, or write which stage began"
    following = STAGES[STAGES.index(old) + 1]
    return f"there is no move from {quoted(old)} to {quoted(new)}; the next stage is {quoted(following)}"
