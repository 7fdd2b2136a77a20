"""Values that are read without a doubt and yet cannot be what was meant: shares against percents, negated scores, an
interval that its value is not in."""

from collections.abc import Iterator

from planpress.lints.lint import Found, project_lint
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.sources import Place
from planpress.model.tables import Model
from planpress.model.wording import number, quoted

HIGHEST_SHARE = 1.5
"""What is above is a percentage where others are shares."""


@project_lint("PP240")
def share_against_percent(plan: Plan, project: Project) -> Found:
    shares = project.table.shares if project.table else frozenset()
    for metric, value, place in _said_of(project):
        if metric in shares and value > 1:
            shown = number(value)
            read = f"the table's percentages are read as shares, and {quoted(metric)} is held against {shown} here"
            way_out = f'declare `unit: "%"` of {quoted(metric)}, or write {number(value / 100)}'
            yield place, f"{read}; {way_out}"


def _said_of(project: Project) -> Iterator[tuple[str, float, Place]]:
    """Each limit and each value of a baseline: its metric, itself, and its place."""
    places = project.places
    for index, requirement in enumerate(project.requirements):
        yield requirement.bound.metric, requirement.bound.limit, places.of("requirements", index)
    for rule_id, rule in project.rules.items():
        for index, bound in enumerate(rule.bounds()):
            yield bound.metric, bound.limit, places.of("rules", rule_id, "subject_to", index)
    for index, baseline in enumerate(project.baselines):
        for name, value in baseline.values.items():
            if baseline.row is None:
                yield name, value, places.of("baselines", index, "values", name)


@project_lint("PP241")
def shares_beside_percents(plan: Plan, project: Project) -> Found:
    for name, metric in plan.metrics_of(project).items():
        if metric.unit is not None or metric.range is not None or metric.formula is not None:
            continue
        known = [(one.values[name], one.cells.get(name, one.place)) for one in _rows(project) if name in one.values]
        values = [value for value, _ in known]
        low = [value for value in values if 0 < value <= 1]
        if low and min(values) >= 0 and not all(map(_is_whole, low)):
            high = next(((value, place) for value, place in known if value > HIGHEST_SHARE), None)
            if high is not None:
                both = f"{quoted(name)} is {number(low[0])} in one row and {number(high[0])} in another"
                yield high[1], f"{both}; say with a unit or a range what it is, as in range: [0, 100]"


@project_lint("PP242")
def negated_score(plan: Plan, project: Project) -> Found:
    for name, metric in plan.metrics_of(project).items():
        values = [one.values[name] for one in _rows(project) if name in one.values]
        named = name.casefold().startswith(("neg_", "neg-", "negative_"))
        if metric.better == "lower" and values and (named or max(values) < 0):
            why = "its name begins with neg" if named else "every value is below 0"
            place = project.places if name in project.metrics else plan.places
            message = f"{quoted(name)}: lower is better, and {why}, as in scores that were negated so that higher is"
            way_out = "write better: higher, or the values without the sign"
            yield place.of("metrics", name, "better"), f"{message}; {way_out}"


@project_lint("PP243")
def odd_interval(plan: Plan, project: Project) -> Found:
    for metric, uncertainty in project.uncertainty.items():
        for model in _rows(project):
            spread = model.spreads.get(metric)
            columns = uncertainty.columns() if uncertainty.ci is not None else ()
            ends = tuple(model.values[name] for name in columns if name in model.values)
            if spread is not None and spread.ends is not None:
                ends = spread.ends
            value = model.values.get(metric)
            if len(ends) != 2 or value is None or ends[0] <= value <= ends[1]:
                continue
            low, high = map(number, ends)
            what = f"{number(value)} of {quoted(model.name)} is outside its interval, {low} to {high}"
            if ends[0] > ends[1]:
                what = f"the interval of {quoted(model.name)} runs from {low} down to {high}"
            yield model.cells.get(metric, model.place), f"{quoted(metric)}: {what}; correct either, or the order of ci"
            break


def _is_whole(value: float) -> bool:
    return value == round(value)


def _rows(project: Project) -> tuple[Model, ...]:
    return (*project.table.models, *project.table.aside) if project.table else ()
