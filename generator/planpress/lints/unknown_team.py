"""# Unknown team

## What it means
The project says under `uses` that it needs a team that the plan does not have.

## Why it matters
The board by team would not show the project, and the team would be planned without it.

## What to do
Use the id of a team in `content/plan.yml`, or declare the team there. An `owner` may be a person and is not checked.

```yaml
teams:
  perception: {label: Perception, people: 6}
```
"""

from planpress.lints._say import unknown
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan


@error("PP204", __doc__)
def unknown_team(plan: Plan) -> Found:
    for project in plan.projects:
        for index, team in enumerate(project.uses.teams):
            if team not in plan.teams:
                message = unknown("team", team, plan.teams, f"declare it under teams in {plan.location.plan}")
                yield project.places.of("uses", "teams", index), message
