"""The files of a plan in one revision, read from git's objects as they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from planpress.model.sources import SourceFile
from planpress.reading.git_process import GitError, answering
from planpress.reading.tree import CONTENT, MEETINGS, PROJECTS, Algorithm, belongs, is_meeting, is_text, oversize

if TYPE_CHECKING:
    import subprocess

_LINK, _SUBMODULE = "120000", "160000"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """What a revision has at a path: its mode and the id of its content. Sizes would be read from every object."""

    mode: str
    id: str


@dataclass(slots=True)
class Objects:
    """The contents of files by their ids, from one `git cat-file` that runs until `close`."""

    root: Path
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def file(self, path: str, name: str) -> SourceFile:
        """The file at a path whose content has this id. Raises GitError where the clone does not have it."""
        if self._process is None:
            self._process = answering(self.root, "cat-file", "--batch")
        given, taken = self._process.stdin, self._process.stdout
        assert given is not None and taken is not None
        given.write(f"{name}\n".encode())
        given.flush()
        head = taken.readline().split()
        if len(head) != 3 or head[1] != b"blob":
            raise GitError(f"the object {name[:7]} is not in this clone; get it: git fetch --refetch")
        size = int(head[2])
        refused = oversize(path, size)
        if refused is None:
            return SourceFile(path, taken.read(size + 1)[:-1])
        for at in range(0, size + 1, _CHUNK):
            taken.read(min(_CHUNK, size + 1 - at))
        return refused

    def close(self) -> None:
        """Let git go."""
        if self._process is not None:
            self._process.communicate()
            self._process = None


@dataclass(slots=True)
class GitTree:
    """The plan at one commit, its contents read from `objects` as they are asked for.

    `moved_from` is the folder, from the top of the repository, where the plan was then if it was not where it is now.
    `commit` is the id of that commit.
    """

    objects: Objects
    entries: Mapping[str, Entry]
    moved_from: str | None = None
    commit: str = ""

    def folders(self) -> tuple[str, ...]:
        start = PROJECTS + "/"
        below = (path[len(start) :].split("/") for path in self.entries if path.startswith(start))
        return tuple(sorted({parts[0] for parts in below if self._is_folder(parts) and not parts[0].startswith(".")}))

    def strays(self) -> tuple[str, ...]:
        start = PROJECTS + "/"
        below = (path for path in self.entries if path.startswith(start) and not path[len(start) :].startswith("."))
        return tuple(sorted(path for path in below if not self._is_folder(path[len(start) :].split("/"))))

    def paths(self) -> tuple[str, ...]:
        shown = (path for path in self.entries if "/." not in path)
        return tuple(sorted(path for path in shown if path.startswith(CONTENT + "/")))

    def pages(self) -> tuple[str, ...]:
        return tuple(filter(is_text, self.paths()))

    def meetings(self) -> tuple[str, ...]:
        return tuple(sorted(path for path in self.entries if path == MEETINGS or is_meeting(path)))

    def file(self, path: str) -> SourceFile | None:
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            entry = self.entries.get("/".join(parts[:end]))
            if entry is None:
                continue
            if entry.mode == _LINK:
                return SourceFile(path, b"", "is a link, which is not followed in a revision; put the file itself here")
            if entry.mode == _SUBMODULE:
                message = "is in a submodule, which this repository does not hold; compare two folders instead"
                return SourceFile(path, b"", message)
            return self.objects.file(path, entry.id) if end == len(parts) else None
        return None

    def ids(self, algorithm: Algorithm) -> dict[str, str]:
        """Git's own ids, whatever the algorithm; links and submodules have one that no file has."""
        return {
            path: entry.id if entry.mode.startswith("100") else f"{entry.mode} {entry.id}"
            for path, entry in self.entries.items()
            if belongs(path)
        }

    @property
    def algorithm(self) -> Algorithm:
        """How this repository makes its ids."""
        return "sha256" if any(len(entry.id) == 64 for entry in self.entries.values()) else "sha1"

    def close(self) -> None:
        """Let git go."""
        self.objects.close()

    def _is_folder(self, parts: list[str]) -> bool:
        """Whether the first part is a folder, or stands in the place of one, so that it is read and refused."""
        return len(parts) > 1 or self.entries[f"{PROJECTS}/{parts[0]}"].mode in (_LINK, _SUBMODULE)
