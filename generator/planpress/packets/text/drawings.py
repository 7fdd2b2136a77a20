"""SVG drawings of strangers: what may be in one that is set into a packet."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from planpress.model.wording import quoted

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
        yield from _attributes(element)
    if _size(drawing) > MOST_ELEMENTS:
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


def _attributes(element: ElementTree.Element) -> Iterator[str]:
    if element.tag == f"{_SVG}style" and _FROM_ELSEWHERE.search(element.text or ""):
        yield "asks for other files in its style; save it as plain SVG with what it needs embedded"
    for name, value in element.attrib.items():
        local = name.rpartition("}")[2]
        if local.lower().startswith("on"):
            yield f"has a script ({quoted(local)}); save it as plain SVG"
        elif local == "href" and element.tag != f"{_SVG}a":
            if not (value.startswith("#") or _EMBEDDED.match(value)):
                yield f"asks for another file ({quoted(value)}); embed it, or save the drawing as PNG"
        elif _FROM_ELSEWHERE.search(value):
            yield f"asks for another file ({quoted(value)}); embed it, or save the drawing as PNG"


def _size(drawing: ElementTree.Element) -> int:
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
