"""What a stranger's change may bring into content/: texts, tables and pictures, under names that nothing else uses."""

import html
import json
import re
import struct
from typing import Any, Literal

from planpress.model.findings import Finding
from planpress.model.location import Location
from planpress.model.site_pages import is_taken
from planpress.model.sources import PAGE_ENDINGS, Place, is_text
from planpress.model.wording import listed, quoted, shortened
from planpress.reading import kinds
from planpress.reading.yaml_text import compose

LARGEST_PAGE = 500_000
"""Bytes of a narrative or a hand-written page."""
MOST_PAGES = 1_000
"""Hand-written pages that a change may bring: each is named on every page of the site."""
LONGEST_TITLE, MOST_TAGS = 200, 50
MOST_PIXELS = 50_000_000
MOST_FILES = 20_000
MOST_BYTES = 500_000_000
SHOWN = ("title", "description", "tags")
"""What the front matter of a page may say."""

_NAME = re.compile(r"[^\W_][\w .()+,-]{0,99}")
_LONGEST_PATH = 300
_DATA = ("csv", "tsv", "json", "yml", "yaml", "txt")
# As MkDocs finds it: whatever else it takes for front matter, a text that begins so it does.
_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*\n", re.MULTILINE | re.DOTALL)


def refusal(path: str, data: bytes, location: Location = Location()) -> Finding | None:
    """Why a file that the base does not have is not taken; None where it is. `path` is from the plan's root."""
    said = _refused_name(path, location) or _refused_content(path, data)
    return kinds.NOT_TAKEN.at(Place(path), said) if said else None


def is_page(path: str, location: Location = Location()) -> bool:
    """Whether a file is a hand-written page, which MkDocs makes HTML of."""
    return path.endswith(PAGE_ENDINGS) and not location.is_narrative(path)


def page(path: str, text: str) -> tuple[str, tuple[Finding, ...]]:
    """A hand-written page with a front matter that says nothing but what is SHOWN, and what was not taken of its own.

    There always is one: without, MkDocs takes the first lines of a text for settings, as `template: main.html`. Its
    comments stay comments, and none is one that a plugin obeys, as `<!-- material/tags -->`.
    """
    found = _FRONT_MATTER.match(text)
    data, findings = _front_matter(path, found[1]) if found else ({}, ())
    kept = {name: _shown(data[name]) for name in SHOWN if name in data}
    words = (text[found.end() :] if found else text).replace("<!--", f"<!--{_WORD_JOINER}")
    return f"---\n{json.dumps(kept, ensure_ascii=False)}\n---\n{words}", findings


def harmless(text: str) -> str:
    """A text without the signs that begin or end something in HTML, for themes that set titles in as they are.

    What is written as `&lt;` is undone first: themes do the same to take elements out of a title.
    """
    for _ in range(_MOST_ROUNDS):
        plain = html.unescape(text)
        if plain == text:
            break
        text = plain
    else:
        text = text.replace("&", "\uff06")
    return text.translate(_ALIKE)


_MOST_ROUNDS = 5
_WORD_JOINER = "\u2060"
"""Has no width, is no blank to any pattern, and is not seen where code shows a comment."""
_ALIKE = str.maketrans({"<": "\u2039", ">": "\u203a", '"': "\u201d"})


def _front_matter(path: str, written: str) -> tuple[dict[Any, Any], tuple[Finding, ...]]:
    composed = compose(written, path)
    wrong = next((problem for problem in composed.problems if problem.level == "error"), None)
    if wrong is not None:
        place = Place(path, wrong.place.line + 1, wrong.place.column)
        return {}, (kinds.FRONT_MATTER.at(place, f"the front matter is not taken from a change: {wrong.message}"),)
    if not isinstance(composed.data, dict):
        return {}, ()
    others = [quoted(str(name)) for name in composed.data if name not in SHOWN]
    if not others:
        return composed.data, ()
    are = "is" if len(others) == 1 else "are"
    message = f"{listed(others)} {are} not taken from a change, only {listed(SHOWN)} are"
    return composed.data, (kinds.FRONT_MATTER.at(Place(path, 1), message),)


def _shown(value: object) -> object:
    if isinstance(value, list):
        return [_shown(entry) for entry in value[:MOST_TAGS] if isinstance(entry, (str, int, float))]
    return harmless(shortened(str(value), LONGEST_TITLE)) if isinstance(value, (str, int, float)) else None


