"""HTML of a finished page as the Markdown that a person would write for the same headings, sentences and tables."""

import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

_BLOCKS = {"blockquote", "details", "div", "dl", "figure", "ol", "pre", "section", "table", "ul", "hr",
           "p", "figcaption", "caption", "summary", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"}  # fmt: skip
_VOID = {"br", "hr", "img", "input"}
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_SPECIAL = re.compile(r"[\\`*\[\]<|]|(?<!\w)_|_(?!\w)")


def to_markdown(html: str, page: str) -> str:
    """A fragment of the page at `page` as Markdown. A link `page:x.md` becomes one from this page's file to that."""
    parser = _Tree()
    parser.feed(html)
    parser.close()
    return "\n\n".join(_blocks(parser.root, posixpath.dirname(page)))


def escape(text: str) -> str:
    """`text` with a backslash before what Markdown would take for a mark, and before nothing else."""
    return _SPECIAL.sub(lambda match: "&lt;" if match[0] == "<" else f"\\{match[0]}", text)


class _Tree(HTMLParser):
    """The elements of a piece of HTML; text stands in elements of its own, whose tag is empty."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            ended = self._open.pop()
            if ended.tag != tag:
                raise ValueError(f"</{tag}> ends <{ended.tag}>")

    def handle_data(self, data: str) -> None:
        element = Element("")
        element.text = data
        self._open[-1].append(element)


def _blocks(element: Element, folder: str) -> Iterator[str]:
    """The blocks below an element, with the words that stand loose between them as paragraphs of their own."""
    loose: list[Element] = []
    for child in element:
        if child.tag not in _BLOCKS:
            loose.append(child)
            continue
        yield from _paragraph(loose, folder)
        loose = []
        yield from _block(child, folder)
    yield from _paragraph(loose, folder)


def _paragraph(words: list[Element], folder: str) -> Iterator[str]:
    text = _joined(words, folder)
    if text:
        yield text


def _block(element: Element, folder: str) -> Iterator[str]:
    match element.tag:
        case "table":
            yield from _table(element, folder)
        case "ul" | "ol":
            mark = "-" if element.tag == "ul" else "1."
            yield "\n".join(f"{mark} {_item(item, folder)}" for item in element if item.tag == "li")
        case "pre":
            yield f"```\n{''.join(element.itertext()).rstrip()}\n```"
        case "hr":
            yield "---"
        case "dt":
            yield f"**{_words(element, folder)}**"
        case "blockquote":
            yield "\n".join(f"> {line}" for line in "\n\n".join(_blocks(element, folder)).split("\n"))
        case tag if re.fullmatch("h[1-6]", tag):
            yield f"{'#' * int(tag[1])} {_words(element, folder)}"
        case _:
            yield from _blocks(element, folder)


def _item(item: Element, folder: str) -> str:
    return re.sub(r"\n(?=[^\n])", "\n    ", "\n\n".join(_blocks(item, folder)))


def _table(table: Element, folder: str) -> Iterator[str]:
    caption = table.find("caption")
    if caption is not None:
        yield _words(caption, folder)
    rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]
    width = max(map(len, rows))
    lines = [_row([_words(cell, folder) for cell in row], width) for row in rows]
    right = ["---:" if _is_numeric(cell) else "---" for cell in rows[0]]
    yield "\n".join([lines[0], _row(right, width), *lines[1:]])


def _is_numeric(head: Element) -> bool:
    return "pp-num" in head.get("class", "").split() or "right" in head.get("style", "")


def _row(cells: list[str], width: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"


def _words(element: Element, folder: str) -> str:
    return _joined(list(element), folder)


def _joined(words: list[Element], folder: str) -> str:
    return re.sub(" {2,}", " ", "".join(_inline(child, folder) for child in words)).strip()


def _inline(element: Element, folder: str) -> str:
    inner = "".join(_inline(child, folder) for child in element)
    match element.tag:
        case "":
            return escape(" ".join(f"|{element.text}|".split())[1:-1])
        case "br":
            return "<br>"
        case "code":
            return f"`{''.join(element.itertext())}`"
        case "a":
            return f"[{inner}]({_address(element.get('href', ''), folder)})"
        case "span":
            # On a page of ours a style sets it on a line of its own.
            return f" {inner}"
        case tag if tag in _MARKS:
            return f"{_MARKS[tag]}{inner}{_MARKS[tag]}"
        case _:
            return inner


def _address(href: str, folder: str) -> str:
    if not href.startswith("page:"):
        return href
    path, mark, anchor = href.removeprefix("page:").partition("#")
    return posixpath.relpath(path, folder or ".") + mark + anchor
