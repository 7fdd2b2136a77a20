"""The files of a plan, wherever they are: on disk, in a git revision or in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Literal, Protocol

from planpress.model.location import Location
from planpress.model.sources import SourceFile, is_text

LARGEST_DEFINITION = 1_000_000
LARGEST_DATA = 8_000_000

Algorithm = Literal["sha1", "sha256"]

LINK, SUBMODULE = "120000", "160000"
"""The modes by which git knows these."""
_MOST_LINKS = 40
"""On one way, as on most systems."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a tree has, sorted. All but the names of folders are paths."""

    folders: tuple[str, ...] = ()
    """The names of the folders of projects, which have a project.yml."""
    strays: tuple[str, ...] = ()
    """The files that stand directly in the folder of projects."""
    paths: tuple[str, ...] = ()
    """All files in the plan's folder but for hidden ones."""
    meetings: tuple[str, ...] = ()
    """The YAML files of meetings; their folder where it is no folder."""

    @property
    def pages(self) -> tuple[str, ...]:
        """The hand-written Markdown texts."""
        return tuple(filter(is_text, self.paths))


class Tree(Protocol):
    """Paths are relative to the plan's root, with forward slashes."""

    @property
    def location(self) -> Location:
        """Where below the root the plan lies."""

    def listing(self) -> Listing:
        """What there is, as of now."""

    def file(self, path: str) -> SourceFile | None:
        """A file, or None where there is none. What must not be read comes back with a refusal."""

    def ids(self, algorithm: Algorithm) -> Mapping[str, str]:
        """An id of the content of each file that belongs to the plan, by path: where two are equal, so are the files.

        The ids are git's, so that files on disk can be told from those of a revision without reading both.
        """


def content_id(data: bytes, algorithm: Algorithm) -> str:
    """The id that git gives to a file with this content."""
    return content_id_of([data], len(data), algorithm)


def content_id_of(pieces: Iterable[bytes], size: int, algorithm: Algorithm) -> str:
    """The same of a content of `size` bytes that comes in pieces."""
    found = hashlib.new(algorithm, b"blob %d\0" % size, usedforsecurity=False)
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()


def largest(path: str) -> int:
    """The most bytes that a file of this name may have."""
    return LARGEST_DEFINITION if is_definition(path) or is_text(path) else LARGEST_DATA


def is_definition(path: str) -> bool:
    """Whether a file of this name is one that people write by hand, key by key."""
    return path.endswith(("/project.yml", "/plan.yml")) or ("/meetings/" in path and path.endswith((".yml", ".yaml")))


def oversize(path: str, size: int) -> SourceFile | None:
    """The refusal of a file of `size` bytes, or None where it may be read."""
    most = largest(path)
    if size <= most:
        return None
    sizes = f"has {size / 1e6:.1f} MB, the most is {most / 1e6:.0f} MB"
    way_out = "write one row a model, and keep raw data elsewhere"
    if is_definition(path) or is_text(path):
        way_out = f"{'cut it into pages, and ' if is_text(path) else ''}keep data in a table beside it"
    return SourceFile(path, b"", f"{sizes}; {way_out}", oversize=True)


@dataclass(frozen=True, slots=True)
class MemoryTree:
    """A tree of files in memory."""

    files: dict[str, SourceFile] = field(default_factory=dict)
    location: Location = Location()

    @classmethod
    def of(cls, texts: Iterable[tuple[str, str | bytes]], location: Location = Location()) -> MemoryTree:
        contents = ((path, text.encode() if isinstance(text, str) else text) for path, text in texts)
        return cls({path: SourceFile(path, data) for path, data in contents}, location)

    def listing(self) -> Listing:
        start = f"{self.location.projects}/"
        below = [path[len(start) :].split("/") for path in self.files if path.startswith(start)]
        return Listing(
            tuple(sorted({name for name, *rest in below if rest == ["project.yml"]})),
            tuple(sorted(start + name for name, *rest in below if not rest)),
            tuple(sorted(filter(self.location.shows, self.files))),
            tuple(sorted(filter(self.location.names_meeting, self.files))),
        )

    def file(self, path: str) -> SourceFile | None:
        file = self.files.get(path)
        return file and (oversize(path, len(file.data)) or file)

    def ids(self, algorithm: Algorithm) -> dict[str, str]:
        own = filter(self.location.belongs, self.files)
        return {path: content_id(self.files[path].data, algorithm) for path in own}


