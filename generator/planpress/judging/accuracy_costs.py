"""What accuracy costs: the required one, and what each design that needs less saves of it."""

from collections.abc import Iterator

from planpress.model.evaluation import CostStep, Evaluation
from planpress.model.feasibility import cost_multiple
from planpress.model.rule import Metrics


def accuracy_costs(evaluation: Evaluation, metrics: Metrics, cost_per_nine: float) -> Iterator[CostStep]:
    """The cost of the required accuracy, and of each design that needs less, as multiples of today's.

    Nothing where it is never wrong today: there is no multiple of that.
    """
    accuracy, now = evaluation.project.accuracy, reached(evaluation, metrics)
    if accuracy is None or now == 1:
        return
    # Without a measured accuracy the curve still has its shape; 50 % is where the lecture's slide begins.
    start = now if now is not None else 0.5
    yield CostStep("now" if now is not None else "a coin's toss", start, 1.0)
    full = cost_multiple(start, accuracy.required, cost_per_nine)
    yield CostStep("required", accuracy.required, full)
    for design in accuracy.design:
        multiple = cost_multiple(start, design.required, cost_per_nine)
        yield CostStep(design.change, design.required, multiple, 1 - multiple / full, design.automation)


def reached(evaluation: Evaluation, metrics: Metrics) -> float | None:
    """The accuracy that is reached now, 0 to 1: as it is written, else by the metric that the project names for it, of
    the leading model. None where neither is known."""
    accuracy = evaluation.project.accuracy
    if accuracy is None or accuracy.metric is None:
        return accuracy.now if accuracy else None
    value = evaluation.project.values_of(evaluation.leading).get(accuracy.metric)
    return None if value is None else metrics[accuracy.metric].right(value)
