"""A folder for the files of one run, deleted at its end; what a killed run left is deleted by the next build."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from planpress.files.file_system import Lock, unwritable
from planpress.model.errors import PlanpressError

_NAME = ".site.planpress-change"
_OURS = re.compile(r"\.site\.planpress-change-[a-z0-9_]{8}")
"""A folder of this name was made here: its end is as tempfile writes it, so that nobody else's is taken for one."""


@contextmanager
def private_folder(place: Path) -> Iterator[Path]:
    """An empty folder in `place`, on the disk of its site, that nobody but this user can read.

    Raises PlanpressError while another process has one there, and where `place` cannot be written.
    """
    lock = Lock(place / f"{_NAME}-lock")
    try:
        if not lock.acquire():
            raise PlanpressError(f"another build of a change is under way in {place}; let it end, and build again")
        _clear(place)
        private = TemporaryDirectory(prefix=f"{_NAME}-", dir=place, ignore_cleanup_errors=True)
    except OSError as problem:
        lock.release()
        raise unwritable(f"cannot write in {place}", problem) from None
    try:
        with private as folder:
            yield Path(folder)
    finally:
        lock.release()


def clear_private_folders(place: Path) -> None:
    """Delete what killed runs left in `place`, unless one is under way there, or nothing can be written."""
    lock = Lock(place / f"{_NAME}-lock")
    with suppress(OSError):
        if any(_left(place)) and lock.acquire():
            _clear(place)
            lock.release()


def _clear(place: Path) -> None:
    for left in _left(place):
        shutil.rmtree(left, ignore_errors=True)


def _left(place: Path) -> list[Path]:
    return [path for path in place.iterdir() if _OURS.fullmatch(path.name) and path.is_dir() and not path.is_symlink()]
