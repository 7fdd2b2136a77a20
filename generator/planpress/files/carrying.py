"""Whose a file in a site is: planpress keeps lists of what it wrote; all else is somebody's own and goes along into the
new site, lost at no moment.

What goes along gets a second name in the new site, as hard links, before that takes its place; so it is in the site
before and after, and every program that has one open writes into the same file. Lists are kept with the plan's caches
and not in the site, which is published, nor beside it. A list is good for the folder that it was made for and no other:
it has the stamps of its files, the numbers and times that the file system gave them, which nobody who sends files can
choose. Without a list nothing is lost: the site counts as one of which is known only what MkDocs says of it.
"""

import filecmp
import hashlib
import json
import os
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from planpress.files.caches import read_entry, write_entry
from planpress.model.errors import PlanpressError, reason
from planpress.model.wording import few


@dataclass(frozen=True, slots=True)
class CarriedContents:
    """What is below a folder: files and links by their path, each with its stamp; and folders, outer ones first."""

    files: dict[str, str]
    folders: list[str]


def contents(folder: Path) -> CarriedContents:
    """What is below a folder, no link followed. Raises OSError where that cannot be seen."""
    found = CarriedContents({}, [])
    pending = [""]
    while pending:
        start = pending.pop()
        with os.scandir(folder / start) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                path = f"{start}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    found.folders.append(path)
                    pending.append(f"{path}/")
                else:
                    found.files[path] = stamp(entry.stat(follow_symlinks=False))
    found.folders.sort()
    return found


def carry(site: Path, new: Path, ours: Collection[str], made: CarriedContents, shown: str) -> None:
    """Give what is not `ours` in `site` its place in `new`, which holds what was `made`.

    Raises PlanpressError where that cannot be done, because a path is taken for example; nothing in `site` is touched.
    """
    try:
        there = contents(site)
        above = {parent for path in ours for parent in _parents(path)}
        folders = [path for path in there.folders if path not in above and path not in made.folders]
        files = [path for path in there.files if path not in ours and not _alike(site / path, new / path)]
        _refuse_conflicts(files, folders, made, shown)
        for path in there.folders:
            if os.path.ismount(site / path):
                message = f"{shown}{path} is a mount point, which cannot be taken along; the site is as it was"
                raise PlanpressError(f"{message}; unmount it, build again")
        for path in folders:
            (new / path).mkdir(parents=True, exist_ok=True)
        for path in files:
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            _link(site / path, new / path)
        for path in reversed(folders):
            shutil.copystat(site / path, new / path)
    except OSError as problem:
        named = Path(os.fsdecode(problem.filename or ""))
        where = named.relative_to(site).as_posix() if named.is_relative_to(site) else ""
        why = f"{reason(problem)}; planpress did not write it and cannot take it along"
        raise PlanpressError(f"{shown}{where}: {why}; the site is as it was; move it away, build again") from None


def drain(old: Path, site: Path, ours: Collection[str]) -> None:
    """Delete what was a site and has none of its names any more, but for files that only it has.

    These came after `carry` had looked; they go into `site`. What cannot be moved or deleted stays in `old`.
    """
    there = contents(old)
    for path in there.folders:
        with suppress(OSError):
            (old / path).chmod(0o700)
    for path in there.files:
        with suppress(OSError):
            if path in ours or _alike(old / path, site / path) or not _newer(old / path, site / path):
                (old / path).unlink()
            else:
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                (old / path).replace(site / path)
    for folder in (*(old / path for path in reversed(there.folders)), old):
        with suppress(OSError):
            folder.rmdir()


LISTS = ".cache/planpress/sites"
Files = Mapping[str, str]
"""Paths below a folder, each with its stamp."""


def stamp(status: os.stat_result) -> str:
    """What the file system says of a file or folder and of no other; a new name, or one more, changes nothing."""
    return f"{status.st_ino}:{status.st_mtime_ns}"


@dataclass(frozen=True, slots=True)
class SiteLists:
    """The lists of one site's place, in a file of the cache below `root`; without a `root` there are none."""

    root: Path | None
    site: Path

    def of(self, folder: Path) -> frozenset[str] | None:
        """What planpress wrote into a folder; None where it is not known to have written any of what is there."""
        for files in self._read():
            if any(_is(folder / path, mark) for path, mark in files.items()):
                return frozenset(files)
        return None

    def keep(self, *lists: Files) -> None:
        """Keep the lists of some folders, and no others. Where they cannot be written there are none."""
        if (file := self._file()) is not None:
            write_entry(file, file.name, json.dumps(lists))

    def _read(self) -> list[dict[str, str]]:
        file = self._file()
        text = None if file is None else read_entry(file, file.name)
        try:
            return list(map(dict, json.loads(text or "[]")))
        except (ValueError, TypeError, RecursionError):  # nothing that was written here
            return []

    def _file(self) -> Path | None:
        if self.root is None:
            return None
        # From the plan's folder, so that both can move.
        place = os.path.relpath(self.site, os.path.realpath(self.root))
        return self.root / LISTS / hashlib.sha256(os.fsencode(place)).hexdigest()


def _parents(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def _refuse_conflicts(files: list[str], folders: list[str], made: CarriedContents, shown: str) -> None:
    taken = {*made.files, *made.folders}
    clashes = [path for path in folders if path in made.files]
    outer = set(made.files) - set(clashes)
    clashes += [path for path in files if path in taken or any(above in outer for above in _parents(path))]
    if clashes:
        them, names = ("it", "that name") if len(clashes) == 1 else ("them", "these names")
        named = few([f"{shown}{path}" for path in sorted(clashes)])
        raise PlanpressError(
            f"{named}: planpress did not write {them}, and the new site needs {names}; the site is as it was;"
            f" move {them} away, build again"
        )


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without hard links, or somebody else's file
        if not (source.is_symlink() or source.is_file()):
            raise
        shutil.copy2(source, target, follow_symlinks=False)


def _alike(one: Path, other: Path) -> bool:
    """Whether two paths are the same file, or files with the same bytes, or links to the same place."""
    try:
        if os.path.samestat(one.lstat(), other.lstat()):
            return True
        if one.is_symlink() or other.is_symlink():
            return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
        return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def _newer(one: Path, other: Path) -> bool:
    """Whether `one` was written after `other`, or that is not there."""
    return not os.path.lexists(other) or one.lstat().st_mtime_ns > other.lstat().st_mtime_ns


def _is(path: Path, mark: str) -> bool:
    try:
        return stamp(path.lstat()) == mark
    except (OSError, ValueError):
        return False
