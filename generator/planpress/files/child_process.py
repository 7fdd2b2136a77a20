"""Work in a child process: what it needs of memory goes with it, and whatever ends it leaves the parent standing."""

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from threading import Thread

FAILED = 2
"""The status of a child whose work raised, or whose words nobody took."""

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>


def run_in_child(act: Callable[[], int]) -> int:
    """The exit status of `act`, which runs in a child process; below zero the signal that ended that.

    What is written to the standard streams is written to the parent's. A child whose parent dies, however it dies, is
    ended at once. To be called while no other thread runs.
    """
    child = multiprocessing.get_context("fork").Process(target=_run, args=(act,))
    child.start()
    try:
        child.join()
    except BaseException:
        child.kill()
        child.join()
        raise
    assert child.exitcode is not None
    return child.exitcode


def _run(act: Callable[[], int]) -> None:
    # The parent hears of an interruption itself, and has the last word.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    if not ended_by_kernel():
        Thread(target=_end_with_parent, name="planpress-parent", daemon=True).start()
    try:
        status = act()
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except Exception:
        sys.excepthook(*sys.exc_info())
        os._exit(FAILED)  # not sys.exit, which would write to a full disk once more
    sys.exit(status)


def ended_by_kernel() -> bool:
    """Ask Linux to kill this process when its parent dies, even inside a regular expression; whether it does."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None) if sys.platform == "linux" else None
    if prctl is None or prctl(_DEATH_SIGNAL, ctypes.c_ulong(signal.SIGKILL)) != 0:
        return False
    parent = multiprocessing.parent_process()
    if parent is not None and not parent.is_alive():  # it had died before the kernel was asked
        os.kill(os.getpid(), signal.SIGKILL)
    return True


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGKILL)
