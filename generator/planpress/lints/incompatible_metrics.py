from planpress.lints.lint import Found, lint, rule_problems
from planpress.model.plan import Plan


@lint("PP211")
def incompatible_metrics(plan: Plan) -> Found:
    return rule_problems(plan, "PP211")
