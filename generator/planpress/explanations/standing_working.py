"""Explains where a project stands: its status, what is in use, what people decided and what that settles, what holds it
up, and what its teams are asked for."""

import math
from collections.abc import Iterator, Sequence

from planpress.deciding import loads
from planpress.deciding.outcomes import Settlement, settlements
from planpress.explanations.working import MEASURED, difference_working, where_written, worked
from planpress.model.decision import Decision
from planpress.model.evaluation import Evaluation
from planpress.model.explanation import Explanation, Input
from planpress.model.open_item import Obstacle
from planpress.model.project import Project
from planpress.model.report import Report
from planpress.model.sources import Place
from planpress.model.wording import counted, day, difference, number, with_unit


def explain_standing(evaluation: Evaluation, report: Report) -> Iterator[Explanation]:
    """Status, use, decision, each outcome that was settled against what is so today, and each obstacle with its day."""
    project = evaluation.project
    yield from _facts(evaluation, report)
    known = settlements(evaluation, report.plan.metrics_of(project))
    # Of two requirements on one metric a decision writes down one value.
    for settlement in {(one.kind, one.metric): one for one in known}.values():
        yield _settlement(settlement, evaluation, report)
    held = [one for one in report.obstacles if one.project == project.id]
    for at, obstacle in enumerate(held):
        yield _obstacle(f"{project.id}.stuck{f'.{at + 1}' if at else ''}", obstacle, report)


def explain_asks(project: Project, report: Report) -> Iterator[Explanation]:
    """What a project asks of each team: the person-weeks that are written, or its whole effort of the only team."""
    uses, effort = project.places.key("uses"), project.effort
    for team, weeks in report.plan.asks(project).items():
        written = project.uses.teams.get(team) is not None
        given = Input("asked", number(weeks), place=project.places.of("uses", "teams", team))
        if not written and effort is not None:
            place = project.places.of("effort", "person_weeks")
            given = Input("effort", number(weeks), "(of its only team)", place=place)
        subject = f"{project.id}.teams.{team}"
        yield Explanation(subject, _weeks(weeks), numbers=number(weeks), place=uses, inputs=(given,))


def explain_loads(report: Report) -> Iterator[Explanation]:
    """What all projects ask of each team, against the weeks that there are; those within capacity beside it."""
    plan, ranking = report.plan, report.ranking
    for load in loads(report):
        asks = []
        for entry in (*ranking.ordered, *ranking.unscored):
            project = report.evaluations[entry.id].project
            if (weeks := plan.asks(project).get(load.id)) is not None:
                asks.append((entry.line == "in", weeks, project))
        given = [
            Input(one.id, number(weeks), "(in)" if inside else "", place=one.places.key("uses"))
            for inside, weeks, one in asks
        ]
        aside = "nobody said how many there are"
        carried: tuple[Explanation, ...] = ()
        if load.weeks is not None:
            aside, place = f"of {number(load.weeks)}", plan.places.of("teams", load.id, "weeks")
            given.append(Input("weeks", number(load.weeks), place=place))
        subject = f"teams.{load.id}"
        if load.carried is not None:
            numbers = _sum([weeks for inside, weeks, _ in asks if inside], load.carried)
            carried = (Explanation(f"{subject}.carried", _weeks(load.carried), numbers=numbers),)
        yield Explanation(
            subject=subject,
            value=_weeks(load.asked),
            formula="sum of what projects ask",
            numbers=_sum([weeks for _, weeks, _ in asks], load.asked),
            aside=aside,
            place=where_written(plan, "teams"),
            inputs=tuple(given),
            children=carried,
        )


def _facts(evaluation: Evaluation, report: Report) -> Iterator[Explanation]:
    project, in_use, decision = evaluation.project, evaluation.project.in_use, evaluation.decided
    status = project.status
    if status.state != "active" or status.since is not None:
        since, place = f"since {day(status.since)}" if status.since else "", project.places.key("status")
        why = (Input("because", quote=status.because, place=place),) if status.because else ()
        yield Explanation(f"{project.id}.status", status.state, aside=since, place=place, inputs=why)
    if in_use is not None:
        since = f"since {day(in_use.since)}" if in_use.since else ""
        given = Input("model", in_use.model, place=project.places.key("in_use"))
        yield Explanation(f"{project.id}.in_use", evaluation.name_of(in_use.model), aside=since, inputs=(given,))
    if decision is not None:
        rule = evaluation.deciding
        picks = f"; the rule picks {rule.picks}" if rule and evaluation.differs else ""
        place, on = _place(decision, project, report), day(decision.date)
        given = Input("decision", on, quote=decision.decision, place=place)
        subject, name = f"{project.id}.decided", evaluation.name_of(evaluation.chosen)
        yield Explanation(subject, name, aside=f"on {on}{picks}", inputs=(given,))


def _settlement(one: Settlement, evaluation: Evaluation, report: Report) -> Explanation:
    project = evaluation.project
    subject = ".".join(filter(None, (project.id, "settles", one.kind, one.metric)))
    metric = report.plan.metrics_of(project).get(one.metric)
    unit, then, now = metric.unit if metric else None, one.then, one.now
    place = _place(one.decision, project, report)
    aside = f"open again: {one.again}" if one.again else "settled"
    if then is True:
        return Explanation(subject, "settled", aside="without end", inputs=(Input(one.kind, place=place),))
    if isinstance(then, float | int) and isinstance(now, float | int) and one.better:

        def show(gain: float) -> str:
            return f"{difference(abs(gain), unit)} {'better' if gain > 0 else 'worse'}" if gain else "level"

        gain = now - then if one.better == "higher" else then - now
        given = Input("written", with_unit(then, unit), f"(on {day(one.decision.date)})", place=place)
        working = difference_working(("today", "written"), (now, then), one.better, show, gain)
        return Explanation(subject, *working, aside=aside, inputs=(given,))
    given = Input("written", number(then) if isinstance(then, float | int) else str(then), place=place)
    return Explanation(subject, "open again" if one.again else "holds", aside=aside, inputs=(given,))


def _obstacle(subject: str, one: Obstacle, report: Report) -> Explanation:
    if one.since is None:
        return Explanation(subject, "not known since when", aside=one.text)
    days = counted((report.plan.as_of - one.since).days, "day")
    project = report.evaluations[one.project].project
    steps = [at for at, step in enumerate(project.lifecycle) if step.date == one.since]
    place = project.places.of("lifecycle", steps[-1]) if steps else project.places.key("status")
    given = Input("since", day(one.since), place=place)
    now = Input("as of", day(report.plan.as_of), place=report.plan.places.key("as_of"))
    return Explanation(subject, days, "as of - since", aside=one.text, inputs=(given, now))


def _place(decision: Decision, project: Project, report: Report) -> Place:
    """Where a decision is written: in the project's own file, or in that of a meeting."""
    if decision in project.decisions:
        return project.places.of("decisions", project.decisions.index(decision))
    found = (
        record.places.of("decisions", at)
        for record in report.plan.records
        for at, one in enumerate(record.decisions)
        if project.id in (one.projects or ()) and one.in_words() == decision
    )
    return next(found, Place(project.path))


def _sum(parts: Sequence[float], total: float) -> str:
    template = " + ".join(f"{{{at}}}" for at in range(len(parts)))
    return worked(template or "0", list(parts), math.fsum, _weeks, total, MEASURED)


def _weeks(weeks: float) -> str:
    return f"{number(weeks)} person-weeks"
