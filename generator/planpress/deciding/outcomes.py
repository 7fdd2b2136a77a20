"""What a project's own numbers ask until a decision settles it: no model, below the floor, a missed requirement.

A decision that wrote down what was true then settles it until that is worse or missing, or another model wins.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planpress.document.labels import metric_label
from planpress.model.decision import Decision
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import TIE, WORDS, Direction, Metric
from planpress.model.open_item import OpenItem, OpenKind
from planpress.model.rule_result import RuleResult
from planpress.model.settles import SettledValue, settled
from planpress.model.wording import day, few, listed, number, with_unit


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What is so now: `value` is what a decision would write down, `better` the good direction of a number.

    `asks` says that it is open unless something settles it; else it opens only when what was settled has changed.
    """

    kind: OpenKind
    text: str
    value: str | float | None
    asks: bool
    better: Direction | None = None
    metric: str = ""


def outcomes(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> Iterator[OpenItem]:
    """The outcomes of one project that no decision settles; `metrics` are those that it may use."""
    for outcome in (*_choice(evaluation), *_against_baselines(evaluation), *_requirements(evaluation, metrics)):
        then, decision = _newest(evaluation, outcome)
        # A value that got worse and still asks for nothing is no outcome; one that is gone may hide one.
        matters = outcome.asks or outcome.better is None or outcome.value is None
        changed = _changed(then, decision, outcome) if matters else ""
        if changed or (then is None and outcome.asks):
            value = outcome.value
            answer = {outcome.metric: value} if outcome.metric and isinstance(value, float | int) else value
            yield OpenItem(outcome.kind, (evaluation.project.id,), outcome.text, answer=answer, again=changed)


def answers(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> dict[str, SettledValue]:
    """What a decision would write down today, by what it settles: of what asks for a decision, and of the winner."""
    found: dict[str, SettledValue] = {}
    missed: dict[str, float] = {}
    for outcome in (*_choice(evaluation), *_against_baselines(evaluation), *_requirements(evaluation, metrics)):
        if outcome.metric:
            missed |= {outcome.metric: outcome.value} if outcome.asks and isinstance(outcome.value, float | int) else {}
        elif outcome.value is not None and (outcome.asks or outcome.kind == "winner"):
            found[outcome.kind] = outcome.value
    return {**found, "missed-requirement": missed} if missed else found


def _newest(evaluation: Evaluation, outcome: _Outcome) -> tuple[SettledValue | bool | None, Decision | None]:
    """What the newest decision on an outcome wrote down, True where it settles it for good; None without one."""
    for decision in evaluation.project.all_decisions():
        value = settled(decision.settles, outcome.kind)
        if isinstance(value, Mapping):
            value = value.get(outcome.metric)
        if value is not None:
            return value, decision
        if outcome.kind in ("winner", "no-model") and decision is evaluation.decided:
            return True, decision  # whoever names a model later has answered which
    return None, None


def _changed(then: SettledValue | bool | None, decision: Decision | None, outcome: _Outcome) -> str:
    """What is not as it was written down; empty where it is, or where nothing was."""
    if then is None or then is True or decision is None:
        return ""
    on, now = day(decision.date), outcome.value
    if isinstance(then, str):
        before = "the nearest was" if outcome.kind == "no-model" else "the rule picked"
        return "" if then == now else f"on {on} {before} {then}"
    if not isinstance(then, float | int) or now is None or isinstance(now, str):
        return f"on {on} it was {number(then)}, now nothing is measured" if isinstance(then, float | int) else ""
    worse = now < then - TIE if outcome.better == "higher" else now > then + TIE
    return f"on {on} it was {number(then)}, now {number(now)}" if worse else ""


def _choice(evaluation: Evaluation) -> Iterator[_Outcome]:
    """Which model: the rule leaves none or several and nobody named one, or it chooses another than it did."""
    rule, undecided = evaluation.deciding, evaluation.decided is None
    if evaluation.project.table is None:
        return
    if rule is not None and rule.winners:
        text = f"{few(rule.winners)} tie" if len(rule.winners) > 1 else f"the rule picks {rule.winners[0]}"
        names = listed(sorted(rule.winners))  # in whatever order the rows stand
        yield _Outcome("winner", text, names, asks=undecided and len(rule.winners) > 1)
        # Somebody may have gone on without a model, or with the nearest, when none qualified.
        yield _Outcome("no-model", f"{text}, which qualifies now", names, asks=False)
    else:
        yield _Outcome("winner", _no_model(rule), "no model", asks=False)
        yield _Outcome("no-model", _no_model(rule), rule.nearest if rule else None, asks=undecided)


def _no_model(rule: RuleResult | None) -> str:
    if rule is None:
        return "no rule decides between its models"
    if rule.nearest is not None:
        return f"no model keeps every threshold; nearest is {rule.nearest}: {rule.verdict(rule.nearest).reasons}"
    return "no model can be judged by the deciding rule"


def _against_baselines(evaluation: Evaluation) -> Iterator[_Outcome]:
    standing, rule = evaluation.standing, evaluation.deciding
    floor, ceiling = evaluation.baseline(evaluation.floor), evaluation.baseline(evaluation.ceiling)
    if standing is None or rule is None:
        return
    if floor is not None:
        text = f"{standing.model} is worse than {floor.baseline.name}, the floor"
        yield _Outcome("below-floor", text, standing.measure, standing.below_floor, rule.better)
    if ceiling is not None:
        text = f"{standing.model} is better than {ceiling.baseline.name}, the ceiling: check for leakage"
        yield _Outcome("above-ceiling", text, standing.measure, standing.above_ceiling, rule.better)


def _requirements(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> Iterator[_Outcome]:
    if evaluation.decided is not None and evaluation.chosen is None:
        return  # whoever decided for no model is asked for nothing of one
    for one in evaluation.requirements:
        bound, unit = one.bound, metrics[one.bound.metric].unit
        value = with_unit(one.value, unit) if one.value is not None else one.absent
        by = f" with {evaluation.name_of(one.model)}" if one.model else ""
        limit = f"{WORDS[bound.operator]} {with_unit(bound.limit, unit)}"
        text = f"{metric_label(bound.metric, metrics)}: {value}{by}, must be {limit}"
        yield _Outcome("missed-requirement", text, one.value, one.status == "missed", bound.better, bound.metric)
