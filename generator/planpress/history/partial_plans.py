"""The base with some of the edits made: read, checked and judged by the same code as the two sides."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from planpress import lints
from planpress.comparing.conclusion_kind import SCORING, Scope
from planpress.comparing.value_diff import replay
from planpress.judging import judge
from planpress.lints.rules_and_tables import zero_weights
from planpress.lints.unknown_names import unknown_factor, unknown_scale
from planpress.lints.wrong_numbers import impossible_bounds, rating_off_scale
from planpress.model.change import Difference, Edit
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.ranking import Ranking
from planpress.model.report import Report
from planpress.model.written_values import WrittenFile, WrittenProject
from planpress.priorities import ScoreCache, order
from planpress.reading.written_plan import plan_of, project_of

Made = frozenset[int]

_ORDERING = SCORING | {"capacity", "screens", "status", "effort", "teams", "uses", "owner"}
_NOTHING = Ranking((), (), ())

_COSTS: Mapping[Scope, float] = {"evaluation": 1.0, "score": 0.25}
_ORDERED = 200
"""The projects that are put in order in the time in which one is judged with all its models."""

_OF_SCORES = (unknown_factor, rating_off_scale, unknown_scale, zero_weights, impossible_bounds)
"""The lints whose errors stand in the way of an order."""


@dataclass(eq=False)
class PartialPlans:
    """Two plans and the edits between them. Whatever was judged once is kept.

    `written` is the plan.yml of the base, and `written_project` gives what is written in one of its projects. `scores`
    are those under the plan.yml of the base, and of the head. `most` may be spent, in judgings of one project with all
    its models.
    """

    written: WrittenFile
    written_project: Callable[[str], WrittenProject | None]
    old: Plan
    new: Plan
    edits: tuple[Edit, ...]
    renamed: Mapping[str, str]
    scores: tuple[ScoreCache, ScoreCache]
    most: float
    spent: float = 0.0

    def __post_init__(self) -> None:
        edits, renamed, old, new = self.edits, self.renamed, self.old, self.new
        self._of_plan = frozenset(edit.number for edit in edits if edit.project is None)
        self._ordering = frozenset(edit.number for edit in edits if edit.top in _ORDERING or not edit.names)
        self._own: defaultdict[str, Made] = defaultdict(frozenset)
        for edit in edits:
            if edit.project is not None:
                self._own[edit.project] |= {edit.number}
        self._scores = {self._of_plan: self.scores[1], frozenset(): self.scores[0]}
        self._ids = {after: before for before, after in renamed.items()}
        moved = (replace(one, id=renamed[one.id]) if one.id in renamed else one for one in old.projects)
        self._before = {project.id: project for project in moved}
        self._after = {project.id: project for project in new.projects}
        self._concluded = cache(self._conclude)
        self._planned = cache(self._read_plan)
        self._read = cache(self._read_project)

    @property
    def is_spent(self) -> bool:
        """Whether `most` was spent."""
        return self.spent > self.most

    def report(self, scope: Scope, project: str, made: Made) -> Report | None:
        """What is concluded about a project with these edits made; see `Counterfactuals`."""
        if scope == "order":
            # Whatever the project, the order is one.
            return self._concluded(scope, "", made & self._ordering)
        return self._concluded(scope, project, made & (self._of_plan | self._own[project]))

    def _conclude(self, scope: Scope, name: str, made: Made) -> Report | None:
        self.spent += len(self._after) / _ORDERED if scope == "order" else _COSTS[scope]
        plan = self._planned(made & self._of_plan)
        if plan is None:
            return None
        if scope == "order":
            return self._order(plan, made)
        project = self._project(name, made)
        if project is None or (made and not _is_sound(project, plan)):
            return None
        alone = replace(plan, projects=(project,))
        if scope == "score":
            return Report(alone, {}, self._ranking(alone, made), ())
        return Report(alone, {name: judge(project, alone)}, _NOTHING, ())

    def _order(self, plan: Plan, made: Made) -> Report | None:
        names = [name for name in sorted(self._before.keys() | self._after.keys()) if not self._is_absent(name, made)]
        projects = tuple(project for name in names if (project := self._project(name, made)) is not None)
        whole = replace(plan, projects=projects)
        if len(projects) < len(names) or any(True for lint in _OF_SCORES for _ in lint.check(whole)):
            return None
        return Report(whole, {}, self._ranking(whole, made), ())

    def _ranking(self, plan: Plan, made: Made) -> Ranking:
        return order(plan, self._scores.setdefault(made & self._of_plan, {}))

    def _is_absent(self, name: str, made: Made) -> bool:
        """Whether the project is not there with these edits, being added or removed by one."""
        if name in self._before and name in self._after:
            return False
        return (self._own[name] <= made) != (name in self._after)

    def _read_plan(self, made: Made) -> Plan | None:
        data = replay(self.written.data, self._differences(made))
        return plan_of(data, self.new, ()) if made else replace(self.old, projects=())

    def _project(self, name: str, made: Made) -> Project | None:
        """A project with some of its own edits, under a plan with some of its own; None where it has an error."""
        if self._is_absent(name, made):
            return None
        return self._read(name, made & self._own[name], made & self._of_plan)

    def _read_project(self, name: str, made: Made, of_plan: Made) -> Project | None:
        plan = self._planned(of_plan)
        if plan is None:
            return None
        if plan.metrics == self.old.metrics and not made and name in self._before:
            return self._before[name]
        if plan.metrics == self.new.metrics and made == self._own[name] and name in self._after:
            return self._after[name]
        written = self.written_project(self._ids.get(name, name))
        if written is None:
            return None
        data = replay(written.value(), self._differences(made))
        return project_of(name, data, plan.metrics, plan.location)

    def _differences(self, made: Made) -> list[Difference]:
        return [edit.difference for edit in self.edits if edit.number in made and edit.difference]


def _is_sound(project: Project, plan: Plan) -> bool:
    """Whether a project can be judged: it has no error of its own. What it depends on is of no matter here."""
    alone = replace(plan, projects=(replace(project, depends_on=()),))
    return not any(finding.level == "error" for finding in lints.run(alone))
