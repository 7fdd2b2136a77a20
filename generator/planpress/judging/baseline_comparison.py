"""Holds models against baselines: floor, ceiling, gains and the share of the gap that is closed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from planpress import baselines as room
from planpress.model.evaluation import BaselineResult, Evaluation, Gain, Missing, Standing
from planpress.model.metrics import Direction, gain, same
from planpress.model.project import Project
from planpress.model.project_parts import Baseline
from planpress.model.rule import Metrics, Rule
from planpress.model.tables import Model
from planpress.rules.threshold import failures

Measures = Mapping[str, float | None]
"""The deciding rule's measure of each model by its name."""


def compare(project: Project, rule: Rule | None, metrics: Metrics, as_of: date) -> Evaluation:
    """Every model of a project against every baseline, by the deciding rule's measure, as an evaluation has it."""
    models = project.table.models if project.table else ()
    measures = {model.name: rule.measure(model.values, metrics) if rule else None for model in models}
    results = tuple(_result(baseline, models, measures, rule, metrics) for baseline in project.baselines)
    found = Evaluation(project, baselines=results, missing=tuple(_missing(project, as_of)) if project.active else ())
    if rule is None:
        return found
    better = rule.direction(metrics)
    floor, ceiling = _best(results, "floor", better), _best(results, "ceiling", better)
    (first, low), (last, high) = ((one.baseline.id, one.measure) if one else (None, None) for one in (floor, ceiling))
    standings = {name: _standing(name, measure, better, low, high) for name, measure in measures.items()}
    return replace(found, floor=first, ceiling=last, standings=standings)


def _result(
    baseline: Baseline, models: tuple[Model, ...], measures: Measures, rule: Rule | None, metrics: Metrics
) -> BaselineResult:
    measure = rule.measure(baseline.values, metrics) if rule else None
    deciding = {} if rule is None or measure is None else {
        name: gain_over(of_model, measure, rule.direction(metrics))
        for name, of_model in measures.items()
        if of_model is not None
    }  # fmt: skip
    fails = failures(rule.bounds(), baseline.values, metrics) if rule else ()
    gains = {model.name: _gains(model, baseline, metrics) for model in models}
    identical = tuple(model.name for model in models if _is_identical(model, baseline))
    return BaselineResult(baseline, measure, fails, gains, deciding, identical)


def gain_over(value: float, reference: float, better: Direction) -> Gain:
    """The signed gain of `value` over `reference` in the good direction, absolute and relative to the reference's size.

    The relative gain is undefined, None, where the reference is zero.
    """
    absolute = gain(value, reference, better)
    return Gain(absolute, absolute / abs(reference) if reference else None)


def _gains(model: Model, baseline: Baseline, metrics: Metrics) -> dict[str, Gain]:
    return {
        metric: gain_over(model.values[metric], value, metrics[metric].better)
        for metric, value in baseline.values.items()
        if metric in model.values and metric in metrics
    }


def _is_identical(model: Model, baseline: Baseline) -> bool:
    """Whether a model equals a baseline in every value that the baseline has: it was compared with itself.

    A target is met, not copied: a model is never identical to one.
    """
    if room.BY_ID[baseline.kind].role == "target":
        return False
    return bool(baseline.values) and all(
        metric in model.values and same(model.values[metric], value) for metric, value in baseline.values.items()
    )


def _best(results: tuple[BaselineResult, ...], role: str, better: Direction) -> BaselineResult | None:
    """The best baseline of a role by its deciding measure; the first written among equals."""
    known = (one for one in results if one.measure is not None and room.BY_ID[one.baseline.kind].role == role)
    return max(known, key=lambda one: gain(one.measure or 0.0, 0, better), default=None)


def _standing(model: str, measure: float | None, better: Direction, low: float | None, high: float | None) -> Standing:
    if measure is None:
        return Standing(model, None, below_floor=False, above_ceiling=False, gap_closed=None)
    return Standing(
        model=model,
        measure=measure,
        below_floor=low is not None and not same(measure, low) and gain(measure, low, better) < 0,
        above_ceiling=high is not None and not same(measure, high) and gain(measure, high, better) > 0,
        gap_closed=share_of_gap(measure, low, high, better),
    )


def share_of_gap(measure: float, floor: float | None, ceiling: float | None, better: Direction) -> float | None:
    """`(model - floor) / (ceiling - floor)` in the good direction; None where people are not better than the floor."""
    if floor is None or ceiling is None or same(floor, ceiling):
        return None
    gap = gain(ceiling, floor, better)
    return gain(measure, floor, better) / gap if gap > 0 else None


def _missing(project: Project, as_of: date) -> Iterator[Missing]:
    """The kinds of baselines that the project does not have, with the latest waiver for each.

    Whoever writes `requirements` has a target, and needs no baseline to say it again.
    """
    present = {baseline.kind for baseline in project.baselines}
    for kind in room.ALL:
        if kind.id in present or (kind.role == "target" and project.requirements):
            continue
        waivers = [waiver for waiver in project.waivers if waiver.kind == kind.id]
        waiver = max(waivers, key=lambda each: each.until, default=None)
        yield Missing(kind.id, waiver, waiver is not None and waiver.until < as_of)
