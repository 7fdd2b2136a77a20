"""Explains what each rule makes of each model, and how models stand against baselines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from planpress import baselines as room
from planpress.explanations.sureness_working import measured_words
from planpress.explanations.working import MEASURED, difference_working, share_working, worked
from planpress.model.evaluation import BaselineResult, Evaluation, Gain
from planpress.model.explanation import Explanation, Input
from planpress.model.metrics import Direction, Metric
from planpress.model.rule import Metrics, Rule
from planpress.model.rule_result import RuleResult
from planpress.model.sources import Place
from planpress.model.tables import Model
from planpress.model.wording import about, counted, difference, number, percent, with_unit
from planpress.rules.common import bound_words
from planpress.rules.formula import formula_working


def explain_models(evaluation: Evaluation, metrics: Metrics, models: tuple[Model, ...]) -> Iterator[Explanation]:
    """Every rule's verdict on each of `models`, rule by rule."""
    project = evaluation.project
    for result in evaluation.rules:
        rule, place = project.rules[result.id], project.places.key("rules", result.id)
        ranked = counted(sum(verdict.status == "ranked" for verdict in result.verdicts), "model")
        for model in models:
            verdict = result.verdict(model.name)
            symbols, numbers, value = result.words, "", verdict.words
            if verdict.score is not None:
                symbols, numbers = rule.working(model.values, metrics)
                value = about(verdict.score, result.unit)
            rank = f"rank {verdict.rank} of {ranked}" if verdict.rank else ""
            yield Explanation(
                subject=f"{project.id}.rules.{result.id}.{model.name}",
                value=value,
                formula=symbols,
                numbers=numbers,
                aside=": ".join(filter(None, (rank, verdict.reasons))),
                place=place,
                inputs=tuple(_measured(metric, rule, model, metrics, evaluation) for metric in rule.needs()),
            )


def _measured(name: str, rule: Rule, model: Model, metrics: Metrics, evaluation: Evaluation) -> Input:
    """A model's value of one metric, where it was measured, how sure that is, and how it stands to the rule's bounds on
    it."""
    place = model.cells.get(name, model.place)
    value = model.values.get(name)
    if value is None:
        return Input(name, "not measured", place=place)
    unit, formula = (metrics[name].unit, metrics[name].formula) if name in metrics else (None, None)
    known = evaluation.measured.get(model.name, {}).get(name)
    limits = (
        f"{bound_words(bound, metrics)}: {'met' if bound.holds(value) else 'missed'} by "
        f"{difference(abs(bound.margin(value)), unit)}"
        for bound in rule.bounds()
        if bound.metric == name
    )
    words = "; ".join([*([measured_words(known)] if known else []), *limits])
    made = f"= {' = '.join(formula_working(formula, model.values))}" if formula else ""
    return Input(name, with_unit(value, unit), " ".join(filter(None, (made, words and f"({words})"))), place=place)


def explain_baselines(evaluation: Evaluation, metrics: Metrics, models: Sequence[Model]) -> Iterator[Explanation]:
    """Floor and ceiling, then for each of `models` its share of the gap and its gains over every baseline."""
    decided = _Decided(evaluation, evaluation.deciding, metrics) if evaluation.deciding else None
    if decided is not None:
        for role, chosen in (("floor", evaluation.floor), ("ceiling", evaluation.ceiling)):
            if chosen is not None:
                yield _bound(role, chosen, decided)
    for model in models:
        if decided is not None:
            yield from _gap_closed(model, decided)
        for result in evaluation.baselines:
            if decided is not None and model.name in result.deciding_gains:
                yield _deciding_gain(model, result, decided)
            for metric, gain in result.gains.get(model.name, {}).items():
                yield _gain(model, result, metrics[metric], metric, gain, evaluation)


def gain_words(gain: float, unit: str | None) -> str:
    """`9.5 degrees better`, `0.2 worse`, `level`."""
    if gain == 0:
        return "level"
    return f"{difference(abs(gain), unit)} {'better' if gain > 0 else 'worse'}"


