"""What a project's own numbers ask until a decision settles it: no model, below the floor, a missed requirement.

A decision that wrote down what was true then settles it until that is worse or missing, or another model wins. A model
that was decided for and is gone opens the choice again.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planpress.document.labels import metric_label
from planpress.model.decision import NO_MODEL, Decision
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import TIE, WORDS, Direction, Metric
from planpress.model.open_item import OpenItem, OpenKind
from planpress.model.rule_result import RuleResult
from planpress.model.settles import SettledValue, settled
from planpress.model.wording import day, few, listed, number, with_unit
from planpress.rules.common import against_limit


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What is so now: `value` is what a decision would write down, `better` the good direction of a number.

    `asks` says that it is open unless something settles it; else it opens only when what was settled has changed.
    `first` is the one of two names of a question under which it stands now.
    """

    kind: OpenKind
    text: str
    value: str | float | None
    asks: bool
    better: Direction | None = None
    metric: str = ""
    first: bool = False


def outcomes(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> Iterator[tuple[OpenItem, str]]:
    """The outcomes of one project that no decision settles, each with the metric that it is of, if it is of one.

    `metrics` are those that the project may use.
    """
    for outcome in (*_choice(evaluation), *_against_baselines(evaluation), *_requirements(evaluation, metrics)):
        then, decision = _newest(evaluation, outcome)
        # A value that got worse and still asks for nothing is no outcome; one that is gone may hide one.
        matters = outcome.asks or outcome.better is None or outcome.value is None
        changed = _changed(then, decision, outcome) if matters else ""
        if changed or (then is None and outcome.asks):
            value = outcome.value
            answer = {outcome.metric: value} if outcome.metric and isinstance(value, float | int) else value
            item = OpenItem(outcome.kind, (evaluation.project.id,), outcome.text, answer=answer, again=changed)
            yield item, outcome.metric


@dataclass(frozen=True, slots=True)
class Settlement:
    """An outcome that a decision settled: what it wrote down, True where it does so without end, and what is so today;
    `again` says what has changed, where it is open again."""

    kind: OpenKind
    metric: str
    then: SettledValue | bool
    now: str | float | None
    better: Direction | None
    decision: Decision
    again: str


def settlements(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> Iterator[Settlement]:
    """Every outcome that a decision settled in words, each against what is so today."""
    for one in (*_choice(evaluation), *_against_baselines(evaluation), *_requirements(evaluation, metrics)):
        then, decision = _newest(evaluation, one)
        if then and decision is not None and settled(decision.settles, one.kind) is not None:
            again = _changed(then, decision, one)
            yield Settlement(one.kind, one.metric, then, one.value, one.better, decision, again)


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
    """What the newest decision on an outcome wrote down, True where it settles it for good; None without one.

    Which model is one question under two names. Whoever names a model answers it; False where that is not there.
    """
    choice, other = evaluation.project.choice, _OTHER.get(outcome.kind)
    for decision in evaluation.project.all_decisions():
        if other and outcome.asks and decision == choice and evaluation.decided is None:
            return False, decision
        value = settled(decision.settles, outcome.kind)
        if isinstance(value, Mapping):
            value = value.get(outcome.metric)
        if other and settled(decision.settles, other) is not None and (value is None or not outcome.first):
            return True, decision  # the other name says whether anything has changed
        if value is not None:
            return value, decision
        if other and decision == evaluation.decided:
            return True, decision
    return None, None


_OTHER = {"winner": "no-model", "no-model": "winner"}


def _changed(then: SettledValue | bool | None, decision: Decision | None, outcome: _Outcome) -> str:
    """What is not as it was written down; empty where it is, or where nothing was."""
    if then is None or then is True or decision is None:
        return ""
    on, now = day(decision.date), outcome.value
    if then is False:
        return f"on {on} {decision.model} was chosen, which is not there"
    if isinstance(then, str):
        before = "the nearest was" if outcome.kind == "no-model" else "the rule picked"
        return "" if _names(then) == _names(now) else f"on {on} {before} {then}"
    if not isinstance(then, float | int) or now is None or isinstance(now, str):
        return f"on {on} it was {number(then)}" if isinstance(then, float | int) else ""
    worse = now < then - TIE if outcome.better == "higher" else now > then + TIE
    return f"on {on} it was {number(then)}, now {number(now)}" if worse else ""


def _names(written: SettledValue | None) -> list[str]:
    """The models that tie, in whatever order somebody wrote them."""
    return sorted(re.split(", | and ", str(written)))


def _choice(evaluation: Evaluation) -> Iterator[_Outcome]:
    """Which model: the rule leaves none or several and nobody named one, or it chooses another than it did."""
    rule, undecided = evaluation.deciding, evaluation.decided is None
    gone = undecided and evaluation.project.choice is not None
    if evaluation.project.table is None:
        yield _Outcome("winner", "it has no models", None, asks=gone, first=True)
        yield _Outcome("no-model", "it has no models", None, asks=False)
    elif rule is not None and rule.winners:
        text = f"{few(rule.winners)} tie" if len(rule.winners) > 1 else f"the rule picks {rule.winners[0]}"
        names = listed(sorted(rule.winners))  # in whatever order the rows stand
        yield _Outcome("winner", text, names, asks=gone or (undecided and len(rule.winners) > 1), first=True)
        # Somebody may have gone on without a model, or with the nearest, when none qualified.
        yield _Outcome("no-model", f"{text}, which qualifies now", names, asks=False)
    else:
        yield _Outcome("no-model", _no_model(rule), (rule and rule.nearest) or NO_MODEL, asks=undecided, first=True)
        yield _Outcome("winner", _no_model(rule), NO_MODEL, asks=False)


def _no_model(rule: RuleResult | None) -> str:
    if rule is None:
        return "no rule is in force to pick between its models"
    if rule.nearest is not None:
        return f"no model meets every limit; closest is {rule.nearest}: {rule.verdict(rule.nearest).reasons}"
    return "no model can be judged by the rule in force"


def _against_baselines(evaluation: Evaluation) -> Iterator[_Outcome]:
    """The chosen model beside the best baselines without and with people; nothing where people decided for none, or for
    a baseline."""
    if evaluation.decided is None or evaluation.chosen in evaluation.project.models():
        yield _beside("below-floor", evaluation.floor, evaluation)
        yield _beside("above-ceiling", evaluation.ceiling, evaluation)


def _beside(kind: OpenKind, limit: str | None, evaluation: Evaluation) -> _Outcome:
    below = kind == "below-floor"
    baseline, standing, rule = evaluation.baseline(limit), evaluation.standing, evaluation.deciding
    if baseline is None:
        return _Outcome(kind, f"no baseline {'without' if below else 'with'} people to compare with", None, asks=False)
    name = f"{'the best baseline without people' if below else 'people at their best'} ({baseline.baseline.name})"
    if rule is None or standing is None or standing.measure is None:
        return _Outcome(kind, f"no model to compare with {name}", None, asks=False)
    model, measure = standing.model, standing.measure
    if below:
        return _Outcome(kind, f"{model} does worse than {name}", measure, standing.below_floor, rule.better)
    # The further above people a model is, the more it looks like a leak.
    better: Direction = "lower" if rule.better == "higher" else "higher"
    text = f"{model} is better than {name}: check for leakage"
    return _Outcome(kind, text, measure, standing.above_ceiling, better)


def _requirements(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> Iterator[_Outcome]:
    if evaluation.decided is not None and evaluation.chosen is None:
        return  # whoever decided for no model is asked for nothing of one
    for one in evaluation.requirements:
        bound, unit = one.bound, metrics[one.bound.metric].unit
        value = one.absent if one.value is None else against_limit(bound, one.value, unit)
        by = f" with {evaluation.name_of(one.model)}" if one.model else ""
        limit = f"{WORDS[bound.operator]} {with_unit(bound.limit, unit)}"
        text = f"{metric_label(bound.metric, metrics)}: {value}{by}, must be {limit}"
        yield _Outcome("missed-requirement", text, one.value, one.status == "missed", bound.better, bound.metric)
