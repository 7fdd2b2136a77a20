from collections.abc import Mapping

from planpress.lints.lint import Found, exactly, lint, looks_like_percent, outside, range_words
from planpress.model.metrics import Metric
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.sources import Place
from planpress.model.wording import number, quoted


@lint("PP222")
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
