"""# Rule history behind

## What it means
The last entry of the rule history is not the rule that decides.

## Why it matters
The history is there to show when the rule moved and why, above all where results existed already. The newest move is
missing from it.

## What to do
Add an entry: since when the rule decides, and because of what.

```yaml
rule_history:
  - {since: 2019-03-01, rule: average, because: "first look"}
  - {since: 2019-04-15, rule: threshold, because: "the gripper drops parts below 60 % recall"}
```
"""

from planpress.lints._walk import deciding_rule, in_order
from planpress.lints.lint import Found, warning
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@warning("PP413", __doc__)
def rule_history_behind(plan: Plan) -> Found:
    for project in plan.projects:
        history, decides = project.rule_history, deciding_rule(project)
        if not history or decides is None or not in_order([change.since for change in history]):
            continue
        last = history[-1].rule
        if last in project.rules and last != decides:
            message = f"the rule history ends with {quoted(last)}, but {quoted(decides)} decides; add its entry"
            yield project.places.of("rule_history", len(history) - 1, "rule"), message
