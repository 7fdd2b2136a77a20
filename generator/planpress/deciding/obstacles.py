"""What holds projects up: a way back, a project that they wait for, infrastructure that is missing, a pause."""

from collections.abc import Iterator

from planpress.model.evaluation import Evaluation
from planpress.model.open_item import Obstacle
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.stages import STAGE_NOUNS
from planpress.model.wording import counted, few


def obstacles(report: Report) -> tuple[Obstacle, ...]:
    """What holds each project up that is not stopped or done, in the order of the projects."""
    return tuple(found for name in report.order() for found in _of(report.evaluations[name], report))


def _of(evaluation: Evaluation, report: Report) -> Iterator[Obstacle]:
    project = evaluation.project
    status = project.status
    if status.state == "paused":
        yield Obstacle(project.id, f"paused: {status.because}" if status.because else "paused", status.since)
    if project.active and project.screened_out is None:
        yield from _sent_back(evaluation, report.plan)
        yield from _waits(evaluation, report)
        yield from _lacks(evaluation, report.plan)


def _sent_back(evaluation: Evaluation, plan: Plan) -> Iterator[Obstacle]:
    """The ways back of a project whose last move led back; one that has gone forward since is not held up by them."""
    back = [stay for stay in evaluation.sojourns if stay.back]
    if not back or not evaluation.sojourns[-1].back:
        return
    if len(back) == 1:
        text = f"back to {STAGE_NOUNS[back[0].stage]} since {plan.near(back[0].since)}: {back[0].because}"
    else:
        times = "twice" if len(back) == 2 else counted(len(back), "time")
        text = f"set back {times}: {', '.join(f'{stay.because} ({plan.near(stay.since)})' for stay in back)}"
    yield Obstacle(evaluation.project.id, text, back[-1].since)


def _waits(evaluation: Evaluation, report: Report) -> Iterator[Obstacle]:
    """A project that it depends on and that will not come, or not yet; one that is done is no obstacle."""
    names, left_out = report.names(), {one.id: one for one in report.ranking.left_out}
    for other in evaluation.project.depends_on:
        out = left_out.get(other)
        if out is not None and out.state != "done":
            since = report.evaluations[other].project.status.since if out.state != "screened out" else None
            yield Obstacle(evaluation.project.id, f"depends on {names[other]}, which is {out.state}", since)


def _lacks(evaluation: Evaluation, plan: Plan) -> Iterator[Obstacle]:
    tools = plan.infrastructure
    missing = [tools[name].label or name for name in evaluation.project.uses.infrastructure
               if tools[name].state == "missing"]  # fmt: skip
    if missing:
        verb = "does" if len(missing) == 1 else "do"
        yield Obstacle(evaluation.project.id, f"waiting for {few(missing)} ({verb} not exist yet)")
