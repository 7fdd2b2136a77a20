"""The two sides of a comparison: which trees they are, by what the command line names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planpress.model.wording import visible
from planpress.pipeline import default_day
from planpress.reading.disk import DiskTree
from planpress.reading.git import Repository, below_top, last_commit_day
from planpress.reading.git_tree import GitTree
from planpress.reading.seen import Notes
from planpress.reading.tree import PLAN, Algorithm, IdentifiedTree
from planpress.writing.notes import FileNotes


@dataclass(frozen=True, slots=True)
class Sides:
    """Two trees with their names. `day` is asked where a plan names none: the head's, for both, so that nothing seems
    to change because time has passed. `notes_said` is what has to be said of the sides themselves. `prefix` leads from
    the top of a repository to the head's folder."""

    old: IdentifiedTree
    new: IdentifiedTree
    base: str
    head: str
    day: Callable[[], date]
    algorithm: Algorithm
    notes: Notes
    notes_said: tuple[str, ...] = ()
    prefix: str = ""


class NoNotes:
    """Keeps nothing."""

    def get(self, key: str) -> str | None:
        return None

    def put(self, key: str, text: str) -> None:
        pass


def are_folders(base: str | None, head: str | None) -> bool:
    """Whether two folders are named, each with a plan."""
    return all(name is not None and (Path(name) / PLAN).is_file() for name in (base, head))


@contextmanager
def folders(base: str, head: str, environment: Mapping[str, str]) -> Iterator[Sides]:
    """Two folders, each with a plan in its content/."""
    old, new = Path(base), Path(head)

    def day() -> date:
        return default_day(new, environment)

    yield Sides(DiskTree(old), DiskTree(new), base, head, day, "sha1", NoNotes(), prefix=below_top(new))


@contextmanager
def revisions(
    place: Path,
    base: str | None,
    head: str | None,
    environment: Mapping[str, str],
    working: IdentifiedTree | None = None,
) -> Iterator[Sides]:
    """Two revisions, or one and the working tree at `place`. `BASE...HEAD` names the commit at which the two parted.

    Without a base it is where the working tree and the default branch parted. `working` stands for the working tree.
    """
    repository = Repository.of(place)
    start, head = _named(repository, base, head)
    old = repository.tree(start)
    trees = [old]
    notes = FileNotes(repository.folder / "planpress-outlines.json")
    new: IdentifiedTree
    now = repository.prefix
    if head is None:
        new, name = working or DiskTree(place, notes), "the working tree"
    else:
        end = repository.commit(head)
        new, name = repository.tree(end), end[:7]
        trees.append(new)
        now = _prefix(new, repository)

    def day() -> date:
        committed = None if head is None else last_commit_day(place, end)
        return committed or default_day(place, environment)

    try:
        moved = tuple(_moved(_prefix(old, repository), now))
        yield Sides(old, new, start[:7], name, day, old.algorithm, notes, moved, now)
    finally:
        for tree in trees:
            tree.close()
        notes.save()


def _named(repository: Repository, base: str | None, head: str | None) -> tuple[str, str | None]:
    """The id of the commit that the base names, and the head's name."""
    if base is not None and head is None and "..." in base:
        one, _, other = base.partition("...")
        head = other or "HEAD"
        return repository.merge_base(repository.commit(one or "HEAD"), repository.commit(head)), head
    if base is None:
        return repository.merge_base(repository.default_branch(), repository.commit("HEAD")), head
    return repository.commit(base), head


def _prefix(tree: GitTree, repository: Repository) -> str:
    return repository.prefix if tree.moved_from is None else tree.moved_from


def _moved(then: str, now: str) -> Iterator[str]:
    if then != now:
        before, after = (visible(name.rstrip("/")) or "the top" for name in (then, now))
        yield f"the plan was moved: in the base it is in {before} of the repository, now in {after}"
