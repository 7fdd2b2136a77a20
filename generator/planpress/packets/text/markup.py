"""The safe HTML of a narrative as elements, each with the line that it was written on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from planpress.pages.dialect import TAGS, engine

LINE = "data-line"
"""The attribute with an element's line."""

LEFT_OUT = "data-left-out"
"""The attribute of what stands where an element is left out, with the element's name."""

DEEPEST, MOST_QUOTES = 24, 10
"""Elements inside more others than this, and quotes inside more quotes, are taken for their content: the printer's own
functions go no deeper."""

_VOID = {"br", "col", "hr", "img", "input"}


@dataclass(slots=True)
class Element:
    """An element of HTML; `line` is counted from 1: its own, or that of the last element before it that has one."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    line: int = 0

    def has_class(self, name: str) -> bool:
        """Whether it is of a class."""
        return name in self.attributes.get("class", "").split()

    def elements(self) -> Iterator[Element]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    def inner_text(self, *, noted: bool = False) -> str:
        """All text in it, as it was written. Marks of footnotes the engine put there: they go, but for those inside a
        footnote (`noted`), which are their number."""
        if self.has_class("footnote-backref"):
            return ""
        noted = noted or self.tag == "section"
        words = "".join(one if isinstance(one, str) else one.inner_text(noted=noted) for one in self.children)
        if self.has_class("footnote-ref"):
            return words.strip("[]").partition(":")[0] if noted else ""
        return words


def parsed(markup: str) -> Element:
    """Clean HTML, in which whatever is opened is closed, as one element that holds it all."""
    return _Reader(markup).top


@cache
def paper_engine() -> MarkdownIt:
    """The dialect's engine; its HTML says on which line each element was written, and what of it is left out."""
    made = engine()
    made.core.ruler.push("lines", _with_lines)
    made.add_render_rule("html_inline", _own_html)
    made.add_render_rule("html_block", _own_html)
    return made


class _Reader(HTMLParser):
    """Reads a piece of HTML: its elements, in one that holds them all, and the names of all that it begins."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("div")
        self.begun: dict[str, None] = {}
        self._open = [self.top]
        self._line = 0
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        written = attributes.pop(LINE, "")
        above = self._open[-1]
        self.begun[tag] = None
        if written.isascii() and written.isdigit() and len(written) < 9:
            self._line = int(written)
        element = Element(tag, attributes, line=self._line)
        quotes = sum(one.tag == "blockquote" for one in self._open)
        if tag in _VOID:
            above.children.append(element)
        elif len(self._open) > DEEPEST or (tag == "blockquote" and quotes >= MOST_QUOTES):
            self._open.append(above)
        else:
            above.children.append(element)
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def _with_lines(state: StateCore) -> None:
    for token in state.tokens:
        if token.map is None:
            continue
        line = token.map[0] + 1
        _say_line(token, line)
        for child in token.children or ():
            _say_line(child, line)
            line += child.type in ("softbreak", "hardbreak") or child.content.count("\n") * (child.type != "text")


def _say_line(token: Token, line: int) -> None:
    token.meta["line"] = line
    if token.nesting >= 0 and token.type != "inline":
        token.attrSet(LINE, str(line))


def _own_html(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, environment: EnvType
) -> str:
    """HTML as the author wrote it, with a mark before it for each element in it that no page may hold."""
    token = tokens[at]
    line = token.meta.get("line", 0)
    gone = (tag for tag in _Reader(token.content).begun if tag not in TAGS)
    marks = (f'<span {LEFT_OUT}="{escape(tag)}" {LINE}="{line}"></span>' for tag in gone)
    placed = f'<span {LINE}="{line}"></span>' if "<img" in token.content.lower() else ""
    return "".join((*marks, placed, token.content))
