"""What git makes of a file when it writes it, taken back without running anything: line ends, encodings, ids, and
pointers of Git LFS. What these name is known by its hash."""

import codecs
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

_CODECS = ("utf-8", "utf-16", "utf-32", "iso8859", "cp", "koi8", "mac", "shift_jis", "euc_", "gb", "big5", "ascii")
_IDENT = re.compile(rb"\$Id: [^$\n]*\$")


def unconverted(data: bytes, attributes: Mapping[str, str]) -> bytes:
    """A file as it was before git converted it without a filter: in UTF-8, with line feeds and without ids."""
    written_in = codec(attributes["working-tree-encoding"]) if "working-tree-encoding" in attributes else None
    if written_in is not None:
        try:
            data = data.decode(written_in).encode()
        except UnicodeError:
            return data
    data = data.replace(b"\r\n", b"\n")
    return _IDENT.sub(b"$Id$", data) if "ident" in attributes else data


def codec(encoding: str) -> str | None:
    """What Python calls an encoding that git knows; None for an unusual one, which may take long to read."""
    try:
        name = codecs.lookup(encoding.upper().replace("-BOM", "")).name
    except LookupError:
        return None
    if encoding.upper().endswith("-BOM"):
        name = name.removesuffix("-le").removesuffix("-be")
    return name if name.startswith(_CODECS) else None


_POINTER = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:ext-\S+ \S+\n)*oid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n"
)
LARGEST_POINTER = 1_000
"""In bytes."""


def pointed_at(data: bytes) -> tuple[str, int] | None:
    """The hash and the size of what a pointer names; None where the data is no pointer."""
    found = _POINTER.fullmatch(data) if len(data) <= LARGEST_POINTER else None
    return (found[1].decode(), int(found[2])) if found else None


def points_to_file(pointer: bytes, file: Path) -> bool:
    """Whether a pointer names the content of a file."""
    found = pointed_at(pointer)
    try:
        if found is None or file.stat().st_size != found[1]:
            return False
        with file.open("rb") as data:
            return hashlib.file_digest(data, "sha256").hexdigest() == found[0]
    except OSError:
        return False


def points_to(pointer: bytes, data: bytes) -> bool:
    """Whether a pointer names this content."""
    return pointed_at(pointer) == (hashlib.sha256(data).hexdigest(), len(data))


def stored_object(folder: Path, pointer: bytes, most: int) -> bytes | None:
    """What a pointer names, from below git's own `folder`; None where it is not there, or has over `most` bytes."""
    found = pointed_at(pointer)
    if found is None or found[1] > most:
        return None
    name = found[0]
    try:
        data = (folder / "lfs/objects" / name[:2] / name[2:4] / name).read_bytes()
    except OSError:
        return None
    return data if points_to(pointer, data) else None
