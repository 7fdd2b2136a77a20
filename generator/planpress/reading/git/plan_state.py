"""What git says of a plan as it is here: the day of the last commit that touched it, whether it was edited since, and
what the working tree lacks of it, although nobody deleted that."""

import shlex
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planpress.model.findings import Finding
from planpress.model.location import Location
from planpress.model.sources import Place
from planpress.model.wording import few, visible
from planpress.reading import kinds
from planpress.reading.disk import DiskTree
from planpress.reading.git.process import GitError, NoRepositoryError, NoSuchNameError, git
from planpress.reading.git.repository import Repository
from planpress.reading.git.revision_names import deepen
from planpress.reading.git.work_tree import Index, WorkTree
from planpress.reading.tree import SUBMODULE


@dataclass(frozen=True, slots=True)
class CommitDay:
    """The day, in its committer's time zone, of the last commit that touched a plan; None where there is none.

    `doubt` says why it may be another day, or why git did not say; it is empty where the day is sure.
    """

    day: date | None
    doubt: str = ""


def last_commit_day(root: Path, revision: str | None = None, location: Location = Location()) -> CommitDay:
    """The day of the last commit that touched the plan: of the commit `revision`, an id, and those before it; of HEAD
    where none is named."""
    asked = ("log", "-1", "--format=%cs %H %P", *([revision] if revision else []), "--", location.folder)
    try:
        day, commit, *parents = git(root, *asked).split() or ["", ""]
        found = None if not day else date.fromisoformat(day)
        if found is None or parents or not Repository.of(root).is_cut(commit):
            behind = found is not None and (root / location.folder).is_symlink()
            said = f"{location.folder}/ is a link, and git does not say when what it leads to was changed"
            return CommitDay(found, said if behind else "")
    except (NoRepositoryError, NoSuchNameError):
        return CommitDay(None)
    except GitError as problem:
        return CommitDay(None, str(problem))
    except ValueError:
        return CommitDay(None, "git gives no date for the last commit")
    folder = location.folder
    where = f"this clone is shallow and ends at {commit[:7]}, and the last commit to {folder}/ may be an earlier one"
    return CommitDay(found, f"{where}; {deepen(root)}")


def plan_words(root: Path, location: Location = Location()) -> str:
    """The last commit that touched the plan, and whether it was edited since; empty without git or a commit.

    Raises GitError where there is a repository and it does not answer.
    """
    try:
        repository = Repository.of(root, location)
        commit = git(root, "log", "-1", "--format=%H", "--", location.folder).strip()
    except (NoRepositoryError, NoSuchNameError):
        return ""
    if not commit:
        return ""
    planned = repository.planned(repository.commit("HEAD"), repository.place)
    with closing(planned) as then, closing(WorkTree.of(DiskTree(root, location=location))) as now:
        edited = then.ids(then.algorithm) != now.ids(then.algorithm)
    return f"{commit[:7]} with edits" if edited else commit[:7]


def not_whole(root: Path, location: Location = Location()) -> tuple[Finding, ...]:
    """What the plan at `root`, in a repository, lacks; nothing where no git says so."""
    try:
        return tuple(_missing(Index.of(root, location.folder), location))
    except GitError:
        return ()


def _missing(index: Index, location: Location) -> Iterator[Finding]:
    absent = sorted(index.absent())
    sparse = [path for path in absent if index.files[path].left_out]
    if sparse:
        said = f"a sparse checkout leaves out {few([visible(path) for path in sparse])}, so that the plan is not whole"
        yield kinds.NOT_WHOLE.at(Place(location.plan), f"{said}; git sparse-checkout disable")
    for path in absent:
        if not index.files[path].left_out:
            said = "is not here, and git was told to assume that it is unchanged"
            yield kinds.NOT_WHOLE.at(Place(path), f"{said}; git checkout -- {visible(shlex.quote(path))}")
    for path in (path for path, tracked in index.files.items() if tracked.mode == SUBMODULE):
        said = f"is a submodule that is not here; git submodule update --init -- {visible(shlex.quote(path))}"
        yield kinds.NOT_WHOLE.at(Place(path), said)


def left_out_plan(start: Path, plan: str) -> Path | None:
    """The nearest folder upward whose plan.yml, at the path `plan` from it, a sparse checkout leaves out; None where
    there is none."""
    for folder in (start, *start.parents):
        try:
            if git(folder, "ls-files", "-t", "-z", "--", plan).startswith("S "):
                return folder
        except GitError:
            return None
    return None