@dataclass(frozen=True, slots=True)
class MovedTree:
    """Another tree as if its plan lay at `location`: its files under the paths that they would have there."""

    tree: Tree
    location: Location

    def listing(self) -> Listing:
        there = self.tree.listing()
        here = (tuple(map(self._here, paths)) for paths in (there.strays, there.paths, there.meetings))
        return Listing(there.folders, *here)

    def file(self, path: str) -> SourceFile | None:
        there = f"{self.tree.location.folder}{path[len(self.location.folder) :]}"
        file = self.tree.file(there) if self.location.holds(path) else None
        return None if file is None else replace(file, path=path)

    def ids(self, algorithm: Algorithm) -> dict[str, str]:
        return {self._here(path): name for path, name in self.tree.ids(algorithm).items()}

    def _here(self, path: str) -> str:
        return f"{self.location.folder}{path[len(self.tree.location.folder) :]}"


def as_at(tree: Tree, location: Location) -> Tree:
    return tree if tree.location == location else MovedTree(tree, location)


@dataclass(frozen=True, slots=True)
class InterceptedTree:
    """Another tree that lists the same files, each of which `read` gives; of some the ids are `known`."""

    tree: Tree
    read: Callable[[str], SourceFile | None]
    known: Mapping[str, str] = field(default_factory=dict)

    @property
    def location(self) -> Location:
        return self.tree.location

    def listing(self) -> Listing:
        return self.tree.listing()

    def file(self, path: str) -> SourceFile | None:
        return self.read(path)

    def ids(self, algorithm: Algorithm) -> dict[str, str]:
        known = {path: name for path, name in self.known.items() if self.location.belongs(path)}
        return {**self.tree.ids(algorithm), **known}


def shared(tree: Tree, work: Tree, algorithm: Algorithm) -> Tree:
    """A revision; what the working tree has with the same id is read there, for both alike. Git may keep another form
    of it, which only a program could turn into what is there."""
    then, now = tree.ids(algorithm), work.ids(algorithm)
    # Of what is no file, the id has git's mode in front.
    same = {path for path, name in then.items() if " " not in name and now.get(path) == name}
    return InterceptedTree(tree, lambda path: (work if path in same else tree).file(path))


@dataclass(slots=True)
class Overlaid:
    """The files of `tree`, and those of `more` that it does not have. The ids are those of `tree` alone."""

    tree: Tree
    more: Tree

    @property
    def location(self) -> Location:
        return self.tree.location

    def listing(self) -> Listing:
        one, other = self.tree.listing(), self.more.listing()
        pairs = ((getattr(one, part.name), getattr(other, part.name)) for part in fields(Listing))
        return Listing(*(tuple(sorted({*here, *there})) for here, there in pairs))

    def file(self, path: str) -> SourceFile | None:
        return self.tree.file(path) or self.more.file(path)

    def ids(self, algorithm: Algorithm) -> Mapping[str, str]:
        return self.tree.ids(algorithm)


def followed(path: str, links: Mapping[str, str]) -> str | None:
    """Where a path leads if all links on the way are followed, of which `links` has the targets; None for a way that
    is absolute, leads out at the top, or goes round in a circle."""
    if not links:
        return path
    pending = path.split("/")[::-1]
    done: list[str] = []
    count = 0
    while pending:
        part = pending.pop()
        if part in ("", "."):
            continue
        if part == "..":
            if not done:
                return None
            done.pop()
            continue
        done.append(part)
        target = links.get("/".join(done))
        if target is not None:
            count += 1
            if count > _MOST_LINKS or target.startswith("/") or not target:
                return None
            done.pop()
            pending += target.split("/")[::-1]
    return "/".join(done)


def is_apart(path: str, folder: str) -> bool:
    """Whether a link does not lie in the folder that it leads to."""
    return not f"{path}/".startswith(f"{folder}/")
