"""Explains requirements and their margins, and what accuracy costs."""

import math
from collections.abc import Iterator, Sequence

from planpress.document.labels import metric_label
from planpress.explanations.working import MEASURED, difference_working, where_written, worked
from planpress.model.evaluation import CostStep, Evaluation, RequirementResult
from planpress.model.explanation import Explanation, Input
from planpress.model.feasibility import multiple_words
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.rule import Metrics
from planpress.model.sources import Place
from planpress.model.tables import Model
from planpress.model.wording import difference, number, percent, share, with_unit
from planpress.rules.common import bound_words


def requirement_names(evaluation: Evaluation) -> tuple[str, ...]:
    """What each requirement is asked for by: its metric, with a number where the metric has more than one."""
    metrics = [result.bound.metric for result in evaluation.requirements]
    counts = [metrics[: at + 1].count(metric) for at, metric in enumerate(metrics)]
    return tuple(metric if nth == 1 else f"{metric}.{nth}" for metric, nth in zip(metrics, counts, strict=True))


def explain_requirements(evaluation: Evaluation, metrics: Metrics) -> Iterator[Explanation]:
    """The margin of every requirement, in the order in which they are written."""
    for at, (name, result) in enumerate(zip(requirement_names(evaluation), evaluation.requirements, strict=True)):
        yield _requirement(name, at, result, evaluation.project, metrics)


def _requirement(name: str, at: int, result: RequirementResult, project: Project, metrics: Metrics) -> Explanation:
    bound, metric = result.bound, metrics.get(result.bound.metric)
    unit = metric.unit if metric else None
    limit = Input("limit", with_unit(bound.limit, unit), f"({bound_words(bound, metrics)})", result.why,
                  project.places.of("requirements", at))  # fmt: skip
    subject = f"{project.id}.requirements.{name}"
    if result.value is None or result.margin is None or result.model is None:
        return Explanation(subject, result.absent, inputs=(limit,))

    def show(margin: float) -> str:
        return f"{difference(abs(margin), unit)} {'to spare' if result.status == 'met' else 'missing'}"

    place = _cell(project, result.model, bound.metric)
    return Explanation(
        subject,
        *difference_working(("value", "limit"), (result.value, bound.limit), bound.better, show, result.margin),
        aside=result.status,
        inputs=(Input("value", with_unit(result.value, unit), f"({result.model})", place=place), limit),
    )


def explain_cost(evaluation: Evaluation, plan: Plan) -> Iterator[Explanation]:
    """The cost of the required accuracy as a multiple of today's, and what each design saves of it."""
    project = evaluation.project
    if project.accuracy is None or not evaluation.costs:
        return
    start, full, *designs = evaluation.costs
    operands = [start.accuracy, full.accuracy, math.log10(plan.cost_per_nine)]
    required = Input("required", share(full.accuracy), place=project.places.of("accuracy", "required"))
    now = _now(evaluation, start, plan.metrics_of(project))
    words = f"(log10 of cost_per_nine, {number(plan.cost_per_nine)})"
    shared = (now, Input("k", number(operands[2]), words, place=where_written(plan, "cost_per_nine")))
    yield Explanation(
        subject=f"{project.id}.cost",
        value=f"{multiple_words(full.multiple)} times",
        formula="((1 - now) / (1 - required)) ^ k",
        numbers=worked("((1 - {0}) / (1 - {1})) ^ {2}", operands, _times, multiple_words, full.multiple, MEASURED),
        aside="an order of magnitude",
        inputs=(*shared, required),
    )
    for at, design in enumerate(designs):
        yield _design(at, design, operands, project, (*shared, required))


def _now(evaluation: Evaluation, start: CostStep, metrics: Metrics) -> Input:
    """The accuracy that is reached now, and where that is written: in project.yml, or with a model."""
    project, value = evaluation.project, share(start.accuracy)
    accuracy, model = project.accuracy, evaluation.leading
    if start.label != "now":
        return Input("now", value, "(a coin's toss: it was not measured)", place=Place(project.path))
    if accuracy is None or accuracy.metric is None or model is None:
        return Input("now", value, place=project.places.of("accuracy", "now"))
    measured = with_unit(project.values_of(model)[accuracy.metric], metrics[accuracy.metric].unit)
    words = f"({metric_label(accuracy.metric, metrics)} {measured} with {model})"
    return Input("now", value, words, place=_cell(project, model, accuracy.metric))


def _cell(project: Project, name: str, metric: str) -> Place:
    """Where a value of a model, or of a baseline, is written."""
    model = _model(project, name)
    if model is not None:
        return model.cells.get(metric, model.place)
    nth = next(nth for nth, one in enumerate(project.baselines) if one.id == name)
    return project.places.of("baselines", nth, "values", metric)


def _design(
    at: int, design: CostStep, operands: Sequence[float], project: Project, shared: tuple[Input, ...]
) -> Explanation:
    saves, ends = design.saves or 0.0, [operands[1], design.accuracy, operands[2]]
    place = project.places.of("accuracy", "design", at, "required")
    return Explanation(
        subject=f"{project.id}.cost.design.{at + 1}",
        value=percent(saves),
        formula="1 - ((1 - required) / (1 - enough)) ^ k",
        numbers=worked("1 - ((1 - {0}) / (1 - {1})) ^ {2}", ends, lambda x: 1 - _times(x), percent, saves, MEASURED),
        aside="saved",
        inputs=(Input("enough", share(design.accuracy), quote=design.label, place=place), *shared[1:]),
    )


def _times(ends: Sequence[float]) -> float:
    return math.pow((1 - ends[0]) / (1 - ends[1]), ends[2])


def _model(project: Project, name: str | None) -> Model | None:
    return next((model for model in project.table.models if model.name == name), None) if project.table else None
