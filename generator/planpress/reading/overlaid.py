"""A tree of files, and those of another one where it has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planpress.model.location import Location
from planpress.model.sources import SourceFile
from planpress.reading.tree import Algorithm, IdentifiedTree, InterceptedTree, Tree


@dataclass(slots=True)
class Overlaid:
    """The files of `tree`, and those of `more` that it does not have. The ids are those of `tree` alone."""

    tree: IdentifiedTree
    more: Tree

    @property
    def location(self) -> Location:
        return self.tree.location

    def folders(self) -> tuple[str, ...]:
        return _both(self.tree.folders(), self.more.folders())

    def strays(self) -> tuple[str, ...]:
        return _both(self.tree.strays(), self.more.strays())

    def paths(self) -> tuple[str, ...]:
        return _both(self.tree.paths(), self.more.paths())

    def pages(self) -> tuple[str, ...]:
        return _both(self.tree.pages(), self.more.pages())

    def meetings(self) -> tuple[str, ...]:
        return _both(self.tree.meetings(), self.more.meetings())

    def file(self, path: str) -> SourceFile | None:
        return self.tree.file(path) or self.more.file(path)

    def ids(self, algorithm: Algorithm) -> Mapping[str, str]:
        return self.tree.ids(algorithm)


@dataclass(slots=True)
class Copied(Overlaid):
    """A copy of a plan, of some of whose files the ids are `known`: what stands there may be what git made of it."""

    known: Mapping[str, str]

    def ids(self, algorithm: Algorithm) -> Mapping[str, str]:
        known = {path: name for path, name in self.known.items() if self.location.belongs(path)}
        return {**self.tree.ids(algorithm), **known}


@dataclass(frozen=True, slots=True)
class Shared(InterceptedTree):
    """Another tree, some of whose files are read elsewhere."""

    tree: IdentifiedTree

    @classmethod
    def of(cls, tree: IdentifiedTree, work: IdentifiedTree, algorithm: Algorithm) -> Shared:
        """A revision; what the working tree has with the same id is read there, for both alike. Git may keep another
        form of it, which only a program could turn into what is there."""
        then, now = tree.ids(algorithm), work.ids(algorithm)
        # Of what is no file, the id has git's mode in front.
        same = {path for path, name in then.items() if " " not in name and now.get(path) == name}
        return cls(tree, lambda path: (work if path in same else tree).file(path))

    def ids(self, algorithm: Algorithm) -> Mapping[str, str]:
        return self.tree.ids(algorithm)


def _both(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*some, *others})) if others else some
