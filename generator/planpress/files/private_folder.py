"""A folder for the files of one run, deleted at its end; what a killed run left is deleted by the next one."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planpress.files.locking import Lock
from planpress.model.errors import PlanpressError, reason

_NAME = ".site.planpress-change"


@contextmanager
def private_folder(place: Path) -> Iterator[Path]:
    """An empty folder in `place`, on the disk of its site, that nobody but this user can read.

    Raises PlanpressError while another process has one there, and where `place` cannot be written.
    """
    lock = _locked(place)
    try:
        _clear(place)
        folder = place / f"{_NAME}-{os.getpid()}-{secrets.token_hex(4)}"
        try:
            folder.mkdir(mode=0o700)
        except OSError as problem:
            raise unwritable(place, problem) from None
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        lock.release()


def clear_private_folders(place: Path) -> None:
    """Delete what killed runs left in `place`, unless one is under way there, or nothing can be written."""
    lock = Lock(_lock_file(place))
    with suppress(OSError):
        if any(_left(place)) and lock.acquire():
            _clear(place)
            lock.release()


def _locked(place: Path) -> Lock:
    lock = Lock(_lock_file(place))
    try:
        free = lock.acquire()
    except OSError as problem:
        raise unwritable(place, problem) from None
    if not free:
        raise PlanpressError(f"another build of a change is under way in {place}; let it end, and build again")
    return lock


def _lock_file(place: Path) -> Path:
    return place / f"{_NAME}-lock"


def unwritable(place: Path, problem: OSError) -> PlanpressError:
    """What is said where no folder in `place` can be filled."""
    why = reason(problem)
    return PlanpressError(f"cannot write in {place}: {why}; the site is as it was; mend that and build again")


def _clear(place: Path) -> None:
    for folder in _left(place):
        shutil.rmtree(folder, ignore_errors=True)


def _left(place: Path) -> list[Path]:
    ours = re.compile(re.escape(_NAME) + r"-\d+-[0-9a-f]{8}")
    try:
        return [place / name for name in os.listdir(place) if ours.fullmatch(name)]
    except OSError:
        return []
