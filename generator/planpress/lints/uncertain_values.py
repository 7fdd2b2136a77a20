"""How sure values are: where nobody says it, and where what is said cannot be."""

from collections.abc import Iterator
from itertools import islice

from planpress.lints.lint import Found, project_lint
from planpress.model.evidence import says_how_sure
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.rule import Rule
from planpress.model.tables import Model
from planpress.model.uncertainty import WAIVED
from planpress.model.wording import number, quoted
from planpress.statistics.intervals import scale_of

_ROUNDING = 0.01
"""How far from the mean of its runs a value may be, in parts of it, as it was rounded."""


@project_lint("PP245")
def no_count(plan: Plan, project: Project) -> Found:
    metrics = plan.metrics_of(project)
    for name, uncertainty in project.uncertainty.items():
        if uncertainty.n is not None and name in metrics and scale_of(name, metrics[name]) is None:
            yield project.places.of("models", "uncertainty", name, "n"), _no_count(name)
    for index, baseline in enumerate(project.baselines):
        for name, given in baseline.uncertainty.items():
            place = project.places.of("baselines", index, "uncertainty", name)
            if name not in baseline.values:
                yield place, f"{quoted(baseline.id)} has no value of {quoted(name)} to be sure of; take it out"
            elif given.n is not None and name in metrics and scale_of(name, metrics[name]) is None:
                yield place, _no_count(name)


def _no_count(name: str) -> str:
    return f"n says nothing of {quoted(name)}, which is no count out of n; give se, ci or seeds"


@project_lint("PP246")
def impossible_error(plan: Plan, project: Project) -> Found:
    metrics = plan.metrics_of(project)
    rows = (*project.table.models, *project.table.aside) if project.table else ()
    for name in (one for one in project.uncertainty if one in metrics):
        scale = scale_of(name, metrics[name])
        for row in rows:
            problem = _impossible(name, row, scale)
            if problem is not None:
                yield row.cells.get(name, row.place), f"{quoted(name)} of {quoted(row.name)}: {problem}"
                break


def _impossible(name: str, row: Model, scale: float | None) -> str | None:
    """Why what is said of how sure a value is cannot be; None where it can. `scale` is what stands for all cases."""
    spread, value = row.spreads.get(name), row.values.get(name)
    if spread is None or value is None:
        return None
    if spread.mean is not None and abs(spread.mean - value) > (spread.se or 0.0) + _ROUNDING * abs(value):
        both = f"it is {number(value)}, and the mean of its runs is {number(spread.mean)}"
        return f"{both}; write that, or correct the runs"
    if spread.se is not None and spread.se < 0:
        return f"a standard error is not below 0, as {number(spread.se)} is"
    if spread.cases is None or scale is None:
        return None
    if spread.cases < 1:
        return f"it is a share of {number(spread.cases)} cases; write how many there were"
    if not 0 <= value <= scale:
        return f"{number(value)} is no share of {number(spread.cases)} cases; give se or ci, or declare its unit"
    return None


@project_lint("PP440", ongoing=True)
def nothing_says_how_sure(plan: Plan, project: Project) -> Found:
    rule = project.rules.get(project.deciding_rule or "")
    if rule is None or project.table is None or project.uncertainty or project.repeats is not None:
        return
    if says_how_sure(project.table.evidence):
        return
    if any(waiver.kind == WAIVED for waiver in project.waivers):
        return  # that one has ended is said of it
    rivals = list(islice(_ranked(project, rule), 2))
    metrics, measured = plan.metrics_of(project), rule.measured()
    if len(rivals) == 2 and measured and measured[0] in metrics:
        key, of = ("n", "cases") if scale_of(measured[0], metrics[measured[0]]) else ("se", "standard errors")
        line = f"`uncertainty: {{{measured[0]}: {{{key}: COLUMN}}}}` ({of})"
        told = "nothing says how sure the values are, so the best may be best by chance"
        yield project.places.key("models"), f"{told}; below models write {line}, or seeds"


def _ranked(project: Project, rule: Rule) -> Iterator[str]:
    """The models that have what the rule needs and keep its limits."""
    for model in project.table.models if project.table else ():
        has = all(name in model.values for name in rule.needs())
        if has and all(bound.holds(model.values[bound.metric]) for bound in rule.bounds()):
            yield model.name
