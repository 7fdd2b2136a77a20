"""`planpress build --untrusted`: a stranger's change, built in a process with bounds, out of a private folder.

What a text costs cannot be told by looking at it: a regular expression, a parser or a font may take years over a
kilobyte. So the work is done in a child process that the kernel ends, and the parent says which file it was about.
"""

import math
import mmap
import os
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from planpress.files.child_process import run_in_child
from planpress.files.file_system import is_of_writing, unwritable
from planpress.files.private_folder import private_folder
from planpress.model.sources import Place
from planpress.model.wording import counted
from planpress.reading import kinds
from planpress.sandbox.admission_gate import At
from planpress.sandbox.checkout import UntrustedCheckout, check_sealed, seal
from planpress.workflows.check_plan import Checked, InvalidPlanError

SECONDS_A_FILE = 10
"""Processor time for one file. The demonstration plan's largest takes a hundredth of a second."""
SECONDS_TOGETHER = 600
"""Processor time for all of it. A thousand projects take about a minute."""
MEGABYTES = 3_000
"""Memory that a process may write to. A thousand projects take under 1,000 MB, with the engine that draws charts."""
LARGEST_FILE = 200_000_000
"""Bytes of one file that is written. The search index of a thousand projects has 16 million."""
_LONGEST_NAME = 1_000
_THE_SHELLS = 0
"""Stands for the seconds of a file where a limit that was there before is lower."""
_GAVE_UP = 86
"""The status of a child that says itself that it cannot go on; no command of planpress has it."""

Safely = Callable[[Callable[[], int]], int]
Build = Callable[[UntrustedCheckout, Checked, Callable[[str], None]], None]


@dataclass(frozen=True, slots=True)
class Stopped:
    """The process was ended: the path that it was at, and what there was too much of."""

    path: str
    reason: str


class Progress:
    """Where the work is, as the parent sees it, and how long it may take there."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, _LONGEST_NAME + 8)
        self._together = _lowered(resource.RLIMIT_CPU, SECONDS_TOGETHER)

    def at(self, path: str, seconds: int = SECONDS_A_FILE) -> None:
        """The work comes to `path`: from now on it has so many seconds of processor time. For the child."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        end = math.ceil(used.ru_utime + used.ru_stime) + seconds
        soft, hard = self._together
        noted = seconds if end <= soft or soft == SECONDS_TOGETHER else _THE_SHELLS
        named = path.encode("utf-8", "backslashreplace")[:_LONGEST_NAME]
        self._shared[:] = noted.to_bytes(8, "little") + named.ljust(_LONGEST_NAME, b"\0")
        resource.setrlimit(resource.RLIMIT_CPU, (min(end, soft), hard))

    def last(self) -> tuple[str, str]:
        """The path that the child came to last, and what time it had there."""
        text = self._shared[8:].rstrip(b"\0").decode(errors="replace")
        seconds = int.from_bytes(self._shared[:8], "little")
        if seconds == _THE_SHELLS:
            return text, f"the {counted(self._together[0], 'second')} of processor time that ulimit -t leaves here"
        return text, f"{seconds} seconds of processor time"


def confined(act: Callable[[Progress], int]) -> int | Stopped:
    """The exit status of `act`, which runs in a child process with bounds; or where and why that was ended."""
    watch = Progress()
    code = run_in_child(lambda: _bounded(act, watch))
    return code if code >= 0 and code != _GAVE_UP else _stopped(code, watch)


def build_untrusted(
    place: Path, base: str | None, build: Build, safely: Safely, *, strict: bool, seconds: int = SECONDS_A_FILE
) -> int:
    """Build the site of the change in the working tree at `place`; the exit status.

    `build` makes the site of a sealed change, `safely` runs something and says what went wrong with it. Raises
    InvalidPlanError where a file took more time or memory than it may: `seconds` of processor time each.
    """
    with private_folder(place) as private:

        def work(watch: Progress) -> int:
            whole = ""

            def at(path: str) -> None:
                watch.at(path, SECONDS_TOGETHER if path == whole else seconds)

            sealed = _sealed(place, private.resolve(), base, at)
            whole = sealed.location.folder
            checked = check_sealed(sealed, os.environ, at)
            if checked.failed(strict=strict):
                raise InvalidPlanError(checked.findings, checked.projects)
            _try_narratives(checked, at)
            at(whole)
            build(sealed, checked, at)
            return 0

        done = confined(lambda watch: safely(lambda: work(watch)))
    if isinstance(done, Stopped):
        message = f"{done.reason}; the build was stopped, and the site is as it was"
        raise InvalidPlanError((kinds.TOO_COSTLY.at(Place(done.path), message),), 0)
    return done


def _bounded(act: Callable[[Progress], int], watch: Progress) -> int:
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_DATA, MEGABYTES * 1_000_000),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
    ):
        resource.setrlimit(limit, _lowered(limit, value))
    watch.at("content/")
    try:
        return act(watch)
    except (MemoryError, RecursionError):
        return _GAVE_UP


def _lowered(limit: int, value: int) -> tuple[int, int]:
    """The soft and the hard limit with `value` as the most; what is lower already stays."""
    soft, hard = (value if now == resource.RLIM_INFINITY else min(now, value) for now in resource.getrlimit(limit))
    return soft, hard


def _stopped(code: int, watch: Progress) -> Stopped:
    path, time = watch.last()
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return Stopped(path, f"takes more than {time}")
    return Stopped(path, f"is nested too deep, or takes {_too_much_memory()}")


def _too_much_memory() -> str:
    """Where a limit of the shell's is lower than ours, that is what there was too little of."""
    there = {"v": resource.getrlimit(resource.RLIMIT_AS)[0], "d": resource.getrlimit(resource.RLIMIT_DATA)[0]}
    option, least = min(there.items(), key=lambda limit: math.inf if limit[1] == resource.RLIM_INFINITY else limit[1])
    if least == resource.RLIM_INFINITY or least >= MEGABYTES * 1_000_000:
        return "too much memory"
    return f"more than the {least // 1_000_000:,} MB of memory that ulimit -{option} leaves here"


def _sealed(place: Path, folder: Path, base: str | None, at: At) -> UntrustedCheckout:
    try:
        return seal(place, folder, base, at)
    except OSError as problem:
        if is_of_writing(problem, folder):
            raise unwritable(f"cannot write in {place}", problem) from None
        raise


def _try_narratives(checked: Checked, at: Callable[[str], None]) -> None:
    """Render each narrative once, so that one that takes too long is known by its name."""
    from planpress.pages.narrative_html import sections

    assert checked.plan is not None
    for project in checked.plan.projects:
        if project.narrative is not None:
            at(project.narrative.path)
            sections(project, checked.plan.location)
