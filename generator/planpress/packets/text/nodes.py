"""What a template of a packet sets: a text as a tree of plain data, in which nothing is code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Value = str | int | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a text. docs/packet.md lists the kinds with their attributes.

    `text` is shown to the letter; only the kinds `text`, `code` and `missing` have one.
    """

    kind: str
    children: tuple[Node, ...] = ()
    text: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict)

    def data(self) -> dict[str, object]:
        """The node for a template, as JSON can hold it."""
        made: dict[str, object] = {"kind": self.kind, **self.attributes}
        if self.text:
            made["text"] = self.text
        if self.children:
            made["children"] = [child.data() for child in self.children]
        return made

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in the order of reading."""
        yield self
        for child in self.children:
            yield from child.walk()


def text(words: str) -> Node:
    """Words as they stand."""
    return Node("text", text=words)
