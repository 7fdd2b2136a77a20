from planpress.lints.lint import Found, days_ago, lint
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@lint("PP412")
def milestone_overdue(plan: Plan) -> Found:
    for project in plan.projects:
        for index, milestone in enumerate(project.milestones):
            if not milestone.done and milestone.date < plan.as_of:
                due = f"{quoted(milestone.title)} was due {days_ago(milestone.date, plan.as_of)}"
                message = f"{due}; mark it done, or move its date"
                yield project.places.of("milestones", index, "date"), message
