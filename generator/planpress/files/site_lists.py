"""Lists of what planpress wrote into folders that are sites: all else in them is somebody's own.

They are kept with the plan's caches and not in the site, which is published, nor beside it. A list is good for the
folder that it was made for and no other: it has the stamps of its files, the numbers and times that the file system
gave them, which nobody who sends files can choose. Without a list nothing is lost: the site counts as one of which is
known only what MkDocs says of it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from planpress.files.cache_entries import read_entry, write_entry

LISTS = ".cache/planpress/sites"
LARGEST = 100_000_000

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
        if self.root is not None:
            write_entry(self._path(self.root), self._name(), json.dumps(lists))

    def _read(self) -> list[dict[str, str]]:
        text = None if self.root is None else read_entry(self._path(self.root), self._name(), LARGEST)
        try:
            return list(map(dict, json.loads(text or "[]")))
        except (ValueError, TypeError, RecursionError):  # nothing that was written here
            return []

    def _path(self, root: Path) -> Path:
        return root / LISTS / self._name()

    def _name(self) -> str:
        # From the plan's folder, so that both can move.
        place = os.path.relpath(self.site, os.path.realpath(self.root or "/"))
        return hashlib.sha256(os.fsencode(place)).hexdigest()


def _is(path: Path, mark: str) -> bool:
    try:
        return stamp(path.lstat()) == mark
    except (OSError, ValueError):
        return False
