"""The command line, run in the process of the tests: what it writes, and its exit status."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from planpress.cli import planpress
from planpress.commands import terminal


@dataclass(frozen=True)
class Ran:
    """As of a process that has ended."""

    returncode: int
    stdout: str
    stderr: str


def run_here(*arguments: str | Path, cwd: Path) -> Ran:
    """What `planpress ARGUMENTS` does in a folder, without a process of its own."""
    out, err = io.StringIO(), io.StringIO()
    with _folder(cwd), redirect_stdout(out), redirect_stderr(err):
        try:
            status = terminal.last_status(lambda: _run(*map(str, arguments)))
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
    return Ran(status, out.getvalue(), err.getvalue())


def _run(*arguments: str) -> int:
    return planpress(list(arguments), prog_name="planpress", standalone_mode=False) or 0


@contextmanager
def _folder(path: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(path)
    try:
        yield
    finally:
        os.chdir(before)
