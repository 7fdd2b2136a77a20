from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan


@lint("PP223")
def no_rule(plan: Plan) -> Found:
    for project in plan.projects:
        if project.models() and not project.rules and project.decide_by is None:
            yield project.places.key("models"), "models and no rule to pick one; add it under rules"
