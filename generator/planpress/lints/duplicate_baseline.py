from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@lint("PP218")
def duplicate_baseline(plan: Plan) -> Found:
    for project in plan.projects:
        taken: set[str] = set()
        for index, baseline in enumerate(project.baselines):
            if baseline.id in taken:
                message = f"another baseline has the id {quoted(baseline.id)}; give each its own"
                yield project.places.of("baselines", index, "id"), message
            taken.add(baseline.id)
