"""A process of its own for a stranger's files: bounds on its time and memory, and the file that it was at at the end.

What a text costs can not be told by looking at it: a regular expression, a parser or a font may take years over a
kilobyte. So the work is done in a child process that the kernel ends, and the parent says which file it was about.
"""

from __future__ import annotations

import math
import mmap
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass

from planpress.writing.apart import apart

SECONDS_A_FILE = 10
"""Processor time for one file. The demonstration plan's largest takes a hundredth of a second."""
SECONDS_TOGETHER = 600
"""Processor time for all of it. A thousand projects take about a minute."""
MEGABYTES = 3_000
"""Memory that a process may write to. A thousand projects take under 1,000 MB, with the engine that draws charts."""
LARGEST_FILE = 200_000_000
"""Bytes of one file that is written. The search index of a thousand projects has 16 million."""

_LONGEST_NAME = 1_000
_GAVE_UP = 86
"""The status of a child that says itself that it can not go on; no command of planpress has it."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The process was ended: the path that it was at, and what there was too much of."""

    path: str
    reason: str


class Watch:
    """Where the work is, as the parent sees it, and how long it may take there."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, _LONGEST_NAME + 8)

    def at(self, path: str, seconds: int = SECONDS_A_FILE) -> None:
        """The work comes to `path`: from now on it has so many seconds of processor time. For the child."""
        self._shared.seek(0)
        self._shared.write(seconds.to_bytes(8, "little") + path.encode()[:_LONGEST_NAME].ljust(_LONGEST_NAME, b"\0"))
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = min(math.ceil(used.ru_utime + used.ru_stime) + seconds, SECONDS_TOGETHER)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, SECONDS_TOGETHER))

    def last(self) -> tuple[str, int]:
        """The path that the child came to last, and the seconds that it had there."""
        text = self._shared[8:].rstrip(b"\0").decode(errors="replace")
        return text, int.from_bytes(self._shared[:8], "little")


def confined(act: Callable[[Watch], int], megabytes: int = MEGABYTES) -> int | Stopped:
    """The exit status of `act`, which runs in a child process with bounds; or where and why that was ended."""
    watch = Watch()
    code = apart(lambda: _bounded(act, watch, megabytes))
    return code if code >= 0 and code != _GAVE_UP else _stopped(code, watch)


def _bounded(act: Callable[[Watch], int], watch: Watch, megabytes: int) -> int:
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_DATA, megabytes * 1_000_000),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
    ):
        resource.setrlimit(limit, (value, value))
    watch.at("content/")
    try:
        return act(watch)
    except (MemoryError, RecursionError):
        return _GAVE_UP


def _stopped(code: int, watch: Watch) -> Stopped:
    path, seconds = watch.last()
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return Stopped(path, f"takes more than {seconds} seconds of processor time")
    return Stopped(path, "is nested too deep, or takes too much memory")
