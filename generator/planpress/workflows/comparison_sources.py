"""The two sides of a comparison: which trees they are, by what the command line names."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planpress.model.change import OnlySide
from planpress.model.errors import PlanpressError
from planpress.model.location import Location
from planpress.reading.disk import DiskTree
from planpress.reading.git.base_files import refuse_filtered
from planpress.reading.git.plan_state import left_out_plan
from planpress.reading.git.repository import NoPlanThenError, Repository
from planpress.reading.git.revision_names import ambiguities, moved_words
from planpress.reading.git.top_folder import below_top
from planpress.reading.git.tree_files import GitTree
from planpress.reading.git.work_tree import WorkTree
from planpress.reading.locations import SETTINGS, left_out, located, located_by, plan_at, settings_of
from planpress.reading.tree import Algorithm, MemoryTree, Tree, as_at, shared
from planpress.workflows.check_plan import DefaultDay


@dataclass(frozen=True, slots=True)
class ComparisonSources:
    """Two trees with their names. `day` is asked where a plan names none: the head's, for both, so that nothing seems
    to change because time has passed. `notes` are what has to be said of the sides themselves. `prefix` leads from
    the top of a repository to the head's folder. `only` names the side that alone has a plan: what stands for the other
    side is that plan without its projects."""

    old: Tree
    new: Tree
    base: str
    head: str
    day: Callable[[], date]
    algorithm: Algorithm
    notes: tuple[str, ...] = ()
    prefix: str = ""
    only: OnlySide | None = None
    doubts: Callable[[], Iterable[str]] = tuple
    """What has to be said of the day, once it was asked for."""


def folders(base: str, head: str) -> ComparisonSources:
    """Two folders, each with a plan. Paths are the head's, wherever in its folder the base has its plan."""
    old, new = plan_at(Path(base)), plan_at(Path(head))
    day = DefaultDay(new.root, os.environ, location=new.location)
    before, prefix = as_at(old, new.location), below_top(new.root)
    return ComparisonSources(before, new, base, head, day, "sha1", prefix=prefix, doubts=day.doubts)


@contextmanager
def revisions(
    place: Path,
    base: str | None,
    head: str | None,
    copy: Tree | None = None,
    *,
    location: Location | None = None,
    whole: bool = True,
) -> Iterator[ComparisonSources]:
    """Two revisions, or one and the working tree at `place`. `BASE...HEAD` names the commit at which the two parted.

    Without a base it is where the working tree and the default branch parted. `copy` stands for the working tree.
    The plan is at `location`, or where the site's settings have it.
    Unless it is `whole`, what a sparse checkout leaves out is in neither side.
    """
    location = location or located(place)
    repository = Repository.of(place, location)
    start, head, said = _named(repository, base, head)
    end = None if head is None else repository.commit(head)
    with ExitStack() as stack:
        after = None if end is None else _tree(stack, repository, end)
        work = _work_tree(stack, place, location, whole=whole) if end is None else None
        before = _tree(stack, repository, start, after)
        new: Tree | None = after or copy or work
        if before is None and new is None:
            repository.tree(start)  # raises, and says what to do
        day = DefaultDay(repository.root, os.environ, end or (start if new is None else None), location=location)
        now = _place(after, repository)
        then = now if before is None else _place(before, repository)
        yield ComparisonSources(
            old=_without_projects(new) if before is None else _base(before, new, work, repository.prefix),
            new=new or _without_projects(before),
            base=start[:7],
            head="the working tree" if end is None else end[:7],
            day=day,
            algorithm="sha1" if before is None else before.algorithm,
            notes=(*said, *_moved(then, now), *(work.notes if work else ())),
            prefix=repository.parted(now)[0],
            only="head" if before is None else "base" if new is None else None,
            doubts=day.doubts,
        )


def _work_tree(stack: ExitStack, place: Path, location: Location, *, whole: bool) -> WorkTree | None:
    """The working tree, None where it has no plan."""
    if (place / location.plan).is_file():
        work = WorkTree.of(DiskTree(place, location=location), whole=whole).without_what_is_missing()
        stack.callback(work.close)
        return work
    if (sparse := left_out_plan(place, location.plan)) is not None:
        raise left_out(location.plan, sparse)
    return None


def _base(before: GitTree, new: Tree | None, work: WorkTree | None, prefix: str) -> Tree:
    """The base under the paths of the head; what a working tree has as git has it is read there, for both."""
    if new is None:
        return before
    if work is not None:
        before.leave_out(work.left_out())
        refuse_filtered(before, work, new.ids(before.algorithm), prefix)
    old = as_at(before, new.location)
    if isinstance(new, GitTree):
        return old
    old = shared(old, new, before.algorithm)
    return old if work is None else work.under(old)


def gone_from(place: Path, base: str | None, head: str | None) -> Location | None:
    """Where a revision that is compared has the plan of this very folder, which may have none now, or be gone."""
    try:
        repository = Repository.of(place)
        start, head, _ = _named(repository, base, head)
        for revision in [start] if head is None else [start, repository.commit(head)]:
            plans = repository.plans(revision)
            for location in (located(place), _located_then(repository, revision)):
                if f"{repository.prefix}{location.folder}" in plans:
                    return location
    except PlanpressError:
        pass
    return None


def _located_then(repository: Repository, commit: str) -> Location:
    """Where the settings of a commit have the plan."""
    path = f"{repository.prefix}{SETTINGS}"
    with closing(repository.files(commit, path)) as tree:
        file = tree.file(path)
    if file is None or file.refusal is not None:
        return Location()
    return located_by(repository.root, settings_of(file.data)) or Location()


def _tree(stack: ExitStack, repository: Repository, commit: str, after: GitTree | None = None) -> GitTree | None:
    try:
        return stack.enter_context(closing(repository.tree(commit, after)))
    except NoPlanThenError:
        return None


def _without_projects(tree: Tree | None) -> Tree:
    """What stands for a side that has no plan: the other side's, before it had a project."""
    location = Location() if tree is None else tree.location
    plan = None if tree is None else tree.file(location.plan)
    return MemoryTree({} if plan is None else {location.plan: plan}, location)


def _named(repository: Repository, base: str | None, head: str | None) -> tuple[str, str | None, tuple[str, ...]]:
    """The id of the commit that the base names, the head's name, and what has to be said of names."""
    if base is None:
        return repository.merge_base(repository.default_branch(), repository.commit("HEAD")), head, ()
    dots = head is None and "..." in base
    if dots:
        base, _, head = base.partition("...")
        base, head = base or "HEAD", head or "HEAD"
    start = repository.commit(base)
    said = tuple(one for name in (base, head) if name is not None for one in ambiguities(repository.root, name))
    if dots and head is not None:
        start = repository.merge_base(start, repository.commit(head))
    return start, head, said


def _place(tree: GitTree | None, repository: Repository) -> str:
    return repository.place if tree is None or tree.moved_from is None else tree.moved_from


def _moved(then: str, now: str) -> Iterator[str]:
    if then != now:
        before, after = moved_words(then, now)
        yield f"the plan was moved: in the base it is in {before} of the repository, now in {after}"
