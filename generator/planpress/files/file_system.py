"""What staging asks of the file system: a lock between processes, paths that change places, words for errors."""

import ctypes
import errno
import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planpress.model.errors import PlanpressError, reason

Exchange = Callable[[Path, Path], None]


class ExchangeNotSupportedError(Exception):
    """This system or this file system cannot let two paths change places in one step. Nothing was changed."""


def exchange(one: Path, other: Path) -> None:
    """Let each of two existing paths name what the other named; nobody ever sees either of them missing.

    Raises ExchangeNotSupportedError where the system or the file system has no such step, and OSError for all else
    (a path that is missing, another file system, no permission). On either error nothing was changed.
    """
    if sys.platform == "darwin":
        _call("renamex_np", os.fsencode(one), os.fsencode(other), _EXCHANGE)
    else:
        _call("renameat2", _HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)


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


# Errors that come without a name are about the disk that is written to.
_OF_A_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG}


def is_of_writing(problem: OSError, folder: Path) -> bool:
    """Whether something could not be written into a folder, or a write failed that does not say where."""
    names = [os.fsdecode(name) for name in (problem.filename, problem.filename2) if isinstance(name, (str, bytes))]
    return any(Path(name).is_relative_to(folder) for name in names) or (not names and problem.errno in _OF_A_DISK)


@contextmanager
def explained(what: str, setting: str) -> Iterator[None]:
    """Raise what the system says as a PlanpressError."""
    try:
        yield
    except OSError as error:
        raise unwritable(what, error, setting) from error


def unwritable(what: str, error: OSError, setting: str = "") -> PlanpressError:
    """What is said where a site cannot be written; `setting` is what the author chose its place by, if by anything."""
    way_out = "make room" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "mend that"
    way_out += f" and build again{f', or choose another {setting}' if setting else ''}"
    return PlanpressError(f"{what}: {reason(error)}; the site is as it was; {way_out}")


_EXCHANGE = ctypes.c_uint(2)  # RENAME_SWAP in <sys/stdio.h> of macOS, RENAME_EXCHANGE in <linux/fs.h>
_HERE = ctypes.c_int(-100)  # AT_FDCWD: relative paths start in the working directory
# EPERM is what a container's filter of system calls says; where it means what it says, a rename will say so again.
_NOT_SUPPORTED = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}


def _call(name: str, *arguments: object) -> None:
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None) if os.name == "posix" else None
    if function is None:
        raise ExchangeNotSupportedError(f"the C library has no {name}")
    if function(*arguments) == 0:
        return
    number = ctypes.get_errno()
    problem = OSError(number, os.strerror(number))
    if number in _NOT_SUPPORTED:
        raise ExchangeNotSupportedError(f"{name}: {reason(problem)}")
    raise problem
