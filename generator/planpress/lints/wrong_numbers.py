"""Numbers that cannot be: off their scale, out of their range, or running from high to low."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from planpress.lints.lint import Found, lint, project_lint
from planpress.model.metrics import Bound, Estimate, Metric, Operator
from planpress.model.plan import GROUPS, Group, Plan
from planpress.model.project import Project
from planpress.model.sources import Place, Places, Step
from planpress.model.wording import counted, number, quoted, with_unit

Path = tuple[Step, ...]
"""Keys and indices on the way to a value."""

_REQUIREMENT_KEYS: Mapping[Operator, str] = {"<": "below", "<=": "at_most", ">": "above", ">=": "at_least"}


@project_lint("PP202")
def rating_off_scale(plan: Plan, project: Project) -> Found:
    for group in GROUPS:
        for factor in project.ratings(group):
            yield from _check_rating(plan, project, group, factor)


def _check_rating(plan: Plan, project: Project, group: Group, factor: str) -> Found:
    known = plan.factors(group).get(factor)
    scale = plan.scales.get(known.scale) if known else None
    low, high = scale.bounds if scale else (0.0, 0.0)

    def off(value: float) -> str | None:
        # Nothing is off an unknown scale, or one with impossible bounds: those are findings of their own.
        if low >= high or low <= value <= high:
            return None
        limits = f"{number(low)} to {number(high)}"
        return f"{quoted(factor)} is {number(value)}, off its scale; write a number from {limits}"

    roots = ((group, factor, "value"), (group, factor, "ratings"), (group, factor))
    yield from _check_estimate(project.ratings(group)[factor], project.places, roots, off, f"{quoted(factor)}: ")


@lint("PP217")
def impossible_bounds(plan: Plan) -> Found:
    for name, scale in plan.scales.items():
        low, high = scale.bounds
        if low >= high:
            yield plan.places.of("scales", name, "bounds"), f"scale {quoted(name)}: {_advice(low, high)}"
            continue
        for level in scale.levels:
            if not low <= level <= high:
                limits = f"{number(low)} to {number(high)}"
                message = f"scale {quoted(name)}: level {number(level)} is outside the bounds, {limits}; correct either"
                yield plan.places.key("scales", name, "levels", level), message
    owners: list[Plan | Project] = [plan, *plan.projects]
    for owner in owners:
        for name, metric in owner.metrics.items():
            if metric.range and metric.range[0] >= metric.range[1]:
                yield owner.places.of("metrics", name, "range"), f"metric {quoted(name)}: {_advice(*metric.range)}"


def _advice(low: float, high: float) -> str:
    if low == high:
        return f"the bounds are equal, {number(low)}; write two different numbers, the lower one first"
    written, turned = f"[{number(low)}, {number(high)}]", f"[{number(high)}, {number(low)}]"
    return f"{written} runs from high to low; write {turned}, and better: lower if that was meant"


@project_lint("PP222")
def value_out_of_range(plan: Plan, project: Project) -> Found:
    metrics = plan.metrics_of(project)
    found = [one for one in _measured(project, metrics) if _outside(one[1], metrics[one[0]])]
    percents = Counter(
        name for name, value, _, in_table in found if in_table and _looks_like_percent(value, metrics[name])
    )
    said = set[str]()
    for name, value, place, in_table in found:
        metric = metrics[name]
        several = in_table and percents[name] > 1 and _looks_like_percent(value, metric)
        if several and name not in said:
            more = f"{counted(percents[name] - 1, 'more value')} alike"
            way_out = "declare `unit: \"%\"` and a range to 100, or write shares"
            what = f"{quoted(name)} is {_exactly(value)}, outside its range, {_range_words(metric)} ({more})"
            yield place, f"{what}; {way_out}"
        said.add(name)
        if not several:
            share = f"write {number(value / 100)}{f' or {_exactly(value)} %' if in_table else ''}"
            way_out = share if _looks_like_percent(value, metric) else "correct the value or the range"
            if metric.formula is not None:
                way_out = "correct the value, what it is worked out from, or the range"
            yield place, f"{quoted(name)} is {_exactly(value)}, outside its range, {_range_words(metric)}; {way_out}"


def _measured(project: Project, metrics: Iterable[str]) -> Iterator[tuple[str, float, Place, bool]]:
    """Each value of a model or a baseline by these metrics: its metric, its place, and whether it is in a table."""
    columns = [name for name in metrics if project.table and name in project.table.columns]
    for model in project.table.models if project.table else ():
        for name in columns:
            if name in model.values:
                yield name, model.values[name], model.cells.get(name, model.place), True
    for index, baseline in enumerate(project.baselines):
        for name in metrics:
            if name in baseline.values:
                place = project.places.of("baselines", index, "values", name)
                yield name, baseline.values[name], place, False


@project_lint("PP226")
def limit_out_of_range(plan: Plan, project: Project) -> Found:
    metrics = plan.metrics_of(project)
    for bound, place in _bounds(project):
        metric = metrics.get(bound.metric)
        if metric is None or not _outside(bound.limit, metric):
            continue
        share = _looks_like_percent(bound.limit, metric)
        way_out = f"write {number(bound.limit / 100)}" if share else "correct the limit or the range"
        message = f"{quoted(bound)} is outside the metric's range, {_range_words(metric)}; {way_out}"
        yield place, message


@project_lint("PP414", ongoing=True)
def design_saves_nothing(plan: Plan, project: Project) -> Found:
    accuracy = project.accuracy
    for index, design in enumerate(accuracy.design if accuracy else ()):
        if accuracy and design.required >= accuracy.required:
            against = f"requires {_exactly(design.required)}, not less than {_exactly(accuracy.required)}"
            message = f"{quoted(design.change)} {against}; write what is required with it"
            yield project.places.of("accuracy", "design", index, "required"), message


@project_lint("PP228")
def bad_accuracy(plan: Plan, project: Project) -> Found:
    accuracy = project.accuracy
    metric = plan.metrics_of(project).get(accuracy.metric or "") if accuracy else None
    if accuracy is None or accuracy.metric is None or metric is None:
        return
    if accuracy.now is not None:
        message = f"now is written, and {quoted(accuracy.metric)} says it of the leading model; take one of the two out"
        yield project.places.of("accuracy", "now"), message
    values = [value for _, value, _, _ in _measured(project, [accuracy.metric])]
    if metric.range is None and None in map(metric.right, [0.0, *values]):
        message = f"{quoted(accuracy.metric)} is no share of what is right; declare its range, as in range: [0, 100]"
        yield project.places.of("accuracy", "metric"), message


@project_lint("PP416")
def impossible_effort(plan: Plan, project: Project) -> Found:
    if project.effort is not None:
        yield from _check_estimate(project.effort, project.places, (("effort", "person_weeks"),), _off)


def _off(value: float) -> str | None:
    return f"{number(value)} person-weeks is less than nothing; write a number from 0 up" if value < 0 else None


def _check_estimate(
    estimate: Estimate, places: Places, roots: tuple[Path, ...], off: Callable[[float], str | None], lead: str = ""
) -> Found:
    """An interval or a triple that does not run from low to high, said after `lead`, and what `off` says of each
    number. It is written below whichever of `roots` the author wrote."""
    parts = _parts(estimate)
    if estimate.form in ("interval", "triple") and not estimate.low <= estimate.central <= estimate.high:
        values = [value for _, value in parts]
        message = f"{lead}{_list(values)} does not run from low to high; write {_list(sorted(values))}"
        yield places.of(*_root(places, roots, (0,))), message
    for steps, value in parts:
        said = off(value)
        if said is not None:
            yield places.of(*_root(places, roots, steps), *steps), said


def _parts(estimate: Estimate) -> list[tuple[Path, float]]:
    """Each number that was written, after the steps that lead to it from the number, the list or the raters."""
    if estimate.form == "raters":
        return [((rater,), rating) for rater, rating in estimate.raters.items()]
    if estimate.form == "number":
        return [((), estimate.central)]
    middle = (estimate.central,) if estimate.form == "triple" else ()
    return [((at,), value) for at, value in enumerate((estimate.low, *middle, estimate.high))]


def _root(places: Places, roots: tuple[Path, ...], steps: Path) -> Path:
    return next((root for root in roots if places.text(*root, *steps) is not None), roots[-1])


def _list(values: list[float]) -> str:
    return f"[{', '.join(map(number, values))}]"


def _bounds(project: Project) -> Iterator[tuple[Bound, Place]]:
    """Every limit that a requirement or a rule sets, with its place."""
    for index, requirement in enumerate(project.requirements):
        key = _REQUIREMENT_KEYS[requirement.bound.operator]
        yield requirement.bound, project.places.of("requirements", index, key)
    for rule_id, rule in project.rules.items():
        for index, bound in enumerate(rule.bounds()):
            yield bound, project.places.of("rules", rule_id, "subject_to", index)


def _exactly(value: float) -> str:
    """`value` as short as it can be said without rounding, so that it never reads as the limit that it breaks."""
    short = number(value)
    return short if float(short) == value else repr(value)


def _outside(value: float, metric: Metric) -> bool:
    """Whether `value` is outside the metric's range; never where there is none, or one that PP217 finds fault with."""
    if metric.range is None or metric.range[0] >= metric.range[1]:
        return False
    low, high = metric.range
    return not low <= value <= high


def _range_words(metric: Metric) -> str:
    """The metric's declared range: 0 to 1, 0 to 500 ms."""
    low, high = metric.range or (0.0, 0.0)
    return f"{number(low)} to {with_unit(high, metric.unit)}"


def _looks_like_percent(value: float, metric: Metric) -> bool:
    """Whether `value` is probably a percentage written for a metric that is a share."""
    low, high = metric.range or (0.0, 0.0)
    return (low, high) == (0.0, 1.0) and 2 <= value <= 100  # 1.5 is rather a slip than 1.5 %
