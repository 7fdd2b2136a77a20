"""Which content a file on disk had when it was read last, so that one that was not written since is not read again.

As git's own index does it: a file whose size, times and inode are what they were has the content that it had.
"""

from __future__ import annotations

import os
import re
import time
from typing import Protocol

_SETTLED = 2_000_000_000
"""Nanoseconds. A file that was written so shortly before it was read may have been written again in the same moment of
the file system's clock; it is read again the next time."""

_LINE = re.compile(r"^([^\t\n]+)\t(\d+ \d+ \d+ \d+)\t([0-9a-f]{40,64})", re.MULTILINE)


class Notes(Protocol):
    """Texts that are kept from one run to the next, by their keys. They only save time."""

    def get(self, key: str) -> str | None: ...

    def put(self, key: str, text: str) -> None: ...


class StatCache:
    """The ids of files by their paths, each with the size, the times and the inode that it had."""

    def __init__(self, notes: Notes | None, key: str) -> None:
        self._notes, self._key = notes, key
        self._text = (None if notes is None else notes.get(key)) or ""
        self._known = {path: (stamp, name) for path, stamp, name in _LINE.findall(self._text)}
        self._settled = time.time_ns() - _SETTLED
        self._lines: list[str] = []

    def id_of(self, path: str, found: os.stat_result) -> str | None:
        """The id that the file had, if it was not written since."""
        stamp, name = self._known.get(path, ("", ""))
        return self.put(path, found, name) if stamp == _stamp(found) else None

    def put(self, path: str, found: os.stat_result, name: str) -> str:
        """Remember the id of a file for the next run, and give it back."""
        if self._notes is not None and max(found.st_mtime_ns, found.st_ctime_ns) < self._settled and _is_plain(path):
            self._lines.append(f"{path}\t{_stamp(found)}\t{name}")
        return name

    def keep(self) -> None:
        """Write down what was remembered, if it is not what was known."""
        text = "\n".join(self._lines)
        if self._notes is not None and text != self._text:
            self._notes.put(self._key, text)


def _stamp(found: os.stat_result) -> str:
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _is_plain(path: str) -> bool:
    return "\t" not in path and "\n" not in path
