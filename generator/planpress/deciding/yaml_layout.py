"""Where the nodes of a YAML text begin and end, by the marks of libyaml's events."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

import yaml

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
LINE_END = re.compile(r"\r\n|\n|\r")


class Mark(Protocol):
    """Where libyaml, or the parser in Python, saw something; all from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the text by the index of its first and its last event."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The text in its lines, with the events of the root mapping: its keys and values, and the value of one key."""

    raw: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    events: tuple[yaml.Event, ...]
    root: Node
    pairs: tuple[tuple[Node, Node], ...]
    value: Node | None

    def offset(self, mark: Mark) -> int:
        """The offset of a mark in the text as it is, whatever its line ends."""
        return min(self.starts[mark.line] + mark.column, len(self.raw))

    def line_end(self, at: int) -> str:
        """The line end that the file has near a line, by its index."""
        for line in (*self.lines[max(0, at - 1) : at + 1], *self.lines):
            found = LINE_END.search(line)
            if found:
                return found[0]
        return "\n"

    def end(self, node: Node) -> Mark:
        """The mark behind the last character of a node; of a block collection, behind that of its last child."""
        at = node.last
        while isinstance(self.events[at], yaml.CollectionEndEvent) and not self.is_flow(at):
            at -= 1
        event = self.events[at]
        assert event.end_mark is not None
        return event.end_mark

    def last_line(self, node: Node) -> int:
        """The index of the line that a node ends in."""
        mark = self.end(node)
        # A text in block style ends where the next line begins.
        return mark.line - 1 if mark.column == 0 and mark.line > 0 else mark.line

    def children(self, node: Node) -> list[Node]:
        """The nodes directly inside a list or a mapping."""
        found = []
        at = node.first + 1
        while at < node.last:
            end = _closing(self.events, at)
            found.append(Node(at, end))
            at = end + 1
        return found

    def is_flow(self, end: int) -> bool:
        """Whether the collection that ends here is in flow style, so that its end is a bracket."""
        event = self.events[end]
        assert event.start_mark is not None and event.end_mark is not None
        return event.start_mark.index < event.end_mark.index


def lay_out(raw: str, plain: str, key: str) -> Layout | None:
    """The layout of a text, None where its root is no mapping. `plain` is the same with one kind of line end."""
    lines = tuple(_LINE.findall(raw))
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    events = tuple(yaml.parse(plain, Loader=yaml.CSafeLoader))
    first = next((at for at, event in enumerate(events) if isinstance(event, yaml.NodeEvent)), None)
    if first is None or not isinstance(events[first], yaml.MappingStartEvent):
        return None
    root = Node(first, _closing(events, first))
    bare = Layout(raw, lines, tuple(starts), events, root, (), None)
    inside = bare.children(root)
    pairs = tuple(zip(inside[::2], inside[1::2], strict=True))
    value = next((value for name, value in pairs if getattr(events[name.first], "value", None) == key), None)
    return Layout(raw, lines, tuple(starts), events, root, pairs, value)


def _closing(events: tuple[yaml.Event, ...], at: int) -> int:
    """The index of the event with which the node that begins at `at` ends."""
    depth = 0
    for index in range(at, len(events)):
        depth += isinstance(events[index], yaml.CollectionStartEvent)
        depth -= isinstance(events[index], yaml.CollectionEndEvent)
        if depth == 0:
            return index
    raise AssertionError("a collection that was read to its end has no end")
