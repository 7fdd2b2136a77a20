from planpress.lints.lint import Found, in_order, lint
from planpress.model.plan import Plan
from planpress.model.wording import day, quoted


@lint("PP408")
def stage_contradicts_lifecycle(plan: Plan) -> Found:
    for project in plan.projects:
        if project.stage is None or not project.lifecycle:
            continue
        last = project.lifecycle[-1]
        if project.stage != last.to and in_order([step.date for step in project.lifecycle]):
            entry = f"{quoted(last.to)} since {day(last.date)}"
            message = f"{quoted(project.stage)} contradicts the lifecycle, {entry}; correct either, or leave stage out"
            yield project.places.of("stage"), message
