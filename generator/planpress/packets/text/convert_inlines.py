"""What stands inside a line: marks, code, links, images, notes and boxes to tick."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from planpress.model.wording import quoted
from planpress.packets.text.markup import LEFT_OUT, Element
from planpress.packets.text.nodes import Node, Setting, showable, text
from planpress.pages.dialect import is_elsewhere, target
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
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_NOTE = re.compile(r"#fn([0-9]{1,6})")


def line_of(children: Iterable[Element | str], setting: Setting) -> tuple[Node, ...]:
    """The nodes of one paragraph, with single blanks, none at its ends."""
    nodes = [node for child in children for node in inline(child, setting)]
    kept, _ = _tidied(nodes, True)
    return _without_last_blank(kept)


def inline(child: Element | str, setting: Setting) -> Iterator[Node]:
    """The nodes of a piece of a line, its blanks as they are."""
    if isinstance(child, str):
        if child:
            yield text(showable(child))
        return
    if child.has_class("footnote-backref"):
        return
    if child.tag in _MARKS:
        yield from _marked(child, setting)
    elif child.tag in _OTHERS:
        yield from _OTHERS[child.tag](child, setting)
    else:
        yield from _content(child, setting)


def _content(element: Element, setting: Setting) -> Iterator[Node]:
    if LEFT_OUT in element.attributes:
        yield from _left_out(element, setting)
    for child in element.children:
        yield from inline(child, setting)


def _marked(element: Element, setting: Setting) -> Iterator[Node]:
    number = _note_number(element)
    if number is not None:
        yield Node("footnote", attributes={"number": number})
        return
    children = tuple(_content(element, setting))
    if children:
        yield Node(_MARKS[element.tag], children)


def _note_number(element: Element) -> int | None:
    """The number of the note that a mark leads to, where it is the mark of one."""
    if not element.has_class("footnote-ref"):
        return None
    addresses = [link.attributes.get("href", "") for link in element.elements()]
    led = _NOTE.fullmatch(addresses[0]) if len(addresses) == 1 else None
    return int(led[1]) if led else None


def _code(element: Element, setting: Setting) -> Iterator[Node]:
    words = element.inner_text().replace("\n", " ")
    if words:
        yield Node("code", text=showable(words))


def _break(element: Element, setting: Setting) -> Iterator[Node]:
    yield Node("break")


def _box(element: Element, setting: Setting) -> Iterator[Node]:
    if element.attributes.get("type") == "checkbox":
        yield Node("checkbox", attributes={"checked": "checked" in element.attributes})


def _quotation(element: Element, setting: Setting) -> Iterator[Node]:
    yield from (text("“"), *_content(element, setting), text("”"))


def _abbreviation(element: Element, setting: Setting) -> Iterator[Node]:
    """What it stands for is shown by a pointer on the page, and stands beside it on paper."""
    yield from _content(element, setting)
    meaning = element.attributes.get("title", "").strip()
    if meaning:
        yield text(f" ({showable(meaning)})")


def _link(element: Element, setting: Setting) -> Iterator[Node]:
    children = tuple(_content(element, setting))
    address = element.attributes.get("href", "").strip()
    if not children or not address or address.startswith("#"):
        yield from children
        return
    if is_elsewhere(address):
        cut = address if len(address) <= LONGEST_ADDRESS else f"{address[: LONGEST_ADDRESS - 1]}…"
        words = "".join(node.text for top in children for node in top.walk())
        shown = {} if words == address else {"shown": showable(cut)}
        yield Node("link", children, attributes={"url": address, **shown})
        return
    location = setting.album.tree.location
    path, _ = target(address, setting.album.folder, location)
    project = location.project_of(path)
    if project is None or path != location.project(project, "index.md"):
        yield Node("link", children, attributes={"shown": showable(path)})
    elif project in setting.anchors:
        yield Node("link", children, attributes={"anchor": setting.anchors[project]})
    else:
        yield from children


def _image(element: Element, setting: Setting) -> Iterator[Node]:
    source = element.attributes.get("src", "").strip()
    words = showable(" ".join(element.attributes.get("alt", "").split()))
    taken = setting.album.take(source)
    if isinstance(taken, str):
        setting.found(kinds.NO_IMAGE, element.line, f"the image {quoted(source)} {taken}")
        yield Node("missing", text=words or showable(source) or "image")
        return
    title = showable(" ".join(element.attributes.get("title", "").split()))
    if not words:
        name = posixpath.basename(unquote(source))
        words = title or showable(name)
        message = f"the image {quoted(source)} has no words; say what it shows between the brackets"
        setting.found(kinds.NO_WORDS, element.line, message)
    shown = {"caption": title} if title else {}
    size = {"width": taken.width, "height": taken.height}
    yield Node("image", attributes={"file": taken.name, "alt": words, **shown, **size})


def _left_out(element: Element, setting: Setting) -> Iterator[Node]:
    tag = element.attributes[LEFT_OUT]
    shown = quoted(f"<{tag}>")
    if tag in _WITHOUT_TEXT:
        setting.found(kinds.NOT_SET, element.line, f"{shown} is left out; a note stands in its place")
        yield Node("missing", text=showable(f"<{tag}>"))
    else:
        setting.found(kinds.NOT_SET, element.line, f"{shown} is left out, the text inside it is not")


_OTHERS = {
    "a": _link, "abbr": _abbreviation, "br": _break, "code": _code, "img": _image, "input": _box, "q": _quotation,
    "samp": _code,
}  # fmt: skip


def _tidied(nodes: Iterable[Node], after_blank: bool) -> tuple[list[Node], bool]:
    """The nodes with each run of blanks as one, and whether the last thing is one, or nothing that one may follow."""
    kept: list[Node] = []
    for node in nodes:
        if node.kind == "text":
            words = _BLANKS.sub(" ", node.text)
            words = words.removeprefix(" ") if after_blank else words
            if words:
                before = kept.pop().text if kept and kept[-1].kind == "text" else ""
                kept.append(text(before + words))
                after_blank = words.endswith(" ")
        elif node.kind == "break":
            kept = list(_without_last_blank(kept))
            kept.append(node)
            after_blank = True
        elif node.children:
            children, after_blank = _tidied(node.children, after_blank)
            if children:
                kept.append(replace(node, children=tuple(children)))
        else:
            kept.append(node)
            after_blank = False
    return kept, after_blank


def _without_last_blank(nodes: Iterable[Node]) -> tuple[Node, ...]:
    kept = tuple(nodes)
    if not kept:
        return kept
    *before, last = kept
    if last.kind == "text":
        words = last.text.rstrip(" ")
        return (*before, text(words)) if words else _without_last_blank(before)
    if last.kind == "break":
        return _without_last_blank(before)
    if last.children:
        return (*before, replace(last, children=_without_last_blank(last.children)))
    return kept
