"""A file that changes as a whole, and nothing that somebody else wrote meanwhile is lost."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from planpress.model.errors import PlanpressError, reason


def replace_file(path: Path, old: bytes | None, new: bytes) -> None:
    """Let a file, which held `old` (None: was not there), hold `new`, in one step; its folder is made if need be.

    Raises PlanpressError where it holds something else by now, or cannot be written: then it is as it was.
    """
    replace_files({path: (old, new)})


def replace_files(changes: Mapping[Path, tuple[bytes | None, bytes]]) -> None:
    """The same of several files, from what each held to what each will hold: all of them, or none.

    All are written beside their places before the first is put there. Where one cannot be, those before it are taken
    back; only a kill between two of these steps leaves the first alone, each file whole.
    """
    partials: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for path, (old, new) in changes.items():
            real = Path(os.path.realpath(path))  # a link to another file of the plan stays a link
            partials[path] = real.with_name(f".{real.name}.{secrets.token_hex(4)}")
            _write(partials[path], real, old, new)
        for path, (old, _) in changes.items():
            if _held(path) != old:
                raise PlanpressError(f'"{path}" was changed meanwhile; nothing was written, run the command again')
        for path, partial in partials.items():
            partial.replace(os.path.realpath(path))
            done.append(path)
    except BaseException as problem:
        for path in done:
            _take_back(path, changes[path][0])
        if not isinstance(problem, OSError):
            raise
        raise PlanpressError(f'"{path}" cannot be written: {reason(problem)}; nothing was written') from None
    finally:
        for partial in partials.values():
            with suppress(OSError):
                partial.unlink(missing_ok=True)


def _write(partial: Path, real: Path, old: bytes | None, new: bytes) -> None:
    real.parent.mkdir(parents=True, exist_ok=True)
    with partial.open("xb") as file:
        file.write(new)
        file.flush()
        os.fsync(file.fileno())
    if old is not None:
        partial.chmod(real.stat().st_mode & 0o777)


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if os.path.lexists(os.path.realpath(path)) else None


def _take_back(path: Path, old: bytes | None) -> None:
    real = Path(os.path.realpath(path))
    if old is None:
        real.unlink(missing_ok=True)
    else:
        real.write_bytes(old)


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in place whole, or not at all. Raises PlanpressError where it cannot be written."""
    partial = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    device = path.exists() and not path.is_file()
    try:
        if device:
            path.write_bytes(data)
            return
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as problem:
        raise PlanpressError(f'cannot write "{path}": {reason(problem)}') from None
    finally:
        if not device:
            partial.unlink(missing_ok=True)
