"""The story in one screen: read -> check -> judge -> rank. What becomes of the report is told in `publishing`."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from planpress import lints
from planpress.judging import judge
from planpress.model.errors import PlanpressError, concerning
from planpress.model.evaluation import Evaluation
from planpress.model.findings import Finding, in_file_order
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.report import Report
from planpress.priorities import rank
from planpress.reading import epoch
from planpress.reading.depth import excessive
from planpress.reading.disk import DiskTree, find_root
from planpress.reading.git import last_commit_day
from planpress.reading.handwritten import read_handwritten
from planpress.reading.plans import read_plan
from planpress.reading.text import decode
from planpress.reading.tree import Tree


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan and everything that was found in it. The plan is None where plan.yml itself has errors."""

    plan: Plan | None
    findings: tuple[Finding, ...]
    projects: int

    def failed(self, *, strict: bool = False) -> bool:
        """Whether anything found is an error; with `strict` a warning is one too."""
        return any(strict or finding.level == "error" for finding in self.findings)


class InvalidPlanError(PlanpressError):
    """The plan has errors, so that nothing can be concluded from it. `findings` are all of them."""

    def __init__(self, findings: tuple[Finding, ...], projects: int) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings
        self.projects = projects


def check(tree: Tree, default_as_of: Callable[[], date]) -> Checked:
    """Read a plan and find everything that is wrong with it, in file order."""
    reading = read_plan(tree, default_as_of)
    found = [*reading.findings, *read_handwritten(tree, excessive)]
    plan = reading.plan
    for narrative in (project.narrative for project in plan.projects) if plan else ():
        found += excessive(narrative.path, narrative.text) if narrative else ()
    if tree.meetings():
        # Most plans have none.
        from planpress.reading.meetings import read_meetings

        meetings, wrong = read_meetings(tree, plan.as_of if plan else None)
        found += wrong
        plan = replace(plan, meetings=meetings) if plan else None
    if plan is not None:
        found += lints.run(plan)
    return Checked(plan, in_file_order(found), len(tree.folders()))


def conclude(checked: Checked, *, strict: bool = False) -> Report:
    """Judge and rank a plan that was checked. Raises InvalidPlanError where it has errors."""
    plan = checked.plan
    if plan is None or checked.failed(strict=strict):
        raise InvalidPlanError(checked.findings, checked.projects)
    evaluations = {project.id: _judged(project, plan) for project in plan.projects}
    return Report(plan, evaluations, rank(plan), checked.findings)


def _judged(project: Project, plan: Plan) -> Evaluation:
    with concerning(project.path):
        return judge(project, plan)


def check_folder(root: Path, environment: Mapping[str, str] = os.environ) -> Checked:
    """`check` for a plan on disk; `root` is the folder that has content/."""
    tree = DiskTree(root)
    checked = check(tree, lambda: default_day(root, environment))
    special = [finding for path in tree.special() if (file := tree.file(path)) for finding in decode(file)[1]]
    return replace(checked, findings=in_file_order([*checked.findings, *special])) if special else checked


def load(root: str | Path = ".") -> Report:
    """The judged plan at `root`, or in the nearest folder above it, as frozen values.

    Raises NoPlanError where there is no plan, InvalidPlanError where it has errors.
    """
    return conclude(check_folder(find_root(Path(root))))


def default_day(root: Path, environment: Mapping[str, str]) -> date:
    """The day a plan speaks of if it names none: of the last commit to content/, else SOURCE_DATE_EPOCH, else today.

    Raises PlanpressError where SOURCE_DATE_EPOCH is asked and is no number of seconds.
    """
    committed = last_commit_day(root)
    if committed is not None:
        return committed
    seconds = epoch.seconds(environment)
    return date.today() if seconds is None else datetime.fromtimestamp(seconds, UTC).date()
