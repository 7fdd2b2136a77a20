from planpress.baselines import BY_PEOPLE
from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.wording import listed, quoted


@lint("PP219")
def people_without_human(plan: Plan) -> Found:
    for project in plan.projects:
        for index, baseline in enumerate(project.baselines):
            if baseline.kind in BY_PEOPLE:
                continue
            for key, value in (("rung", baseline.rung), ("people", baseline.people)):
                if value is not None:
                    way_out = f"write kind: {listed(BY_PEOPLE, 'or')}, or take it out"
                    message = f"{key} {quoted(value)} on kind {quoted(baseline.kind)}; {way_out}"
                    yield project.places.of("baselines", index, key), message
