"""The story in one screen: read -> check -> judge -> rank. What becomes of the report is told in `publishing`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from planpress import lints
from planpress.deciding import concluded_findings, with_open
from planpress.judging import judge
from planpress.model.errors import PlanpressError, concerning
from planpress.model.evaluation import Evaluation
from planpress.model.findings import Finding, in_file_order, listed_findings
from planpress.model.location import Location
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.report import Report
from planpress.model.sources import Place
from planpress.priorities import rank
from planpress.reading import epoch, kinds
from planpress.reading.decoding import decode
from planpress.reading.depth import excessive
from planpress.reading.disk import DiskTree
from planpress.reading.git.top_folder import top_of
from planpress.reading.locations import find_root, plan_at
from planpress.reading.plan_files import read_handwritten
from planpress.reading.plans import read_plan
from planpress.reading.tree import Tree


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan and everything that was found in it. The plan is None where plan.yml itself has errors.

    `evaluations` are those of the projects that had to be judged to find it.
    """

    plan: Plan | None
    findings: tuple[Finding, ...]
    projects: int
    evaluations: Mapping[str, Evaluation] = field(default_factory=dict)

    def failed(self, *, strict: bool = False) -> bool:
        """Whether anything found is an error; with `strict` a warning is one too."""
        return any(strict or finding.level == "error" for finding in self.findings)

    def with_findings(self, more: Iterable[Finding]) -> Checked:
        """The same plan, and more that was found in it."""
        return replace(self, findings=in_file_order([*self.findings, *more]))


class InvalidPlanError(PlanpressError):
    """The plan has errors, so that nothing can be concluded from it. `findings` are all of them."""

    def __init__(self, findings: tuple[Finding, ...], projects: int) -> None:
        super().__init__("\n".join(map(str, listed_findings(findings))))
        self.findings = findings
        self.projects = projects


def check(tree: Tree, default_as_of: Callable[[], date]) -> Checked:
    """Read a plan and find everything that is wrong with it, in file order."""
    return check_conclusions(check_written(tree, default_as_of))


def check_written(tree: Tree, default_as_of: Callable[[], date]) -> Checked:
    """The same without what follows from judging it."""
    reading = read_plan(tree, default_as_of)
    found = [*reading.findings, *read_handwritten(tree)]
    plan = reading.plan
    for narrative in (project.narrative for project in plan.projects) if plan else ():
        found += excessive(narrative.path, narrative.text) if narrative else ()
    listing = tree.listing()
    if listing.meetings:
        # Most plans have none.
        from planpress.reading.meetings import read_meetings

        meetings, wrong = read_meetings(tree, plan.as_of if plan else None, reading.records)
        found += wrong
        plan = replace(plan, meetings=meetings) if plan else None
    if plan is not None:
        found += lints.run(plan)
    return Checked(plan, in_file_order(found), len(listing.folders))


def check_conclusions(checked: Checked) -> Checked:
    """What was checked with what is wrong about its conclusions; as it is where it has errors."""
    plan = checked.plan
    if plan is None or checked.failed():
        return checked
    judged = dict(_judged(plan, filter(lints.must_be_judged, plan.projects), {}))
    return replace(checked, evaluations=judged).with_findings(concluded_findings(plan, judged))


def conclude(checked: Checked, *, strict: bool = False) -> Report:
    """Judge and rank a plan that was checked. Raises InvalidPlanError where it has errors."""
    plan = checked.plan
    if plan is None or checked.failed(strict=strict):
        raise InvalidPlanError(checked.findings, checked.projects)
    evaluations = dict(_judged(plan, plan.projects, checked.evaluations))
    return with_open(Report(plan, evaluations, rank(plan), checked.findings))


def _judged(
    plan: Plan, projects: Iterable[Project], known: Mapping[str, Evaluation]
) -> Iterator[tuple[str, Evaluation]]:
    """Each of these projects with what is concluded about it, those that are `known` as they are."""
    for project in projects:
        with concerning(project.path):
            yield project.id, known.get(project.id) or judge(project, plan)


def check_folder(root: Path, environment: Mapping[str, str] = os.environ, location: Location | None = None) -> Checked:
    """`check` for a plan on disk, below the folder `root`: at `location`, else where the site's settings have it."""
    tree = DiskTree(root, location=location) if location else plan_at(root)
    day = DefaultDay(root, environment, location=tree.location)
    checked = check(tree, day)
    special = [finding for path in tree.special() if (file := tree.file(path)) for finding in decode(file)[1]]
    return checked.with_findings([*day.findings(), *_not_whole(root, tree.location), *special])


def _not_whole(root: Path, location: Location) -> tuple[Finding, ...]:
    """What the plan lacks of what its repository has."""
    if top_of(root) is None:
        return ()
    from planpress.reading.git.plan_state import not_whole  # what reads git's index takes long to import

    return not_whole(root, location)


def load(root: str | Path = ".") -> Report:
    """The judged plan at `root`, or in the nearest folder above it, as frozen values.

    Raises NoPlanError where there is no plan, InvalidPlanError where it has errors.
    """
    return conclude(check_folder(find_root(Path(root))))


@dataclass(slots=True)
class DefaultDay:
    """The day that the plan at `root` speaks of if it names none: of the last commit to it, else
    SOURCE_DATE_EPOCH, else today. With `revision`, an id, commits up to that one count.

    Called, it gives that day; `doubt` then says why it may be another. Raises PlanpressError where SOURCE_DATE_EPOCH is
    asked and is no number of seconds.
    """

    root: Path
    environment: Mapping[str, str]
    revision: str | None = None
    doubt: str = ""
    location: Location = Location()

    def __call__(self) -> date:
        from planpress.reading.git.plan_state import CommitDay, last_commit_day  # for a plan without as_of alone

        committed = last_commit_day(self.root, self.revision, self.location)
        if committed == CommitDay(None) and self.revision is not None:
            committed = last_commit_day(self.root, location=self.location)
        day = committed.day or _day_without_git(self.environment)
        if committed.doubt:
            self.doubt = f"no as_of is written, and {day} may be the wrong day: {committed.doubt}; or write as_of"
        return day

    def doubts(self) -> tuple[str, ...]:
        """The doubt, if the day was asked for and there is one."""
        return (self.doubt,) if self.doubt else ()

    def findings(self) -> tuple[Finding, ...]:
        """The same as a finding."""
        return tuple(kinds.UNCERTAIN_COMMIT.at(Place(self.location.plan), doubt) for doubt in self.doubts())


def _day_without_git(environment: Mapping[str, str]) -> date:
    seconds = epoch.seconds(environment)
    return date.today() if seconds is None else datetime.fromtimestamp(seconds, UTC).date()
