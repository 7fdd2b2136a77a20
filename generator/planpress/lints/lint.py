"""What a lint is: one kind of finding, and the check that finds it; the walks and the phrases that several lints share.

kinds.md documents each lint, by its code.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from planpress.model.findings import Finding, FindingKind, documented_kinds
from planpress.model.metrics import Bound, Estimate, Metric, Operator
from planpress.model.plan import GROUPS, Plan
from planpress.model.project import LifecycleStep, Project
from planpress.model.sources import NodePosition, Place, Places, Step
from planpress.model.stages import Stage
from planpress.model.wording import counted, day, did_you_mean, number, quoted, with_unit

Found = Iterator[tuple[Place, str]]
"""Where something is found, and what to say of it: the message quotes what was written and names the way out."""

Path = tuple[Step, ...]
"""Keys and indices on the way to a value."""

KINDS = documented_kinds("planpress.lints")


@dataclass(frozen=True, slots=True)
class Lint:
    """A check over a whole plan, for one kind of finding. It never raises for what was written."""

    kind: FindingKind
    find: Callable[[Plan], Found]

    def check(self, plan: Plan) -> Iterator[Finding]:
        """What is found in a plan."""
        return (self.kind.at(place, message) for place, message in self.find(plan))


def lint(code: str) -> Callable[[Callable[[Plan], Found]], Lint]:
    """Makes a lint of a function that is called as the finding is."""
    return lambda find: Lint(KINDS[code], find)


REQUIREMENT_KEYS: dict[Operator, str] = {"<": "below", "<=": "at_most", ">": "above", ">=": "at_least"}


@dataclass(frozen=True, slots=True)
class MetricUse:
    """One mention of a metric: who names it, where, and whether the model table must then have it as a column."""

    metric: str
    place: Place
    by: str
    column: bool = False


def metric_uses(project: Project) -> Iterator[MetricUse]:
    """Every mention of a metric in a project, its own definitions left out."""
    places = project.places
    for index, requirement in enumerate(project.requirements):
        yield MetricUse(requirement.bound.metric, places.of("requirements", index, "metric"), "requirements")
    for rule_id, rule in project.rules.items():
        for metric in rule.needs():
            place = place_in_rule(project, rule_id, metric)
            yield MetricUse(metric, place, f"rule {quoted(rule_id)}", column=True)
    for index, baseline in enumerate(project.baselines):
        for metric in baseline.values:
            place = places.key("baselines", index, "values", metric)
            yield MetricUse(metric, place, f"baseline {quoted(baseline.id)}")
    for metric in project.uncertainty:
        place = places.key("models", "uncertainty", metric)
        yield MetricUse(metric, place, "models.uncertainty", column=True)
    if project.cost is not None:
        yield MetricUse(project.cost, places.of("models", "cost"), "models.cost", column=True)
    if project.diagnosis is not None:
        yield MetricUse(project.diagnosis.train, places.of("diagnosis", "train"), "diagnosis", column=True)
        if project.diagnosis.validation is not None:
            place = places.of("diagnosis", "validation")
            yield MetricUse(project.diagnosis.validation, place, "diagnosis", column=True)


def place_in_rule(project: Project, rule_id: str, metric: str) -> Place:
    """Where a rule names `metric`, whatever its kind: as a key, as a value or inside an expression; else the rule."""
    word = re.compile(rf"(?<!\w){re.escape(metric)}(?!\w)")
    pending = _settings(project, rule_id)
    while pending:
        mark = pending.pop()
        if metric in mark.keys:
            return Place(project.places.path, *mark.keys[metric])
        if mark.text is not None and word.search(mark.text):
            return Place(project.places.path, mark.line, mark.column)
        pending.extend(reversed(mark.children.values()))
    return project.places.key("rules", rule_id)


def rule_problems(plan: Plan, code: str) -> Found:
    """What the rules of all projects say against themselves under a code."""
    for project in plan.projects:
        metrics = plan.metrics_of(project)
        for rule_id, rule in project.rules.items():
            for problem in rule.problems(metrics):
                if problem.code == code:
                    yield project.places.of("rules", rule_id, problem.key), problem.message


def bounds(project: Project) -> Iterator[tuple[Bound, Place]]:
    """Every limit that a requirement or a rule sets, with its place."""
    for index, requirement in enumerate(project.requirements):
        key = REQUIREMENT_KEYS[requirement.bound.operator]
        yield requirement.bound, project.places.of("requirements", index, key)
    for rule_id, rule in project.rules.items():
        for index, bound in enumerate(rule.bounds()):
            yield bound, project.places.of("rules", rule_id, "subject_to", index)


def in_order(dates: Sequence[date]) -> bool:
    """Whether no date is before the one above it."""
    return all(one <= other for one, other in pairwise(dates))


def moves(project: Project) -> Iterator[tuple[int, Stage, LifecycleStep]]:
    """Each move of the lifecycle: its index, the stage that it leaves, and its entry.

    None where the dates are out of order (PP409): what then follows what is not known.
    """
    if in_order([step.date for step in project.lifecycle]):
        for index, (old, new) in enumerate(pairwise(project.lifecycle), start=1):
            yield index, old.to, new


def is_scored(plan: Plan, project: Project) -> bool:
    """Whether the project gets a rank: it passed every screen, and something that counts is rated in both groups."""
    return project.screened_out is None and all(
        any(factor in project.ratings(group) for factor, known in plan.factors(group).items() if known.weight > 0)
        for group in GROUPS
    )


def has_started(project: Project) -> bool:
    """Whether there are models, or the project is past planning: from then on baselines are asked for."""
    return bool(project.models()) or project.current_stage not in (None, "planning")


def unknown(noun: str, written: str, known: Iterable[str], otherwise: str) -> str:
    """`unknown metric "x"` with the nearest known names, or with `otherwise` as the way out where there is none."""
    return f"unknown {noun} {quoted(written)}{hint(written, known, otherwise)}"


def hint(written: str, known: Iterable[str], otherwise: str) -> str:
    """The end of a message about a name: the known names that come near it, else `otherwise`."""
    return did_you_mean(written, tuple(known)) or f"; {otherwise}"


def days_ago(then: date, now: date) -> str:
    """How long ago `then` was, with its date: 3 days ago (29 May 2019)."""
    return f"{counted((now - then).days, 'day')} ago ({day(then)})"


def exactly(value: float) -> str:
    """`value` as short as it can be said without rounding, so that it never reads as the limit that it breaks."""
    short = number(value)
    return short if float(short) == value else repr(value)


def outside(value: float, metric: Metric) -> bool:
    """Whether `value` is outside the metric's range; never where there is none, or one that PP217 finds fault with."""
    if metric.range is None or metric.range[0] >= metric.range[1]:
        return False
    low, high = metric.range
    return not low <= value <= high


