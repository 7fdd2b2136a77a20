"""Vega's SVG made fit for a page: responsive, silent to screen readers, and as small as it can be.

The figure around it carries the words (title, alternative text, table), so the drawing itself is hidden from them.

For paper it is drawn in greys and one dark blue that stay apart when printed black on white: colours are CSS variables,
which no printer knows. Shapes, dashes, places and words say everything that colours do, so that greys are enough.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from planpress.charts import ALL
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
_LONG = re.compile(r"(?<!\d)\d++\.\d{3,}")

COLOURS: Mapping[str, str] = {
    "--md-default-fg-color--light": "#4a4a4a",
    "--md-default-fg-color--lighter": "#8f8f8f",
    "--md-default-fg-color--lightest": "#dedede",
    "--md-default-bg-color": "#ffffff",
    "--pp-blue": "#1b3a5c",
    "--pp-vermillion": "#5c2e10",
}
_INK, _PAPER = "#111111", "#ffffff"

_CROSSED = tuple(f"pp-drawing--{kind.name}" for kind in ALL if kind.crossed)

_TEXT = re.compile(r"(<text [^<]*+(?:<(?!/?text\b)[^<]*+)*+</text>)")
_VARIABLE = re.compile(r"var\((--[a-z-]+),\s*(#[0-9a-fA-F]{3,6})\)")


def finished(svg: str, kind: str) -> str:
    """The SVG that Vega drew, for a page: as wide as it is drawn where there is room. No chart needs ids.

    It has a `viewBox` and a width but no height, so `max-width: 100%` is all that a style sheet needs to say. Letters
    are the page's own. Raises ElementTree.ParseError for what is not XML.
    """
    root = ElementTree.fromstring(svg.replace(f' xmlns="{NAMESPACE}"', "", 1))
    _tidy(root)
    view = root.get("viewBox", "")
    drawing = Element("svg", {"xmlns": NAMESPACE, "class": f"pp-drawing pp-drawing--{kind}", "viewBox": view})
    drawing.attrib |= {"width": view.split()[2], "font-size": str(TEXT)}
    drawing.attrib |= {"fill": "none", "stroke-miterlimit": "10", "aria-hidden": "true", "focusable": "false"}
    drawing.extend(_flat(root))
    return ElementTree.tostring(drawing, encoding="unicode")


def on_paper(svg: str, fonts: str) -> str:
    """The drawing with the colours of paper, its letters in `fonts`, a list of families as in CSS."""
    coloured = _VARIABLE.sub(lambda match: COLOURS.get(match[1], match[2]), svg).replace("currentColor", _INK)
    if any(kind in coloured for kind in _CROSSED):
        # Below each text its letters with a rim of paper. Not as the stroke of the text itself: letter by letter it
        # would eat into the one before.
        coloured = _TEXT.sub(rf'<g stroke="{_PAPER}" stroke-width="3">\1</g>\1', coloured)
    return coloured.replace("<svg ", f'<svg font-family="{fonts}" ', 1)


def _tidy(element: Element) -> None:
    for name, value in element.items():
        if name in _NOISE or _DEFAULTS.get(name) == value:
            del element.attrib[name]
        elif "." in value and name != "fill":
            element.set(name, _LONG.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), value))
    if size := element.attrib.pop("font-size", None):
        letters = abs(float(size.removesuffix("px")))
        if letters != TEXT:
            element.set("font-size", f"{letters:g}")
    if element.get("transform") == "translate(0,0)":
        del element.attrib["transform"]
    for child in list(element):
        _tidy(child)
        if _empty(child):
            element.remove(child)


def _empty(element: Element) -> bool:
    if element.tag == "g":
        return len(element) == 0
    if element.tag == "path":
        painted = any(element.get(name, "none") != "none" for name in ("fill", "stroke"))
        return element.get("d", "") in ("", "M0,0h0v0h0Z") or not painted
    return element.tag == "text" and not element.text


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
