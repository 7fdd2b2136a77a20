"""# Markdown

`plan.md#candidates`: the first table under the heading "Candidates" of plan.md, so that the text and its numbers stand
together.

## How it is read

The heading is named as in the page's address, in lower case with dashes, or word for word. Its table may stand under a
heading of a lower level, but not after the next of the same or a higher one. Cells are read as readers see them:
`**0.9**` and `<b>0.9</b>` are 0.9, and a footnote is no part of a name. A `|` inside a cell is written `\\|`.

## Example

    ## Candidates

    | model | precision | latency |
    |-------|----------:|--------:|
    | net-1 |       0.9 |      80 |
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from planpress.model.findings import Finding
from planpress.model.sources import Place
from planpress.model.tables import RawTable, TableCell
from planpress.model.wording import did_you_mean, quoted
from planpress.reading import kinds
from planpress.reading.depth import excessive
from planpress.reading.sources.formats import MOST_CELLS, Refused, TableFormat, TableReference, limited

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MOST_NAMED = 500  # headings that are looked at for one that may have been meant
_PIPE = re.compile(r"(?<!\\)\|")
_MARKUP = re.compile(r"[*_`\[\]<>&\\!~]")

_NO_NAMES: Mapping[str, object] = {}
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_TAG = re.compile(r"<(/?)([A-Za-z]+)\b[^>]*>")
_NUMBER = re.compile(r"[-+]?[0-9.,]*[0-9]")
_MARK = re.compile(r"[\w,*†‡§¶]{1,5}")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def read(text: str, path: str, reference: TableReference, findings: list[Finding]) -> RawTable | None:
    """The first table under the heading that `reference` names."""
    findings += islice(excessive(path, text), 1)
    if findings:
        return None
    tokens = _blocks().parse(text)
    headings = tuple(_headings(tokens))
    wanted = reference.heading or ""
    # The heading with this id, else the first with this text.
    heading = min(
        (one for one in headings if wanted in (one.id, one.text)), key=lambda one: one.id != wanted, default=None
    )
    if heading is None:
        known = did_you_mean(wanted, [heading.id for heading in headings[:_MOST_NAMED]])
        message = f"no heading {quoted(wanted)} in {path.rpartition('/')[2]}{known}"
        raise Refused(kinds.NO_TABLE, reference.place, message)
    lines = _table_lines(tokens, heading)
    if not lines:
        message = f"no table under the heading {quoted(heading.text)}; write one below it, or name another heading"
        raise Refused(kinds.NO_TABLE, Place(path, heading.line, 1), message)
    written = text.split("\n")
    names = _reference_names(text)
    head, *rows = limited(path, (tuple(_cells(written[line - 1], path, line, names)) for line in lines))
    return RawTable(path, head, tuple(rows))


MARKDOWN = TableFormat("markdown", "Markdown", (".md",), __doc__, read)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading: its id in the page's address, and `index`, where its first token is."""

    id: str
    text: str
    level: int
    line: int
    index: int


def _headings(tokens: Sequence[Token]) -> Iterator[_Heading]:
    found = [
        (index, token, *without_attributes(tokens[index + 1].content))
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    taken = {declared for *_, declared in found if declared}
    for index, token, markdown, declared in found:
        text, _ = as_seen(markdown)
        line = token.map[0] + 1 if token.map else 0
        yield _Heading(declared or id_of(text, taken), text, int(token.tag[1]), line, index)


def _table_lines(tokens: Sequence[Token], heading: _Heading) -> list[int]:
    """The lines, from 1, of the first table's rows under `heading`; the head's is the first. Tables within lists and
    quotes do not count."""
    lines: list[int] = []
    inside = False
    for token in tokens[heading.index + 1 :]:
        if token.type == "heading_open" and int(token.tag[1]) <= heading.level:
            break
        if token.type == "table_open" and token.level == 0:
            inside = True
        elif inside and token.type == "tr_open" and token.map:
            lines.append(token.map[0] + 1)
        elif inside and token.type == "table_close":
            break
    return lines


def _cells(written: str, path: str, line: int, names: Mapping[str, object]) -> Iterator[TableCell]:
    """The cells between the pipes that are not escaped; also those for which the head has no column."""
    pieces = _PIPE.split(written, MOST_CELLS)
    column = 1
    for at, piece in enumerate(pieces):
        text = piece.strip()
        if text or 0 < at < len(pieces) - 1:
            shown, struck = as_seen(text.replace("\\|", "|"), names)
            place = Place(path, line, column + piece.index(text))
            yield TableCell(shown, place, "struck" if struck else "text")
        column += len(piece) + 1


def as_seen(markdown: str, names: Mapping[str, object] = _NO_NAMES) -> tuple[str, bool]:
    """The text of a line of Markdown as the narrative shows it, without its markup, and whether all of it is struck
    out. What footnotes and raised marks say of a text is no part of it; `names` are those of links."""
    if not _MARKUP.search(markdown):
        return markdown, False
    tokens = _inline().parseInline(_FOOTNOTE.sub("", markdown), {"references": names})[0].children or ()
    text, struck, raised, is_struck = "", 0, "", bool(tokens)
    for token in tokens:
        struck += {"s_open": 1, "s_close": -1}.get(token.type, 0)
        tag = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
        name = tag[2].lower() if tag else ""
        if name == "sup" and tag:
            raised = "" if tag[1] else text
        elif name in ("s", "del", "strike") and tag:
            struck += -1 if tag[1] else 1
        elif token.type in ("softbreak", "hardbreak") or name == "br":
            text += " "
        elif token.type != "html_inline" and token.content:
            is_struck &= struck > 0
            # Raised beside a number it is a power, behind a word a mark.
            if not raised:
                text += token.content
            elif _NUMBER.fullmatch(raised.strip()):
                text += token.content.translate(_RAISED)
            elif not _MARK.fullmatch(token.content):
                text += token.content
    return " ".join(text.split(" ")).strip(), is_struck and bool(text.strip())


def _reference_names(text: str) -> Mapping[str, object]:
    """The names that links of a text lead to, by what they are called in brackets."""
    environment: dict[str, Any] = {}
    if "]:" in text:
        _blocks().parse(text, environment)
    names: Mapping[str, object] = environment.get("references", {})
    return names


# Imported here: most tables are not in Markdown, and `planpress --help` reads none.
@cache
def _blocks() -> MarkdownIt:
    """HTML is on, so that a table in a comment is none; the texts are left as they are."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable("inline")


@cache
def _inline() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("strikethrough")


_COUNTED = re.compile(r"(.*)_([0-9]{1,9})", re.DOTALL)
_ID = re.compile(r"#([^\s#.=]+)")


def without_attributes(heading: str) -> tuple[str, str | None]:
    """The text of a heading, and the id that it declares: `Candidates {#cand}`, as the attr_list extension reads it."""
    text, brace, attributes = heading.rstrip(" ").rpartition(" {")
    inside = attributes.removesuffix("}").removeprefix(":").strip(" ")
    if not brace or not attributes.endswith("}") or not inside or "}" in inside or "\n" in inside:
        return heading, None
    declared = _ID.search(inside)
    return text.rstrip(" "), declared[1] if declared else None


def id_of(heading: str, taken: set[str]) -> str:
    """The id of a heading with this text, taken from now on: `#models`, and `#models_1` for the second one."""
    name = slug(heading)
    while not name or name in taken:
        counted = _COUNTED.fullmatch(name)
        name = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{name}_1"
    taken.add(name)
    return name


def slug(text: str) -> str:
    """`text` as Python-Markdown's table of contents, and so MkDocs, writes it in an address."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", letters).strip().lower())
