"""What stands below each other: paragraphs, lists, code and the rest, and tables, however an author wrote them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from planpress.packets.text.convert_inlines import line_of, numbered
from planpress.packets.text.markup import Element
from planpress.packets.text.nodes import ConversionContext, Node, node, showable, text

Children = Iterable[Element | str]

MOST_SPANNED = 100
"""A cell spans no more rows or columns than this."""


def flow(children: Children, setting: ConversionContext) -> Iterator[Node]:
    """The blocks of what an element holds; text between them becomes paragraphs."""
    gathered: list[Element | str] = []
    for child in children:
        if isinstance(child, str) or not _has_blocks(child):
            gathered.append(child)
            continue
        yield from _paragraph(gathered, setting)
        gathered = []
        yield from _BLOCKS.get(child.tag, _content)(child, setting)
    yield from _paragraph(gathered, setting)


def _has_blocks(element: Element) -> bool:
    return element.tag in _BLOCKS or any(map(_has_blocks, element.elements()))


def _paragraph(children: Children, setting: ConversionContext) -> Iterator[Node]:
    """A paragraph; one of images alone is those images, each with its own room."""
    line = line_of(children, setting)
    if line and all(one["kind"] == "image" or one == text(" ") for one in line):
        yield from (node("figure", [one]) for one in line if one["kind"] == "image")
    elif line:
        yield node("paragraph", line)


def _content(element: Element, setting: ConversionContext) -> Iterator[Node]:
    yield from flow(element.children, setting)


def _division(element: Element, setting: ConversionContext) -> Iterator[Node]:
    yield from (_titled if element.has_class("admonition") else _content)(element, setting)


def _titled(element: Element, setting: ConversionContext) -> Iterator[Node]:
    """An admonition or details: the title, then what is in it."""
    folds = element.tag == "details"
    titles = (one for one in element.elements() if one.tag == "summary" or not folds)
    title = next((one for one in titles if folds or one.has_class("admonition-title")), None)
    head = [node("title", line_of(title.children, setting))] if title is not None else []
    rest = flow([child for child in element.children if child is not title], setting)
    yield node("details" if folds else "admonition", [*head, *rest])


def _section(element: Element, setting: ConversionContext) -> Iterator[Node]:
    if not element.has_class("footnotes"):
        yield from flow(element.children, setting)
        return
    for item in (item for part in element.elements() for item in part.elements()):
        number = item.attributes.get("id", "").removeprefix("fn")
        if number.isascii() and number.isdigit() and len(number) < 7 and int(number) not in setting.notes:
            setting.notes[int(number)] = numbered(flow(item.children, setting))
        else:
            yield from numbered(flow(item.children, setting))


def _subheading(element: Element, setting: ConversionContext) -> Iterator[Node]:
    """A heading inside a quote or a list, which is no part of the outline."""
    if line := line_of(element.children, setting):
        yield node("paragraph", [node("strong", line)])


def _list(element: Element, setting: ConversionContext) -> Iterator[Node]:
    items = [
        node("item", _content(child, setting) if child.tag == "li" else flow([child], setting))
        for child in element.elements()
    ]
    yield from _paragraph((child for child in element.children if isinstance(child, str)), setting)
    loose = any(part.tag == "p" for item in element.elements() for part in item.elements())
    start = element.attributes.get("start", "") if element.tag == "ol" else ""
    counted = {"start": int(start)} if start.isascii() and start.isdigit() and len(start) < 10 else {}
    if items:
        yield node("list", items, ordered=element.tag == "ol", tight=not loose, **counted)


def _stray_item(element: Element, setting: ConversionContext) -> Iterator[Node]:
    return _list(Element("ul", children=[element]), setting)


def _definitions(element: Element, setting: ConversionContext) -> Iterator[Node]:
    parts = [
        node("term", line_of(one.children, setting)) if one.tag == "dt" else node("meaning", _content(one, setting))
        for one in element.elements()
    ]
    if parts:
        yield node("definitions", parts)


def _quote(element: Element, setting: ConversionContext) -> Iterator[Node]:
    if blocks := [*_content(element, setting)]:
        yield node("quote", blocks)


def _code(element: Element, setting: ConversionContext) -> Iterator[Node]:
    """A block of code; the language is the author's word for it."""
    inner = next(element.elements(), None)
    classes = (inner or element).attributes.get("class", "").split()
    language = next((name.removeprefix("language-") for name in classes if name.startswith("language-")), "")
    if words := showable(element.inner_text().removesuffix("\n")):
        yield node("block", text=words, **({"language": showable(language)} if language else {}))


def _rule(element: Element, setting: ConversionContext) -> Iterator[Node]:
    if not element.has_class("footnotes-sep"):
        yield node("rule")


def _caption(element: Element, setting: ConversionContext) -> Iterator[Node]:
    if line := line_of(element.children, setting):
        yield node("caption", line)


def _table(element: Element, setting: ConversionContext) -> Iterator[Node]:
    for child in element.elements():
        if child.tag == "caption":
            yield from _caption(child, setting)
    rows, columns, heads = _grid(element)
    if columns:
        yield node("table", (_row(row, setting, at < heads) for at, row in enumerate(rows)), columns=columns)


def _row(cells: Iterable[_GridCell], setting: ConversionContext, header: bool) -> Node:
    made = (node("cell", _content(cell.element, setting), **cell.attributes(header)) for cell in cells)
    return node("row", made, **({"header": True} if header else {}))


@dataclass(slots=True)
class _GridCell:
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


def _grid(table: Element) -> tuple[list[list[_GridCell]], int, int]:
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
        row += [_GridCell(Element("td"), column) for column in range(columns) if (at, column) not in taken]
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
    heads = len([*takewhile(lambda row: all(cell.tag == "th" for cell in row.elements()), rows)])
    reaches = any(at + _span(cell, "rowspan") > heads for at, row in enumerate(rows[:heads]) for cell in row.elements())
    return 0 if reaches or heads == len(rows) else heads


def _placed(row: Element, at: int, end: int, taken: set[tuple[int, int]]) -> list[_GridCell]:
    cells = []
    column = 0
    for element in row.elements():
        if element.tag not in ("td", "th"):
            continue
        while (at, column) in taken:
            column += 1
        cell = _GridCell(element, column, _span(element, "colspan"), min(_span(element, "rowspan"), end - at))
        taken |= {(at + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
        cells.append(cell)
        column += cell.columns
    return cells


def _span(element: Element, name: str) -> int:
    written = element.attributes.get(name, "1")
    if not (written.isascii() and written.isdigit()):
        return 1
    return max(1, min(MOST_SPANNED, int(written[:6])))


_BLOCKS: Mapping[str, Callable[[Element, ConversionContext], Iterator[Node]]] = {
    "blockquote": _quote, "caption": _caption, "details": _titled, "div": _division, "dl": _definitions,
    "dd": _content, "dt": _content, "figcaption": _caption, "figure": _content, "h3": _subheading,
    "h4": _subheading, "h5": _subheading, "h6": _subheading, "hr": _rule, "li": _stray_item, "ol": _list,
    "p": _content, "pre": _code, "section": _section, "summary": _content, "table": _table, "ul": _list,
}  # fmt: skip
