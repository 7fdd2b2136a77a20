from planpress.lints.lint import Found, hint, lint, metric_uses
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@lint("PP210")
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
