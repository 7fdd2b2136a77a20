"""# Value out of range

## What it means
A measured value of a model or of a baseline is outside the range that its metric declares.

## Why it matters
The value is a slip (85 for 0.85), or it is in another unit, or the range is wrong. Each of them changes which model is
chosen, and by how much.

## What to do
Correct the value, or the metric's `range`. Shares are written from 0 to 1; in a table `85 %` does as well.

```yaml
# before
values: {recall: 85}
# after
values: {recall: 0.85}
```
"""

from collections.abc import Mapping

from planpress.lints._say import exactly, looks_like_percent, outside, range_words
from planpress.lints.lint import Found, error
from planpress.model.metrics import Metric
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.sources import Place
from planpress.model.wording import number, quoted


@error("PP222", __doc__)
def value_out_of_range(plan: Plan) -> Found:
    for project in plan.projects:
        metrics = plan.metrics_of(project)
        yield from _check_models(project, metrics)
        yield from _check_baselines(project, metrics)


def _check_models(project: Project, metrics: Mapping[str, Metric]) -> Found:
    for model in project.table.models if project.table else ():
        for name, value in model.values.items():
            share = f"{number(value / 100)} or {exactly(value)} %"
            yield from _check_value(metrics, name, value, model.cells.get(name, model.place), share)


def _check_baselines(project: Project, metrics: Mapping[str, Metric]) -> Found:
    for index, baseline in enumerate(project.baselines):
        for name, value in baseline.values.items():
            place = project.places.of("baselines", index, "values", name)
            yield from _check_value(metrics, name, value, place, number(value / 100))


def _check_value(metrics: Mapping[str, Metric], name: str, value: float, place: Place, share: str) -> Found:
    metric = metrics.get(name)
    if metric is not None and outside(value, metric):
        way_out = f"write {share}" if looks_like_percent(value, metric) else "correct the value or the range"
        message = f"{quoted(name)} is {exactly(value)}, outside its range, {range_words(metric)}; {way_out}"
        yield place, message
