"""Days that do not fit together or are over, and stages that do not follow each other."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, pairwise

from planpress.lints.lint import Found, days_ago, in_order, lint, project_lint
from planpress.model.decision import MeetingRecord
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.project_parts import LifecycleStep
from planpress.model.sources import Place
from planpress.model.stages import STAGES, WAYS_BACK, Stage, is_back, is_forward
from planpress.model.wording import counted, day, listed, quoted


@project_lint("PP404")
def review_overdue(plan: Plan, project: Project) -> Found:
    if project.active and project.review_by is not None and project.review_overdue(plan.as_of):
        message = f"the review was due {days_ago(project.review_by, plan.as_of)}; review it and write the next date"
        yield project.places.of("review_by"), message


@project_lint("PP406")
def no_such_move(plan: Plan, project: Project) -> Found:
    for index, old, step in _moves(project):
        if not is_forward(old, step.to) and not is_back(old, step.to):
            yield project.places.of("lifecycle", index, "to"), _no_move(old, step.to)


def _no_move(old: Stage, new: Stage) -> str:
    if old == new:
        return f"{quoted(new)} follows itself, which is no move; leave the entry out, or write which stage began"
    following = STAGES[STAGES.index(old) + 1]
    return f"there is no move from {quoted(old)} to {quoted(new)}; the next stage is {quoted(following)}"


@project_lint("PP407")
def wrong_reason(plan: Plan, project: Project) -> Found:
    if project.lifecycle and project.lifecycle[0].because is not None:
        first = _no_way_back("the first entry", project.lifecycle[0].because)
        yield project.places.of("lifecycle", 0, "because"), first
    for index, old, step in _moves(project):
        message = _message(old, step)
        if message:
            yield project.places.of("lifecycle", index, "because"), message


def _message(old: Stage, step: LifecycleStep) -> str | None:
    move = f"from {quoted(old)} to {quoted(step.to)}"
    if is_forward(old, step.to):
        return None if step.because is None else _no_way_back(f"the move {move}", step.because)
    reasons = WAYS_BACK.get((old, step.to))
    if reasons is None or step.because in reasons:
        return None
    if step.because is None:
        return f"the way back {move} needs a reason; write because: {listed(reasons, 'or')}"
    return f"{quoted(step.because)} is no reason to go back {move}; write {listed(reasons, 'or')}"


def _no_way_back(what: str, because: str) -> str:
    return f"because is the reason of a way back, and {what} is none; put {quoted(because)} in note"


def _moves(project: Project) -> Iterator[tuple[int, Stage, LifecycleStep]]:
    """Each move of the lifecycle: its index, the stage that it leaves, and its entry. None where the dates are out of
    order (PP409): what then follows what is not known."""
    if in_order([step.date for step in project.lifecycle]):
        for index, (old, new) in enumerate(pairwise(project.lifecycle), start=1):
            yield index, old.to, new


@project_lint("PP408")
def stage_contradicts_lifecycle(plan: Plan, project: Project) -> Found:
    if project.stage is None or not project.lifecycle:
        return
    last = project.lifecycle[-1]
    if project.stage != last.to and in_order([step.date for step in project.lifecycle]):
        entry = f"{quoted(last.to)} since {day(last.date)}"
        message = f"{quoted(project.stage)} contradicts the lifecycle, {entry}; correct either, or leave stage out"
        yield project.places.of("stage"), message


@project_lint("PP409")
def dates_out_of_order(plan: Plan, project: Project) -> Found:
    steps, changes = [step.date for step in project.lifecycle], [change.since for change in project.rule_history]
    for key, name, dates in (("lifecycle", "date", steps), ("rule_history", "since", changes)):
        for index, (one, other) in enumerate(pairwise(dates), start=1):
            if other < one:
                message = f"{day(other)} is before {day(one)}, the date above it; sort {key} with the newest last"
                yield project.places.of(key, index, name), message


@lint("PP411")
def dated_ahead(plan: Plan) -> Found:
    happened = [*chain.from_iterable(map(_happened, plan.projects)), *chain.from_iterable(map(_decided, plan.records))]
    for what, when, place in happened:
        if when > plan.as_of:
            late = f"{counted((when - plan.as_of).days, 'day')} after the plan ({day(plan.as_of)})"
            yield place, f"{what} is dated {day(when)}, {late}; correct the date, or the plan's as_of"


def _decided(owner: Project | MeetingRecord) -> Iterator[tuple[str, date, Place]]:
    days: list[date | None] = [decision.date for decision in owner.decisions]
    for index, when in enumerate(days):
        if when is not None:
            yield "the decision", when, owner.places.of("decisions", index, "date")


def _happened(project: Project) -> Iterator[tuple[str, date, Place]]:
    places = project.places
    for index, step in enumerate(project.lifecycle):
        yield "the lifecycle entry", step.date, places.of("lifecycle", index, "date")
    yield from _decided(project)
    for index, baseline in enumerate(project.baselines):
        if baseline.measured is not None:
            yield "the measurement", baseline.measured, places.of("baselines", index, "measured")
    for index, change in enumerate(project.rule_history):
        yield "the change of rule", change.since, places.of("rule_history", index, "since")
    if project.status.since is not None:
        yield "the status", project.status.since, places.of("status", "since")
    if project.in_use is not None and project.in_use.since is not None:
        yield "what is in use", project.in_use.since, places.of("in_use", "since")
    for index, seen in enumerate(project.goal.seen if project.goal else ()):
        yield "what was seen of the outcome", seen.date, places.of("goal", "seen", index, "date")
    for index, milestone in enumerate(project.milestones):
        if milestone.done:
            yield "the milestone that is done", milestone.date, places.of("milestones", index, "date")
    for name, entry in project.steps.items():
        if isinstance(entry, date):
            yield f"the step {quoted(name)}", entry, places.of("steps", name)


@project_lint("PP412", ongoing=True)
def milestone_overdue(plan: Plan, project: Project) -> Found:
    for index, milestone in enumerate(project.milestones):
        if not milestone.done and milestone.date < plan.as_of:
            due = f"{quoted(milestone.title)} was due {days_ago(milestone.date, plan.as_of)}"
            message = f"{due}; mark it done, or move its date"
            yield project.places.of("milestones", index, "date"), message


@project_lint("PP420", ongoing=True)
def no_stage(plan: Plan, project: Project) -> Found:
    if project.current_stage is None:
        message = f"no stage and no lifecycle; write which stage it is in: {listed(STAGES, 'or')}"
        yield Place(project.path), message