@dataclass(frozen=True, slots=True)
class _Decided:
    """A project with the rule that decides."""

    evaluation: Evaluation
    rule: RuleResult
    metrics: Metrics

    def model(self, model: Model, measure: float) -> Input:
        """The deciding measure of a model, and how it comes about where it is more than one value."""
        return Input(model.name, about(measure, self.rule.unit), self._made(model.values), place=model.place)

    def baseline(self, result: BaselineResult) -> Input:
        """The same of a baseline."""
        assert result.measure is not None
        place = _values_of(result, self.evaluation)
        measure, made = about(result.measure, self.rule.unit), self._made(result.baseline.values)
        return Input(result.baseline.id, measure, made, result.baseline.source, place)

    def _made(self, values: Mapping[str, float]) -> str:
        symbols, numbers = self.evaluation.project.rules[self.rule.id].working(values, self.metrics)
        return f"= {symbols} = {numbers}" if numbers and " " in numbers else f"({symbols})"


def _bound(role: str, chosen: str, decided: _Decided) -> Explanation:
    """The floor or the ceiling: the best baseline of its kinds by the measure that decides."""
    evaluation, rule = decided.evaluation, decided.rule
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
        formula=f"the best of {', '.join(kinds)} by the rule in force",
        numbers=worked(template, measures, pick, lambda value: about(value, rule.unit), best.measure, MEASURED),
        aside=best.baseline.name,
        inputs=tuple(map(decided.baseline, candidates)),
    )


def _gap_closed(model: Model, decided: _Decided) -> Iterator[Explanation]:
    evaluation = decided.evaluation
    standing = evaluation.standings.get(model.name)
    floor, ceiling = evaluation.baseline(evaluation.floor), evaluation.baseline(evaluation.ceiling)
    if standing is None or standing.gap_closed is None or standing.measure is None or not (floor and ceiling):
        return
    ends = standing.measure, floor.measure or 0.0, ceiling.measure or 0.0
    yield Explanation(
        f"{evaluation.project.id}.gap_closed.{model.name}",
        *share_working(*ends, decided.rule.better, standing.gap_closed),
        aside="of the way from the best baseline without people to human level",
        inputs=(decided.model(model, standing.measure), decided.baseline(floor), decided.baseline(ceiling)),
    )


def _deciding_gain(model: Model, result: BaselineResult, decided: _Decided) -> Explanation:
    measure = decided.evaluation.standings[model.name].measure
    assert measure is not None and result.measure is not None
    subject = f"{decided.evaluation.project.id}.gains.{result.baseline.id}.{model.name}"
    of = measure, result.measure, decided.rule.better, decided.rule.unit
    inputs = decided.model(model, measure), decided.baseline(result)
    return _difference(subject, result.deciding_gains[model.name], of, "by the rule in force", inputs)


def _gain(
    model: Model, result: BaselineResult, known: Metric, metric: str, gain: Gain, evaluation: Evaluation
) -> Explanation:
    baseline = result.baseline
    value, reference = model.values[metric], baseline.values[metric]
    subject = f"{evaluation.project.id}.gains.{baseline.id}.{model.name}.{metric}"
    inputs = (
        Input(model.name, with_unit(value, known.unit), place=model.cells.get(metric, model.place)),
        Input(baseline.id, with_unit(reference, known.unit), quote=baseline.source,
              place=_values_of(result, evaluation, metric)),
    )  # fmt: skip
    return _difference(subject, gain, (value, reference, known.better, known.unit), f"in {metric}", inputs)


def _values_of(result: BaselineResult, evaluation: Evaluation, *metric: str) -> Place:
    project = evaluation.project
    return project.places.of("baselines", project.baselines.index(result.baseline), "values", *metric)


def _difference(
    subject: str, gain: Gain, of: tuple[float, float, Direction, str | None], aside: str, inputs: tuple[Input, ...]
) -> Explanation:
    """A gain in the good direction: what is shown is its size, and whether it is better or worse."""
    value, reference, better, unit = of
    share = "" if gain.relative is None else f", {percent(abs(gain.relative))} of {number(abs(reference))}"
    show = partial(gain_words, unit=unit)
    made = difference_working(("model", "baseline"), (value, reference), better, show, gain.absolute)
    return Explanation(subject, *made, aside=f"{aside}{share}", inputs=inputs)
