from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.wording import listed


@lint("PP221")
def no_deciding_rule(plan: Plan) -> Found:
    for project in plan.projects:
        if len(project.rules) > 1 and project.decide_by is None:
            message = f"several rules and no decide_by; write which one decides: {listed(project.rules, 'or')}"
            yield project.places.key("rules"), message
