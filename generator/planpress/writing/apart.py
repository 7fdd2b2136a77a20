"""Work in a child process: what it needs of memory goes with it, and whatever ends it leaves the parent standing."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import NoReturn

FAILED = 2
"""The status of a child whose work raised; the traceback is on standard error."""


def apart(act: Callable[[], int]) -> int:
    """The exit status of `act`, which runs in a child process; below zero the signal that ended that.

    What is written to the standard streams is written to the parent's. To be called while no other thread runs.
    """
    _flushed()
    child = os.fork()
    if child == 0:
        _run(act)
    try:
        _, status = os.waitpid(child, 0)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    return os.waitstatus_to_exitcode(status)


def _run(act: Callable[[], int]) -> NoReturn:
    status = FAILED
    try:
        # The parent hears of an interruption itself, and has the last word.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        status = act()
    except SystemExit as problem:
        status = problem.code if isinstance(problem.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        if not _flushed():
            status = status or FAILED
        os._exit(status)


def _flushed() -> bool:
    """Write out what the standard streams hold; whether they took it. One that was closed from the start is None."""
    taken = True
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            taken = False
    return taken
