"""A file that changes as a whole, and nothing that somebody else wrote meanwhile is lost."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from planpress.model.errors import PlanpressError, reason


def replace_file(path: Path, old: bytes | None, new: bytes) -> None:
    """Let a file, which held `old` (None: was not there), hold `new`, in one step; its folder is made if need be.

    Raises PlanpressError where it holds something else by now, or cannot be written: then it is as it was.
    """
    real = Path(os.path.realpath(path))  # a link to another file of the plan stays a link
    partial = real.with_name(f".{real.name}.{secrets.token_hex(4)}")
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("xb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        if old is not None:
            partial.chmod(real.stat().st_mode & 0o777)
        if (real.read_bytes() if os.path.lexists(real) else None) != old:
            raise PlanpressError(f'"{path}" was changed meanwhile; nothing was written, run the command again')
        partial.replace(real)
    except OSError as problem:
        raise PlanpressError(f'"{path}" cannot be written: {reason(problem)}; nothing was written') from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


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
