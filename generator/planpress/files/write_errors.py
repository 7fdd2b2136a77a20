"""What is said where a site cannot be written, and how to tell that it is about the site and no other file."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planpress.model.errors import PlanpressError, reason

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


def unwritable(what: str, error: OSError, setting: str) -> PlanpressError:
    """What is said where a site cannot be written; `setting` is what the author chose its place by."""
    why = reason(error)
    way_out = "make room" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "mend that"
    way_out += f" and build again, or choose another {setting}"
    return PlanpressError(f"{what}: {why}; the site is as it was; {way_out}")
