"""Explains what each rule makes of each model: its score, or why it has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planpress.model.evaluation import Evaluation, RuleResult, Verdict
from planpress.model.explanation import Explanation, Input
from planpress.model.metrics import Bound, Metric
from planpress.model.project import Project
from planpress.model.tables import Model
from planpress.model.wording import about, counted, difference, with_unit
from planpress.rules.common import bound_words

Metrics = Mapping[str, Metric]


def explain_models(evaluation: Evaluation, metrics: Metrics, models: tuple[Model, ...]) -> Iterator[Explanation]:
    """Every rule's verdict on each of `models`, rule by rule."""
    for result in evaluation.rules:
        yield from _verdicts(evaluation.project, result, metrics, models)


def _verdicts(
    project: Project, result: RuleResult, metrics: Metrics, models: tuple[Model, ...]
) -> Iterator[Explanation]:
    rule, place = project.rules[result.id], project.places.key("rules", result.id)
    verdicts = {verdict.model: verdict for verdict in result.verdicts}
    ranked = counted(sum(verdict.status == "ranked" for verdict in result.verdicts), "model")
    needs = [(metric, metrics.get(metric), tuple(bound for bound in rule.bounds() if bound.metric == metric))
             for metric in rule.needs()]  # fmt: skip
    for model in models:
        verdict = verdicts[model.name]
        symbols, numbers, value = result.words, "", verdict.status.replace("-", " ")
        if verdict.score is not None:
            symbols, numbers = rule.working(model.values, metrics)
            value = about(verdict.score, result.unit)
        yield Explanation(
            subject=f"{project.id}.rules.{result.id}.{model.name}",
            value=value,
            formula=symbols,
            numbers=numbers,
            aside=_aside(verdict, ranked),
            place=place,
            inputs=tuple(_measured(name, metric, bounds, model, metrics) for name, metric, bounds in needs),
        )


def _aside(verdict: Verdict, ranked: str) -> str:
    because = verdict.reasons
    if verdict.rank is None:
        return because
    place = f"rank {verdict.rank} of {ranked}"
    return f"{place}: {because}" if because else place


def _measured(name: str, metric: Metric | None, bounds: tuple[Bound, ...], model: Model, metrics: Metrics) -> Input:
    """A model's value of one metric, where it was measured, and how it stands to the rule's bounds on it."""
    place = model.cells.get(name, model.place)
    value = model.values.get(name)
    if value is None:
        return Input(name, "not measured", place=place)
    unit = metric.unit if metric else None
    words = []
    for bound in bounds:
        kept = "kept" if bound.holds(value) else "failed"
        words.append(f"{bound_words(bound, metrics)}: {kept} by {difference(abs(bound.margin(value)), unit)}")
    return Input(name, with_unit(value, unit), f"({'; '.join(words)})" if words else "", place=place)
