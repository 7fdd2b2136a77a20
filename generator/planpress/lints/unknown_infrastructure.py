"""# Unknown infrastructure

## What it means
The project says under `uses` that it needs a tool or a platform that the plan does not have.

## Why it matters
What is missing or still being built holds projects up. That can only be seen for what is declared.

## What to do
Use an id from `infrastructure` in `content/plan.yml`, or declare it there with its state.

```yaml
infrastructure:
  label-tool: {label: Labelling tool, state: ready}
```
"""

from planpress.lints._say import unknown
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan


@error("PP205", __doc__)
def unknown_infrastructure(plan: Plan) -> Found:
    for project in plan.projects:
        for index, name in enumerate(project.uses.infrastructure):
            if name not in plan.infrastructure:
                otherwise = f"declare it under infrastructure in {plan.location.plan}"
                message = unknown("infrastructure", name, plan.infrastructure, otherwise)
                yield project.places.of("uses", "infrastructure", index), message
