"""A lock between processes, on a file."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path


class Lock:
    """A lock on a file, which the kernel lets go when the process dies, however it dies."""

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
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # The last holder may have removed the file since it was opened: then this lock would keep nobody out.
                if self._is_still(descriptor):
                    self._descriptor = descriptor
                    return True
            except BlockingIOError:
                return False
            finally:
                if not self.held:
                    os.close(descriptor)

    def release(self) -> None:
        """Remove the file and let go; a lock that is not held stays so."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            # First the file, while the lock keeps others out; and without its name, a forked worker that still has it
            # open keeps nobody out either.
            with suppress(OSError):
                self._path.unlink()
            os.close(descriptor)

    def _is_still(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self._path.stat())
        except FileNotFoundError:
            return False
