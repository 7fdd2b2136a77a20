"""What a lint is: one kind of finding, and the check that finds it; the walks and the phrases that several lints share.

kinds.md documents each lint, by its code.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from planpress.model.decision import Decision
from planpress.model.evaluation import Evaluation
from planpress.model.findings import Finding, FindingKind, documented_kinds
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.report import Report
from planpress.model.sources import NodePosition, Place, Places, Step
from planpress.model.wording import counted, day, did_you_mean, quoted

Found = Iterator[tuple[Place, str]]
"""Where something is found, and what to say of it: the message quotes what was written and names the way out."""

KINDS = documented_kinds("planpress.lints")


@dataclass(frozen=True, slots=True)
class Lint:
    """A check over a whole plan, for one kind of finding. It never raises for what was written."""

    kind: FindingKind
    find: Callable[[Plan], Found]

    def check(self, plan: Plan) -> Iterator[Finding]:
        """What is found in a plan."""
        return (self.kind.at(place, message) for place, message in self.find(plan))


@dataclass(frozen=True, slots=True)
class ReportLint:
    """The same over what is concluded; what it is not `about` need not be judged. Of `open` it reads outcomes alone."""

    kind: FindingKind
    about: Callable[[Project], bool]
    find: Callable[[Report, Evaluation], Found]

    def check(self, report: Report) -> Iterator[Finding]:
        """What is found in a report, project by project."""
        for evaluation in report.evaluations.values():
            if self.about(evaluation.project):
                yield from (self.kind.at(place, said) for place, said in self.find(report, evaluation))


def report_lint(
    code: str, about: Callable[[Project], bool]
) -> Callable[[Callable[[Report, Evaluation], Found]], ReportLint]:
    """Makes a lint of a function that is called with the report and one after the other of the projects it is about."""
    return lambda find: ReportLint(KINDS[code], about, find)


def lint(code: str) -> Callable[[Callable[[Plan], Found]], Lint]:
    """Makes a lint of a function that is called as the finding is."""
    return lambda find: Lint(KINDS[code], find)


def project_lint(code: str, *, ongoing: bool = False) -> Callable[[Callable[[Plan, Project], Found]], Lint]:
    """The same of a function that is called with the plan and one of its projects after the other.

    With `ongoing`, nothing is asked of a project that is screened out, paused, stopped or done.
    """
    return lambda find: lint(code)(
        lambda plan: (
            found
            for project in plan.projects
            if project.left_out is None or not ongoing
            for found in find(plan, project)
        )
    )


@dataclass(frozen=True, slots=True)
class MetricUse:
    """One mention of a metric: who names it, where, whether the model table must then have it as a column, and whether
    all that is said of it is a measured value."""

    metric: str
    place: Place
    by: str
    column: bool = False
    measured: bool = False


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
            yield MetricUse(metric, place, f"baseline {quoted(baseline.id)}", measured=True)
    for metric in project.uncertainty:
        place = places.key("models", "uncertainty", metric)
        yield MetricUse(metric, place, "models.uncertainty", column=True)
    for at, source in enumerate(project.sources):
        for metric in source.metrics:
            yield MetricUse(metric, place_in_source(project, at, "metrics", metric), "models.from")
    if project.accuracy is not None and project.accuracy.metric is not None:
        yield MetricUse(project.accuracy.metric, places.of("accuracy", "metric"), "accuracy", column=True)
    if project.cost is not None:
        yield MetricUse(project.cost, places.of("models", "cost"), "models.cost", column=True)
    if project.diagnosis is not None:
        yield MetricUse(project.diagnosis.train, places.of("diagnosis", "train"), "diagnosis", column=True)
        if project.diagnosis.validation is not None:
            place = places.of("diagnosis", "validation")
            yield MetricUse(project.diagnosis.validation, place, "diagnosis", column=True)


def place_in_source(project: Project, at: int, *steps: Step) -> Place:
    """The place of a part of a source, which stands alone below `from` or in a list."""
    listed = project.places.mark("models", "from", at) is not None
    return project.places.key("models", "from", *([at] if listed else []), *steps)


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


def decisions(plan: Plan) -> Iterator[tuple[Project, list[tuple[Decision, Places, int]]]]:
    """Each project with what it and meetings decided about it: each decision, the places of its file, its index."""
    for project in plan.projects:
        taken = [(decision, project.places, index) for index, decision in enumerate(project.decisions)]
        for record in plan.records:
            for index, one in enumerate(record.decisions):
                if project.id in (one.projects or ()) and one.date is not None:
                    taken.append((one.in_words(), record.places, index))
        yield project, taken


def in_order(dates: Sequence[date]) -> bool:
    """Whether no date is before the one above it."""
    return all(one <= other for one, other in pairwise(dates))


def unknown(noun: str, written: str, known: Iterable[str], otherwise: str) -> str:
    """`unknown metric "x"` with the nearest known names, or with `otherwise` as the way out where there is none."""
    return f"unknown {noun} {quoted(written)}{hint(written, known, otherwise)}"


def hint(written: str, known: Iterable[str], otherwise: str) -> str:
    """The end of a message about a name: the known names that come near it, else `otherwise`."""
    return did_you_mean(written, tuple(known)) or f"; {otherwise}"


def days_ago(then: date, now: date) -> str:
    """How long ago `then` was, with its date: 3 days ago (29 May 2019)."""
    return f"{counted((now - then).days, 'day')} ago ({day(then)})"


def _settings(project: Project, rule_id: str) -> list[NodePosition]:
    """The marks of a rule's own settings, the last first, without its kind and its label."""
    mark = project.places.root
    for step in ("rules", rule_id):
        mark = mark.children.get(step) if mark is not None else None
    if mark is None:
        return []
    return [below for key, below in reversed(mark.children.items()) if key not in ("rule", "label")]
