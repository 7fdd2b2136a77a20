from planpress.lints.lint import Found, days_ago, lint
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@lint("PP403")
def waiver_ended(plan: Plan) -> Found:
    for project in plan.projects:
        kinds = {baseline.kind for baseline in project.baselines}
        for index, waiver in enumerate(project.waivers):
            if waiver.until < plan.as_of and waiver.kind not in kinds:
                ended = f"the waiver for {quoted(waiver.kind)} ended {days_ago(waiver.until, plan.as_of)}"
                message = f"{ended}; measure the baseline or renew the waiver"
                yield project.places.of("waivers", index, "until"), message
