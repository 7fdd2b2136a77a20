"""How deep a text nests and how many headings it has, before anything is made of it.

What reads HTML goes through all open elements at each one that begins: a hundred thousand of them take minutes. Lists
within lists exhaust the stack of whoever goes through them.
"""

import re
from collections.abc import Iterator
from itertools import islice

from planpress.model.findings import Finding
from planpress.model.sources import Place
from planpress.reading import kinds

MOST_LEVELS = 100
"""Elements within elements, lists within lists."""
MOST_CELLS = 1_000
"""The columns of a table."""
MOST_HEADINGS = 1_000
"""The headings of one text, and its tasks. Each heading is a place in the contents of its page; at each task the parser
goes back to the beginning of its list."""

_LONGEST_BLOCK = 100_000
"""How far the end of a block is looked for, where what looks like a tag may turn out to be code."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)")
# Those that hold others and do not end by themselves.
_NESTING = frozenset({
    "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "body", "caption", "center",
    "cite", "code", "colgroup", "dfn", "details", "del", "dialog", "dir", "div", "dl", "em", "fieldset",
    "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "html", "i", "iframe", "ins", "kbd", "label", "legend", "main", "map", "mark", "math", "menu", "nav",
    "noscript", "object", "ol", "picture", "pre", "q", "ruby", "s", "samp", "search", "section", "select", "slot",
    "small", "span", "strike", "strong", "sub", "summary", "sup", "svg", "g", "table", "template", "tt", "u", "ul",
    "var", "video", "audio", "canvas",
})  # fmt: skip
_MARKERS = re.compile(r"(?:[ \t]|>|(?:[-*+:]|[0-9]{1,9}[.)])(?=[ \t])|!!!|\?\?\?\+?|===)*+")
_MARKER = re.compile(r"[^ \t]+")
_TASK = re.compile(r"^[ \t>]*+(?:[-*+]|[0-9]{1,9}[.)])[ \t]++\[[ xX]\]", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)


def excessive(path: str, text: str) -> Iterator[Finding]:
    """What a Markdown text has too much of, at its line; nothing for any text that people write."""
    found = _deepest_tag(text) or _deepest_list(text)
    if found:
        message = f"nested deeper than {MOST_LEVELS} levels; close the elements and lists that are open"
        yield kinds.TOO_DEEP.at(Place(path, found), message)
    wide = next((number for number, line in enumerate(text.split("\n"), start=1) if line.count("|") > MOST_CELLS), None)
    if wide:
        message = f"a line with more than {MOST_CELLS:,} | in it; keep a table that wide in a file of its own"
        yield kinds.TOO_DEEP.at(Place(path, wide), message)
    for pattern, name in ((_HEADING, "headings"), (_TASK, "tasks")):
        beyond = next(islice(pattern.finditer(text), MOST_HEADINGS, None), None)
        if beyond:
            line = text.count("\n", 0, beyond.start()) + 1
            yield kinds.TOO_DEEP.at(Place(path, line), f"more than {MOST_HEADINGS:,} {name}; cut the text into pages")


def is_too_deep(markup: str) -> bool:
    return markup.count("<") > MOST_LEVELS and _depth(markup, 0)[1] is not None


def _depth(markup: str, depth: int) -> tuple[int, int | None]:
    """How deep HTML is at its end that begins so deep; and where it gets too deep, if it does."""
    for tag in _TAG.finditer(markup):
        if tag[2].lower() in _NESTING:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > MOST_LEVELS:
                return depth, tag.end()
    return depth, None


def _deepest_tag(text: str) -> int | None:
    """The first line whose HTML is too deep. Only a text that has so many tags is taken apart: code shows some too."""
    end = _depth(text, 0)[1] if text.count("<") > MOST_LEVELS else None
    while end is not None:
        block = text.find("\n\n", end, end + _LONGEST_BLOCK)
        line = _line_of_tag(text[: block if block >= 0 else end + _LONGEST_BLOCK])
        if line is not None or end > len(text):
            return line
        end *= 2
    return None


def _line_of_tag(text: str) -> int | None:
    from markdown_it import MarkdownIt

    depth, over = 0, None
    # What stands in a note or a list is indented, and no code.
    for token in MarkdownIt("commonmark").enable("table").disable("code").parse(text):
        for part in [token] if token.type == "html_block" else token.children or ():
            if part.type in ("html_block", "html_inline") and over is None:
                depth, over = _depth(part.content, depth)
        if over is not None:
            return token.map[0] + 1 if token.map else 1
    return None


def _deepest_list(text: str) -> int | None:
    """The first line that opens more lists, quotes and notes within each other than there may be."""
    open_at: list[int] = []
    for number, line in enumerate(text.split("\n"), start=1):
        found = _MARKERS.match(line)
        written = found[0] if found else ""
        markers = _MARKER.findall(written)
        if not markers:
            continue
        indent = len(written) - len(written.lstrip())
        while open_at and open_at[-1] >= indent:
            open_at.pop()
        signs = sum(len(marker) if marker[0] == ">" else 1 for marker in markers)
        is_rule = markers[0] in ("-", "*") and len(set(markers)) == 1 and not line[len(written) :].strip("-* \t")
        if len(open_at) + (0 if is_rule else signs) > MOST_LEVELS:
            return number
        open_at.append(indent)
    return None
