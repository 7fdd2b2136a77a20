from planpress.lints.lint import Found, lint, rule_problems
from planpress.model.plan import Plan


@lint("PP227")
def bad_beta(plan: Plan) -> Found:
    return rule_problems(plan, "PP227")
