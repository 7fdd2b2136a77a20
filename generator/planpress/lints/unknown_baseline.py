from planpress.lints.lint import Found, lint, unknown
from planpress.model.plan import Plan


@lint("PP207")
def unknown_baseline(plan: Plan) -> Found:
    for project in plan.projects:
        against = project.diagnosis.against if project.diagnosis else None
        known = [baseline.id for baseline in project.baselines]
        if against is not None and against not in known:
            message = unknown("baseline", against, known, "add it under baselines")
            yield project.places.of("diagnosis", "against"), message
