from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.wording import quoted


@lint("PP421")
def depends_on_screened_out(plan: Plan) -> Found:
    out = {project.id: project.screened_out for project in plan.projects if project.screened_out is not None}
    for project in plan.projects:
        if project.id in out:
            continue
        for index, name in enumerate(project.depends_on):
            if name in out:
                message = f"{quoted(name)} is screened out, {quoted(out[name])}; settle the screen, or do without it"
                yield project.places.of("depends_on", index), message
