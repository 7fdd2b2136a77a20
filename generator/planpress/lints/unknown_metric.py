from planpress.lints.lint import Found, lint, metric_uses, unknown
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.wording import quoted


@lint("PP203")
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
