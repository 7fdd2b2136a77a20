"""The plan after each of many commits, every file of it read once, and two of them compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from planpress.history.judged import compare_judged, findings_of
from planpress.judging import judge
from planpress.model.change import Comparison
from planpress.model.evaluation import Evaluation
from planpress.model.findings import Finding
from planpress.model.location import Location
from planpress.model.metrics import Metric
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.ranking import Ranking
from planpress.model.report import Report
from planpress.model.written_values import WrittenFile, WrittenPlan, WrittenProject
from planpress.priorities import ScoreCache, order
from planpress.reading.plans import read_metrics, read_plan
from planpress.reading.tree import Tree
from planpress.reading.written_plan import read_written, read_written_project

MOST = 150
"""How much is spent on the causes of one commit, in judgings of a project: one of many commits, and not the one that
somebody looks at. `planpress diff` of the same two spends more."""

Ids = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlanSnapshot:
    """A plan that has no errors, with its projects, and the ids of its files by path.

    `judging` stands for all of plan.yml that a conclusion about a single project depends on.
    """

    ids: Ids
    tree: Tree
    plan: Plan
    projects: Mapping[str, Project]
    judging: int
    ranking: Ranking
    memory: ScoreCache


@dataclass(slots=True)
class PlanSnapshots:
    """Reads and compares plans. What two of them share is read, judged and scored once."""

    _projects: dict[object, Project] = field(default_factory=dict)
    _metrics: dict[str | None, Mapping[str, Metric]] = field(default_factory=dict)
    _written: dict[object, WrittenProject | None] = field(default_factory=dict)
    _documents: dict[str, WrittenFile] = field(default_factory=dict)
    _evaluations: dict[tuple[int, object], Evaluation] = field(default_factory=dict)
    _memories: list[tuple[object, ScoreCache]] = field(default_factory=list)
    _kept: list[object] = field(default_factory=list)
    _sound: Ids | None = None

    def read(self, tree: Tree, ids: Ids, day: date) -> PlanSnapshot | tuple[Finding, ...]:
        """The plan of a tree, as of `day` where it names none; its errors if it has any, all of them."""
        metrics = self._metrics_of(tree, ids.get(tree.location.plan))
        keys = {name: (name, files, metrics) for name, files in folders(ids, tree.location).items()}
        known = {name: self._projects[key] for name, key in keys.items() if key in self._projects}
        reading = read_plan(tree, lambda: day, known)
        broken = {
            tree.location.project_of(finding.place.path) for finding in reading.findings if finding.level == "error"
        }
        plan = reading.plan
        if plan is None:
            return _errors(reading.findings)
        for project in plan.projects:
            if project.id not in broken and project.id in keys:
                self._projects[keys[project.id]] = project
        errors = _errors(findings_of(reading, plan, self._near(ids, plan)))
        if errors:
            return errors
        self._sound = ids
        memory = self._memory(plan)
        projects = {project.id: project for project in plan.projects}
        return PlanSnapshot(ids, tree, plan, projects, self._same(_judging(plan)), order(plan, memory), memory)

    def compare(self, old: PlanSnapshot, new: PlanSnapshot, names: tuple[str, str]) -> Comparison:
        """What differs between two plans: all that `planpress diff` says of it but findings, pages and shares."""
        touched = {
            name for path in differing(old.ids, new.ids) if (name := new.tree.location.project_of(path)) is not None
        }
        alike = old.judging == new.judging
        found = compare_judged(
            names,
            (self._report(old, touched, alike), self._report(new, touched, alike)),
            (self._written_plan(old, touched, alike), self._written_plan(new, touched, alike)),
            (old.memory, new.memory),
            shares=False,
            most=MOST,
        )
        return replace(found, files=len(differing(old.ids, new.ids)))

    def evaluation(self, state: PlanSnapshot, name: str) -> Evaluation:
        """What is concluded about one project."""
        project = state.projects[name]
        key = (id(project), state.judging)
        found = self._evaluations.get(key)
        if found is None:
            found = self._evaluations[key] = judge(project, state.plan)
        return found

    def _near(self, ids: Ids, plan: Plan) -> frozenset[str] | None:
        """The projects whose soundness is not known from the last plan that had no errors; None for all of them."""
        if self._sound is None:
            return None
        before = self._sound
        touched = {plan.location.project_of(path) for path in differing(before, ids)}
        return (
            None if before.get(plan.location.plan) != ids.get(plan.location.plan) else frozenset(filter(None, touched))
        )

    def _metrics_of(self, tree: Tree, name: str | None) -> object:
        """What stands for the metrics of plan.yml: the numbers of every table are read by their units."""
        if name not in self._metrics:
            self._metrics[name] = read_metrics(tree)
        return self._same(self._metrics[name])

    def _report(self, state: PlanSnapshot, touched: Iterable[str], alike: bool) -> Report:
        names = (one.id for one in state.plan.projects if one.id in touched or not alike)
        return Report(state.plan, {name: self.evaluation(state, name) for name in names}, state.ranking, ())

    def _written_plan(self, state: PlanSnapshot, touched: Iterable[str], alike: bool) -> WrittenPlan:
        location = state.tree.location
        files = folders(state.ids, location)
        document = self._documents.get(state.ids[location.plan])
        if document is None:
            document = self._documents[state.ids[location.plan]] = read_written(state.tree, ()).plan
        found = {}
        for project in state.plan.projects:
            if project.id in touched or not alike:
                key = (project.id, files[project.id])
                if key not in self._written:
                    self._written[key] = read_written_project(state.tree, project.id)
                written = self._written[key]
                if written is not None:
                    found[project.id] = written
        return WrittenPlan(document, found)

    def _memory(self, plan: Plan) -> ScoreCache:
        """Where the scores under this way of scoring are kept."""
        way = (plan.scales, plan.impact, plan.feasibility, plan.priority)
        for known, memory in self._memories:
            if known == way:
                return memory
        self._memories.append((way, {}))
        return self._memories[-1][1]

    def _same(self, value: object) -> int:
        """A number for a value, the same for equal ones: these values cannot be hashed."""
        for at, known in enumerate(self._kept):
            if known == value:
                return at
        self._kept.append(value)
        return len(self._kept) - 1


def differing(old: Ids, new: Ids) -> frozenset[str]:
    """The paths whose files differ."""
    return frozenset(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def folders(ids: Ids, location: Location) -> dict[str, tuple[tuple[str, str], ...]]:
    """The paths and ids of each project's files."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path, name in sorted(ids.items()):
        project = location.project_of(path)
        if project is not None:
            found.setdefault(project, []).append((path, name))
    return {name: tuple(files) for name, files in found.items()}


def _judging(plan: Plan) -> object:
    """What of plan.yml a conclusion about a single project depends on; the day is only for what is overdue."""
    return plan.metrics, plan.cost_per_nine


def _errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.level == "error")
