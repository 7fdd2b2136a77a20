"""Sets a document as HTML. Every text is escaped here, once; nothing that an author wrote is ever markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from planpress.document.blocks import Bullets, Cell, Column, Line, Paragraph, Row, Table
from planpress.document.keys import number_key, with_lead
from planpress.model.text import Inline, Number, Text, Words

LONGEST_IN_LINE = 40
"""A longer text than this many characters stands below what took its place, not beside it."""

Address = Callable[[Inline], "str | None"]


def _nowhere(piece: Inline) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Html:
    """How a page sets a document: `address` says where a number is explained, a named thing has its page, or the
    repository shows a line of a file; `before` is what stood under each key before a change, in a preview."""

    address: Address = _nowhere
    before: Mapping[str, str] = field(default_factory=dict)

    def block(self, block: Paragraph | Bullets | Table) -> str:
        """One block."""
        if isinstance(block, Paragraph):
            look = ' class="pp-note"' if block.quiet else ""
            return f"<p{look}>{self._led(block.lead, block.text, block.key)}</p>"
        if isinstance(block, Bullets):
            look = f' class="pp-{escape(block.look)}"' if block.look else ""
            return "\n".join([f"<ul{look}>", *map(self._line, block.lines), "</ul>"])
        return self._table(block)

    def inline(self, text: Words) -> str:
        """A text, with a link where a piece leads somewhere, and with what its numbers were before."""
        seen: dict[str, int] = {}
        pieces = Text(text)
        return "".join(self._marked(one, seen) if isinstance(one, Number) else self._piece(one) for one in pieces)

    def _marked(self, number: Number, seen: dict[str, int]) -> str:
        at = seen.get(number.subject, 0)
        seen[number.subject] = at + 1
        before = self.before.get(number_key(number, at)) if number.subject else None
        shown = self._piece(number)
        return shown if before is None or before == number.text else both(before, shown)

    def _piece(self, piece: Inline) -> str:
        if isinstance(piece, str):
            return escape(piece)
        shown, href = escape(piece.text), self.address(piece)
        look = _LOOKS[type(piece).__name__]
        return shown if href is None else f'<a{look} href="{escape(href)}">{shown}</a>'

    def _line(self, line: Line) -> str:
        look = f' class="pp-{escape(line.state)}"' if line.state else ""
        note = f'. <span class="pp-note">{self.inline(line.note)}</span>' if line.note else ""
        return f"<li{look}>{self._led(line.lead, line.text, line.key)}{note}</li>"

    def _led(self, lead: Words, text: Words, key: str) -> str:
        """A text behind its lead; one with a key beside what stood under it before, where that read otherwise."""
        plain = "".join(map(self._piece, Text(text))) if key else self.inline(text)
        shown = f"<strong>{self.inline(lead)}</strong>: {plain}" if lead else plain
        before = self.before.get(key) if key else None
        return shown if before is None or before == with_lead(lead, text) else both(before, shown)

    def _table(self, table: Table) -> str:
        name = f' data-table="{escape(table.id)}"' if table.id else ""
        head = "".join(map(self._head, table.columns))
        return "\n".join([
            f'<div class="pp-scroll" tabindex="0" role="region" aria-label="{escape(str(table.caption))}">',
            f'<table class="pp-table"{name}>',
            f'<caption><span class="pp-caption">{self.inline(table.caption)}</span></caption>',
            f"<thead><tr>{head}</tr></thead>",
            "<tbody>",
            *(self._row(row, table) for row in table.rows),
            "</tbody>",
            "</table>",
            "</div>",
        ])  # fmt: skip

    def _head(self, column: Column) -> str:
        sorting = ""
        if column.id:
            sorting = f' data-key="{escape(column.id)}" data-kind="{"number" if column.number else "text"}"'
            sorting += ' data-first="descending"' if column.best == "descending" else ""
            sorting += f' data-by="{escape(column.by)}"' if column.by else ""
        return f'<th scope="col"{_aligned(column)}{sorting}>{self.inline(column.title)}</th>'

    def _row(self, row: Row, table: Table) -> str:
        name = f' data-id="{escape(row.id)}"' if row.id else ""
        look = ' class="pp-chosen"' if row.strong else ""
        pairs = enumerate(zip(row.cells, table.columns, strict=True))
        cells = "".join(self._cell(cell, column, at) for at, (cell, column) in pairs)
        return f"<tr{name}{look}>{cells}</tr>"

    def _cell(self, cell: Cell, column: Column, at: int) -> str:
        tag = 'th scope="row"' if at == 0 else "td"
        place = f' data-cell="{escape(column.id)}" data-sort="{escape(_sorted_by(cell))}"' if column.id else ""
        note = f'<span class="pp-interval">{self.inline(cell.note)}</span>' if cell.note else ""
        said = self._led("", cell.text, cell.key).replace("\n", "<br>")
        return f"<{tag}{_aligned(column)}{place}>{said}{note}</{tag.split(maxsplit=1)[0]}>"


_LOOKS = {"Number": ' class="pp-why"', "Name": "", "Reference": ' class="pp-place"'}


def both(before: str, now: str) -> str:
    """What is now, as HTML, and what was before, as text; bold and struck through for the eye, and said in words."""
    form = " pp-said" if len(before) > LONGEST_IN_LINE else ""
    return (
        f'<ins class="pp-now{form}"><span class="pp-hidden">now</span> <span class="pp-now__text">{now}</span></ins>'
        f' <del class="pp-was{form}"><span class="pp-hidden">was</span> {escape(before)}</del>'
    )


def _aligned(column: Column) -> str:
    return ' class="pp-num"' if column.number else ""


def _sorted_by(cell: Cell) -> str:
    if cell.sort is not None:
        return cell.sort if isinstance(cell.sort, str) else repr(cell.sort)
    value = next((number.value for number in Text(cell.text).numbers if number.value is not None), None)
    return str(cell.text) if value is None else repr(value)
