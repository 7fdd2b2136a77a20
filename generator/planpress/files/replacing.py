"""Files that are there are changed all of them or none, and nothing that somebody else wrote meanwhile is lost."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planpress.files.exchange import ExchangeNotSupportedError, exchange
from planpress.files.journal import NAME, Step, locked, note, step
from planpress.model.errors import PlanpressError, reason
from planpress.model.wording import listed


@dataclass(frozen=True, slots=True)
class Replacement:
    """A file, the bytes that it must have, and those that it gets."""

    path: Path
    old: bytes
    new: bytes


def replace_files(root: Path, replacements: Sequence[Replacement]) -> None:
    """Give each file below `root` its new bytes, keeping its permissions; where one cannot have them, none has.

    Raises PlanpressError where a file is no longer as it was, or cannot be written. A link is followed: the file that
    it leads to is replaced. Each file changes places with a finished one in one step, so that a reader sees the old or
    the new, and what was there is held against `old` after the step: what came in between is put back. Of a process
    that is killed a journal tells the next one what was begun (see recovering.py).
    """
    steps = [step(root, one.path, one.old, one.new) for one in replacements]
    try:
        with locked(root) as journal:
            if journal.read():
                raise PlanpressError(f"an earlier change of this plan was not finished, as {NAME} says; try again")
            journal.write(note(steps))
            problem = _replaced(replacements, steps)
    except OSError as error:
        raise _failed(error) from None
    if problem is not None:
        raise (_failed(problem) if isinstance(problem, OSError) else problem) from None


def change_places(target: Path, beside: Path, third: Path) -> None:
    """Let the two change places; where the system has no such step, by a third name."""
    try:
        exchange(target, beside)
    except ExchangeNotSupportedError:
        os.link(target, third)
        try:
            os.replace(beside, target)
        except OSError:
            third.unlink()
            raise
        os.replace(third, beside)


def clear(steps: Sequence[Step]) -> None:
    """Remove what is beside the files, when they are as they are to be."""
    for one in steps:
        for path in (one.beside, one.third):
            path.unlink(missing_ok=True)


def _replaced(replacements: Sequence[Replacement], steps: Sequence[Step]) -> BaseException | None:
    """Take all steps; where one cannot be taken, take those before it back, and return why.

    Raises PlanpressError where that cannot be done either: then everything is left as it is, and the journal with it.
    """
    done: list[Step] = []
    try:
        for one, to in zip(replacements, steps, strict=True):
            _write_beside(to, one)
        for one, to in zip(replacements, steps, strict=True):
            change_places(to.target, to.beside, to.third)
            done.append(to)
            if to.beside.read_bytes() != one.old:
                raise PlanpressError(_meanwhile(one))
        wrong = [
            f"{one.path}" for one, to in zip(replacements, steps, strict=True) if to.target.read_bytes() != one.new
        ]
        if wrong:
            raise PlanpressError(f"{listed(wrong)} cannot be read back as written; nothing was changed")
    except (OSError, PlanpressError, KeyboardInterrupt) as problem:
        _take_back(done, problem)
        clear(steps)
        return problem
    clear(steps)
    return None


def _take_back(done: Sequence[Step], problem: BaseException) -> None:
    try:
        for one in reversed(done):
            change_places(one.target, one.beside, one.third)
    except OSError:
        said = "what was changed could not be taken back, and the next planpress decide settles it"
        raise PlanpressError(f"{_failed(problem) if isinstance(problem, OSError) else problem}; {said}") from None


def _failed(error: OSError) -> PlanpressError:
    where = f"{error.filename}: " if error.filename else ""
    return PlanpressError(f"cannot write, and nothing was changed: {where}{reason(error)}")


def _write_beside(to: Step, one: Replacement) -> None:
    """A file beside the target with its permissions and its new bytes, safe on the disk."""
    if to.target.read_bytes() != one.old:
        raise PlanpressError(_meanwhile(one))
    mode = to.target.stat().st_mode & 0o7777
    with open(os.open(to.beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb") as file:
        os.fchmod(file.fileno(), mode)
        file.write(one.new)
        file.flush()
        os.fsync(file.fileno())


def _meanwhile(one: Replacement) -> str:
    return f"{one.path} was changed by somebody else meanwhile; nothing was written, try again"
