"""The numbers inside the sentences of a project's page, with what each is asked for by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planpress.explanations.gaps import multiple_words, requirement_names
from planpress.model.evaluation import Evaluation, RequirementResult, RuleResult
from planpress.model.metrics import Metric
from planpress.model.wording import about, difference, number, percent, with_unit
from planpress.rules.common import COMPUTED, told_apart

Pairs = list[tuple[str, str]]
"""A number as a sentence has it, and its subject without the project."""


def spoken(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> dict[str, Pairs]:
    """The numbers of each kind of sentence, in the order in which they are said."""
    named = zip(requirement_names(evaluation), evaluation.requirements, strict=True)
    return {
        "reason": list(_choice(evaluation)),
        "against": list(against(evaluation)),
        "requirements": [_requirement(name, result, metrics) for name, result in named],
        "diagnosis": list(_diagnosis(evaluation, metrics)),
        "cost": list(_cost(evaluation)),
    }


def reason(rule: RuleResult | None, model: str) -> Iterator[tuple[str, str]]:
    """What the reason names why a model did not win: its score and the winner's, or the word for having none."""
    if rule is None:
        return
    verdict = rule.verdict(model)
    if verdict.score is None:
        yield verdict.status.replace("-", " "), f"rules.{rule.id}.{model}"
        return
    best = rule.verdict(rule.winners[0]).score
    if best is not None:
        written, ahead = told_apart(verdict.score, best, computed=rule.kind in COMPUTED)
        yield written, f"rules.{rule.id}.{model}"
        yield ahead, f"rules.{rule.id}.{rule.winners[0]}"


def _choice(evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    rule = evaluation.deciding
    if rule is not None and rule.winners:
        score = rule.verdict(rule.winners[0]).score
        if score is not None:
            yield about(score, rule.unit), f"rules.{rule.id}.{rule.winners[0]}"


def against(evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    """What is said of the chosen model, or of the nearest miss, between the floor and the ceiling."""
    rule, floor = evaluation.deciding, evaluation.baseline(evaluation.floor)
    model = evaluation.chosen or (rule.nearest if rule else None)
    if rule is None or model is None:
        return
    if floor is not None and floor.measure is not None and model in floor.deciding_gains:
        gain = floor.deciding_gains[model].absolute
        yield difference(abs(gain), rule.unit), f"gains.{floor.baseline.id}.{model}"
        yield about(floor.measure, rule.unit), "floor"
    share = evaluation.standings[model].gap_closed
    if share is not None:
        yield percent(share), f"gap_closed.{model}"


def _requirement(name: str, result: RequirementResult, metrics: Mapping[str, Metric]) -> tuple[str, str]:
    metric = metrics.get(result.bound.metric)
    if result.margin is None:
        return "not measured", f"requirements.{name}"
    return difference(abs(result.margin), metric.unit if metric else None), f"requirements.{name}"


def _diagnosis(evaluation: Evaluation, metrics: Mapping[str, Metric]) -> Iterator[tuple[str, str]]:
    found = evaluation.diagnosis
    if found is None:
        return
    unit = metrics[found.metric].unit
    gaps = [(found.reference_gap, "reference_gap"), (found.generalisation_gap, "generalisation_gap")]
    # The larger gap is said first.
    for gap, name in reversed(gaps) if found.first == "overfitting" else gaps:
        if gap is None:
            continue
        for size in dict.fromkeys((gap, abs(gap))):
            points = "point" if number(abs(size)) == "1" else "points"
            yield f"{number(size)} {points}" if unit == "%" else with_unit(size, unit), f"diagnosis.{name}"


def _cost(evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    if len(evaluation.costs) > 1:
        yield f"{multiple_words(evaluation.costs[1].multiple)} times", "cost"
    for at, design in enumerate(evaluation.costs[2:], start=1):
        yield percent(design.saves or 0), f"cost.design.{at}"
