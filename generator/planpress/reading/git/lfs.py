"""Git LFS, as far as a plan needs it: what its pointers name is known by its hash, and nothing has to be run for it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

_POINTER = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:ext-\S+ \S+\n)*oid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n"
)
LARGEST = 1_000
"""The most bytes that a pointer has."""


def pointed_at(data: bytes) -> tuple[str, int] | None:
    """The hash and the size of what a pointer names; None where the data is no pointer."""
    found = _POINTER.fullmatch(data) if len(data) <= LARGEST else None
    return (found[1].decode(), int(found[2])) if found else None


def is_named(pointer: bytes, file: Path) -> bool:
    """Whether a pointer names the content of a file."""
    found = pointed_at(pointer)
    try:
        if found is None or file.stat().st_size != found[1]:
            return False
        with file.open("rb") as data:
            return hashlib.file_digest(data, "sha256").hexdigest() == found[0]
    except OSError:
        return False


def names(pointer: bytes, data: bytes) -> bool:
    """Whether a pointer names this content."""
    return pointed_at(pointer) == (hashlib.sha256(data).hexdigest(), len(data))


def stored(folder: Path, pointer: bytes, most: int) -> bytes | None:
    """What a pointer names, from below git's own `folder`; None where it is not there, or has over `most` bytes."""
    found = pointed_at(pointer)
    if found is None or found[1] > most:
        return None
    name = found[0]
    try:
        data = (folder / "lfs/objects" / name[:2] / name[2:4] / name).read_bytes()
    except OSError:
        return None
    return data if names(pointer, data) else None
