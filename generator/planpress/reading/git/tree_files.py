"""The files of a plan in one revision, read from git's objects as they are asked for."""

from __future__ import annotations

import os
import shlex
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from planpress.model.location import Location
from planpress.model.sources import SourceFile
from planpress.model.wording import visible
from planpress.reading.git.conversions import LARGEST_POINTER, pointed_at, stored_object
from planpress.reading.git.process import GitError, answering, git
from planpress.reading.tree import LINK, SUBMODULE, Algorithm, Listing, followed, is_apart, largest, oversize

if TYPE_CHECKING:
    import subprocess

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """What a revision has at a path: its mode and the id of its content. Sizes would be read from every object.

    `owner` is the folder of the submodule that has the object, below the plan's root; empty for the repository itself.
    """

    mode: str
    id: str
    owner: str = ""


@dataclass(slots=True)
class Objects:
    """The contents of files by their ids, from one `git cat-file` a repository, which run until `close`."""

    root: Path
    _processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict, repr=False)

    def file(self, path: str, entry: TreeEntry) -> SourceFile:
        """The file at a path that is this entry of a revision: what it names, where it is a pointer of Git LFS and this
        clone has that. Raises GitError where the clone does not have the object."""
        found = self.object(entry.id, entry.owner, largest(path))
        if found is None:
            raise GitError(self._missing(path, entry))
        size, data = found
        refused = oversize(path, size)
        if refused is not None:
            return refused
        if pointed_at(data) is not None:
            folder = self.root / entry.owner / git(self.root / entry.owner, "rev-parse", "--git-common-dir").strip()
            data = stored_object(folder, data, largest(path)) or data
        return SourceFile(path, data)

    def object(self, name: str, owner: str = "", most: int = LARGEST_POINTER) -> tuple[int, bytes] | None:
        """The size of an object that is a file, and its content unless it has more than `most` bytes; None where there
        is none of that name."""
        if owner not in self._processes:
            self._processes[owner] = answering(self.root / owner, "cat-file", "--batch")
        given, taken = self._processes[owner].stdin, self._processes[owner].stdout
        assert given is not None and taken is not None
        try:
            given.write(f"{name}\n".encode("utf-8", "surrogateescape"))
            given.flush()
        except BrokenPipeError:
            return None
        head = taken.readline().split()
        if len(head) != 3 or not head[2].isdigit():
            return None
        size = int(head[2])
        if head[1] == b"blob" and size <= most:
            return size, taken.read(size + 1)[:-1]
        for at in range(0, size + 1, _CHUNK):
            taken.read(min(_CHUNK, size + 1 - at))
        return (size, b"") if head[1] == b"blob" else None

    def pointer(self, name: str, owner: str) -> bytes | None:
        """The pointer of Git LFS that is an object; None for another."""
        found = self.object(name, owner)
        return found[1] if found is not None and pointed_at(found[1]) is not None else None

    def links(self, entries: Mapping[str, TreeEntry]) -> dict[str, str]:
        """Where those of the entries that are links lead, as they are written."""
        found = {path: self.object(one.id, one.owner) for path, one in entries.items() if one.mode == LINK}
        return {path: os.fsdecode(aim[1]) if aim else "" for path, aim in found.items()}

    def close(self) -> None:
        for process in self._processes.values():
            process.communicate()
        self._processes.clear()

    def _missing(self, path: str, entry: TreeEntry) -> str:
        said = f"the object {entry.id[:7]} of {path} is not in this clone"
        if not git(self.root / entry.owner, "remote").strip():
            return f"{said}, which has no remote to get it from; git fsck names what else is missing"
        where = f" -C {shlex.quote(entry.owner)}" if entry.owner else ""
        return f"{said}; get it: git{where} fetch --refetch --no-filter"


