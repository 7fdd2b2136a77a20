"""# Duplicate baseline

## What it means
Two baselines of a project have the same id.

## Why it matters
A diagnosis, a comparison and a link name a baseline by its id. With two of them it is not known which one is meant.

## What to do
Give each baseline an id of its own within the project.
"""

from planpress.lints.lint import Found, error
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@error("PP218", __doc__)
def duplicate_baseline(plan: Plan) -> Found:
    for project in plan.projects:
        taken: set[str] = set()
        for index, baseline in enumerate(project.baselines):
            if baseline.id in taken:
                message = f"another baseline has the id {quoted(baseline.id)}; give each its own"
                yield project.places.of("baselines", index, "id"), message
            taken.add(baseline.id)
