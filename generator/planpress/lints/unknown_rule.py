"""# Unknown rule

## What it means
`decide_by` or the rule history names a rule that the project does not have.

## Why it matters
The rule that decides picks the model. And a rule that used to decide is kept, so that the page can say what it would
choose today.

## What to do
Write the id of one of the project's `rules`. Do not delete a rule that decides no longer.

```yaml
decide_by: threshold
rules:
  average:   {rule: mean, of: {precision: 1, recall: 1}}
  threshold: {rule: threshold, optimise: precision, subject_to: ["recall > 0.6"]}
rule_history:
  - {since: 2019-03-01, rule: average, because: "first look"}
  - {since: 2019-04-01, rule: threshold}
```
"""

from collections.abc import Iterator

from planpress.lints._say import unknown
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.sources import Place


@error("PP215", __doc__)
def unknown_rule(plan: Plan) -> Found:
    for project in plan.projects:
        for place, rule in _mentions(project):
            if rule not in project.rules:
                yield place, unknown("rule", rule, project.rules, "add it under rules")


def _mentions(project: Project) -> Iterator[tuple[Place, str]]:
    if project.decide_by is not None:
        yield project.places.of("decide_by"), project.decide_by
    for index, entry in enumerate(project.rule_history):
        yield project.places.of("rule_history", index, "rule"), entry.rule
