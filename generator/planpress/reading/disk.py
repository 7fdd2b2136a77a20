"""The files of a plan on disk. Nothing outside the plan's folder is ever read, and nothing larger than the limits; of
what is larger the id is known."""

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from planpress.model.errors import reason
from planpress.model.location import Location
from planpress.model.sources import SourceFile
from planpress.reading.decoding import annexed
from planpress.reading.tree import LINK, Algorithm, Listing, content_id, content_id_of, is_apart, oversize

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Identified:
    """A file of the plan, by its path and by the one to which links in that lead, with the id of its content."""

    path: str
    real: str
    id: str


@dataclass(frozen=True, slots=True)
class DiskTree:
    """The plan below `root`, a folder that exists."""

    root: Path
    location: Location = Location()

    def listing(self) -> Listing:
        return Listing(self.folders(), self._strays(), self.paths(), self._meetings())

    def folders(self) -> tuple[str, ...]:
        folders = (entry for entry in self._entries() if entry.is_dir())
        return tuple(entry.name for entry in folders if os.path.lexists(f"{entry.path}/project.yml"))

    def paths(self) -> tuple[str, ...]:
        return self._below(self.location.folder)

    def special(self) -> tuple[str, ...]:
        """The paths of what is neither file nor folder, sorted: whoever opens a pipe waits for a writer."""
        there = ((path, self.root / path) for path in self.paths())
        return tuple(
            path for path, full in there if os.path.exists(full) and not (os.path.isfile(full) or os.path.isdir(full))
        )

    def file(self, path: str) -> SourceFile | None:
        full = self.root / path
        try:
            if not (self._inside(full) and full.is_file()):
                why = self._refused(full, path)
                return SourceFile(path, b"", why) if why else None
            with _opened(full) as file:
                size = os.fstat(file.fileno()).st_size
                return oversize(path, size) or SourceFile(path, file.read(size))
        except OSError as problem:
            if problem.errno in (errno.ENAMETOOLONG, errno.ENOTDIR, errno.ENOENT):
                return None
            return SourceFile(path, b"", f"cannot be read: {reason(problem)}")
        except ValueError:
            return None

    def ids(self, algorithm: Algorithm) -> dict[str, str]:
        return {found.path: found.id for found in self.identified(algorithm)}

    def identified(self, algorithm: Algorithm) -> list[Identified]:
        """The files that belong to the plan, with the ids of their contents. What a link inside the plan leads to
        counts in the place of the link."""
        found: list[Identified] = []
        for path, entry in self._walk(self.location.folder):
            if entry.is_symlink():
                found += self._behind(path, algorithm)
            elif self.location.belongs(path):
                found.append(Identified(path, path, _id(entry.path, algorithm)))
        return found

    def _strays(self) -> tuple[str, ...]:
        projects = self.root / self.location.projects
        if os.path.lexists(projects) and not (projects.is_dir() and self._inside(projects)):
            return (self.location.projects,)
        return tuple(f"{self.location.projects}/{entry.name}" for entry in self._entries() if not entry.is_dir())

    def _meetings(self) -> tuple[str, ...]:
        folder = self.root / self.location.meetings
        if not os.path.lexists(folder):
            return ()
        if not (folder.is_dir() and self._inside(folder)):
            return (self.location.meetings,)
        return tuple(filter(self.location.is_meeting, self._below(self.location.meetings)))

    def _walk(self, start: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """All files and links below a folder but those that git keeps for itself; no link is followed."""
        pending = [start]
        while pending:
            folder = pending.pop()
            for entry in _listed(f"{self.root}/{folder}"):
                path = f"{folder}/{entry.name}"
                if entry.name == ".git":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append(path)
                else:
                    yield path, entry

    def _behind(self, path: str, algorithm: Algorithm) -> Iterator[Identified]:
        """What a link leads to: a file, or those of a folder that the link is not in itself; else the link."""
        there = self._end(path)
        if there is not None and os.path.isdir(self.root / there) and is_apart(path, there):
            for below, entry in self._walk(there):
                end = self._end(below) if entry.is_symlink() else below
                end = end if end is not None and os.path.isfile(self.root / end) else below
                name = path + below[len(there) :]
                if self.location.belongs(name):
                    yield Identified(name, end, _id(f"{self.root}/{end}", algorithm))
        elif self.location.belongs(path):
            end = there if there is not None and os.path.isfile(self.root / there) else path
            yield Identified(path, end, _id(f"{self.root}/{end}", algorithm))

    def _end(self, path: str) -> str | None:
        """Where a link leads in the end, from the plan's root; None where that is out of the plan."""
        if not self._inside(self.root / path):
            return None
        return os.path.relpath(os.path.realpath(self.root / path), os.path.realpath(self.root)).replace(os.sep, "/")

    def _below(self, start: str) -> tuple[str, ...]:
        """The paths of all files below a folder, sorted; hidden ones and links to folders are passed over."""
        shown = ((path, entry) for path, entry in self._walk(start) if self.location.shows(path))
        # os.path.isdir, as DirEntry.is_dir raises for a link that leads to itself.
        return tuple(sorted(path for path, entry in shown if not (entry.is_symlink() and os.path.isdir(entry.path))))

    def _entries(self) -> list[os.DirEntry[str]]:
        projects = self.root / self.location.projects
        if not projects.is_dir() or not self._inside(projects):
            return []
        with os.scandir(projects) as entries:
            return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)

    def _inside(self, full: Path) -> bool:
        """Whether what stands there is really in the plan's folder, and nothing that git keeps there for itself."""
        # Not Path.resolve, which raises for a link that leads to itself.
        real, top = Path(os.path.realpath(full)), Path(os.path.realpath(self.root / self.location.bounds))
        return real.is_relative_to(top) and ".git" not in real.relative_to(top).parts

    def _refused(self, full: Path, path: str) -> str | None:
        """Why what stands there is not read; None where nothing does."""
        said = annexed(path, os.readlink(full)) if full.is_symlink() else None
        if said is not None:
            return said
        if not self._inside(full):
            return "is a link out of the plan's folder; put the file itself here"
        if full.exists():
            return "is not a regular file"
        return "is a link that leads nowhere; put the file itself here" if full.is_symlink() else None


def _opened(file: str | Path) -> BinaryIO:
    """Should it have become a pipe just now, opening it must not wait for a writer."""
    return open(os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK), "rb")


def _id(file: str, algorithm: Algorithm) -> str:
    """The id of a file's content; of what is no plain file of a moderate size, one that no other file has."""
    try:
        if os.path.islink(file):
            return f"{LINK} {content_id(os.fsencode(os.readlink(file)), algorithm)}"
        if os.path.isfile(file):
            with _opened(file) as opened:
                size = os.fstat(opened.fileno()).st_size
                return content_id_of(iter(lambda: opened.read(_CHUNK), b""), size, algorithm)
    except OSError:
        pass
    return file


def _listed(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