def range_words(metric: Metric) -> str:
    """The metric's declared range: 0 to 1, 0 to 500 ms."""
    low, high = metric.range or (0.0, 0.0)
    return f"{number(low)} to {with_unit(high, metric.unit)}"


def looks_like_percent(value: float, metric: Metric) -> bool:
    """Whether `value` is probably a percentage written for a metric that is a share."""
    low, high = metric.range or (0.0, 0.0)
    return (low, high) == (0.0, 1.0) and 2 <= value <= 100  # 1.5 is rather a slip than 1.5 %


def check_estimate(
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
    match estimate.form:
        case "number":
            return [((), estimate.central)]
        case "interval":
            return [((0,), estimate.low), ((1,), estimate.high)]
        case "triple":
            return [((0,), estimate.low), ((1,), estimate.central), ((2,), estimate.high)]
        case "raters":
            return [((rater,), rating) for rater, rating in estimate.raters.items()]


def _root(places: Places, roots: tuple[Path, ...], steps: Path) -> Path:
    return next((root for root in roots if places.text(*root, *steps) is not None), roots[-1])


def _list(values: list[float]) -> str:
    return f"[{', '.join(map(number, values))}]"


def _settings(project: Project, rule_id: str) -> list[NodePosition]:
    """The marks of a rule's own settings, the last first, without its kind and its label."""
    mark = project.places.root
    for step in ("rules", rule_id):
        mark = mark.children.get(step) if mark is not None else None
    if mark is None:
        return []
    return [below for key, below in reversed(mark.children.items()) if key not in ("rule", "label")]
