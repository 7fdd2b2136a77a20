"""Sets a document as HTML. Every text is escaped here, once; nothing that an author wrote is ever markup. By the key of
each part a preview finds what stood there before a change."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from planpress.document.bars import drawn
from planpress.document.blocks import Bullets, Callout, Cell, Column, Line, Paragraph, Row, Table
from planpress.document.keyed_texts import ended, row_key, same_number, whole, with_keys
from planpress.model.text import Inline, Name, Styled, Text, Words

LONGEST_IN_LINE = 40
"""A longer text than this many characters stands below what took its place, not beside it."""

_UNITS = "%|°|degrees?|percentage|points?|times|[cmk]?m|[mµn]?s|min|h|[kMG]B|weeks?|days?|people"
_BEFORE_UNIT = re.compile(rf"([0-9]) (?=(?:{_UNITS})(?![^\W_]))")

NEW = ' <span class="pp-badge pp-badge--new">new</span>'

Address = Callable[[Inline], "str | None"]


@dataclass(frozen=True, slots=True)
class Html:
    """How a page sets a document: `address` says where a number is explained, a named thing has its page, or the
    repository shows a line of a file; `before` is what stood under each key before a change, in a preview,
    where `badge` is the HTML that says what the change is to a page."""

    address: Address = lambda piece: None
    before: Mapping[str, str] | None = None
    badge: Callable[[str], str] = lambda path: ""

    def block(self, block: Paragraph | Bullets | Callout | Table) -> str:
        """One block."""
        if isinstance(block, Paragraph):
            look = ' class="pp-note"' if block.quiet else ""
            return f"<p{look}>{self._led(block.lead, block.text, block.key)}</p>"
        if isinstance(block, Bullets) and block.look == "facts":
            return "\n".join(['<dl class="pp-facts">', *map(self._fact, block.lines), "</dl>"])
        if isinstance(block, Bullets):
            look = f' class="pp-{escape(block.look)}"' if block.look else ""
            tag = "ol" if block.ordered else "ul"
            made = "\n".join([f"<{tag}{look}>", *map(self._line, block.lines), f"</{tag}>"])
            summary = f"<summary>{escape(block.folded)}</summary>"
            return f'<details class="pp-data">{summary}\n{made}\n</details>' if block.folded else made
        return self._callout(block) if isinstance(block, Callout) else self._table(block)

    def inline(self, text: Words) -> str:
        """A text, with a link where a piece leads somewhere, and with what its numbers were before."""
        if not self.before:
            return self._plain(text)
        return "".join(self._beside(key, str(Text(piece)), self._piece(piece)) for piece, key in with_keys(text))

    def _piece(self, piece: Inline) -> str:
        if isinstance(piece, str):
            return unbroken(escape(piece))
        shown = unbroken(escape(piece.text))
        if isinstance(piece, Styled):
            return _STYLES[piece.look].format(shown)
        href, badge = self.address(piece), self.badge(piece.page) if isinstance(piece, Name) and piece.page else ""
        if isinstance(piece, Name) and piece.url:
            return f'<a href="{escape(piece.url)}" rel="noopener noreferrer">{shown}</a>'
        look = _LOOKS[type(piece).__name__]
        return shown + badge if href is None else f'<a{look} href="{escape(href)}">{shown}</a>{badge}'

    def _line(self, line: Line) -> str:
        look = f' class="pp-{escape(line.state)}"' if line.state else ""
        end = ended(line.text, ".")
        note = f'{end} <span class="pp-note">{self.inline(line.note)}</span>' if line.note else ""
        below = "\n".join(["<ul>", *map(self._line, line.lines), "</ul>"]) if line.lines else ""
        return f"<li{look}>{self._led(line.lead, line.text, line.key)}{note}{below}</li>"

    def _fact(self, line: Line) -> str:
        look = f' class="pp-{escape(line.state)}"' if line.state else ""
        note = f' <span class="pp-note">{self.inline(line.note)}</span>' if line.note else ""
        said = self._beside(line.key, whole("", line.text, line.note), f"{self._plain(line.text)}{note}")
        return f"<div{look}><dt>{self.inline(line.lead)}</dt><dd>{said}</dd></div>"

    def _led(self, lead: Words, text: Words, key: str, note: Words = "") -> str:
        """A text behind its lead; one with a key beside what stood under it before, where that read otherwise."""
        shown = self._plain(text) if key else self.inline(text)
        shown = f"<strong>{self.inline(lead)}</strong>{ended(lead, ':')} {shown}" if lead else shown
        if note:
            shown += f' <span class="pp-interval">{self._plain(note) if key else self.inline(note)}</span>'
        return self._beside(key, whole(lead, text, note), shown) if self.before else shown

    def _plain(self, text: Words) -> str:
        """A text with its links, its numbers not marked: what holds it is."""
        return "".join(map(self._piece, Text(text)))

    def _beside(self, key: str, said: str, shown: str) -> str:
        before = self.before.get(key) if self.before and key else None
        if before is None or before == said or same_number(before, said):
            return shown
        # Bold and struck through for the eye, and said in words.
        form = " pp-said" if len(before) > LONGEST_IN_LINE else ""
        now = f'<span class="pp-hidden">now</span> <span class="pp-now__text">{shown}</span>'
        was = f'<span class="pp-hidden">was</span> {escape(before)}'
        return f'<ins class="pp-now{form}">{now}</ins> <del class="pp-was{form}">{was}</del>'

    def _callout(self, block: Callout) -> str:
        text = f"<strong>{self._plain(block.lead)}</strong> {self._plain(block.text)}"
        headline = self._beside(block.key, whole("", Text(block.lead, " ", block.text)), text)
        points = [
            f"<dt>{self.inline(one.lead)}</dt><dd{_attributes({'data-said': one.state})}>"
            f"{self._led('', one.text, one.key)}</dd>"
            for one in block.points
        ]
        return "\n".join([
            '<div class="pp-verdict">',
            f'<p class="pp-verdict__headline">{headline}</p>',
            *(["<dl>", *points, "</dl>"] if points else []),
            "</div>",
        ])  # fmt: skip

    def _table(self, table: Table) -> str:
        name = _attributes({"data-table": table.id}) + (" data-lined" if table.lined else "")
        look = f" pp-{escape(table.look)}" if table.look else ""
        hidden = ' class="pp-hidden"' if table.untitled else ""
        states = _attributes({"data-for": table.id, "data-states": json.dumps(dict(table.filters))})
        tools = f'<div class="pp-tools"{states}></div>\n' if table.filters else ""
        head = "".join(map(self._head, table.columns))
        said = escape(Text(table.caption).aloud())
        choices = "\n".join(_choices(table))
        return "\n".join([
            *([f'<div class="pp-long"{" data-long" if table.every else ""}>', choices] if choices else []),
            f'{tools}<div class="pp-scroll" tabindex="0" role="region" aria-label="{said}">',
            f'<table class="pp-table{look}"{name}>',
            f'<caption{hidden}><span class="pp-caption">{self.inline(table.caption)}</span></caption>',
            f"<thead><tr>{head}</tr></thead>",
            "<tbody>",
            *(self._row(row, table) for row in table.rows),
            "</tbody>",
            "</table>",
            "</div>",
            *(["</div>"] if choices else []),
        ])  # fmt: skip

    def _head(self, column: Column) -> str:
        kind, first = column.sorts or ("number" if column.number else "text"), column.best.removeprefix("ascending")
        given = {"data-key": column.id, "data-kind": kind, "data-first": first, "data-by": column.by}
        sorting = _attributes(given) if column.id else ""
        return f'<th scope="col"{_classes(column, column.look)}{sorting}>{self.inline(column.title)}</th>'

    def _row(self, row: Row, table: Table) -> str:
        name = _attributes({"data-id": row.id})
        data = "".join(f' data-{key}="{escape(value)}"' for key, value in row.data)
        looks = ["chosen"] if row.strong else ["beyond"] if row.ruled else [row.look] if row.look else []
        look = f' class="pp-{looks[0]}"' if looks else ""
        naming = next((at for at, column in enumerate(table.columns) if column.names), 0)
        is_new = bool(row.key) and self.before is not None and row_key(row.key) not in self.before
        cells, at = "", 0
        for cell in row.cells:
            cells += self._cell(cell, table.columns[at], at == naming, is_new and at == naming)
            at += cell.span
        return f"<tr{look}{name}{data}>{cells}</tr>"

    def _cell(self, cell: Cell, column: Column, names: bool, is_new: bool) -> str:
        tag = 'th scope="row"' if names else "td"
        place = f' data-cell="{escape(column.id)}"{_sorted_by(cell)}' if column.id else ""
        if column.id and column.number:
            place += f' data-label="{escape(str(column.title))}"'
        if cell.span > 1:
            column, place = Column(""), f' colspan="{cell.span}"'
        hint = _attributes({"title": cell.hint})
        said = self._led("", cell.text, cell.key, cell.note).replace("\n", "<br>")
        said = f'<span class="pp-{cell.state}">{said}</span>' if cell.state else said
        look = "pp-best" if column.number else "pp-badge"
        badge = f' <span class="{look}">{self.inline(cell.badge)}</span>' if cell.badge else ""
        said = f'{drawn(cell.bar)}<span class="pp-beside">{said}</span>' if cell.bar else said
        classes = _classes(column, column.look if column.look in ("name", "at") else "", cell.look)
        return f"<{tag}{classes}{hint}{place}>{said}{NEW if is_new else ''}{badge}</{tag.split(maxsplit=1)[0]}>"


_STYLES = {
    "stress": "<em>{}</em>",
    "code": "<code>{}</code>",
    "mark": '<span class="pp-mark" aria-hidden="true">{}</span>',
    "heard": '<span class="pp-hidden">{}</span>',
    "now": '<ins class="pp-now">{}</ins>',
    "was": '<del class="pp-was">{}</del>',
    "in-order": '<span class="pp-in-order">{}</span>',
    "states": '<span class="pp-states-of">{}</span>',
    "note": '<span class="pp-note">{}</span>',
}
_LOOKS = {"Number": ' class="pp-why"', "Name": "", "Reference": ' class="pp-place"'}


def unbroken(html: str) -> str:
    """HTML in which no line is broken between a number and its unit: 24 %, 78 degrees."""
    return _BEFORE_UNIT.sub("\\1\u00a0", html)


def _choices(table: Table) -> Iterator[str]:
    """The controls of a table that shows less than it has. They work by the style sheet alone: what is not chosen by
    the place of its row or column is not shown."""
    if not table.every and all(column.at_first for column in table.columns):
        return
    yield '<div class="pp-choices">'
    if table.every:
        yield f'<label><input type="checkbox" class="pp-every"> {escape(table.every)}</label>'
    if not all(column.at_first for column in table.columns):
        said = escape(Text(table.caption).aloud())
        yield f'<details class="pp-data pp-columns"><summary>Columns<span class="pp-hidden"> of {said}</span></summary>'
        yield f'<fieldset><legend class="pp-hidden">Columns of {said} to show</legend>'
        for at, column in enumerate(table.columns[1:], start=2):
            on = " checked" if column.at_first else ""
            name = escape(Text(column.title).aloud())
            yield f'<label><input type="checkbox" value="{at}"{on}> {name}</label>'
        yield "</fieldset></details>"
    yield "</div>"


def _attributes(given: Mapping[str, str]) -> str:
    """Those attributes of an element that are not empty."""
    return "".join(f' {name}="{escape(value)}"' for name, value in given.items() if value)


def _classes(column: Column, *looks: str) -> str:
    names = [f"pp-{look}" for look in ("num" if column.number else "", *looks) if look]
    return f' class="{" ".join(names)}"' if names else ""


def _sorted_by(cell: Cell) -> str:
    """What a script sorts a cell by, where that is not its text."""
    value = cell.sort
    if value is None:
        value = next((number.value for number in Text(cell.text).numbers if number.value is not None), None)
    if value is None:
        return ""
    return f' data-sort="{escape(value if isinstance(value, str) else repr(value))}"'
