"""Explains how long a project has been in its stage, the plan's median, and since when it was never deployed."""

from collections.abc import Iterator

from planpress.deciding.stage_times import median_words, stage_time
from planpress.model.evaluation import Evaluation
from planpress.model.explanation import Explanation, Input
from planpress.model.moves import Stay, middle
from planpress.model.report import Report
from planpress.model.wording import counted, day, number


def explain_stage(evaluation: Evaluation, report: Report) -> Iterator[Explanation]:
    """The days in the stage, their median over the plan, and the days without a deployment."""
    project, time = evaluation.project, stage_time(evaluation, report)
    if time is None:
        return
    lifecycle, subject = project.lifecycle, f"{project.id}.lifecycle"
    now = Input("as of", day(report.plan.as_of), place=report.plan.places.key("as_of"))

    def since(name: str, days: int, at: int, aside: str) -> Explanation:
        begun = Input("since", day(lifecycle[at].date), place=project.places.of("lifecycle", at))
        return Explanation(f"{subject}.{name}", counted(days, "day"), "as of - since", aside=aside, inputs=(begun, now))

    yield since("days", time.days, len(lifecycle) - 1, f"in {time.stage}")
    if time.median is not None:
        yield _median(f"{subject}.median", time.median, report.stays[time.stage], report)
    if time.undeployed is not None:
        yield since("undeployed", time.undeployed, 0, "and never deployed")


def _median(subject: str, median: float, stays: tuple[Stay, ...], report: Report) -> Explanation:
    """The stay in the middle, or the two of which it is the mean."""
    days = [number(days) for days, *_ in middle(stays)]
    projects = [(report.evaluations[name].project, at) for _, name, at in middle(stays)]
    given = tuple(
        Input(one.id, written, place=one.places.of("lifecycle", at))
        for written, (one, at) in zip(days, projects, strict=True)
    )
    numbers = days[0] if len(days) == 1 else f"({' + '.join(days)}) / 2"
    aside = f"of {len(stays)} stays of projects that go on"
    return Explanation(subject, median_words(median), "the middle one", numbers=numbers, aside=aside, inputs=given)
