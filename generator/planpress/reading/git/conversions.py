"""What git makes of a file by itself when it writes it, without a filter, taken back."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

_CODECS = ("utf-8", "utf-16", "utf-32", "iso8859", "cp", "koi8", "mac", "shift_jis", "euc_", "gb", "big5", "ascii")
_IDENT = re.compile(rb"\$Id: [^$\n]*\$")


def with_line_feeds(data: bytes) -> bytes:
    """A text with the line ends that git keeps."""
    return data.replace(b"\r\n", b"\n")


def unconverted(data: bytes, attributes: Mapping[str, str]) -> bytes:
    """A file as it was before git converted it without a filter: in UTF-8, with line feeds and without ids."""
    written_in = codec(attributes["working-tree-encoding"]) if "working-tree-encoding" in attributes else None
    if written_in is not None:
        try:
            data = data.decode(written_in).encode()
        except UnicodeError:
            return data
    data = with_line_feeds(data)
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
