"""Judges one project: every rule on every model, baselines, requirements, lifecycle. Project -> Evaluation."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest

from planpress.document.labels import label
from planpress.judging.accuracy_costs import accuracy_costs
from planpress.judging.baseline_comparison import compare
from planpress.judging.certainties import with_certainty
from planpress.judging.diagnosing import diagnose
from planpress.judging.referencing import next_rung
from planpress.judging.stepping import steps
from planpress.judging.switch_points import front, switch_points
from planpress.judging.triaging import triage
from planpress.model.evaluation import Evaluation, Met, PastRule, RequirementResult, StageStay
from planpress.model.metrics import ranks
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.rule import Judgement, Metrics, Rule
from planpress.model.rule_result import RuleResult, Verdict
from planpress.model.stages import WAYS_BACK
from planpress.model.tables import Model
from planpress.model.text import Words
from planpress.model.wording import listed, subtracted
from planpress.rules.common import size_of


def judge(project: Project, plan: Plan) -> Evaluation:
    """Everything that follows from a project's own files. The project must be free of errors (see `lints`)."""
    metrics = plan.metrics_of(project)
    results = tuple(_rule_result(rule_id, rule, project, metrics) for rule_id, rule in project.rules.items())
    deciding = next((result for result in results if result.decides), None)
    rule = project.rules.get(deciding.id) if deciding else None
    models = project.table.models if project.table else ()
    swept = rule.sweeps(models, metrics) if rule else ()
    found = replace(
        compare(project, rule, metrics, plan.as_of),
        rules=results,
        diagnosis=diagnose(project, metrics),
        sojourns=tuple(_sojourns(project)),
        earlier=tuple(_earlier(project, results, deciding)),
        sweeps=swept,
        switch_points=switch_points(rule, swept, models, metrics) if rule else (),
        front=front(project, metrics, deciding),
        triage=triage(project, rule, metrics),
        decided=project.choice if project.choice and project.choice.model in project.nameable() else None,
    )
    found = replace(
        found,
        costs=tuple(accuracy_costs(found, metrics, plan.cost_per_nine)),
        requirements=tuple(_requirements(found)),
        next_rung=next_rung(found, metrics),
        steps=tuple(steps(found, plan.as_of)),
    )
    return with_certainty(found, plan)


def _rule_result(rule_id: str, rule: Rule, project: Project, metrics: Metrics) -> RuleResult:
    models = project.table.models if project.table else ()
    judgements = {model.name: rule.judge(model.values, metrics) for model in models}
    better = rule.direction(metrics)
    placed = ranks({name: given.score for name, given in judgements.items() if given.score is not None}, better)
    winners = tuple(name for name in judgements if placed.get(name) == 1)
    verdicts = (Verdict(name, one.status, one.score, placed.get(name), one.because) for name, one in judgements.items())
    found = RuleResult(
        id=rule_id,
        kind=rule.rule,
        label=label(rule_id, rule),
        words=rule.words(metrics),
        decides=rule_id == project.deciding_rule,
        better=better,
        unit=rule.unit_of(metrics),
        verdicts=tuple(verdicts),
        winners=winners,
        nearest=None if winners else _nearest(models, judgements, rule, metrics),
        computed=rule.computed or any(metrics[one].formula is not None for one in rule.measured()),
    )
    return replace(found, verdicts=tuple(replace(one, because=_because(one, found)) for one in found.verdicts))


def _because(verdict: Verdict, result: RuleResult) -> tuple[Words, ...]:
    """Why a model did not win: `3 degrees worse than net-2`. Nothing for the winner itself."""
    score, best, winners = verdict.score, result.score, result.winners
    if score is None or best is None:
        return verdict.because
    if verdict.model in winners:
        others = [other for other in winners if other != verdict.model]
        return (f"ties with {listed(others)}",) if others else ()
    return (f"{subtracted(best, score, result.unit)} worse than {listed(winners)}",)


def _nearest(
    models: tuple[Model, ...], judgements: Mapping[str, Judgement], rule: Rule, metrics: Metrics
) -> str | None:
    """The rejected model that comes nearest: fewest thresholds failed, then the smallest shortfall for its size.

    A model that lacks a value may be anywhere, so it comes after those that lack none. A shortfall is taken relative to
    the metric's declared range, else to the limit's own size, so that milliseconds and shares can be compared.
    """
    rejected = [model for model in models if judgements[model.name].status == "rejected"]
    if not rejected:
        return None

    def distance(model: Model) -> tuple[int, int, float]:
        lacking = sum(metric not in model.values for metric in rule.needs())
        short = [
            -bound.margin(model.values[bound.metric]) / size_of(bound, metrics)
            for bound in rule.bounds()
            if bound.metric in model.values and not bound.holds(model.values[bound.metric])
        ]
        return lacking, len(short), max(short, default=0.0)

    return min(rejected, key=lambda model: (*distance(model), model.name)).name


def _requirements(evaluation: Evaluation) -> Iterator[RequirementResult]:
    """Each requirement held against the leading model, or the nearest miss; while models tie, against none."""
    chosen = evaluation.leading
    unchosen = chosen is None and (evaluation.decided is not None or bool(evaluation.project.models()))
    values = evaluation.project.values_of(chosen)
    for requirement in evaluation.project.requirements:
        bound, why = requirement.bound, requirement.why
        value = values.get(bound.metric)
        status: Met = "not-measured" if value is None else "met" if bound.holds(value) else "missed"
        margin = None if value is None else bound.margin(value)
        yield RequirementResult(bound, why, status, chosen, value, margin, unchosen)


def _sojourns(project: Project) -> Iterator[StageStay]:
    steps = project.lifecycle
    ended = None if project.active else project.status.since
    end = max(ended, steps[-1].date) if ended and steps else None
    for before, step, after in zip((None, *steps), steps, (*steps[1:], None), strict=False):
        codes = WAYS_BACK.get((before.to, step.to)) if before else None
        because = codes.get(step.because or "") if codes else step.because
        until = after.date if after else end
        yield StageStay(step.to, step.date, until, codes is not None, because, step.note)


def _earlier(project: Project, results: tuple[RuleResult, ...], deciding: RuleResult | None) -> Iterator[PastRule]:
    """Each entry of the rule history with what that rule would choose today."""
    by_id = {result.id: result for result in results}
    history = project.rule_history
    for change, after in zip_longest(history, history[1:]):
        winners = by_id[change.rule].winners
        agrees = deciding is not None and set(winners) == set(deciding.winners)
        yield PastRule(change, after.since if after else None, winners, agrees)
