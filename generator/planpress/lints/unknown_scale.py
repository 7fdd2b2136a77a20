from planpress.lints.lint import Found, lint, unknown
from planpress.model.plan import GROUPS, Plan


@lint("PP216")
def unknown_scale(plan: Plan) -> Found:
    for group in GROUPS:
        for name, factor in plan.factors(group).items():
            if factor.scale not in plan.scales:
                message = unknown("scale", factor.scale, plan.scales, "declare it under scales")
                yield plan.places.of(group, name, "scale"), message
