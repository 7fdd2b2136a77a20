"""Plans at several revisions, compared: a file that two of them share is read and judged once."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date

from planpress import lints
from planpress.comparing import compare
from planpress.comparing.conclusion_kind import MOST_SPENT
from planpress.comparing.edits import edits, renames
from planpress.comparing.goalposts import goalposts
from planpress.deciding import concluded_findings
from planpress.history.partial_plans import PartialPlans
from planpress.judging import judge
from planpress.model.change import Comparison
from planpress.model.decision import recorded
from planpress.model.evaluation import Evaluation
from planpress.model.findings import Finding, in_file_order
from planpress.model.location import RECORD, Location
from planpress.model.metrics import Metric
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.report import Report
from planpress.model.written_values import WrittenFile, WrittenPlan, WrittenProject
from planpress.priorities import ScoreCache, order
from planpress.reading.meetings import read_meetings
from planpress.reading.plans import Reading, ReadProject, read_plan
from planpress.reading.tree import Tree
from planpress.reading.written_plan import read_written_meeting, read_written_plan, read_written_project

MOST_IN_HISTORY = 150
"""How much is spent on the causes of one commit, in judgings of a project: one of many commits, and not the one that
somebody looks at. `planpress diff` of the same two spends more."""

Ids = Mapping[str, str]
"""What stands for the content of each file, by path."""

Files = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlanSnapshot:
    """A plan at one revision, judged. `files` are the paths and ids of each project's files."""

    tree: Tree
    ids: Ids
    files: Mapping[str, Files]
    report: Report
    scores: ScoreCache


@dataclass(slots=True)
class PlanSnapshots:
    """Reads, judges and compares plans, and keeps what it read and judged."""

    _projects: dict[object, ReadProject] = field(default_factory=dict)
    _plans: dict[str, WrittenFile] = field(default_factory=dict)
    _written: dict[object, WrittenProject | None] = field(default_factory=dict)
    _evaluations: dict[object, Evaluation] = field(default_factory=dict)
    _scores: dict[str, ScoreCache] = field(default_factory=dict)

    def read(self, tree: Tree, ids: Ids, day: Callable[[], date]) -> Reading:
        """The plan of a tree, as of `day` where it names none."""
        files = folders(ids, tree.location)

        def keys(metrics: Mapping[str, Metric]) -> Mapping[str, object]:
            # The numbers of every table are read by the units of the metrics.
            return {name: (name, own, repr(metrics)) for name, own in files.items()}

        def known(metrics: Mapping[str, Metric]) -> Mapping[str, ReadProject]:
            return {name: self._projects[key] for name, key in keys(metrics).items() if key in self._projects}

        reading = read_plan(tree, day, known)
        if reading.plan is not None:
            found = keys(reading.plan.metrics).items()
            self._projects |= {key: reading.projects[name] for name, key in found if name in reading.projects}
        return reading

    def snapshot(
        self, tree: Tree, ids: Ids, plan: Plan, findings: tuple[Finding, ...] | None = None
    ) -> PlanSnapshot:
        """A plan that was read, without errors, judged; its findings are those given and those of what is concluded, or
        none."""
        files = folders(ids, tree.location)
        scores = self._scores.setdefault(repr((plan.scales, plan.impact, plan.feasibility, plan.priority)), {})
        judging = repr((plan.metrics, plan.cost_per_nine, plan.certainty))
        evaluations = {
            project.id: self._evaluation(project, plan, (files.get(project.id), judging)) for project in plan.projects
        }
        found = [] if findings is None else [*findings, *concluded_findings(plan, evaluations)]
        report = Report(plan, evaluations, order(plan, scores), in_file_order(found))
        return PlanSnapshot(tree, ids, files, report, scores)

    def sound(self, tree: Tree, ids: Ids, day: date) -> PlanSnapshot | tuple[Finding, ...]:
        """The plan of a tree without its findings, or its errors if it has any, all of them."""
        reading = self.read(tree, ids, lambda: day)
        errors = tuple(finding for finding in findings_of(reading) if finding.level == "error")
        return errors if reading.plan is None or errors else self.snapshot(tree, ids, reading.plan)

    def compare(
        self,
        old: PlanSnapshot,
        new: PlanSnapshot,
        tolerances: Mapping[str, float] | None = None,
        *,
        shares: bool = True,
        most: float = MOST_SPENT,
    ) -> Comparison:
        """What differs between two plans, which have no names yet, and because of what.

        `most` is how much may be spent on causes, in judgings; without `shares` a changed number is not split over the
        edits, which is most of that work.
        """
        changed = differing(old.ids, new.ids)
        before, after = (_with_meetings(one, changed) for one in (old, new))
        touched = _edited_projects(old, new)
        written = self._written_plan(old, touched, changed), self._written_plan(new, touched, changed)
        renamed = renames(written[0].projects, written[1].projects)
        made = edits(*written, renamed)
        counterfactuals = PartialPlans(
            written[0].plan, lambda name: self._written_project(old, name), before.plan, after.plan, made, renamed,
            (old.scores, new.scores), most,
        )  # fmt: skip
        return Comparison(
            base="",
            head="",
            edits=made,
            changes=tuple(compare(before, after, made, counterfactuals, renamed, tolerances or {}, shares=shares)),
            goalposts=tuple(goalposts(before, after, made, counterfactuals, renamed)),
            renamed=renamed,
            files=len(changed),
            location=after.plan.location,
        )

    def _evaluation(self, project: Project, plan: Plan, by: object) -> Evaluation:
        """What is concluded about a project `by` its files and a part of plan.yml. On the day it depends by the waivers
        that have ended."""
        ended = tuple(waiver.until < plan.as_of for waiver in project.waivers)
        key = project.id, by, repr(project.recorded), ended
        if key not in self._evaluations:
            self._evaluations[key] = judge(project, plan)
        return self._evaluations[key]

    def _written_plan(self, one: PlanSnapshot, touched: Set[str], changed: Set[str]) -> WrittenPlan:
        """What is written in the projects and about the meetings that have files that differ: only these can be
        edited."""
        name = one.ids.get(one.tree.location.plan, "")
        if name not in self._plans:
            self._plans[name] = read_written_plan(one.tree)
        names = sorted(touched & one.report.evaluations.keys())
        found = {name: self._written_project(one, name) for name in names}
        projects = {name: project for name, project in found.items() if project}
        return WrittenPlan(self._plans[name], projects, _written_meetings(one, changed))

    def _written_project(self, one: PlanSnapshot, name: str) -> WrittenProject | None:
        records = one.report.plan.records
        key = name, one.files.get(name), repr(recorded(records).get(name))
        if key not in self._written:
            self._written[key] = read_written_project(one.tree, name, records)
        return self._written[key]


