"""Where in a YAML text an entry can be set in: into the list of a key, or with the key where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from planpress.deciding.entry_text import Entry, Style, block, flow, style_of
from planpress.deciding.yaml_layout import LINE_END, Layout, Node


@dataclass(frozen=True, slots=True)
class Piece:
    """A text to set in at an offset, in place of so many characters."""

    at: int
    text: str
    instead_of: int = 0


def pieces(layout: Layout, key: str, entry: Entry) -> Iterator[list[Piece]]:
    """The ways to set in an entry, the best first; whether one does is for the caller to find out."""
    if layout.value is None:
        yield from _new_key(layout, key, entry)
        return
    event = layout.events[layout.value.first]
    if isinstance(event, yaml.SequenceStartEvent):
        flowing = layout.is_flow(layout.value.last)
        yield from _into_flow(layout, layout.value, entry) if flowing else _into_block(layout, layout.value, entry)
    elif isinstance(event, yaml.ScalarEvent):
        yield from _into_nothing(layout, layout.value, entry)


def _new_key(layout: Layout, key: str, entry: Entry) -> Iterator[list[Piece]]:
    """A new key: at the end of the file, else behind the last value, else before the last key."""
    name, value = layout.pairs[-1]
    if layout.is_flow(layout.root.last):
        yield [Piece(layout.offset(layout.end(value)), f", {key}: [{flow(entry)}]")]
        end = layout.events[layout.root.last].start_mark
        assert end is not None
        yield [Piece(layout.offset(end), f"{key}: [{flow(entry)}]")]
        return
    begin = layout.events[name.first].start_mark
    assert begin is not None
    indent = " " * begin.column
    text = [f"{indent}{key}:", *_item(f"{indent}  ", 2, entry, style_of([entry]))]
    filled = [at for at, line in enumerate(layout.lines) if line.strip()]
    ended = [one for one in layout.events if isinstance(one, yaml.DocumentEndEvent) and one.explicit]
    if ended and ended[0].start_mark is not None:
        yield [_lines(layout, ended[0].start_mark.line, text)]
    else:
        yield [_lines(layout, filled[-1] + 1, text)]
        yield [_lines(layout, len(layout.lines), text)]
    yield [_lines(layout, layout.last_line(value) + 1, text)]
    yield [_lines(layout, begin.line, text)]


def _into_nothing(layout: Layout, value: Node, entry: Entry) -> Iterator[list[Piece]]:
    """A key with nothing behind it gets a list below it; a written null is replaced by a list."""
    event = layout.events[value.first]
    name = next(name for name, other in layout.pairs if other == value)
    begin = layout.events[name.first].start_mark
    assert event.start_mark is not None and event.end_mark is not None and begin is not None
    at = layout.offset(event.end_mark)
    written = event.end_mark.index - event.start_mark.index
    if written and getattr(event, "anchor", None) is None:
        yield [Piece(at - written, f"[{flow(entry)}]", written)]
    elif layout.is_flow(layout.root.last):
        yield [Piece(at, f" [{flow(entry)}]")]
    else:
        text = _item(" " * (begin.column + 2), 2, entry, style_of([entry]))
        yield [_lines(layout, event.end_mark.line + 1, text)]


def _into_block(layout: Layout, value: Node, entry: Entry) -> Iterator[list[Piece]]:
    """Below the last entry, with its indentation and in its style."""
    children = layout.children(value)
    first, last = children[0], children[-1]
    column = _dash(layout, first)
    if column is None:
        return
    style: Style = "flow"
    step = 2
    if isinstance(layout.events[last.first], yaml.MappingStartEvent) and not layout.is_flow(last.last):
        style = "block"
        key = layout.events[last.first + 1].start_mark
        assert key is not None
        step = max(2, key.column - column) if _dash(layout, last, same_line=True) is not None else 2
    text = _item(" " * column, step, entry, style)
    yield [_lines(layout, layout.last_line(last) + 1, text)]


def _into_flow(layout: Layout, value: Node, entry: Entry) -> Iterator[list[Piece]]:
    """Before the closing bracket: on the line of the last entry, or on one of its own where that has one."""
    children = layout.children(value)
    close = layout.events[value.last].start_mark
    assert close is not None
    bracket = layout.offset(close)
    if not children:
        yield [Piece(bracket, flow(entry))]
        return
    begin, end = layout.events[children[-1].first].start_mark, layout.end(children[-1])
    assert begin is not None
    behind = layout.offset(end)
    comma = _comma(layout.raw, behind, bracket)
    before = layout.lines[begin.line][: begin.column]
    line = end.line if comma is None else _line_of(layout, comma)
    if not before.strip() and close.line > line:
        own = _lines(layout, line + 1, [f"{before}{flow(entry)}{'' if comma is None else ','}"])
        yield [own] if comma is not None else [Piece(behind, ","), own]
    yield [Piece(behind, f", {flow(entry)}")] if comma is None else [Piece(comma + 1, f" {flow(entry)}")]


def _item(indent: str, step: int, entry: Entry, style: Style) -> list[str]:
    """An entry of a block list as lines; `step` is how far behind the dash its first letter stands."""
    dash = f"{indent}-".ljust(len(indent) + step)
    if style == "flow":
        return [f"{indent}- {flow(entry)}"]
    first, *rest = block(entry)
    return [f"{dash}{first}", *(f"{' ' * len(dash)}{line}" for line in rest)]


def _lines(layout: Layout, at: int, text: list[str]) -> Piece:
    """Whole lines in front of the line with this index; at the end of a file without a line end, behind one."""
    end = layout.line_end(at)
    if at >= len(layout.lines) and layout.lines and not LINE_END.search(layout.lines[-1]):
        return Piece(len(layout.raw), "".join(end + line for line in text))
    return Piece(layout.starts[min(at, len(layout.lines))], "".join(line + end for line in text))


def _dash(layout: Layout, item: Node, *, same_line: bool = False) -> int | None:
    """The column of the dash before an entry of a block list."""
    begin = layout.events[item.first].start_mark
    assert begin is not None
    before = layout.lines[begin.line][: begin.column] if begin.line < len(layout.lines) else ""
    if before.rstrip().endswith("-"):
        return len(before.rstrip()) - 1
    if same_line:
        return None
    for line in reversed(layout.lines[: begin.line]):
        if line.lstrip().startswith("-"):
            return len(line) - len(line.lstrip())
    return None


def _comma(raw: str, start: int, end: int) -> int | None:
    """The comma between the last entry and the bracket, None where there is none; those in comments are none."""
    at = start
    while at < end:
        if raw[at] == ",":
            return at
        if raw[at] == "#":
            found = LINE_END.search(raw, at)
            at = found.end() if found else end
        else:
            at += 1
    return None


def _line_of(layout: Layout, offset: int) -> int:
    return max(at for at, start in enumerate(layout.starts) if start <= offset)
