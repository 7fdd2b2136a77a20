"""The base with some of the edits made: read, checked and judged by the same code as the two sides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from planpress import lints
from planpress.comparing.conclusion_kind import MOST_SPENT, SCORING, Scope
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

_ORDERING = SCORING | {"capacity", "screens", "effort"}
_NOTHING = Ranking((), (), ())

_COSTS: Mapping[Scope, float] = {"evaluation": 1.0, "score": 0.25}
_ORDERED = 200
"""The projects that are put in order in the time in which one is judged with all its models."""

_OF_SCORES = (unknown_factor, rating_off_scale, unknown_scale, zero_weights, impossible_bounds)
"""The lints whose errors stand in the way of an order."""


@dataclass(slots=True)
class PartialPlans:
    """Two plans and the edits between them. Whatever was judged once is kept.

    `written` is the plan.yml of the base, and `written_project` gives what is written in one of its projects.
    `memories` keep the scores under the plan.yml of the base, and of the head.
    """

    written: WrittenFile
    written_project: Callable[[str], WrittenProject | None]
    old: Plan
    new: Plan
    edits: tuple[Edit, ...]
    renamed: Mapping[str, str]
    memories: tuple[ScoreCache, ScoreCache]
    most: float = MOST_SPENT
    spent: float = 0.0
    _of_plan: Made = frozenset()
    _own: dict[str, Made] = field(default_factory=dict)
    _ordering: Made = frozenset()
    _before: dict[str, Project] = field(default_factory=dict)
    _after: dict[str, Project] = field(default_factory=dict)
    _plans: dict[Made, Plan | None] = field(default_factory=dict)
    _projects: dict[tuple[str, Made, Made], Project | None] = field(default_factory=dict)
    _reports: dict[tuple[str, str, Made], Report | None] = field(default_factory=dict)
    _memories: dict[Made, ScoreCache] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._of_plan = frozenset(edit.number for edit in self.edits if edit.project is None)
        for edit in self.edits:
            if edit.project is not None:
                self._own[edit.project] = self._own.get(edit.project, frozenset()) | {edit.number}
        self._ordering = frozenset(edit.number for edit in self.edits if edit.top in _ORDERING or not edit.names)
        self._memories = {self._of_plan: self.memories[1], frozenset(): self.memories[0]}
        for project in self.old.projects:
            name = self.renamed.get(project.id, project.id)
            self._before[name] = project if name == project.id else replace(project, id=name)
        self._after = {project.id: project for project in self.new.projects}

    @property
    def is_spent(self) -> bool:
        """Whether `most` was spent, in judgings of one project with all its models."""
        return self.spent > self.most

    def report(self, scope: Scope, project: str, made: Made) -> Report | None:
        """What is concluded about a project with these edits made; see `Counterfactuals`."""
        if scope == "order":
            # Whatever the project, the order is one.
            made, project = made & self._ordering, ""
        else:
            made &= self._of_plan | self._own.get(project, frozenset())
        key = (scope, project, made)
        if key not in self._reports:
            self.spent += len(self._after) / _ORDERED if scope == "order" else _COSTS[scope]
            self._reports[key] = self._order(made) if scope == "order" else self._one(scope, project, made)
        return self._reports[key]

    def _one(self, scope: Scope, name: str, made: Made) -> Report | None:
        plan, project = self._plan(made), self._project(name, made)
        if plan is None or project is None:
            return None
        if made and not _is_sound(project, plan):
            return None
        alone = replace(plan, projects=(project,))
        if scope == "score":
            return Report(alone, {}, order(alone, self._memory(made)), ())
        return Report(alone, {name: judge(project, alone)}, _NOTHING, ())

    def _order(self, made: Made) -> Report | None:
        plan = self._plan(made)
        if plan is None:
            return None
        projects = []
        for name in sorted(self._before.keys() | self._after.keys()):
            project = self._project(name, made)
            if project is not None:
                projects.append(project)
            elif not self._is_absent(name, made):
                return None
        whole = replace(plan, projects=tuple(projects))
        if any(True for lint in _OF_SCORES for _ in lint.check(whole)):
            return None
        return Report(whole, {}, order(whole, self._memory(made)), ())

    def _memory(self, made: Made) -> ScoreCache:
        return self._memories.setdefault(made & self._of_plan, {})

    def _is_absent(self, name: str, made: Made) -> bool:
        """Whether the project is not there with these edits, being added or removed by one."""
        if name in self._before and name in self._after:
            return False
        own = self._own.get(name, frozenset())
        return not own <= made if name in self._after else own <= made

    def _plan(self, made: Made) -> Plan | None:
        made &= self._of_plan
        if made not in self._plans:
            data = replay(self.written.data, self._differences(made))
            self._plans[made] = plan_of(data, self.new, ()) if made else replace(self.old, projects=())
        return self._plans[made]

    def _project(self, name: str, made: Made) -> Project | None:
        """A project with some of its own edits, under a plan with some of its own; None where it has an error."""
        if self._is_absent(name, made):
            return None
        own = self._own.get(name, frozenset())
        key = (name, made & own, made & self._of_plan)
        if key not in self._projects:
            self._projects[key] = self._read(name, key[1], key[2])
        return self._projects[key]

    def _read(self, name: str, made: Made, of_plan: Made) -> Project | None:
        plan = self._plan(of_plan)
        if plan is None:
            return None
        if plan.metrics == self.old.metrics and not made and name in self._before:
            return self._before[name]
        if plan.metrics == self.new.metrics and made == self._own.get(name, frozenset()) and name in self._after:
            return self._after[name]
        written = self.written_project(next((one for one, other in self.renamed.items() if other == name), name))
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
