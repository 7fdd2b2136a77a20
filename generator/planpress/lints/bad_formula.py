from planpress.lints.lint import Found, lint, rule_problems
from planpress.model.plan import Plan


@lint("PP212")
def bad_formula(plan: Plan) -> Found:
    return rule_problems(plan, "PP212")
