from planpress.lints.lint import Found, is_scored, lint
from planpress.model.plan import Plan
from planpress.model.sources import Place


@lint("PP410")
def effort_missing(plan: Plan) -> Found:
    if plan.capacity is None or plan.capacity.person_weeks is None:
        return
    for project in plan.projects:
        if project.effort is None and is_scored(plan, project):
            message = "no effort, and the capacity counts person-weeks; add effort: {person_weeks: ...}"
            yield Place(project.path), message
