from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@lint("PP419")
def override_without_reason(plan: Plan) -> Found:
    for project in plan.projects:
        for index, decision in enumerate(project.decisions):
            if decision.overrides is not None and not decision.because:
                message = f"{quoted(decision.decision)} overrides {quoted(decision.overrides)}; add because, the reason"
                yield project.places.of("decisions", index), message
