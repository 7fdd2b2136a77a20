"""# Missing column

## What it means
A rule, the diagnosis, an uncertainty or the tie-break by cost needs a metric for which the model table has no column
of numbers.

## Why it matters
Blank is not zero: a model without the value is not evaluated. Where the column is missing no model is, and the rule
chooses nothing.

## What to do
Add the column to the table, or correct its heading: the heading is the metric's id. A requirement may name a metric
that has not been measured yet; it is shown as such.

```yaml
rules:
  domain: {rule: metric, metric: map}
models:
  rows: [{model: net-1, map: 0.7}]
```
"""

from planpress.lints._say import hint
from planpress.lints._walk import metric_uses
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@error("PP210", __doc__)
def missing_column(plan: Plan) -> Found:
    for project in plan.projects:
        if project.table is None:
            continue
        metrics = plan.metrics_of(project)
        columns = project.table.columns
        for use in metric_uses(project):
            if use.column and use.metric in metrics and use.metric not in columns:
                missing = f"{use.by} needs {quoted(use.metric)}, but the model table has no such column of numbers"
                yield use.place, missing + hint(use.metric, columns, "add it to the table")
