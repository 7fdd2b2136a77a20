"""What of a stranger's files comes in: those of the site's docs, one by one. No link of theirs is followed."""

import os
import posixpath
from collections.abc import Callable, Iterator
from pathlib import Path

from planpress.model.errors import PlanpressError
from planpress.model.findings import Finding
from planpress.model.sources import Place
from planpress.reading import admission, kinds
from planpress.reading.git.base_files import BaseFiles
from planpress.reading.git.tree_files import GitTree, id_of
from planpress.reading.tree import oversize
from planpress.workflows.check_plan import InvalidPlanError

At = Callable[[str], None]
"""Told the path of each file when the work comes to it."""

_MOST_LEVELS = 12


class AdmissionGate:
    """Takes the files of the site's docs one by one."""

    def __init__(self, place: Path, root: Path, base: GitTree, own: BaseFiles, at: At) -> None:
        self.place, self.root, self.base, self.own, self.at = place, root, base, own, at
        self.known = base.behind()
        self.findings: list[Finding] = []
        self.added: dict[str, int] = {}
        self.ids: dict[str, str] = {}
        self.files = self.bytes = 0

    def run(self) -> None:
        content = self.place / self.base.location.docs
        if content.is_symlink() or not content.is_dir():
            raise PlanpressError(f'"{content}" is no folder, and a link is not followed; put the folder itself there')
        for path, real, entry in self._walk(content, self.base.location.docs, self.base.location.docs, 0):
            self.at(path)
            self.files += 1
            self._admit(path, real, entry)
            pages = len(self.added)
            if self.files > admission.MOST_FILES or self.bytes > admission.MOST_BYTES or pages > admission.MOST_PAGES:
                most = f"{admission.MOST_FILES:,} files, {admission.MOST_PAGES:,} pages"
                most += f" and {admission.MOST_BYTES / 1e6:.0f} MB"
                message = f"{self.base.location.docs}/ has more than a change may bring: at most {most}"
                # What else is found in a part of the files is not true of all of them.
                raise InvalidPlanError((kinds.LEADS_OUT.at(Place(path), message),), 0)

    def _walk(self, folder: Path, path: str, real: str, level: int) -> Iterator[tuple[str, str, os.DirEntry[str]]]:
        """The files below a folder, by their paths and, where the base's own links lead there, by those in the end."""
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
        if level and any(entry.name == ".git" for entry in entries) and not self.own.is_submodule(real):
            self._say(path, "is a repository of its own, or a submodule, which is not followed; put its files here")
            return
        for entry in entries:
            below, there = f"{path}/{entry.name}", f"{real}/{entry.name}"
            if entry.is_symlink():
                yield from self._follow(below, there, level)
            elif entry.is_dir(follow_symlinks=False):
                if level >= _MOST_LEVELS:
                    self._say(below, f"folders inside folders, more than {_MOST_LEVELS} deep; keep them flat")
                elif entry.name != ".git":
                    yield from self._walk(Path(entry.path), below, there, level + 1)
            elif not entry.is_file(follow_symlinks=False):
                self._say(below, "is no plain file; take it out")
            elif entry.name != ".git":
                yield below, there, entry

    def _follow(self, path: str, real: str, level: int) -> Iterator[tuple[str, str, os.DirEntry[str]]]:
        """What a link leads to that the base has too: what the change made of that, where it is in content/."""
        if not self.own.has_link(real):
            self._say(path, "is a link, which is not followed in a change; put the file itself here")
            return
        aim = self.own.aim_of(real)
        if aim is None:
            if path in self.known:
                self.ids[path] = id_of(self.known[path])
        elif not aim.startswith(f"{self.base.location.docs}/"):
            self._take_behind(path)
        elif (self.place / aim).is_dir():
            if level < _MOST_LEVELS:
                yield from self._walk(self.place / aim, path, aim, level + 1)
        else:
            with os.scandir((self.place / aim).parent) as listed:
                yield from ((path, aim, entry) for entry in listed if entry.name == posixpath.basename(aim))

    def _take_behind(self, path: str) -> None:
        """Take the base's own files of what its link leads to beside content/."""
        for name in self.known:
            if name == path or name.startswith(f"{path}/"):
                file = self.base.file(name)
                if file is not None and file.refusal is None:
                    self._keep(name, file.data)

    def _keep(self, path: str, data: bytes) -> None:
        """Take a file that is the base's own."""
        write_file(self.root / path, data)
        self.ids[path] = id_of(self.known[path])

    def _say(self, path: str, message: str) -> None:
        self.findings.append(kinds.LEADS_OUT.at(Place(path), message))

    def _admit(self, path: str, real: str, entry: os.DirEntry[str]) -> None:
        size = entry.stat(follow_symlinks=False).st_size
        known = self.known.get(path)
        data = b"" if known is None and oversize(path, size) else _read(entry.path, size)
        self.bytes += size
        if known is not None and self.base.links().get(real) == os.fsdecode(data):
            self._take_behind(path)  # git writes a link as a text where the file system has none
            self.ids.setdefault(path, id_of(known))
            return
        own = None if known is None else self.own.data(path, real, known, data)
        if own is not None:
            self._keep(path, own)
            return
        if (large := oversize(path, size)) is not None and self.base.location.belongs(path):
            self.findings.append(kinds.TOO_LARGE.at(Place(path), f"{large.refusal}"))
            return
        refused = kinds.NOT_TAKEN.at(Place(path), f"{large.refusal}") if large is not None else None
        refused = refused or admission.refusal(path, data, self.base.location)
        if refused is None:
            taken = self._page(path, data) if admission.is_page(path, self.base.location) else data
            write_file(self.root / path, taken)
            return
        there = self.base.file(path) if known is not None else None
        if there is not None and there.refusal is None:
            refused = kinds.NOT_TAKEN.at(refused.place, f"{refused.message}; the site shows the base's")
            write_file(self.root / path, there.data)
        self.findings.append(refused)

    def _page(self, path: str, data: bytes) -> bytes:
        written = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
        text, findings = admission.page(path, written)
        self.findings += findings
        self.added[path] = text.count("\n") - written.count("\n")
        return text.encode()


def write_file(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _read(path: str, size: int) -> bytes:
    # Should it have become a link or a pipe just now, it is not followed and not waited for.
    with open(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW), "rb") as file:
        return file.read(size)
