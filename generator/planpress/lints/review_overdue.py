from planpress.lints.lint import Found, days_ago, lint
from planpress.model.plan import Plan


@lint("PP404")
def review_overdue(plan: Plan) -> Found:
    for project in plan.projects:
        if project.review_by is not None and project.review_by < plan.as_of:
            message = f"the review was due {days_ago(project.review_by, plan.as_of)}; review it and write the next date"
            yield project.places.of("review_by"), message
