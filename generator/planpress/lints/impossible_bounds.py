from collections.abc import Mapping

from planpress.lints.lint import Found, lint
from planpress.model.metrics import Metric
from planpress.model.plan import Plan
from planpress.model.sources import Places
from planpress.model.wording import number, quoted


@lint("PP217")
def impossible_bounds(plan: Plan) -> Found:
    yield from _check_scales(plan)
    yield from _check_metrics(plan.places, plan.metrics)
    for project in plan.projects:
        yield from _check_metrics(project.places, project.metrics)


def _check_scales(plan: Plan) -> Found:
    for name, scale in plan.scales.items():
        low, high = scale.bounds
        if low >= high:
            message = f"scale {quoted(name)}: {_advice(low, high)}"
            yield plan.places.of("scales", name, "bounds"), message
            continue
        for level in scale.levels:
            if not low <= level <= high:
                limits = f"{number(low)} to {number(high)}"
                message = f"scale {quoted(name)}: level {number(level)} is outside the bounds, {limits}; correct either"
                yield plan.places.key("scales", name, "levels", level), message


def _check_metrics(places: Places, metrics: Mapping[str, Metric]) -> Found:
    for name, metric in metrics.items():
        if metric.range and metric.range[0] >= metric.range[1]:
            message = f"metric {quoted(name)}: {_advice(*metric.range)}"
            yield places.of("metrics", name, "range"), message


def _advice(low: float, high: float) -> str:
    if low == high:
        return f"the bounds are equal, {number(low)}; write two different numbers, the lower one first"
    written, turned = f"[{number(low)}, {number(high)}]", f"[{number(high)}, {number(low)}]"
    return f"{written} runs from high to low; write {turned}, and better: lower if that was meant"
