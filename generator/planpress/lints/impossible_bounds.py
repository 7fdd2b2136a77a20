"""# Impossible bounds

## What it means
The bounds of a scale, or the range of a metric, do not run from a lower to a higher number; or a scale describes a
level that is outside its bounds.

## Why it matters
Utilities are `(value - low) / (high - low)`. With equal bounds that divides by zero, and with bounds the wrong way
round every better value would count as a worse one.

## What to do
Write the lower number first. Where the low number is the good one, say so with `better: lower`.

```yaml
# before
risk: {bounds: [5, 1]}
# after
risk: {bounds: [1, 5], better: lower}
```
"""

from collections.abc import Mapping

from planpress.lints.lint import Found, error
from planpress.model.metrics import Metric
from planpress.model.plan import Plan
from planpress.model.sources import Places
from planpress.model.wording import number, quoted


@error("PP217", __doc__)
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
