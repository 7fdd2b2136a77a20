"""The history of a plan: what its commits changed, for the terminal and for its pages."""

from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from planpress.history.plan_snapshots import Ids
from planpress.history.project_timelines import timelines
from planpress.history.walking import WalkRequest, walk
from planpress.model.errors import PlanpressError
from planpress.model.report import Report
from planpress.model.timelines import NOT_COMMITTED, Commit, History
from planpress.model.wording import did_you_mean, quoted
from planpress.reading.commits import revisions
from planpress.reading.disk import DiskTree
from planpress.reading.git.process import GitError, NoRepositoryError
from planpress.reading.git.repository import Repository
from planpress.reading.git.revision_names import ambiguities
from planpress.reading.git.work_tree import WorkTree
from planpress.reading.locations import located
from planpress.reading.tree import Tree, as_at

MOST_ON_PAGES = 100
"""The commits to the plan that pages show where nobody asks for another number."""


def log(root: Path, project: str | None, since: str | None, most: int) -> History:
    """What `planpress log` shows: the newest `most` commits that changed a conclusion, of the plan or of one project.

    `since` is a day, as 2019-05-01, or a revision. Raises PlanpressError where there is no git, no commit, or none with
    such a project.
    """
    repository = Repository.of(root, located(root))
    head = repository.commit("HEAD")
    after, day, said = None, None, tuple[str, ...]()
    if since is not None:
        with suppress(ValueError):
            day = date.fromisoformat(since)
        if day is None:
            after, said = repository.since(repository.commit(since), head), tuple(ambiguities(root, since))
    found = walk(repository, WalkRequest(project, after, day, most))
    if project is not None and found.project is None:
        asked = ", as far as was asked" if since is not None else ""
        known = DiskTree(root, location=repository.location).folders()
        raise PlanpressError(f"no commit here has a project {quoted(project)}{asked}{did_you_mean(project, known)}")
    return replace(found, notes=(*said, *found.notes))


def with_history(report: Report, root: Path, asked: bool | int) -> Report:
    """The report with the history of its plan, as far as this clone has it, and what has to be said of that.

    Without git, without a commit and where it is not asked for, no project has a history.
    """
    most = MOST_ON_PAGES if asked is True else int(asked)
    if most < 1:
        return report
    try:
        repository = Repository.of(root, report.plan.location)
        head = repository.commit("HEAD")
        found = walk(repository, WalkRequest(commits=most, marks=True), _uncommitted(repository, head, root))
    except NoRepositoryError:
        return report
    except GitError as problem:
        return replace(report, limits=f"no history: {problem}")
    said = ""
    if found.end == "shallow":
        said = "this clone is shallow, and the history on pages ends with it; fetch the rest: git fetch --unshallow"
    return replace(report, timelines=timelines(found, report.plan.location), limits=said)


def _uncommitted(repository: Repository, head: str, root: Path) -> tuple[Commit, Tree, Ids] | None:
    """The working tree, where it is not as the last commit left it. It is dated as that, whatever the clock says."""
    last = next(revisions(repository, head), None)
    if last is None:
        return None
    committed = repository.planned(last.commit.id, last.place, last.entries)
    with closing(committed) as then, closing(WorkTree.of(DiskTree(root, location=repository.location))) as tree:
        ids = tree.ids(then.algorithm)
        if ids == as_at(then, repository.location).ids(then.algorithm):
            return None
    return Commit(NOT_COMMITTED, last.commit.when, "not committed"), tree, ids