def _with_meetings(one: PlanSnapshot, changed: Set[str]) -> Report:
    """What is concluded, with the meetings of the plan where something about one changed: most changes touch none."""
    plan = one.report.plan
    if not any(map(plan.location.is_meeting, changed)):
        return one.report
    meetings, _ = read_meetings(one.tree, None, plan.records)
    return replace(one.report, plan=replace(plan, meetings=meetings))


def _written_meetings(one: PlanSnapshot, changed: Set[str]) -> dict[str, WrittenFile]:
    """What is written about the meetings of which a file changed, by their ids."""
    location, records = one.tree.location, {record.meeting: record for record in one.report.plan.records}
    touched = (path for path in changed if location.is_meeting(path))
    paths = {path[: -len(RECORD)] + ".yml" if location.is_record(path) else path for path in touched}
    names = {path: path.rpartition("/")[2].rpartition(".")[0] for path in sorted(paths & one.ids.keys())}
    return {name: read_written_meeting(one.tree, path, records.get(name)) for path, name in names.items()}


def differing(old: Ids, new: Ids) -> frozenset[str]:
    """The paths whose files differ."""
    return frozenset(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def _edited_projects(old: PlanSnapshot, new: PlanSnapshot) -> Set[str]:
    """The ids of the projects that have files that differ, or about which meetings decided otherwise."""
    before, after = recorded(old.report.plan.records), recorded(new.report.plan.records)
    names = old.files.keys() | new.files.keys() | before.keys() | after.keys()
    return {name for name in names if (old.files.get(name), before.get(name)) != (new.files.get(name), after.get(name))}


def folders(ids: Ids, location: Location) -> dict[str, Files]:
    """The paths and ids of each project's files."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path, name in sorted(ids.items()):
        project = location.project_of(path)
        if project is not None:
            found.setdefault(project, []).append((path, name))
    return {name: tuple(files) for name, files in found.items()}


def findings_of(reading: Reading) -> tuple[Finding, ...]:
    """What was found in a plan."""
    return in_file_order([*reading.findings, *(lints.run(reading.plan) if reading.plan else ())])
