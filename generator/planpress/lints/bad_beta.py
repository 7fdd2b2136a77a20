from planpress.lints._walk import rule_problems
from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan


@lint("PP227")
def bad_beta(plan: Plan) -> Found:
    return rule_problems(plan, "PP227")
