from planpress.lints.lint import Found, lint, unknown
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@lint("PP206")
def unknown_project(plan: Plan) -> Found:
    known = (*(project.id for project in plan.projects), *plan.unreadable)
    for project in plan.projects:
        others = [name for name in known if name != project.id]
        for index, name in enumerate(project.depends_on):
            place = project.places.of("depends_on", index)
            if name == project.id:
                yield place, f"{quoted(name)} depends on itself; take it out of depends_on"
            elif name not in known:
                yield place, unknown("project", name, others, f"name a folder of {plan.location.projects}/")
