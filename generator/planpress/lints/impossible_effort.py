from planpress.lints.lint import Found, check_estimate, lint
from planpress.model.plan import Plan
from planpress.model.wording import number


@lint("PP416")
def impossible_effort(plan: Plan) -> Found:
    for project in plan.projects:
        if project.effort is not None:
            yield from check_estimate(project.effort, project.places, (("effort", "person_weeks"),), _off)


def _off(value: float) -> str | None:
    return f"{number(value)} person-weeks is less than nothing; write a number from 0 up" if value < 0 else None
