from planpress.lints.lint import Found, lint, unknown
from planpress.model.plan import Plan


@lint("PP205")
def unknown_infrastructure(plan: Plan) -> Found:
    for project in plan.projects:
        for index, name in enumerate(project.uses.infrastructure):
            if name not in plan.infrastructure:
                otherwise = f"declare it under infrastructure in {plan.location.plan}"
                message = unknown("infrastructure", name, plan.infrastructure, otherwise)
                yield project.places.of("uses", "infrastructure", index), message
