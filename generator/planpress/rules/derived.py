"""Metrics that are worked out from other columns by a formula, as in precision from tp / (tp + fp)."""

from collections.abc import Collection, Sequence

from planpress.model.metrics import Values
from planpress.model.rule import Metrics
from planpress.model.wording import quoted
from planpress.rules.formula import evaluate, formula_problem, names_in


def derivable(metrics: Metrics, columns: Collection[str]) -> tuple[str, ...]:
    """The metrics that can be worked out where there are these columns, in the order in which that goes: one may be
    made of another. What is a column itself is not worked out."""
    found: list[str] = []
    pending = {name: names_in(one.formula) for name, one in metrics.items() if one.formula and name not in columns}
    while ready := [name for name, needed in pending.items() if needed and {*columns, *found}.issuperset(needed)]:
        found += ready
        pending = {name: needed for name, needed in pending.items() if name not in ready}
    return tuple(found)


def with_derived(values: Values, metrics: Metrics, derived: Sequence[str]) -> Values:
    """Values with those of the metrics that can be worked out of them, as `derivable` has these in order.

    What was measured is left as it was. A metric without a value of a column, or whose formula has none, has none.
    """
    found = dict(values)
    for name in derived:
        value = worked_out(name, found, metrics)
        if isinstance(value, float):
            found[name] = value
    return found


def worked_out(name: str, values: Values, metrics: Metrics) -> float | str | None:
    """The value of a metric by its formula, or in words why it has none; None where a column was not measured, or where
    it is there already."""
    formula = metrics[name].formula
    if formula is None or name in values or not all(needed in values for needed in names_in(formula)):
        return None
    return evaluate(formula, values)


def formula_of_metric_problem(name: str, metrics: Metrics) -> str | None:
    """What is wrong with the formula of a metric, with the formula before it; None where nothing is."""
    formula = metrics[name].formula
    if formula is None:
        return None
    problem = formula_problem(formula)
    if problem is None and not names_in(formula):
        problem = "names no column, so every model would have the same value"
    if problem is None and name in _made_of(name, metrics):
        problem = f"makes {quoted(name)} of itself; write it over columns of the table"
    return None if problem is None else f"{quoted(formula)} {problem}"


def lacking_columns(name: str, metrics: Metrics, columns: Collection[str]) -> tuple[str, ...]:
    """The columns, by their names, that are missing to work a metric out; none where a formula on the way is wrong,
    which is said of itself."""
    made_of = _made_of(name, metrics)
    if any(formula_of_metric_problem(one, metrics) for one in (name, *made_of) if one in metrics):
        return ()
    return tuple(sorted(one for one in made_of if one not in columns and not (one in metrics and metrics[one].formula)))


def _made_of(name: str, metrics: Metrics) -> set[str]:
    """Every column and metric that a metric is made of, at once or through others."""
    found: set[str] = set()
    pending = [name]
    while pending:
        metric = metrics.get(pending.pop())
        fresh = {one for one in names_in(metric.formula) if one not in found} if metric and metric.formula else set()
        found |= fresh
        pending += fresh
    return found
