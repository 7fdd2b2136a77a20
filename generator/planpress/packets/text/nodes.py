"""What becomes of a text on its way to paper: a tree of plain data, in which nothing is code; what its parts share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from planpress.model.findings import Finding, FindingKind
from planpress.model.sources import Place
from planpress.packets.text.convert_pictures import Album

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


@dataclass(slots=True)
class Setting:
    """One text on its way to paper. `path` is its file, `anchors` the places of projects in the packet, `notes` the
    footnotes' texts by their numbers.
    """

    path: str
    album: Album
    anchors: Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)
    notes: dict[int, tuple[Node, ...]] = field(default_factory=dict)

    def found(self, kind: FindingKind, line: int, message: str) -> None:
        """Note a finding on a line of the text."""
        self.findings.append(kind.at(Place(self.path, line), message))


def text(words: str) -> Node:
    """Words as they stand."""
    return Node("text", text=words)


def showable(words: str) -> str:
    """`words` with what no font shows and no reader sees, control characters and the like, spelt out."""
    if words.isprintable():
        return words
    return "".join(f"\\u{ord(c):04x}" if _is_hidden(c) else c for c in words)


def _is_hidden(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cn", "Cs", "Zl", "Zp")