def _refused_name(path: str, location: Location) -> str | None:
    parts = path.removeprefix(f"{location.docs}/").split("/")
    if len(path) > _LONGEST_PATH or not all(map(_NAME.fullmatch, parts)):
        form = "begins with a letter or a digit, has only those and . - _ ( ) + , and at most 100 characters"
        return f"is not taken from a change: name it so that each part {form}"
    if any(part.lower().endswith((".html", ".htm")) for part in parts[:-1]):
        return "is not taken from a change: its folder has the name of a page; give it another"
    if is_taken("/".join(parts), PAGE_ENDINGS, location.pages):
        return "is not taken from a change: the site has a page, a file or a folder of this name; give it another"
    ending = parts[-1].rpartition(".")[2].lower()
    if is_text(path) and not path.endswith(PAGE_ENDINGS):
        return f"is not taken from a change: no page is made of it; write its ending in small letters, .{ending}"
    if ending in PICTURE_ENDINGS or is_text(path) or path == location.plan:
        return None
    name = location.project_of(path)
    in_its_place = name is not None and path.startswith(location.project(name, "")) and ending in _DATA
    if in_its_place or (path.startswith(f"{location.meetings}/") and ending in ("yml", "yaml")):
        return None
    if ending in _DATA:
        return "is not taken from a change: data belongs into the folder of a project"
    kind = quoted(f".{ending}" if "." in parts[-1] else parts[-1])
    way_out = "save the drawing as PNG or WebP" if ending == "svg" else "only texts, tables and pictures are taken"
    return f"is not taken from a change: {kind} can change what a site does; {way_out}"


def _refused_content(path: str, data: bytes) -> str | None:
    if is_text(path):
        if len(data) > LARGEST_PAGE:
            most = f"the most from a change is {LARGEST_PAGE / 1e3:.0f} kB"
            return f"is not taken from a change: it has {len(data) / 1e3:.0f} kB, {most}"
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return "is not taken from a change: it is not UTF-8; save it as UTF-8"
        return None
    if path.rpartition(".")[2].lower() not in PICTURE_ENDINGS:
        return None
    size = picture_size(data, path)
    if size is None:
        return "is not taken from a change: what is in it is not the picture that its name says"
    if size[0] * size[1] > MOST_PIXELS:
        most = f"the most is {MOST_PIXELS / 1e6:.0f} million"
        return f"is not taken from a change: it is drawn with {size[0]:,} by {size[1]:,} pixels, {most}; scale it down"
    return None


Size = tuple[int, int]


def picture_size(data: bytes, name: str) -> Size | None:
    """Width and height in pixels of a PNG, JPEG, GIF or WebP file, by the ending of its name.

    None where it has no such ending, or holds something else than its name says.
    """
    ending = name.rpartition(".")[2].lower()
    if ending in ("jpg", "jpeg"):
        return _jpeg(data)
    for kind, head, order, most, more in _HEADS:
        if kind == ending and (found := head.match(data)):
            width, height = (int.from_bytes(part, order) & most for part in found.groups())
            return width + more, height + more
    if ending == "webp" and data[:4] == b"RIFF" and data[8:16] == b"WEBPVP8L" and data[24:]:
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return None


PICTURE_ENDINGS = ("png", "gif", "jpg", "jpeg", "webp")
_HEADS: tuple[tuple[str, re.Pattern[bytes], Literal["big", "little"], int, int], ...] = (
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR(.{4})(.{4})", re.DOTALL), "big", 0xFFFFFFFF, 0),
    ("gif", re.compile(rb"GIF8[79]a(..)(..)", re.DOTALL), "little", 0xFFFF, 0),
    ("webp", re.compile(rb"RIFF.{4}WEBPVP8X.{8}(.{3})(.{3})", re.DOTALL), "little", 0xFFFFFF, 1),
    ("webp", re.compile(rb"RIFF.{4}WEBPVP8 .{7}\x9d\x01\x2a(..)(..)", re.DOTALL), "little", 0x3FFF, 0),
)
"""What begins a picture, in which order its bytes stand, what of each number is the size, and what is added to it."""


def _jpeg(data: bytes) -> Size | None:
    """The size is in the frame's head, after any number of other segments."""
    at = 2 if data[:3] == b"\xff\xd8\xff" else len(data)
    while len(data) >= at + 9 and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 1 if marker == 0xFF else 2 + max(int.from_bytes(data[at + 2 : at + 4], "big"), 2)
    return None
