"""Tables: rows and columns that are whole, however an author wrote them."""

from collections.abc import Iterator
from dataclasses import dataclass

from planpress.packets.text.markup import Element

MOST_SPANNED = 100
"""A cell spans no more rows or columns than this."""


@dataclass(slots=True)
class GridCell:
    """A cell with its place in the grid; `element` is an empty one where the author left a gap."""

    element: Element
    column: int
    columns: int = 1
    rows: int = 1

    def attributes(self, header: bool) -> dict[str, str | int | bool]:
        """What a template needs to set it."""
        side = next((side for side in ("left", "center", "right") if self.element.has_class(f"pp-{side}")), "")
        spans = {"columns": self.columns * (self.columns > 1), "rows": self.rows * (self.rows > 1)}
        said: dict[str, str | int | bool] = {"align": side, **spans, "header": header or self.element.tag == "th"}
        return {name: value for name, value in said.items() if value}


def grid(table: Element) -> tuple[list[list[GridCell]], int, int]:
    """The cells of a table row by row, each where a browser puts it; how many columns it has, and rows that are its
    head. Every row is as long as the table is wide."""
    written = list(_written(table))
    heads = _heads(table, [row for row, _ in written])
    taken: set[tuple[int, int]] = set()
    rows = [_placed(row, at, min(end, heads) if at < heads else end, taken) for at, (row, end) in enumerate(written)]
    columns = max((cell.column + 1 for row in rows for cell in row), default=0)
    for at, row in enumerate(rows):
        for cell in row:
            cell.columns = min(cell.columns, columns - cell.column)
        row += [GridCell(Element("td"), column) for column in range(columns) if (at, column) not in taken]
        row.sort(key=lambda cell: cell.column)
    return rows, columns, heads


def _written(table: Element) -> Iterator[tuple[Element, int]]:
    """Each row, and the number of the first row after its group, which no cell of it reaches."""
    before = 0
    for part in table.elements():
        rows = [part] if part.tag == "tr" else [row for row in part.elements() if row.tag == "tr"]
        for row in rows:
            yield row, before + len(rows)
        before += len(rows)


def _heads(table: Element, rows: list[Element]) -> int:
    """How many rows are the head: those that the author wrote as one, else the first ones of nothing but heads, unless
    one of them reaches into what is below.
    """
    first = next((part for part in table.elements() if part.tag not in ("caption", "colgroup")), None)
    if first is not None and first.tag == "thead":
        return sum(row.tag == "tr" for row in first.elements())
    heads = 0
    while heads < len(rows) and all(cell.tag == "th" for cell in rows[heads].elements()):
        heads += 1
    reaches = any(at + _span(cell, "rowspan") > heads for at, row in enumerate(rows[:heads]) for cell in row.elements())
    return 0 if reaches or heads == len(rows) else heads


def _placed(row: Element, at: int, end: int, taken: set[tuple[int, int]]) -> list[GridCell]:
    cells = []
    column = 0
    for element in row.elements():
        if element.tag not in ("td", "th"):
            continue
        while (at, column) in taken:
            column += 1
        cell = GridCell(element, column, _span(element, "colspan"), min(_span(element, "rowspan"), end - at))
        taken |= {(at + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
        cells.append(cell)
        column += cell.columns
    return cells


def _span(element: Element, name: str) -> int:
    written = element.attributes.get(name, "1")
    if not (written.isascii() and written.isdigit()):
        return 1
    return max(1, min(MOST_SPANNED, int(written[:6])))
