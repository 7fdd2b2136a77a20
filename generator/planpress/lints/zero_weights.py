from planpress.lints.lint import Found, lint, rule_problems
from planpress.model.plan import GROUPS, Plan


@lint("PP214")
def zero_weights(plan: Plan) -> Found:
    for group in GROUPS:
        if not any(factor.weight > 0 for factor in plan.factors(group).values()):
            message = f"{group} has no factor with a weight above zero; give it at least one"
            yield plan.places.key(group), message
    yield from rule_problems(plan, "PP214")
