from planpress.lints._say import unknown
from planpress.lints.lint import Found, lint
from planpress.model.plan import Plan
from planpress.model.sources import Step


@lint("PP604")
def unknown_agenda_project(plan: Plan) -> Found:
    known = (*(project.id for project in plan.projects), *plan.unreadable)
    for meeting in plan.meetings:
        if meeting.is_over(plan.as_of):
            continue
        for index, item in enumerate(meeting.agenda):
            for at, name in enumerate(item.projects):
                if name not in known:
                    steps: tuple[Step, ...] = ("project",) if item.project is not None else ("compare", at)
                    place = meeting.places.of("agenda", index, *steps)
                    yield place, unknown("project", name, known, f"name a folder of {plan.location.projects}/")
