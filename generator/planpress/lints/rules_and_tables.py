"""Rules, and the tables and metrics that they need."""

from collections.abc import Sequence

from planpress.lints.derived_metrics import bad_formulas
from planpress.lints.lint import Found, Lint, hint, in_order, lint, metric_uses, project_lint
from planpress.model.metrics import Metric
from planpress.model.plan import GROUPS, Plan
from planpress.model.project import Project
from planpress.model.rule import Metrics
from planpress.model.sources import Place, Step
from planpress.model.tables import ModelTable
from planpress.model.uncertainty import INLINE, Uncertainty
from planpress.model.wording import listed, near_name, quoted
from planpress.rules.derived import lacking_columns


@project_lint("PP210")
def missing_column(plan: Plan, project: Project) -> Found:
    if project.table is None:
        return
    metrics = plan.metrics_of(project)
    columns = project.table.columns
    said: set[str] = set()
    for use in metric_uses(project):
        known = metrics.get(use.metric)
        if not use.column or known is None or use.metric in columns:
            continue
        if known.formula is None:
            if use.metric not in said:
                missing = f"{use.by} needs {quoted(use.metric)}, but the model table has no such column of numbers"
                yield use.place, missing + _column_hint(use.metric, known, project.table, metrics)
            said.add(use.metric)
        elif use.metric not in project.metrics:
            yield from _not_worked_out(use.metric, use.place, metrics, columns)
    for name in project.metrics:
        if metrics[name].formula and name not in columns:
            yield from _not_worked_out(name, project.places.of("metrics", name, "from"), metrics, columns)


def _column_hint(name: str, metric: Metric, table: ModelTable, metrics: Metrics) -> str:
    """The end of a message about a column that is not there: the line that names the one that may be meant."""
    taken = {one.column for one in metrics.values()} | metrics.keys()
    free = [head for head in (table.heads or table.columns) if head not in taken]
    wanted = (metric.column or name).casefold()
    if any(wanted == one.name.casefold() for one in table.models):
        return "; a row is called so: where the columns are the models, write `orientation: columns` below models"
    near = near_name(metric.column or name, free)
    if near is None:
        return hint(name, table.columns, "add it to the table")
    return f" (did you mean {quoted(near)}?); name it with the metric, `column: {quoted(near)}`"


def _not_worked_out(name: str, place: Place, metrics: Metrics, columns: Sequence[str]) -> Found:
    for lacking in lacking_columns(name, metrics, columns)[:1]:
        missing = f"{quoted(name)} is worked out from {quoted(lacking)}, but the table has no such column of numbers"
        yield place, missing + hint(lacking, columns, "add it to the table")


@lint("PP214")
def zero_weights(plan: Plan) -> Found:
    for group in GROUPS:
        if not any(factor.weight > 0 for factor in plan.factors(group).values()):
            message = f"{group} has no factor with a weight above zero; give it at least one"
            yield plan.places.key(group), message
    yield from _rule_problems(plan, "PP214")


@project_lint("PP220")
def bad_uncertainty(plan: Plan, project: Project) -> Found:
    for metric, uncertainty in project.uncertainty.items():
        given = [name for name in ("n", "se", "ci", "seeds") if getattr(uncertainty, name) is not None]
        if len(given) != 1:
            message = f"{quoted(metric)} gives {listed(given) or 'nothing'}; give one of n, se, ci and seeds"
            yield project.places.key("models", "uncertainty", metric), message
        if project.repeats is not None:
            message = f"repeats says how sure {quoted(metric)} is, from the spread of its runs; take one of the two out"
            yield project.places.key("models", "uncertainty", metric), message
        yield from _check_columns(project, metric, uncertainty)


def _check_columns(project: Project, metric: str, uncertainty: Uncertainty) -> Found:
    table = project.table
    if table is None:
        return
    known = tuple(dict.fromkeys((*table.columns, *(note for model in table.models for note in model.notes))))
    named: list[tuple[tuple[Step, ...], str | None]] = [
        (("n",), uncertainty.n), (("se",), uncertainty.se), (("seeds",), uncertainty.seeds),
        *((("ci", index), column) for index, column in enumerate(uncertainty.ci or ())),
    ]  # fmt: skip
    for steps, column in named:
        if column is not None and column != INLINE and column not in known:
            message = f"the model table has no column {quoted(column)}{hint(column, known, 'add it to the table')}"
            yield project.places.of("models", "uncertainty", metric, *steps), message


@project_lint("PP221")
def no_deciding_rule(plan: Plan, project: Project) -> Found:
    if len(project.rules) > 1 and project.decide_by is None:
        message = f"several rules and no decide_by; write which one decides: {listed(project.rules, 'or')}"
        yield project.places.key("rules"), message


@project_lint("PP223", ongoing=True)
def no_rule(plan: Plan, project: Project) -> Found:
    if project.models() and not project.rules and project.decide_by is None:
        yield project.places.key("models"), "models and no rule to pick one; add it under rules"


@project_lint("PP413")
def rule_history_behind(plan: Plan, project: Project) -> Found:
    history, decides = project.rule_history, project.deciding_rule
    if not history or decides not in project.rules or not in_order([change.since for change in history]):
        return
    last = history[-1].rule
    if last in project.rules and last != decides:
        message = f"the rule history ends with {quoted(last)}, but {quoted(decides)} decides; add its entry"
        yield project.places.of("rule_history", len(history) - 1, "rule"), message


def _of_rules(code: str) -> Lint:
    return lint(code)(lambda plan: _rule_problems(plan, code))


incompatible_metrics, bad_beta = _of_rules("PP211"), _of_rules("PP227")


@lint("PP212")
def bad_formula(plan: Plan) -> Found:
    yield from _rule_problems(plan, "PP212")
    yield from bad_formulas(plan)


def _rule_problems(plan: Plan, code: str) -> Found:
    """What the rules of all projects say against themselves under a code."""
    for project in plan.projects:
        metrics = plan.metrics_of(project)
        for rule_id, rule in project.rules.items():
            for problem in rule.problems(metrics):
                if problem.code == code:
                    yield project.places.of("rules", rule_id, problem.key), problem.message
