"""The files of a plan, wherever they are: on disk, in a git revision or in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from planpress.model.sources import SourceFile

CONTENT = "content"
PLAN = f"{CONTENT}/plan.yml"
PROJECTS = f"{CONTENT}/projects"
MEETINGS = f"{CONTENT}/meetings"

PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What the name of a page ends with, as MkDocs has it: in small letters alone."""

LARGEST_DEFINITION = 1_000_000
LARGEST_DATA = 8_000_000


Algorithm = Literal["sha1", "sha256"]


class Tree(Protocol):
    """Paths are relative to the plan's root, with forward slashes."""

    def folders(self) -> tuple[str, ...]:
        """The names of the folders under content/projects/, sorted."""

    def strays(self) -> tuple[str, ...]:
        """The paths of files that stand directly in content/projects/, sorted."""

    def paths(self) -> tuple[str, ...]:
        """The paths of all files below content/ but for hidden ones, sorted."""

    def pages(self) -> tuple[str, ...]:
        """The paths of the hand-written Markdown texts below content/, sorted."""

    def meetings(self) -> tuple[str, ...]:
        """The paths of the YAML files below content/meetings/, sorted; that path itself where it is no folder."""

    def file(self, path: str) -> SourceFile | None:
        """A file, or None where there is none. What must not be read comes back with a refusal."""


class IdentifiedTree(Tree, Protocol):
    """A tree that can say which files differ from those of another, without their being read."""

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


def link_id(target: bytes, algorithm: Algorithm) -> str:
    """The id of a link that leads to no file of the plan: no file has it."""
    return f"120000 {content_id(target, algorithm)}"


def belongs(path: str) -> bool:
    """Whether a file below content/ is a part of the plan: not one that is published as it is, such as a picture."""
    return path == PLAN or is_text(path) or path.startswith(PROJECTS + "/")


def is_text(path: str) -> bool:
    """Whether a file of this name holds Markdown. With capitals in its ending MkDocs makes no page of it."""
    return path.lower().endswith(PAGE_ENDINGS)


def is_narrative(path: str) -> bool:
    """Whether a file of this name is a part of a project's page, and no page by itself."""
    return path.startswith(f"{PROJECTS}/") and path.count("/") == 3 and path.endswith("/plan.md")


def largest(path: str) -> int:
    """The most bytes that a file of this name may have."""
    return LARGEST_DEFINITION if is_definition(path) or is_text(path) else LARGEST_DATA


def is_definition(path: str) -> bool:
    """Whether a file of this name is one that people write by hand, key by key."""
    return path.endswith(("/project.yml", "/plan.yml")) or is_meeting(path)


def is_meeting(path: str) -> bool:
    """Whether a file of this name stands for a meeting, rightly named or not."""
    return path.startswith(f"{MEETINGS}/") and path.lower().endswith((".yml", ".yaml")) and "/." not in path


def oversize(path: str, size: int) -> SourceFile | None:
    """The refusal of a file of `size` bytes, or None where it may be read."""
    most = largest(path)
    if size <= most:
        return None
    sizes = f"has {size / 1e6:.1f} MB, the most is {most / 1e6:.0f} MB"
    way_out = (
        "keep data in a table beside it"
        if is_definition(path)
        else "write one row a model, and keep raw data elsewhere"
    )
    way_out = "cut it into pages, and keep data in a table beside it" if is_text(path) else way_out
    return SourceFile(path, b"", f"{sizes}; {way_out}", oversize=True)


@dataclass(frozen=True, slots=True)
class MemoryTree:
    """A tree of files in memory."""

    files: dict[str, SourceFile] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[tuple[str, str | bytes]]) -> MemoryTree:
        """A tree of texts by their paths."""
        files = {}
        for path, text in texts:
            files[path] = SourceFile(path, text.encode() if isinstance(text, str) else text)
        return cls(files)

    def folders(self) -> tuple[str, ...]:
        start = PROJECTS + "/"
        below = (path[len(start) :].split("/") for path in self.files if path.startswith(start))
        return tuple(sorted({parts[0] for parts in below if len(parts) > 1}))

    def strays(self) -> tuple[str, ...]:
        start = PROJECTS + "/"
        return tuple(sorted(p for p in self.files if p.startswith(start) and "/" not in p[len(start) :]))

    def paths(self) -> tuple[str, ...]:
        return tuple(sorted(path for path in self.files if path.startswith(CONTENT + "/") and "/." not in path))

    def pages(self) -> tuple[str, ...]:
        return tuple(filter(is_text, self.paths()))

    def meetings(self) -> tuple[str, ...]:
        return tuple(sorted(path for path in self.files if path == MEETINGS or is_meeting(path)))

    def file(self, path: str) -> SourceFile | None:
        file = self.files.get(path)
        if file is None:
            return None
        return oversize(path, len(file.data)) or file

    def ids(self, algorithm: Algorithm) -> dict[str, str]:
        return {path: content_id(file.data, algorithm) for path, file in self.files.items() if belongs(path)}


@dataclass(frozen=True, slots=True)
class InterceptedTree:
    """Another tree that lists the same files, each of which `read` gives."""

    tree: Tree
    read: Callable[[str], SourceFile | None]

    def folders(self) -> tuple[str, ...]:
        return self.tree.folders()

    def strays(self) -> tuple[str, ...]:
        return self.tree.strays()

    def paths(self) -> tuple[str, ...]:
        return self.tree.paths()

    def pages(self) -> tuple[str, ...]:
        return self.tree.pages()

    def meetings(self) -> tuple[str, ...]:
        return self.tree.meetings()

    def file(self, path: str) -> SourceFile | None:
        return self.read(path)
