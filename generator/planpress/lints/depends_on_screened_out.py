"""# Depends on a project that is screened out

## What it means
A project that is in the order depends on one that did not pass a must-have screen.

## Why it matters
What is screened out will not be done as things stand, so this project waits for something that does not come.

## What to do
Settle the screen of the other project, or plan this one without it.
"""

from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@warning("PP421", __doc__)
def depends_on_screened_out(plan: Plan) -> Found:
    out = {project.id: project.screened_out for project in plan.projects if project.screened_out is not None}
    for project in plan.projects:
        if project.id in out:
            continue
        for index, name in enumerate(project.depends_on):
            if name in out:
                message = f"{quoted(name)} is screened out, {quoted(out[name])}; settle the screen, or do without it"
                yield project.places.of("depends_on", index), message
