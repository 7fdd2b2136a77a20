"""What stands below each other: paragraphs, lists, tables, code, quotes and the rest."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from planpress.packets.text.convert_inlines import line_of, numbered
from planpress.packets.text.grids import GridCell, grid
from planpress.packets.text.markup import Element
from planpress.packets.text.nodes import Node, Setting, node, showable, text

Children = Iterable[Element | str]


def flow(children: Children, setting: Setting) -> Iterator[Node]:
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


def _paragraph(children: Children, setting: Setting) -> Iterator[Node]:
    """A paragraph; one of images alone is those images, each with its own room."""
    line = line_of(children, setting)
    if line and all(one["kind"] == "image" or one == text(" ") for one in line):
        yield from (node("figure", [one]) for one in line if one["kind"] == "image")
    elif line:
        yield node("paragraph", line)


def _content(element: Element, setting: Setting) -> Iterator[Node]:
    yield from flow(element.children, setting)


def _division(element: Element, setting: Setting) -> Iterator[Node]:
    yield from (_titled if element.has_class("admonition") else _content)(element, setting)


def _titled(element: Element, setting: Setting) -> Iterator[Node]:
    """An admonition or details: the title, then what is in it."""
    folds = element.tag == "details"
    titles = (one for one in element.elements() if one.tag == "summary" or not folds)
    title = next((one for one in titles if folds or one.has_class("admonition-title")), None)
    head = [node("title", line_of(title.children, setting))] if title is not None else []
    rest = flow([child for child in element.children if child is not title], setting)
    yield node("details" if folds else "admonition", [*head, *rest])


def _section(element: Element, setting: Setting) -> Iterator[Node]:
    if not element.has_class("footnotes"):
        yield from flow(element.children, setting)
        return
    for item in (item for part in element.elements() for item in part.elements()):
        number = item.attributes.get("id", "").removeprefix("fn")
        if number.isascii() and number.isdigit() and len(number) < 7 and int(number) not in setting.notes:
            setting.notes[int(number)] = numbered(flow(item.children, setting))
        else:
            yield from flow(item.children, setting)


def _subheading(element: Element, setting: Setting) -> Iterator[Node]:
    """A heading inside a quote or a list, which is no part of the outline."""
    if line := line_of(element.children, setting):
        yield node("paragraph", [node("strong", line)])


def _list(element: Element, setting: Setting) -> Iterator[Node]:
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


def _stray_item(element: Element, setting: Setting) -> Iterator[Node]:
    yield node("list", [node("item", _content(element, setting))], ordered=False, tight=True)


def _definitions(element: Element, setting: Setting) -> Iterator[Node]:
    parts = []
    for child in element.elements():
        if child.tag == "dt":
            parts.append(node("term", line_of(child.children, setting)))
        else:
            parts.append(node("meaning", _content(child, setting)))
    if parts:
        yield node("definitions", parts)


def _quote(element: Element, setting: Setting) -> Iterator[Node]:
    if blocks := [*_content(element, setting)]:
        yield node("quote", blocks)


def _code(element: Element, setting: Setting) -> Iterator[Node]:
    """A block of code; the language is the author's word for it."""
    inner = next(element.elements(), None)
    classes = (inner or element).attributes.get("class", "").split()
    language = next((name.removeprefix("language-") for name in classes if name.startswith("language-")), "")
    if words := showable(element.inner_text().removesuffix("\n")):
        yield node("block", text=words, **({"language": showable(language)} if language else {}))


def _rule(element: Element, setting: Setting) -> Iterator[Node]:
    if not element.has_class("footnotes-sep"):
        yield node("rule")


def _caption(element: Element, setting: Setting) -> Iterator[Node]:
    if line := line_of(element.children, setting):
        yield node("caption", line)


def _table(element: Element, setting: Setting) -> Iterator[Node]:
    for child in element.elements():
        if child.tag == "caption":
            yield from _caption(child, setting)
    rows, columns, heads = grid(element)
    if columns:
        yield node("table", (_row(row, setting, at < heads) for at, row in enumerate(rows)), columns=columns)


def _row(cells: Iterable[GridCell], setting: Setting, header: bool) -> Node:
    made = (node("cell", _content(cell.element, setting), **cell.attributes(header)) for cell in cells)
    return node("row", made, **({"header": True} if header else {}))


_BLOCKS: Mapping[str, Callable[[Element, Setting], Iterator[Node]]] = {
    "blockquote": _quote, "caption": _caption, "details": _titled, "div": _division, "dl": _definitions,
    "dd": _content, "dt": _content, "figcaption": _caption, "figure": _content, "h3": _subheading,
    "h4": _subheading, "h5": _subheading, "h6": _subheading, "hr": _rule, "li": _stray_item, "ol": _list,
    "p": _content, "pre": _code, "section": _section, "summary": _content, "table": _table, "ul": _list,
}  # fmt: skip
