"""What stands inside a line: marks, code, links, images, notes and boxes to tick."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import unquote

from planpress.model.wording import quoted
from planpress.packets.text.markup import LEFT_OUT, Element
from planpress.packets.text.nodes import ConversionContext, Node, node, showable, text, tidied, words_of
from planpress.pages.dialect import LANGUAGE, is_elsewhere, target
from planpress.reading import kinds

LONGEST_ADDRESS = 300
"""The characters that are shown of one; a longer one is cut."""

_MARKS: Mapping[str, str] = {
    "b": "strong", "cite": "emphasis", "del": "strike", "dfn": "emphasis", "em": "emphasis", "i": "emphasis",
    "ins": "underline", "kbd": "keyboard", "mark": "highlight", "s": "strike", "small": "small", "strong": "strong",
    "sub": "subscript", "sup": "superscript", "u": "underline", "var": "emphasis",
}  # fmt: skip
_WITHOUT_TEXT = {
    "audio", "canvas", "embed", "iframe", "math", "object", "picture", "script", "select", "style", "svg", "template",
    "textarea", "video",
}  # fmt: skip
_NOTE = re.compile(r"#fn([0-9]{1,6})")


def line_of(children: Iterable[Element | str], setting: ConversionContext) -> list[Node]:
    """The nodes of one paragraph, with single blanks, none at its ends."""
    return tidied([one for child in children for one in inline(child, setting)])


def inline(child: Element | str, setting: ConversionContext) -> Iterator[Node]:
    """The nodes of a piece of a line, its blanks as they are."""
    if isinstance(child, str):
        yield text(showable(child))
    elif not child.has_class("footnote-backref"):
        yield from _INLINES.get(child.tag, _content)(child, setting)


def _content(element: Element, setting: ConversionContext) -> Iterator[Node]:
    if LEFT_OUT in element.attributes:
        yield from _left_out(element, setting)
    for child in element.children:
        yield from inline(child, setting)


def _marked(element: Element, setting: ConversionContext) -> Iterator[Node]:
    number = _note_number(element)
    if number is not None:
        yield node("footnote", number=number)
        return
    children = tuple(_content(element, setting))
    if children:
        yield node(_MARKS[element.tag], children)


def _spoken(element: Element, setting: ConversionContext) -> Iterator[Node]:
    """Words of another language, by the first part of its tag: the printer knows those of two or three letters."""
    tag, children = element.attributes.get("lang", ""), _content(element, setting)
    if LANGUAGE.fullmatch(tag):
        yield node("spoken", children, language=tag.partition("-")[0].lower())
    else:
        yield from children


def _notes(element: Element, setting: ConversionContext) -> Iterator[Node]:
    """Notes that an unclosed element took into its line stay there."""
    yield from numbered(_content(element, setting)) if element.has_class("footnotes") else _content(element, setting)


def numbered(nodes: Iterable[Node]) -> list[Node]:
    """What a note holds, with the marks in it as numbers alone."""
    kept = list(nodes)
    for one in kept:
        if one["kind"] == "footnote":
            one.update(node("superscript", [text(str(one.pop("number")))]))
        else:
            numbered(one.get("children", ()))
    return kept


def _note_number(element: Element) -> int | None:
    """The number of the note that a mark leads to, where it is the mark of one."""
    if not element.has_class("footnote-ref"):
        return None
    addresses = [link.attributes.get("href", "") for link in element.elements()]
    led = _NOTE.fullmatch(addresses[0]) if len(addresses) == 1 else None
    return int(led[1]) if led else None


def _code(element: Element, setting: ConversionContext) -> Iterator[Node]:
    if words := element.inner_text().replace("\n", " "):
        yield node("code", text=showable(words))


def _break(element: Element, setting: ConversionContext) -> Iterator[Node]:
    yield node("break")


def _box(element: Element, setting: ConversionContext) -> Iterator[Node]:
    if element.attributes.get("type") == "checkbox":
        yield node("checkbox", checked="checked" in element.attributes)


def _quotation(element: Element, setting: ConversionContext) -> Iterator[Node]:
    yield from (text("“"), *_content(element, setting), text("”"))


def _abbreviation(element: Element, setting: ConversionContext) -> Iterator[Node]:
    """What it stands for is shown by a pointer on the page, and stands beside it on paper."""
    yield from _content(element, setting)
    meaning = element.attributes.get("title", "").strip()
    if meaning:
        yield text(f" ({showable(meaning)})")


def _link(element: Element, setting: ConversionContext) -> Iterator[Node]:
    children = tuple(_content(element, setting))
    address = element.attributes.get("href", "").strip()
    if not children or not address or address.startswith("#"):
        yield from children
        return
    if is_elsewhere(address):
        cut = address if len(address) <= LONGEST_ADDRESS else f"{address[: LONGEST_ADDRESS - 1]}…"
        shown = {} if words_of(children) == address else {"shown": showable(cut)}
        yield node("link", children, url=address, **shown)
        return
    location = setting.album.tree.location
    path, _ = target(address, setting.album.folder, location)
    project = location.project_of(path)
    if project is None or path != location.project(project, "index.md"):
        yield node("link", children, shown=showable(path))
    elif project in setting.anchors:
        yield node("link", children, anchor=setting.anchors[project])
    else:
        yield from children


def _image(element: Element, setting: ConversionContext) -> Iterator[Node]:
    source = element.attributes.get("src", "").strip()
    words = showable(" ".join(element.attributes.get("alt", "").split()))
    taken = setting.album.take(source)
    if isinstance(taken, str):
        setting.found(kinds.NO_IMAGE, element.line, f"the image {quoted(source)} {taken}")
        yield node("missing", text=words or showable(source) or "image")
        return
    title = showable(" ".join(element.attributes.get("title", "").split()))
    if not words:
        name = posixpath.basename(unquote(source))
        words = title or showable(name)
        message = f"the image {quoted(source)} has no words; say what it shows between the brackets"
        setting.found(kinds.NO_WORDS, element.line, message)
    shown = {"caption": title} if title else {}
    yield node("image", file=taken.name, alt=words, **shown, width=taken.width, height=taken.height)


def _left_out(element: Element, setting: ConversionContext) -> Iterator[Node]:
    tag = element.attributes[LEFT_OUT]
    shown = quoted(f"<{tag}>")
    if tag in _WITHOUT_TEXT:
        setting.found(kinds.NOT_SET, element.line, f"{shown} is left out; a note stands in its place")
        yield node("missing", text=showable(f"<{tag}>"))
    else:
        setting.found(kinds.NOT_SET, element.line, f"{shown} is left out, the text inside it is not")


_INLINES: Mapping[str, Callable[[Element, ConversionContext], Iterator[Node]]] = {
    **dict.fromkeys(_MARKS, _marked), "a": _link, "abbr": _abbreviation, "br": _break, "code": _code, "img": _image,
    "input": _box, "q": _quotation, "samp": _code, "section": _notes,
    "span": _spoken,
}  # fmt: skip
