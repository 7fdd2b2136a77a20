"""What waits for a decision: the next meeting's questions, decisions with a date, and outcomes that nobody settled."""

from collections.abc import Iterator

from planpress.deciding.outcomes import outcomes
from planpress.deciding.unrated import unrated
from planpress.model.evaluation import Evaluation
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.open_item import OpenItem
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.settles import settled
from planpress.model.wording import counted, day


def open_items(report: Report) -> tuple[OpenItem, ...]:
    """Everything that is open: what has a day first, the earliest day first; the rest in the order of the projects.

    A project that does not go on is asked nothing; one that is screened out only whether to screen it again, where its
    review is due.
    """
    found = [*_questions(report)]
    for name in report.order():
        evaluation = report.evaluations[name]
        if evaluation.project.active:
            found += _review(evaluation, report.plan)
        if evaluation.project.left_out is None:
            metrics = report.plan.metrics_of(evaluation.project)
            found += (*_milestones(evaluation), *outcomes(evaluation, metrics), *unrated(name, report))
    dated = sorted((item for item in found if item.when is not None), key=lambda item: str(item.when))
    return (*dated, *(item for item in found if item.when is None))


def next_meeting(plan: Plan) -> Meeting | None:
    """The earliest meeting, from the plan's day on, that still has something to decide."""
    ahead = (meeting for meeting in plan.meetings if meeting.path and not meeting.is_over(plan.as_of))
    return next((meeting for meeting in sorted(ahead, key=lambda one: one.date) if _undecided(meeting, plan)), None)


def _undecided(meeting: Meeting, plan: Plan) -> list[AgendaItem]:
    ended = {project.id for project in plan.projects if not project.active}
    return [
        item
        for item in meeting.agenda
        if meeting.decided(item.number) is None and (not item.projects or not ended.issuperset(item.projects))
    ]


def _questions(report: Report) -> Iterator[OpenItem]:
    meeting = next_meeting(report.plan)
    names = report.names()
    for item in _undecided(meeting, report.plan) if meeting else ():
        assert meeting is not None
        about = " or ".join(names.get(name, name) for name in item.projects)
        asked = item.question or item.text or f"{item.title or about or item.page}: what is decided?"
        yield OpenItem(
            "question", item.projects, " ".join(asked.split()), meeting.date, meeting=meeting.id, number=item.number
        )


def _milestones(evaluation: Evaluation) -> Iterator[OpenItem]:
    for one in evaluation.project.milestones:
        if one.decide and not one.done:
            yield OpenItem("milestone", (evaluation.project.id,), one.title, one.date)


def _review(evaluation: Evaluation, plan: Plan) -> Iterator[OpenItem]:
    project, due = evaluation.project, evaluation.project.review_by
    if due is None or due >= plan.as_of:
        return
    known = [answer for one in project.all_decisions() if (answer := settled(one.settles, "review")) is not None]
    if known and (known[0] is True or str(known[0]) >= str(plan.as_of)):
        return
    late = counted((plan.as_of - due).days, "day")
    again = f"put off until {day(known[0])}" if known else ""  # type: ignore[arg-type]
    asked = "screen it again? " if project.screened_out is not None else ""
    text = f"{asked}review due on {day(due, year=due.year != plan.as_of.year)}, {late} ago"
    yield OpenItem("review", (project.id,), text, due, due, again)
