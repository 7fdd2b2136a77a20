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
from planpress.reading.git import Repository, last_commit_day
from planpress.reading.git_tree import GitTree
from planpress.reading.outlines import Notes
from planpress.reading.tree import PLAN, Algorithm, Tree
from planpress.writing.notes import FileNotes


@dataclass(frozen=True, slots=True)
class Sides:
    """Two trees with their names. `day` is asked where a plan names none: the head's, for both, so that nothing seems
    to change because time has passed. `notes_said` is what has to be said of the sides themselves."""

    old: Tree
    new: Tree
    base: str
    head: str
    day: Callable[[], date]
    algorithm: Algorithm
    notes: Notes
    notes_said: tuple[str, ...] = ()


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
    yield Sides(DiskTree(old), DiskTree(new), base, head, lambda: default_day(new, environment), "sha1", NoNotes())


@contextmanager
def revisions(place: Path, base: str | None, head: str | None, environment: Mapping[str, str]) -> Iterator[Sides]:
    """Two revisions, or one and the working tree at `place`. `BASE...HEAD` names the commit at which the two parted.

    Without a base it is where the working tree and the default branch parted.
    """
    repository = Repository.of(place)
    if base is not None and head is None and "..." in base:
        one, _, other = base.partition("...")
        head = other or "HEAD"
        start = repository.merge_base(repository.commit(one or "HEAD"), repository.commit(head))
    elif base is None:
        start = repository.merge_base(repository.default_branch(), repository.commit("HEAD"))
    else:
        start = repository.commit(base)
    old = repository.tree(start)
    trees = [old]
    notes = FileNotes(repository.folder / "planpress-outlines.json")
    new: Tree
    if head is None:
        new, name = DiskTree(place), "the working tree"
    else:
        end = repository.commit(head)
        new, name = repository.tree(end), end[:7]
        trees.append(new)

    def day() -> date:
        committed = None if head is None else last_commit_day(place, end)
        return committed or default_day(place, environment)

    try:
        yield Sides(old, new, start[:7], name, day, old.algorithm, notes, tuple(_moved(trees, repository)))
    finally:
        for tree in trees:
            tree.close()
        notes.save()


def _moved(trees: list[GitTree], repository: Repository) -> Iterator[str]:
    for tree in trees:
        if tree.moved_from is not None:
            now, then = (visible(name.rstrip("/")) or "the top" for name in (repository.prefix, tree.moved_from))
            yield f"the plan was moved: in the base it is in {then} of the repository, now in {now}"
