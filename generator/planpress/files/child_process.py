"""Work in a child process: what it needs of memory goes with it, and whatever ends it leaves the parent standing."""

from __future__ import annotations

import ctypes
import os
import select
import signal
import sys
from collections.abc import Callable
from threading import Thread
from typing import NoReturn

FAILED = 2
"""The status of a child whose work raised; the traceback is on standard error."""

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>


def apart(act: Callable[[], int]) -> int:
    """The exit status of `act`, which runs in a child process; below zero the signal that ended that.

    What is written to the standard streams is written to the parent's. A child whose parent dies, however it dies, is
    ended at once. To be called while no other thread runs.
    """
    _flushed()
    alive, held = os.pipe()  # the parent alone holds the second end, which closes when it dies
    child = os.fork()
    if child == 0:
        os.close(held)
        _run(act, alive)
    os.close(alive)
    try:
        _, status = os.waitpid(child, 0)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    finally:
        os.close(held)
    return os.waitstatus_to_exitcode(status)


def _run(act: Callable[[], int], alive: int) -> NoReturn:
    status = FAILED
    try:
        # The parent hears of an interruption itself, and has the last word.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        _bind_to_parent(alive)
        status = act()
    except SystemExit as problem:
        status = problem.code if isinstance(problem.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        if not _flushed():
            status = status or FAILED
        os._exit(status)


def _bind_to_parent(alive: int) -> None:
    """End this process when its parent has died: by the kernel where that can, else by a thread that waits for it."""
    if not ended_by_kernel():
        Thread(target=_end_after, args=(alive,), name="planpress-parent", daemon=True).start()
    elif select.select([alive], [], [], 0)[0]:  # it had died before the kernel was asked
        os.kill(os.getpid(), signal.SIGKILL)


def ended_by_kernel() -> bool:
    """Ask Linux to kill this process when the one that made it dies; whether that can be had."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None) if sys.platform == "linux" else None
    return prctl is not None and prctl(_DEATH_SIGNAL, ctypes.c_ulong(signal.SIGKILL)) == 0


def _end_after(alive: int) -> None:
    os.read(alive, 1)
    os.kill(os.getpid(), signal.SIGKILL)


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
