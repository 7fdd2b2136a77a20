from planpress.lints.lint import Found, lint, unknown
from planpress.model.plan import GROUPS, Group, Plan
from planpress.model.wording import quoted


@lint("PP201")
def unknown_factor(plan: Plan) -> Found:
    for project in plan.projects:
        for group in GROUPS:
            for factor in project.ratings(group):
                if factor not in plan.factors(group):
                    yield project.places.key(group, factor), _message(plan, group, factor)


def _message(plan: Plan, group: Group, factor: str) -> str:
    other: Group = "feasibility" if group == "impact" else "impact"
    if factor in plan.factors(other):
        return f"{quoted(factor)} is a factor of {other}, not of {group}; move the rating there"
    return unknown(f"factor of {group}", factor, plan.factors(group), f"declare it in {plan.location.plan}")
