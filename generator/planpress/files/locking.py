"""A lock between processes, on a file that may hold what its holder has to say."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


class Lock:
    """A lock on a file, which the kernel lets go when the process dies, however it dies; its holder may write there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        return self._descriptor is not None

    def acquire(self) -> bool:
        """Take the lock if it is free, and say whether. Raises OSError where the file system cannot lock."""
        while True:
            # Not through a link, which would make a file wherever it points.
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
            try:
                locked = _lock(descriptor)
                # The last holder may have removed the file since it was opened: then this lock would keep nobody out.
                if locked and _still_named(descriptor, self._path):
                    self._descriptor = descriptor
                    return True
            finally:
                if not self.held:
                    os.close(descriptor)
            if not locked:
                return False

    def release(self) -> None:
        """Remove the file and let go; a lock that is not held stays so."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            _unlock(descriptor, self._path)

    def let_go(self) -> None:
        """Let go, and leave the file with what is written in it."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)

    def read(self) -> bytes:
        """What is written in the file; the lock must be held."""
        assert self._descriptor is not None
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        return os.read(self._descriptor, os.fstat(self._descriptor).st_size)

    def write(self, data: bytes) -> None:
        """Write behind what was read, safe on the disk; the lock must be held."""
        assert self._descriptor is not None
        done = 0
        while done < len(data):
            done += os.write(self._descriptor, data[done:])
        os.fsync(self._descriptor)


def _still_named(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(descriptor: int, path: Path) -> None:
        os.close(descriptor)
        # Windows removes no file that somebody has open, so the file of another build's lock stays.
        with suppress(OSError):
            path.unlink()

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int, path: Path) -> None:
        # First the file, while the lock keeps others out; and without its name, a forked worker that still has it open
        # keeps nobody out either.
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)