@dataclass(slots=True)
class GitTree:
    """The plan at one commit, its contents read from `objects` as they are asked for.

    Links are followed as on disk, where they lead to what `entries` have. `moved_from` is the folder, from the top of
    the repository, where the plan was then if it was not where it is now. `commit` is the id of that commit.
    """

    objects: Objects
    entries: Mapping[str, TreeEntry]
    location: Location = Location()
    moved_from: str | None = None
    commit: str = ""
    _links: dict[str, str] | None = field(default=None, repr=False)

    def listing(self) -> Listing:
        start = f"{self.location.projects}/"
        below = [path[len(start) :].split("/") for path in self.entries if path.startswith(start)]
        below = [parts for parts in below if not parts[0].startswith(".")]
        return Listing(
            tuple(sorted({parts[0] for parts in below if self._is_project(parts)})),
            tuple(sorted(start + "/".join(parts) for parts in below if not self._is_folder(parts))),
            tuple(sorted(filter(self.location.shows, self.entries))),
            tuple(sorted(filter(self.location.names_meeting, self.entries))),
        )

    def file(self, path: str) -> SourceFile | None:
        real = followed(path, self.links())
        if real is None:
            return SourceFile(path, b"", "is a link that leads to nothing in this revision; put the file itself here")
        entry = self.entries.get(real)
        if entry is None:
            above = (self.entries.get(real[:at]) for at, sign in enumerate(real) if sign == "/")
            entry = next((one for one in above if one is not None and one.mode == SUBMODULE), None)
        if entry is None:
            return None
        if entry.mode == SUBMODULE:
            return SourceFile(path, b"", self._of_submodule(real, entry))
        return self.objects.file(path, entry)

    def ids(self, algorithm: Algorithm) -> dict[str, str]:
        """Git's own ids, whatever the algorithm; links to nothing and submodules have one that no file has."""
        return {path: id_of(entry) for path, entry in self.behind().items() if self.location.belongs(path)}

    def behind(self) -> dict[str, TreeEntry]:
        """All files of the site's docs by their paths, in the places of links those to which these lead."""
        names: dict[str, str] = {path: path for path, entry in self.entries.items() if entry.mode != LINK}
        links = self.links()
        for path in links:
            real = followed(path, links)
            if real is not None and real in self.entries:
                names[path] = real
            elif real is not None and is_apart(path, real) and self._has(real):
                for name in self.entries:
                    if name.startswith(f"{real}/"):
                        end = followed(name, links)
                        names[path + name[len(real) :]] = end if end is not None and end in self.entries else name
            else:
                names[path] = path
        return {path: self.entries[real] for path, real in names.items() if path.startswith(f"{self.location.docs}/")}

    def leave_out(self, paths: Container[str]) -> None:
        """Be without some of the files from now on."""
        self.entries = {path: entry for path, entry in self.entries.items() if path not in paths}

    def links(self) -> Mapping[str, str]:
        """Where the links lead, by their paths, as they are written."""
        if self._links is None:
            self._links = self.objects.links(self.entries)
        return self._links

    @property
    def algorithm(self) -> Algorithm:
        """How this repository makes its ids."""
        return "sha256" if any(len(entry.id) == 64 for entry in self.entries.values()) else "sha1"

    def close(self) -> None:
        self.objects.close()

    def _of_submodule(self, path: str, entry: TreeEntry) -> str:
        folder = next(at for at, one in self.entries.items() if one is entry and f"{path}/".startswith(f"{at}/"))
        name = visible(shlex.quote(folder))
        there = (self.objects.root / folder / ".git").exists()
        fetch = f"git -C {name} fetch" if there else f"git submodule update --init -- {name}"
        return f"is in a submodule whose commit {entry.id[:7]} is not here; {fetch}"

    def _has(self, folder: str) -> bool:
        return any(path.startswith(f"{folder}/") for path in self.entries)

    def _is_project(self, parts: list[str]) -> bool:
        """Whether a file is the definition of a project, or stands in the place of a project's folder."""
        return parts[1:] == ["project.yml"] if len(parts) > 1 else self._is_folder(parts)

    def _is_folder(self, parts: list[str]) -> bool:
        """Whether the first part is a folder, or stands in the place of one, so that it is read and refused."""
        path = f"{self.location.projects}/{parts[0]}"
        if len(parts) > 1 or self.entries[path].mode == SUBMODULE:
            return True
        if self.entries[path].mode != LINK:
            return False
        real = followed(path, self.links())
        return real is None or self._has(real)


def id_of(entry: TreeEntry) -> str:
    """The id of a file's content; of what is no file, one that no file has."""
    return entry.id if entry.mode.startswith("100") else f"{entry.mode} {entry.id}"
