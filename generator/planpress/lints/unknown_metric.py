"""# Unknown metric

## What it means
A requirement, a rule, a baseline, an uncertainty, the tie-break by cost or the diagnosis names a metric that neither
the plan nor the project declares.

## Why it matters
Without a declared direction nobody knows which of two values is the better one, so nothing can be concluded from it.
Most often the name is only misspelt.

## What to do
Correct the name, or declare the metric, in the project's `metrics` or for all projects in `content/plan.yml`.

```yaml
metrics:
  position_error: {label: Position error, better: lower, unit: cm}
```
"""

from planpress.lints._say import unknown
from planpress.lints._walk import metric_uses
from planpress.lints.lint import Found, error
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.wording import quoted


@error("PP203", __doc__)
def unknown_metric(plan: Plan) -> Found:
    for project in plan.projects:
        metrics = plan.metrics_of(project)
        for use in metric_uses(project):
            if use.metric not in metrics:
                yield use.place, _message(project, use.metric, tuple(metrics))


def _message(project: Project, metric: str, known: tuple[str, ...]) -> str:
    if project.table and metric in project.table.columns:
        return f"unknown metric {quoted(metric)}; the model table has such a column, so declare it under metrics"
    return unknown("metric", metric, known, "declare it under metrics")
