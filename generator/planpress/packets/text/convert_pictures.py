"""Images of a text: read through the plan's own tree, measured by their heads, and tried before they are set. What may
be in a drawing of a stranger's is counted out."""

import hashlib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote
from xml.etree import ElementTree

import typst

from planpress.model.wording import quoted
from planpress.packets.pdf import compiled
from planpress.pages.dialect import is_elsewhere
from planpress.reading.admission import MOST_PIXELS, picture_size
from planpress.reading.decoding import pointer
from planpress.reading.tree import LARGEST_DATA, Tree

FOLDER = "pictures"
"""The folder of the packet that they go to."""

MOST_ELEMENTS = 20_000
"""The elements of a drawing; what it uses again and again counts each time."""

DEEPEST = 100

_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = {
    "a", "circle", "clipPath", "defs", "desc", "ellipse", "g", "image", "line", "linearGradient", "marker", "mask",
    "metadata", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "stop", "style", "svg", "switch",
    "symbol", "text", "textPath", "title", "tspan", "use",
}  # fmt: skip
_EMBEDDED = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,")
_FROM_ELSEWHERE = re.compile(r"@import|url\(\s*+[\"']?+\s*+(?![#\"'\s])", re.IGNORECASE)

_FORMAT = re.compile(
    rb"(?P<png>\x89PNG\r\n\x1a\n)|(?P<jpg>\xff\xd8\xff)|(?P<gif>GIF8[79]a)|(?P<webp>RIFF.{4}WEBP)"
    rb"|(?P<svg>[\xef\xbb\xbf \t\r\n]{0,999}<)",
    re.DOTALL,
)
"""How an image of each format begins."""


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
    taken: dict[str, bytes] = field(default_factory=dict)

    def take(self, address: str) -> Picture | str:
        """The image at an address, or why it cannot be set."""
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
        found = _FORMAT.match(data)
        if found is None:
            return "is no PNG, JPEG, GIF, WebP or SVG; save it as one of them"
        suffix = str(found.lastgroup)
        width, height = picture_size(data, suffix) or (0, 0)
        if suffix == "svg":
            problem = unsafe(data)
            if problem:
                return problem
        elif not width * height:
            return "is broken; save it again"
        if width * height > MOST_PIXELS:
            return f"has {width} x {height} pixels; save it with at most {MOST_PIXELS // 1_000_000} million"
        name = f"{FOLDER}/{hashlib.sha256(data).hexdigest()[:24]}.{suffix}"
        if name not in self.taken:
            if unreadable(name, data):
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


def unsafe(data: bytes) -> str | None:
    """Why a drawing cannot be set, or None where it can: no script, no other file, nothing without an end."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "is no SVG in UTF-8; save it as plain SVG"
    if "<!DOCTYPE" in text or "<!ENTITY" in text or "<?xml-stylesheet" in text:
        return "declares a document type, entities or a style sheet; save it as plain SVG"
    try:
        drawing = ElementTree.fromstring(text)
    except (ElementTree.ParseError, RecursionError, ValueError):
        return "is no XML that can be read; save it as plain SVG"
    if drawing.tag != f"{_SVG}svg":
        return "is no SVG; save it as plain SVG"
    return next(_problems(drawing), None)


def _problems(drawing: ElementTree.Element) -> Iterator[str]:
    drawn = list(_drawn(drawing))
    if len(drawn) > MOST_ELEMENTS:
        yield f"has more than {MOST_ELEMENTS:,} parts; save it as PNG"
    for element, depth in drawn:
        name = element.tag.removeprefix(_SVG)
        if name not in _ELEMENTS:
            yield f"draws with {quoted(f'<{name}>')}, which packets do not; save it as PNG"
        if depth > DEEPEST:
            yield f"has parts more than {DEEPEST} deep; save it as PNG"
        yield from _reaching_out(element)
    if _drawn_parts(drawing) > MOST_ELEMENTS:
        yield f"uses its parts more than {MOST_ELEMENTS:,} times; save it as PNG"


def _drawn(drawing: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, int]]:
    """The elements of SVG with their depth; what editors keep beside them is not drawn."""
    pending = [(drawing, 0)]
    while pending:
        element, depth = pending.pop()
        if element.tag.startswith(_SVG):
            yield element, depth
            if element.tag != f"{_SVG}metadata":
                pending += [(child, depth + 1) for child in element]


def _reaching_out(element: ElementTree.Element) -> Iterator[str]:
    if element.tag == f"{_SVG}style" and _FROM_ELSEWHERE.search(element.text or ""):
        yield "asks for other files in its style; save it as plain SVG with what it needs embedded"
    for name, value in element.attrib.items():
        local = name.rpartition("}")[2]
        leads = local == "href" and element.tag != f"{_SVG}a"
        inside = value.startswith("#") or _EMBEDDED.match(value) if leads else not _FROM_ELSEWHERE.search(value)
        if local.lower().startswith("on"):
            yield f"has a script ({quoted(local)}); save it as plain SVG"
        elif not inside:
            yield f"asks for another file ({quoted(value)}); embed it, or save the drawing as PNG"


def _drawn_parts(drawing: ElementTree.Element) -> int:
    """How many elements are drawn with each use counted; more than the most where uses lead in a circle."""
    by_id = {element.get("id"): element for element in drawing.iter() if element.get("id")}
    sizes: dict[int, int] = {}

    def size(element: ElementTree.Element, above: frozenset[int]) -> int:
        at = id(element)
        if at in above or len(above) > 4 * DEEPEST:
            return MOST_ELEMENTS + 1
        if at not in sizes:
            inside = above | {at}
            led = next((v for n, v in element.attrib.items() if n.rpartition("}")[2] == "href"), "")
            used = by_id.get(led.removeprefix("#")) if element.tag == f"{_SVG}use" else None
            below = (*element, used) if used is not None else tuple(element)
            sizes[at] = min(MOST_ELEMENTS + 1, 1 + sum(size(child, inside) for child in below))
        return sizes[at]

    return size(drawing, frozenset())
