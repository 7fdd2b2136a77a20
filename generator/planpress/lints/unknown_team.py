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

from __future__ import annotations

from collections.abc import Iterator

from planpress.lints._say import unknown
from planpress.lints.lint import Lint
from planpress.model.findings import Finding, FindingKind
from planpress.model.plan import Plan

KIND = FindingKind("PP204", "error", "unknown-team", __doc__ or "")


def check(plan: Plan) -> Iterator[Finding]:
    for project in plan.projects:
        for index, team in enumerate(project.uses.teams):
            if team not in plan.teams:
                message = unknown("team", team, plan.teams, f"declare it under teams in {plan.location.plan}")
                yield KIND.at(project.places.of("uses", "teams", index), message)


LINT = Lint(KIND, check)
