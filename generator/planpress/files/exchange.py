"""Two paths change places in one step of the kernel."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from planpress.model.errors import reason

Exchange = Callable[[Path, Path], None]


class ExchangeNotSupportedError(Exception):
    """This system or this file system cannot let two paths change places in one step. Nothing was changed."""


def exchange(one: Path, other: Path) -> None:
    """Let each of two existing paths name what the other named; nobody ever sees either of them missing.

    Raises ExchangeNotSupportedError where the system or the file system has no such step, and OSError for all else
    (a path that is missing, another file system, no permission). On either error nothing was changed.
    """
    if sys.platform == "darwin":
        _call("renamex_np", os.fsencode(one), os.fsencode(other), _RENAME_SWAP)
    else:
        _call("renameat2", _HERE, os.fsencode(one), _HERE, os.fsencode(other), _RENAME_EXCHANGE)


_RENAME_SWAP = ctypes.c_uint(2)  # <sys/stdio.h> of macOS
_RENAME_EXCHANGE = ctypes.c_uint(2)  # <linux/fs.h>
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
