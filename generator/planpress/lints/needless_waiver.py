from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@lint("PP415")
def needless_waiver(plan: Plan) -> Found:
    for project in plan.projects:
        by_kind = {baseline.kind: baseline for baseline in reversed(project.baselines)}
        for index, waiver in enumerate(project.waivers):
            baseline = by_kind.get(waiver.kind)
            if baseline is not None:
                message = f"{quoted(waiver.kind)} is waived, but {quoted(baseline.id)} is one; take the waiver out"
                yield project.places.of("waivers", index, "kind"), message
