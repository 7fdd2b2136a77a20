"""Vega's SVG made fit for a page: responsive, silent to screen readers, and as small as it can be.

The figure around it carries the words (title, alternative text, table), so the drawing itself is hidden from them.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from planpress.charts.engine.text_metrics import TEXT

NAMESPACE = "http://www.w3.org/2000/svg"

_NOISE = ("aria-hidden", "aria-label", "aria-roledescription", "class", "font-family", "pointer-events", "role")
_DEFAULTS = {
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-width": "1",
    "stroke-opacity": "1",
    "font-weight": "normal",
    "text-anchor": "start",
    "fill": "transparent",
}
_REFERENCE = re.compile(r"url\(#([^()]+)\)")
_LONG = re.compile(r"(?<!\d)\d++\.\d{3,}")
_NOTHING = re.compile(r"M0,0h0v0h0Z")


def finished(svg: str, kind: str, prefix: str, shown: float) -> str:
    """The SVG that Vega drew, for a page: `shown` pixels wide where there is room, its ids beginning with `prefix`.

    It has a `viewBox` and a width but no height, so `max-width: 100%` is all that a style sheet needs to say. Its
    `data-ratio`, width over height, is for a browser that keeps its place before it draws it. Letters are the page's
    own. Raises ElementTree.ParseError for what is not XML.
    """
    root = ElementTree.fromstring(svg.replace(f' xmlns="{NAMESPACE}"', "", 1))
    _rename(root, prefix)
    _tidy(root)
    view = root.get("viewBox", "")
    head = {"xmlns": NAMESPACE, "class": f"pp-drawing pp-drawing--{kind}", "viewBox": view, "data-ratio": _ratio(view)}
    drawing = Element("svg", {**head, "width": f"{shown:g}", "font-size": str(TEXT), "fill": "none"})
    drawing.set("stroke-miterlimit", "10")
    drawing.set("aria-hidden", "true")
    drawing.set("focusable", "false")
    drawing.extend(_flat(root))
    return ElementTree.tostring(drawing, encoding="unicode")


def _ratio(view: str) -> str:
    """Width over height of a `viewBox`, to less than a hundredth of a pixel on any screen."""
    _, _, width, height = map(float, view.split())
    return f"{width / height:.6g}"


def _rename(root: Element, prefix: str) -> None:
    """Ids that are the same in each run and differ between the drawings of one page; Vega counts them up for ever."""
    ids = [element.get("id", "") for element in root.iter() if element.get("id")]
    names = {old: f"pp-{prefix}-{count}" for count, old in enumerate(ids)}
    for element in root.iter():
        for name, value in element.items():
            if name == "id":
                element.set(name, names[value])
            elif "url(#" in value:
                element.set(name, _REFERENCE.sub(lambda match: f"url(#{names.get(match[1], match[1])})", value))


def _tidy(element: Element) -> None:
    for name, value in element.items():
        if name in _NOISE or _DEFAULTS.get(name) == value:
            del element.attrib[name]
        elif "." in value and name != "fill":
            element.set(name, _LONG.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), value))
    size = element.get("font-size")
    if size is not None:
        _set_size(element, abs(float(size.removesuffix("px"))))
    if element.get("transform") == "translate(0,0)":
        del element.attrib["transform"]
    for child in list(element):
        _tidy(child)
        if _empty(child):
            element.remove(child)


def _set_size(element: Element, size: float) -> None:
    del element.attrib["font-size"]
    if size != TEXT:
        element.set("font-size", f"{size:g}")


def _empty(element: Element) -> bool:
    if element.tag == "g":
        return len(element) == 0
    if element.tag == "path":
        return not element.get("d") or bool(_NOTHING.fullmatch(element.get("d", ""))) or not _painted(element)
    return element.tag == "text" and not element.text


def _painted(element: Element) -> bool:
    return any(element.get(name, "none") != "none" for name in ("fill", "stroke"))


def _flat(element: Element) -> Iterator[Element]:
    """The children, with those of groups that say nothing in the groups' stead."""
    for child in element:
        if child.tag == "g":
            below = list(_flat(child))
            if not child.attrib:
                yield from below
                continue
            child[:] = below
        yield child
