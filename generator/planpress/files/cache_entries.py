"""Files of a cache: each carries a hash of what it holds, so that what was damaged or put there counts as missing."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path


def read_entry(path: Path, name: str, largest: int) -> str | None:
    """The text that `write_entry` put there under that name; None for anything else, and for more than `largest` bytes.

    A link is not followed.
    """
    try:
        with open(path, "rb", opener=_not_through_a_link) as file:
            if os.fstat(file.fileno()).st_size > largest:
                return None
            said, _, text = file.read().partition(b"\n")
        return text.decode("utf-8") if said == _hash(name, text) else None
    except (OSError, UnicodeDecodeError):
        return None


def write_entry(path: Path, name: str, text: str) -> bool:
    """Keep a text under a name, whole or not at all, whoever else writes at the same time; whether that could be."""
    # A name that nobody can guess, and so put a link there that leads elsewhere.
    partial = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    data = text.encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("xb") as file:
            file.write(_hash(name, data) + b"\n" + data)
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        return False
    return True


def _not_through_a_link(path: str, flags: int) -> int:
    # A pipe in the place of a file must not wait for a writer.
    return os.open(path, flags | os.O_NONBLOCK | os.O_NOFOLLOW)


def _hash(name: str, text: bytes) -> bytes:
    # With the name, so that a whole entry in the place of another is none.
    return hashlib.sha256(name.encode() + b"\n" + text).hexdigest().encode()
