"""What the parts of one text share while it becomes a tree: where it stands, its images, its notes, what was found."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from planpress.model.findings import Finding, FindingKind
from planpress.model.sources import Place
from planpress.packets.text.convert_pictures import Album
from planpress.packets.text.nodes import Node


@dataclass(slots=True)
class Setting:
    """One text on its way to paper. `path` is its file, `folder` where its links start from, `anchors` the places of
    projects in the packet, `notes` the footnotes' texts by their numbers.
    """

    path: str
    folder: str
    album: Album
    anchors: Mapping[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    notes: dict[int, tuple[Node, ...]] = field(default_factory=dict)

    def found(self, kind: FindingKind, line: int, message: str) -> None:
        """Note a finding on a line of the text."""
        self.findings.append(kind.at(Place(self.path, line), message))


def showable(words: str) -> str:
    """`words` with what no font shows and no reader sees, control characters and the like, spelt out."""
    if words.isprintable():
        return words
    return "".join(f"\\u{ord(c):04x}" if _is_hidden(c) else c for c in words)


def _is_hidden(character: str) -> bool:
    if character in "\n\t":
        return False
    return unicodedata.category(character) in ("Cc", "Cn", "Cs", "Zl", "Zp")
