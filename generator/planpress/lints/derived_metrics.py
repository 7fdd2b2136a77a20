"""Metrics that are worked out by a formula: what is wrong with it, and where it has no value."""

from collections.abc import Iterator

from planpress.lints.lint import Found, project_lint
from planpress.model.metrics import Values
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.rule import Metrics
from planpress.model.sources import Place
from planpress.model.wording import quoted
from planpress.rules.derived import formula_of_metric_problem, worked_out


def bad_formulas(plan: Plan) -> Found:
    """What is wrong with each formula, where its metric is declared."""
    yield from _bad_formulas(plan, plan.metrics)
    for project in plan.projects:
        yield from _bad_formulas(project, plan.metrics_of(project))


def _bad_formulas(owner: Plan | Project, metrics: Metrics) -> Found:
    for name in owner.metrics:
        problem = formula_of_metric_problem(name, metrics)
        if problem is not None:
            yield owner.places.of("metrics", name, "from"), problem


@project_lint("PP229")
def column_and_formula(plan: Plan, project: Project) -> Found:
    for name, metric in plan.metrics_of(project).items():
        if metric.formula and metric.column and name in project.metrics:
            message = f"{quoted(name)} is the column {quoted(metric.column)}, and is worked out from"
            own = project.places.of("metrics", name, "from")
            yield own, f"{message} {quoted(metric.formula)}; take one of the two out"
            continue
        models = project.table.models if project.table and metric.formula else ()
        place = next((model.cells[name] for model in models if name in model.cells), None)
        if place is not None:
            message = f"{quoted(name)} is a column here, and is worked out from {quoted(metric.formula)}"
            own = project.places.of("metrics", name, "from")
            yield own if name in project.metrics else place, f"{message}; take one of the two out"


@project_lint("PP438", ongoing=True)
def no_derived_value(plan: Plan, project: Project) -> Found:
    metrics = plan.metrics_of(project)
    for named, values, place in _measured(project):
        for name, metric in metrics.items():
            problem = worked_out(name, values, metrics)
            if isinstance(problem, str) and formula_of_metric_problem(name, metrics) is None:
                said = f"{quoted(name)} of {quoted(named)} has no value by {quoted(metric.formula)}: {problem}"
                yield place, f"{said}; correct its values, or leave out what was not measured"


def _measured(project: Project) -> Iterator[tuple[str, Values, Place]]:
    for model in project.table.models if project.table else ():
        yield model.name, model.values, model.place
    for index, baseline in enumerate(project.baselines):
        yield baseline.id, baseline.values, project.places.of("baselines", index)
