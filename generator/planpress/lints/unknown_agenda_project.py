from planpress.lints.lint import Found, lint, unknown
from planpress.model.decision import MeetingRecord
from planpress.model.meeting import Meeting
from planpress.model.plan import Plan
from planpress.model.sources import Step


@lint("PP604")
def unknown_agenda_project(plan: Plan) -> Found:
    known = (*(project.id for project in plan.projects), *plan.unreadable)
    for meeting in plan.meetings:
        if not meeting.is_over(plan.as_of):
            for place, name in (*_of_agenda(meeting), *_of_decisions(meeting.record)):
                if name not in known:
                    yield place, unknown("project", name, known, f"name a folder of {plan.location.projects}/")


def _of_agenda(meeting: Meeting) -> Found:
    for index, item in enumerate(meeting.agenda):
        for at, name in enumerate(item.projects):
            steps: tuple[Step, ...] = ("project",) if item.project is not None else ("compare", at)
            yield meeting.places.of("agenda", index, *steps), name


def _of_decisions(record: MeetingRecord | None) -> Found:
    if record is not None:
        for index, decision in enumerate(record.decisions):
            for at, name in enumerate(decision.projects or ()):
                yield record.places.of("decisions", index, "projects", at), name
