"""Explains how far the best model is from each requirement, and when the triage of metrics is to be looked at again."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from planpress.document.labels import metric_unit
from planpress.explanations.gap_working import requirement_names
from planpress.explanations.working import MEASURED, worked
from planpress.model.evaluation import Evaluation
from planpress.model.explanation import Explanation, Input
from planpress.model.project import Project
from planpress.model.rule import Metrics
from planpress.model.triage import Revisit, TriagedRequirement
from planpress.model.wording import about, number, rounded, with_unit
from planpress.rules.common import bound_words


def explain_triage(evaluation: Evaluation, metrics: Metrics) -> Iterator[Explanation]:
    """The distance of every requirement, in the order in which they are written, and the value to look again at."""
    found = evaluation.triage
    if found is None:
        return
    names = requirement_names(evaluation)
    for at, (name, one) in enumerate(zip(names, found.requirements, strict=True)):
        yield _distance(f"{evaluation.project.id}.triage.{name}", at, one, evaluation.project, metrics)
    if found.revisit is not None:
        yield _revisit(found.revisit, evaluation.project, metrics)


def times_words(distance: float | None) -> str:
    """A distance as pages have it: `11.4 times`. With as many digits as tell it from 1, which is at the limit."""
    if distance is None:
        return "no multiple"
    if distance == 1:
        return "at the limit"
    if math.isinf(distance):
        return "farther than any multiple"
    return f"{next(text for write in (rounded, number, repr) if (text := write(distance)) != '1')} times"


def is_multiple(distance: float | None) -> bool:
    """Whether a distance is a number of times: it is neither at the limit nor without end, and it is there."""
    return distance is not None and math.isfinite(distance) and distance != 1


def _distance(subject: str, at: int, one: TriagedRequirement, project: Project, metrics: Metrics) -> Explanation:
    limit = _limit(at, one, project, metrics)
    if one.value is None:
        return Explanation(subject, "not measured", inputs=(limit,))
    formula, compute = _FORMS[_form(one.perfect)]
    symbols, numbers = formula.format("best", "limit", number(one.perfect or 0.0)), ""
    if is_multiple(one.distance):
        ends = (one.value, one.bound.limit, one.perfect or 0.0)
        numbers = worked(formula, ends, compute, times_words, one.distance or 0.0, MEASURED)
    return Explanation(
        subject, times_words(one.distance), symbols, numbers, aside=one.role.replace("-", " "),
        inputs=(_best(one, f"({one.best})", project, metrics), limit),
    )  # fmt: skip


_FORMS: Mapping[str, tuple[str, Callable[[Sequence[float]], float]]] = {
    "error": ("{0} / {1}", lambda x: x[0] / x[1]),
    "size": ("{1} / {0}", lambda x: x[1] / x[0]),
    "share": ("({2} - {0}) / ({2} - {1})", lambda x: (x[2] - x[0]) / (x[2] - x[1])),
}
"""A distance, of the best value, the limit and the best possible value."""

_RETURNS: Mapping[str, tuple[str, Callable[[Sequence[float]], float]]] = {
    "error": ("{0} x {1}", lambda x: x[0] * x[1]),
    "size": ("{0} / {1}", lambda x: x[0] / x[1]),
    "share": ("{2} + {1} x ({0} - {2})", lambda x: x[2] + x[1] * (x[0] - x[2])),
}
"""The value that has a distance, of the limit, the distance and the best possible value."""


def _form(perfect: float | None) -> str:
    return "size" if perfect is None else "share" if perfect else "error"


def _revisit(found: Revisit, project: Project, metrics: Metrics) -> Explanation:
    one, waiting = found.optimised, found.waiting
    at = [each.bound for each in project.requirements].index(one.bound)
    formula, compute = _RETURNS[_form(one.perfect)]
    ends, unit = (one.bound.limit, waiting.distance or 0.0, one.perfect or 0.0), metric_unit(one.bound.metric, metrics)

    words = f"({waiting.best}: {times_words(waiting.distance)})"

    def show(value: float) -> str:
        return about(value, unit)

    return Explanation(
        f"{project.id}.revisit",
        show(found.value),
        formula.format("limit", f"distance of {waiting.bound.metric}", number(one.perfect or 0.0)),
        worked(formula, ends, compute, show, found.value, MEASURED),
        aside=f"{waiting.bound.metric} is then as near as {found.metric}",
        inputs=(_limit(at, one, project, metrics), _best(waiting, words, project, metrics)),
    )


def _limit(at: int, one: TriagedRequirement, project: Project, metrics: Metrics) -> Input:
    words = f"({bound_words(one.bound, metrics)})"
    place = project.places.of("requirements", at)
    return Input("limit", with_unit(one.bound.limit, metric_unit(one.bound.metric, metrics)), words, place=place)


def _best(one: TriagedRequirement, words: str, project: Project, metrics: Metrics) -> Input:
    model = next(each for each in project.table.models if each.name == one.best) if project.table else None
    place = model.cells.get(one.bound.metric, model.place) if model else None
    return Input("best", with_unit(one.value or 0.0, metric_unit(one.bound.metric, metrics)), words, place=place)
