"""Images of a text: read through the plan's own tree, measured by their heads, and tried before they are set."""

import hashlib
import posixpath
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import typst

from planpress.packets.pdf import compiled
from planpress.packets.text.drawings import unsafe
from planpress.pages.dialect import is_elsewhere
from planpress.reading.decoding import pointer
from planpress.reading.tree import LARGEST_DATA, Tree

FOLDER = "pictures"
"""The folder of the packet that they go to."""

MOST_PIXELS = 50_000_000

Unreadable = Callable[[str, bytes], bool]
"""Whether the printer cannot read an image, by its name and its bytes."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that can be set; its size is in pixels, 0 where it has none of its own."""

    name: str
    width: int
    height: int


@dataclass(slots=True)
class Album:
    """The images of the text of one folder. Those that can be set are `taken`, by the name that they get there."""

    tree: Tree
    folder: str
    unreadable: Unreadable
    taken: dict[str, bytes] = field(default_factory=dict)
    _known: dict[str, Picture | str] = field(default_factory=dict)

    def take(self, address: str) -> Picture | str:
        """The image at an address, or why it cannot be set."""
        if address not in self._known:
            self._known[address] = self._take(address)
        return self._known[address]

    def _take(self, address: str) -> Picture | str:
        if not address:
            return "has no address that a page may ask for; put the file into the project's folder"
        if is_elsewhere(address):
            return "is on another host; put the file into the project's folder"
        path = posixpath.normpath(posixpath.join(self.folder, unquote(address.partition("#")[0].partition("?")[0])))
        folder = self.tree.location.docs
        if not path.startswith(f"{folder}/"):
            return f"is not in {folder}/; put the file into the project's folder"
        file = self.tree.file(path)
        if file is None:
            return f'is not there: no file "{path}"'
        if file.oversize:
            return f"is larger than {LARGEST_DATA // 1_000_000} MB; save it smaller"
        if file.refusal is not None:
            return file.refusal
        instead = pointer(path, file.data)
        return f"is {instead}" if instead else self._measured(file.data)

    def _measured(self, data: bytes) -> Picture | str:
        found = _format(data)
        if found is None:
            return "is no PNG, JPEG, GIF, WebP or SVG; save it as one of them"
        suffix, size = found
        if suffix == "svg":
            problem = unsafe(data)
            if problem:
                return problem
        elif size is None:
            return "is broken; save it again"
        width, height = size or (0, 0)
        if width * height > MOST_PIXELS:
            return f"has {width} x {height} pixels; save it with at most {MOST_PIXELS // 1_000_000} million"
        name = f"{FOLDER}/{hashlib.sha256(data).hexdigest()[:24]}.{suffix}"
        if name not in self.taken:
            if self.unreadable(name, data):
                return "is broken; save it again"
            self.taken[name] = data
        return Picture(name, width, height)


def unreadable(name: str, data: bytes) -> bool:
    """Whether Typst cannot set an image: it is tried alone, so that a broken one costs a note and not the packet."""
    with TemporaryDirectory() as folder:
        place = Path(folder, name)
        place.parent.mkdir()
        place.write_bytes(data)
        page = Path(folder, "page.typ")
        page.write_text(f'#set document(title: "image")\n#image("{name}", alt: "image", width: 10pt)\n')
        try:
            compiled(page)
        except typst.TypstError:
            return True
    return False


def _format(data: bytes) -> tuple[str, tuple[int, int] | None] | None:
    """The format of an image by its first bytes, and its width and height where they can be read."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png", _at(data, ">II", 16)
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg", next(_jpeg_sizes(data), None)
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "gif", _at(data, "<HH", 6)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp", _webp_size(data)
    if data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "svg", None
    return None


def _at(data: bytes, form: str, start: int) -> tuple[int, int] | None:
    if len(data) < start + struct.calcsize(form):
        return None
    width, height = struct.unpack_from(form, data, start)
    return (width, height) if width and height else None


def _jpeg_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """The sizes in the frames' heads of a JPEG."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            size = _at(data, ">HH", at + 5)
            if size:
                yield size[1], size[0]
        if marker == 0xDA:
            return
        at += 1 if marker == 0xFF else 2 + length


def _webp_size(data: bytes) -> tuple[int, int] | None:
    kind = data[12:16]
    if kind == b"VP8X" and len(data) >= 30:
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        size = _at(data, "<HH", 26)
        return (size[0] & 0x3FFF, size[1] & 0x3FFF) if size else None
    return None
