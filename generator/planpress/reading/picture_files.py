"""What a picture's own head says of it: whether it is one, and how large it is drawn."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping

Size = tuple[int, int]


def size_of(data: bytes, name: str) -> Size | None:
    """Width and height in pixels of a PNG, JPEG, GIF or WebP file, by the ending of its name.

    None where it has no such ending, or holds something else than its name says.
    """
    measure = _FORMATS.get(name.rpartition(".")[2].lower())
    try:
        return measure(data) if measure is not None else None
    except (struct.error, IndexError):
        return None


def _png(data: bytes) -> Size | None:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR":
        return None
    return struct.unpack(">II", data[16:24])


def _gif(data: bytes) -> Size | None:
    return struct.unpack("<HH", data[6:10]) if data[:6] in (b"GIF87a", b"GIF89a") else None


def _jpeg(data: bytes) -> Size | None:
    """The size is in the frame's head, after any number of other segments."""
    if data[:3] != b"\xff\xd8\xff":
        return None
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        length = struct.unpack(">H", data[at + 2 : at + 4])[0]
        at += 2 + max(length, 2)
    return None


def _webp(data: bytes) -> Size | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


_FORMATS: Mapping[str, Callable[[bytes], Size | None]] = {
    "png": _png, "gif": _gif, "jpg": _jpeg, "jpeg": _jpeg, "webp": _webp,
}  # fmt: skip
ENDINGS = tuple(_FORMATS)
