"""What waits for a decision: the next meeting's questions, those that were put off until a day that is over, decisions
with a date, and outcomes that nobody settled."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from planpress.deciding.hints import hints
from planpress.deciding.outcomes import outcomes
from planpress.deciding.unrated import unrated
from planpress.model.decision import LATER, MeetingDecision, MeetingRecord
from planpress.model.evaluation import Evaluation
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.open_item import OpenItem
from planpress.model.plan import Plan
from planpress.model.report import Report


def open_items(report: Report) -> tuple[OpenItem, ...]:
    """Everything that is open: what has a day first, the earliest day first; the rest in the order of the projects.

    A project that does not go on is asked nothing; one that is screened out only whether to screen it again, where its
    review is due.
    """
    found = [*questions(report)]
    for name in report.order():
        found += (item for item, _ in open_of(report.evaluations[name], report.plan))
        found += unrated(name, report)
    dated = sorted((item for item in found if item.when is not None), key=lambda item: str(item.when))
    return (*dated, *(item for item in found if item.when is None))


def about(item: OpenItem, report: Report) -> str:
    """Whom it is about: its projects by their titles, else the meeting that asks it, or that put it off."""
    names, meeting = report.names(), item.meeting or ""
    titles = {meeting.id: meeting.title for meeting in report.plan.meetings}
    return " or ".join(names.get(name, name) for name in item.projects) or titles.get(meeting, meeting)


def unasked(report: Report) -> tuple[OpenItem, ...]:
    """What is open, without what the next meeting asks."""
    early = report.plan.as_of
    return tuple(one for one in report.open if one.kind != "question" or (one.when is not None and one.when < early))


def open_of(evaluation: Evaluation, plan: Plan) -> Iterator[tuple[OpenItem, str]]:
    """What is open of one project whatever its rank, each with what tells it from others of its kind."""
    if evaluation.project.active:
        yield from ((item, "") for item in _review(evaluation, plan))
    if evaluation.project.left_out is None:
        yield from ((item, item.text) for item in _milestones(evaluation))
        yield from outcomes(evaluation, plan.metrics_of(evaluation.project))
        yield from ((item, str(item.answer)) for item in hints(evaluation, plan))


def questions(report: Report) -> Iterator[OpenItem]:
    """What the next meeting is asked, and what was put off until a day that is over."""
    yield from _questions(report)
    yield from _put_off(report)


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
    names, waited = report.names(), {_about(one): one for _, one in _over(report.plan)}
    for item in _undecided(meeting, report.plan) if meeting else ():
        assert meeting is not None
        before = waited.get((item.number, frozenset(item.projects)))
        again = _until(before.until, report.plan) if before and before.until else ""
        text = _asked(item, names)
        yield OpenItem("question", item.projects, text, meeting.date, None, again, meeting.id, item.number)


def _put_off(report: Report) -> Iterator[OpenItem]:
    """Questions that were put off until a day that is over, and that the next meeting does not ask again."""
    meeting, names = next_meeting(report.plan), report.names()
    asked = {(item.number, frozenset(item.projects)) for item in meeting.agenda} if meeting else set()
    agendas = {(one.id, item.number): item for one in report.plan.meetings for item in one.agenda}
    for record, one in _over(report.plan):
        if _about(one) not in asked and one.until is not None:
            projects, again = one.projects or (), _until(one.until, report.plan)
            item = agendas.get((record.meeting, one.number)) or AgendaItem(one.number, compare=projects)
            text = _asked(replace(item, question=one.question or item.question), names)
            yield OpenItem("question", projects, text, one.until, None, again, record.meeting, one.number)


def _asked(item: AgendaItem, names: Mapping[str, str]) -> str:
    about = item.title or " or ".join(names.get(name, name) for name in item.projects) or item.page
    return " ".join((item.question or item.text or f"{about or f'item {item.number}'}: what is decided?").split())


def _over(plan: Plan) -> Iterator[tuple[MeetingRecord, MeetingDecision]]:
    """What meetings put off until a day before the plan's, and no later meeting took up."""
    ended = {project.id for project in plan.projects if not project.active}
    newest: dict[object, tuple[MeetingRecord, MeetingDecision]] = {}
    for record in sorted(plan.records, key=lambda one: one.held):
        newest |= {_about(one): (record, one) for one in record.decisions}
    for record, one in newest.values():
        over = one.decision == LATER and one.until is not None and one.until < plan.as_of
        if over and (not one.projects or not ended.issuperset(one.projects)):
            yield record, one


def _about(decision: MeetingDecision) -> tuple[int, frozenset[str]]:
    """What tells one question from others, from one meeting to the next: margin numbers are made of subjects."""
    return decision.number, frozenset(decision.projects or ())


def _until(until: date, plan: Plan) -> str:
    return f"was put off until {plan.near(until)}"


def _milestones(evaluation: Evaluation) -> Iterator[OpenItem]:
    for one in evaluation.project.milestones:
        if one.decide and not one.done:
            yield OpenItem("milestone", (evaluation.project.id,), one.title, one.date)


def _review(evaluation: Evaluation, plan: Plan) -> Iterator[OpenItem]:
    project, due, put_off = evaluation.project, evaluation.project.review_by, evaluation.project.review_put_off
    if due is None or not project.review_overdue(plan.as_of):
        return
    again = _until(put_off, plan) if isinstance(put_off, date) else ""
    asked = "screen it again? " if project.screened_out is not None else ""
    text = f"{asked}review overdue since {plan.near(due)}"
    yield OpenItem("review", (project.id,), text, due, due, again)
