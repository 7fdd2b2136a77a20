"""The numbers inside the sentences of a project's page, with what each is the number of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from planpress.explanations.gap_working import multiple_words, requirement_names
from planpress.model.evaluation import Evaluation, RequirementResult, RuleResult
from planpress.model.metrics import Metric
from planpress.model.wording import about, difference, number, percent, with_unit
from planpress.rules.common import bound_words, told_apart


class Number(NamedTuple):
    """A number as a sentence has it, with its subject without the project, and the words beside it that tell it from
    an equal number of something else."""

    text: str
    subject: str
    before: str = ""
    after: str = ""


def spoken(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> dict[str, list[Number]]:
    """The numbers of each kind of sentence."""
    named = list(zip(requirement_names(evaluation), evaluation.requirements, strict=True))
    return {
        "reason": list(_choice(evaluation)),
        "against": list(against(evaluation)),
        "missed": [_missed(name, result, metrics) for name, result in named if result.status == "missed"],
        "requirements": [_requirement(name, result, metrics) for name, result in named],
        "diagnosis": list(_diagnosis(evaluation, metrics)),
        "cost": list(_cost(evaluation)),
    }


def reason(rule: RuleResult | None, model: str) -> Iterator[Number]:
    """What the reason names why a model did not win: its score and the winner's, or the word for having none."""
    if rule is None:
        return
    verdict = rule.verdict(model)
    if verdict.score is None:
        yield Number(verdict.status.replace("-", " "), f"rules.{rule.id}.{model}")
        return
    best = rule.verdict(rule.winners[0]).score
    if best is not None:
        written, ahead = told_apart(verdict.score, best, computed=rule.computed)
        yield Number(written, f"rules.{rule.id}.{model}", after=" is ")
        yield Number(ahead, f"rules.{rule.id}.{rule.winners[0]}", before=" the ")


def against(evaluation: Evaluation) -> Iterator[Number]:
    """What is said of the chosen model, or of the nearest miss, between the floor and the ceiling."""
    rule, floor = evaluation.deciding, evaluation.baseline(evaluation.floor)
    model = evaluation.leading
    if rule is None or model is None:
        return
    if floor is not None and floor.measure is not None and model in floor.deciding_gains:
        gain = floor.deciding_gains[model].absolute
        side = " worse" if gain < 0 else " better"
        yield Number(difference(abs(gain), rule.unit), f"gains.{floor.baseline.id}.{model}", after=side)
        yield Number(about(floor.measure, rule.unit), "floor", before="(the floor, ", after=")")
    share = evaluation.standings[model].gap_closed
    if share is not None:
        yield Number(percent(share), f"gap_closed.{model}", after=" of the gap")


def _choice(evaluation: Evaluation) -> Iterator[Number]:
    rule = evaluation.deciding
    if rule is not None and rule.winners:
        score = rule.verdict(rule.winners[0]).score
        if score is not None:
            yield Number(about(score, rule.unit), f"rules.{rule.id}.{rule.winners[0]}", before=" (", after=")")


def _missed(name: str, result: RequirementResult, metrics: Mapping[str, Metric]) -> Number:
    """The margin of a missed requirement, in the verdict's list of them."""
    before = f"{bound_words(result.bound, metrics)} (by "
    return Number(_margin(result, metrics), f"requirements.{name}", before, ")")


def _requirement(name: str, result: RequirementResult, metrics: Mapping[str, Metric]) -> Number:
    """The margin of a requirement, in its own line."""
    if result.margin is None:
        return Number("not measured", f"requirements.{name}")
    after = " to spare" if result.status == "met" else ""
    return Number(_margin(result, metrics), f"requirements.{name}", ", " if after else ", by ", after)


def _margin(result: RequirementResult, metrics: Mapping[str, Metric]) -> str:
    metric = metrics.get(result.bound.metric)
    return difference(abs(result.margin or 0.0), metric.unit if metric else None)


def _diagnosis(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> Iterator[Number]:
    found = evaluation.diagnosis
    if found is None:
        return
    unit, bias, variance = metrics[found.metric].unit, found.reference_gap, found.generalisation_gap
    of_bias, of_variance = "diagnosis.reference_gap", "diagnosis.generalisation_gap"
    if variance is not None:
        yield Number(_points(variance, unit), of_variance, after=" from training to validation")
        yield Number(_points(abs(variance), unit), of_variance, before="to validation it loses ")
        yield Number(_points(abs(variance), unit), of_variance, before="to validation it gains ")
    if bias is not None:
        against = found.reference.name if found.reference else "the reference"
        yield Number(_points(bias, unit), of_bias, after=f" from {against} to training")
        yield Number(_points(bias, unit), of_bias, before="is at least ")
        yield Number(_points(-bias, unit), of_bias, before="Training is ", after=f" better than {against}")


def _points(gap: float, unit: str | None) -> str:
    points = "point" if number(abs(gap)) == "1" else "points"
    return f"{number(gap)} {points}" if unit == "%" else with_unit(gap, unit)


def _cost(evaluation: Evaluation) -> Iterator[Number]:
    if len(evaluation.costs) > 1:
        yield Number(f"{multiple_words(evaluation.costs[1].multiple)} times", "cost", before="costs about ")
    for at, design in enumerate(evaluation.costs[2:], start=1):
        label = f"{design.label[:1].upper()}{design.label[1:]}: "
        saves = percent(design.saves or 0)
        before = f"{label}{number(round(100 * design.accuracy, 6))} % is enough, which costs "
        yield Number(saves, f"cost.design.{at}", before, " less")
