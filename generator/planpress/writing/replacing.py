"""Files that are there are changed all of them or none, and nothing that somebody else wrote meanwhile is lost."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from planpress.model.errors import PlanpressError
from planpress.model.wording import listed
from planpress.writing.exchange import ExchangeNotSupportedError, exchange


@dataclass(frozen=True, slots=True)
class Replacement:
    """A file, the bytes that it must have, and those that it gets."""

    path: Path
    old: bytes
    new: bytes


def replace_files(replacements: Sequence[Replacement]) -> None:
    """Give each file its new bytes, keeping its permissions; where one can not have them, none has.

    Raises PlanpressError where a file is no longer as it was, or can not be written. A link is followed: the file that
    it leads to is replaced. Each file changes places with a finished one in one step, so that a reader sees the old or
    the new, and what was there is held against `old` after the step: what came in between is put back.
    """
    written: list[tuple[Replacement, Path, Path]] = []
    done: list[tuple[Replacement, Path, Path]] = []
    try:
        for one in replacements:
            target = Path(os.path.realpath(one.path))
            written.append((one, target, _write_beside(target, one)))
        for one, target, beside in written:
            _change_places(target, beside)
            done.append((one, target, beside))
            if beside.read_bytes() != one.old:
                raise PlanpressError(_meanwhile(one))
        wrong = [str(one.path) for one, target, _ in written if target.read_bytes() != one.new]
        if wrong:
            raise PlanpressError(f"{listed(wrong)} can not be read back as written; nothing was changed")
    except (OSError, PlanpressError, KeyboardInterrupt) as problem:
        for _, target, beside in reversed(done):
            _change_places(target, beside)
        if isinstance(problem, OSError):
            where = f"{problem.filename}: " if problem.filename else ""
            said = (problem.strerror or str(problem)).lower()
            raise PlanpressError(f"can not write, and nothing was changed: {where}{said}") from None
        raise
    finally:
        for _, _, beside in written:
            with suppress(OSError):
                beside.unlink()


def _write_beside(target: Path, one: Replacement) -> Path:
    """A file beside the target with its permissions and its new bytes, safe on the disk."""
    if target.read_bytes() != one.old:
        raise PlanpressError(_meanwhile(one))
    beside = target.with_name(f".{target.name}.planpress-{os.getpid()}")
    mode = target.stat().st_mode & 0o7777
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb") as file:
        try:
            os.fchmod(file.fileno(), mode)
            file.write(one.new)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            beside.unlink()
            raise
    return beside


def _meanwhile(one: Replacement) -> str:
    return f"{one.path} was changed by somebody else meanwhile; nothing was written, try again"


def _change_places(target: Path, beside: Path) -> None:
    """Let the two change places; where the system has no such step, by a third name."""
    try:
        exchange(target, beside)
    except ExchangeNotSupportedError:
        third = beside.with_name(f"{beside.name}.old")
        os.link(target, third)
        try:
            os.replace(beside, target)
        except OSError:
            third.unlink()
            raise
        os.replace(third, beside)
