"""What is about to be replaced, written down before anything is: a change that was killed does not stay half done.

The journal is also the file whose lock keeps two changes of one plan apart. Empty, it was left by somebody who died
before anything had begun.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from planpress.files.locking import Lock
from planpress.model.errors import PlanpressError
from planpress.model.location import Location

NAME = ".planpress-unfinished"
"""The journal, in the folder of the plan."""


@dataclass(frozen=True, slots=True)
class Step:
    """A file that changes places with a finished one: `path` from the plan's folder, where that leads, the name of the
    one beside it, and the hashes of the bytes of before and after."""

    path: str
    target: Path
    beside: Path
    old: str
    new: str

    @property
    def third(self) -> Path:
        """A third name of the old file, where the system knows no exchange of two."""
        return self.beside.with_name(f"{self.beside.name}.old")


@contextmanager
def locked(root: Path) -> Iterator[Lock]:
    """The journal of the plan at `root`, which nobody else has; removed at the end, but not where an error comes out.

    Raises PlanpressError where another process has it.
    """
    lock = Lock(root / NAME)
    if not lock.acquire():
        raise PlanpressError("another planpress is writing decisions into this plan; wait until it has ended")
    try:
        yield lock
    except BaseException:
        lock.let_go()
        raise
    lock.release()


def step(root: Path, path: Path, old: bytes, new: bytes) -> Step:
    """The step that a file takes. A link is followed: the file that it leads to is replaced."""
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name}.planpress-{os.getpid()}")
    return Step(path.relative_to(root).as_posix(), target, beside, digest(old), digest(new))


def note(steps: Sequence[Step]) -> bytes:
    """What the journal says of steps that are about to be taken."""
    files = [{"path": one.path, "beside": one.beside.name, "old": one.old, "new": one.new} for one in steps]
    return json.dumps({"files": files}, indent=1).encode()


def noted(root: Path, location: Location, data: bytes) -> list[Step]:
    """The steps that a journal names. One that is cut off was being written: then no step had been taken.

    Raises PlanpressError where it names a file that is none of the plan's, which planpress never wrote.
    """
    try:
        said = json.loads(data)["files"]
        files = [(f"{one['path']}", f"{one['beside']}", f"{one['old']}", f"{one['new']}") for one in said]
    except (ValueError, TypeError, KeyError):
        return []
    return [_step(root, location, *one) for one in files]


def unfinished(root: Path) -> bool:
    """Whether a change of the plan's files was killed before its end; nothing is written."""
    try:
        if not (root / NAME).stat().st_size:
            return False
        lock = Lock(root / NAME)
        if not lock.acquire():
            return False  # it is under way
        lock.let_go()
    except OSError:
        return False
    return True


def digest(data: bytes) -> str:
    """What tells the bytes of a file from others."""
    return hashlib.sha256(data).hexdigest()


def _step(root: Path, location: Location, path: str, beside: str, old: str, new: str) -> Step:
    below = location.below(path)
    target = Path(os.path.realpath(root / path))
    if (
        below == path
        or ".." in PurePosixPath(below).parts
        or not beside.startswith(f".{target.name}.planpress-")
        or "/" in beside
    ):
        raise PlanpressError(f"{NAME} names a file that planpress decide never writes; delete it if it is not yours")
    return Step(path, target, target.with_name(beside), old, new)
