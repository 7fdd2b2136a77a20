"""Explains how models stand against baselines: floor, ceiling, gains, and the share of the gap that is closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from planpress import baselines as room
from planpress.explanations.working import MEASURED, difference_working, worked
from planpress.model.evaluation import BaselineResult, Evaluation, Gain, RuleResult
from planpress.model.explanation import Explanation, Input
from planpress.model.metrics import Direction, Metric
from planpress.model.project import Baseline
from planpress.model.tables import Model
from planpress.model.wording import about, difference, number, percent, with_unit

Metrics = Mapping[str, Metric]


def explain_baselines(evaluation: Evaluation, metrics: Metrics, models: Sequence[Model]) -> Iterator[Explanation]:
    """Floor and ceiling, then for each of `models` its share of the gap and its gains over every baseline."""
    deciding = evaluation.deciding
    if deciding is not None:
        for role, chosen in (("floor", evaluation.floor), ("ceiling", evaluation.ceiling)):
            if chosen is not None:
                yield _bound(role, chosen, evaluation, deciding, metrics)
    for model in models:
        if deciding is not None:
            yield from _gap_closed(model, evaluation, deciding, metrics)
        for result in evaluation.baselines:
            if deciding is not None and model.name in result.deciding_gains:
                yield _deciding_gain(model, result, evaluation, deciding, metrics)
            for metric, gain in result.gains.get(model.name, {}).items():
                yield _gain(model, result, metric, gain, evaluation, metrics)


def _bound(role: str, chosen: str, evaluation: Evaluation, rule: RuleResult, metrics: Metrics) -> Explanation:
    """The floor or the ceiling: the best baseline of its kinds by the measure that decides."""
    kinds = [kind.id for kind in room.ALL if kind.role == role]
    candidates = [one for one in evaluation.baselines if one.baseline.kind in kinds and one.measure is not None]
    best = evaluation.baseline(chosen)
    assert best is not None and best.measure is not None
    pick = max if rule.better == "higher" else min
    measures = [one.measure for one in candidates if one.measure is not None]
    slots = ", ".join(f"{{{at}}}" for at in range(len(measures)))
    template = f"{pick.__name__}({slots})" if len(measures) > 1 else slots
    return Explanation(
        subject=f"{evaluation.project.id}.{role}",
        value=about(best.measure, rule.unit),
        formula=f"the best of {', '.join(kinds)} by the rule that decides",
        numbers=worked(template, measures, pick, lambda value: about(value, rule.unit), best.measure, MEASURED),
        aside=best.baseline.name,
        inputs=tuple(_of_baseline(one, evaluation, rule, metrics) for one in candidates),
    )


def _gap_closed(model: Model, evaluation: Evaluation, rule: RuleResult, metrics: Metrics) -> Iterator[Explanation]:
    standing = evaluation.standings.get(model.name)
    floor, ceiling = evaluation.baseline(evaluation.floor), evaluation.baseline(evaluation.ceiling)
    if standing is None or standing.gap_closed is None or standing.measure is None or not (floor and ceiling):
        return
    higher = rule.better == "higher"
    operands = [standing.measure, floor.measure or 0.0, ceiling.measure or 0.0]
    formula = "({0} - {1}) / ({2} - {1})" if higher else "({1} - {0}) / ({1} - {2})"

    def compute(x: Sequence[float]) -> float:
        return (x[0] - x[1]) / ((x[2] - x[1]) or 1.0)

    yield Explanation(
        subject=f"{evaluation.project.id}.gap_closed.{model.name}",
        value=percent(standing.gap_closed),
        formula=formula.format("model", "floor", "ceiling"),
        numbers=worked(formula, operands, compute, percent, standing.gap_closed, MEASURED),
        aside="of the gap between floor and ceiling",
        inputs=(
            _of_model(model, standing.measure, evaluation, rule, metrics),
            *(_of_baseline(one, evaluation, rule, metrics) for one in (floor, ceiling)),
        ),
    )


def _deciding_gain(
    model: Model, result: BaselineResult, evaluation: Evaluation, rule: RuleResult, metrics: Metrics
) -> Explanation:
    measure = evaluation.standings[model.name].measure
    assert measure is not None and result.measure is not None
    return _difference(
        f"{evaluation.project.id}.gains.{result.baseline.id}.{model.name}",
        result.deciding_gains[model.name],
        (measure, result.measure, rule.better, rule.unit),
        "by the rule that decides",
        (
            _of_model(model, measure, evaluation, rule, metrics),
            _of_baseline(result, evaluation, rule, metrics),
        ),
    )


def _gain(
    model: Model, result: BaselineResult, metric: str, gain: Gain, evaluation: Evaluation, metrics: Metrics
) -> Explanation:
    known = metrics[metric]
    value, reference = model.values[metric], result.baseline.values[metric]
    at = evaluation.project.baselines.index(result.baseline)
    return _difference(
        f"{evaluation.project.id}.gains.{result.baseline.id}.{model.name}.{metric}",
        gain,
        (value, reference, known.better, known.unit),
        f"in {metric}",
        (
            Input(model.name, with_unit(value, known.unit), place=model.cells.get(metric, model.place)),
            Input(
                result.baseline.id,
                with_unit(reference, known.unit),
                quote=result.baseline.source,
                place=evaluation.project.places.of("baselines", at, "values", metric),
            ),
        ),
    )


def _difference(
    subject: str, gain: Gain, of: tuple[float, float, Direction, str | None], aside: str, inputs: tuple[Input, ...]
) -> Explanation:
    """A gain in the good direction: what is shown is its size, and whether it is better or worse."""
    value, reference, better, unit = of
    share = "" if gain.relative is None else f", {percent(abs(gain.relative))} of {number(abs(reference))}"
    show = partial(gain_words, unit=unit)
    made = difference_working(("model", "baseline"), (value, reference), better, show, gain.absolute)
    return Explanation(
        subject,
        *made,
        aside=f"{aside}{share}",
        inputs=inputs,
    )


def gain_words(gain: float, unit: str | None) -> str:
    """`9.5 degrees better`, `0.2 worse`, `level`."""
    if gain == 0:
        return "level"
    return f"{difference(abs(gain), unit)} {'better' if gain > 0 else 'worse'}"


def _of_model(model: Model, measure: float, evaluation: Evaluation, rule: RuleResult, metrics: Metrics) -> Input:
    """The deciding measure of a model, and how it comes about where it is more than one value."""
    made, place = _made(model.values, evaluation, rule, metrics), model.place
    needs = evaluation.project.rules[rule.id].needs()
    if not made:
        place = next((model.cells[metric] for metric in needs if metric in model.cells), place)
    return Input(model.name, about(measure, rule.unit), made, place=place)


def _of_baseline(result: BaselineResult, evaluation: Evaluation, rule: RuleResult, metrics: Metrics) -> Input:
    baseline: Baseline = result.baseline
    assert result.measure is not None
    at = evaluation.project.baselines.index(baseline)
    place = evaluation.project.places.of("baselines", at, "values")
    made = _made(baseline.values, evaluation, rule, metrics)
    return Input(baseline.id, about(result.measure, rule.unit), made, baseline.source, place)


def _made(values: Mapping[str, float], evaluation: Evaluation, rule: RuleResult, metrics: Metrics) -> str:
    symbols, numbers = evaluation.project.rules[rule.id].working(values, metrics)
    return f"= {symbols} = {numbers}" if numbers and " " in numbers else f"({symbols})"
