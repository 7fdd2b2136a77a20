"""What becomes of a text on its way to paper: a tree of plain data, in which nothing is code; what its parts share."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from planpress.model.findings import Finding, FindingKind
from planpress.model.sources import Place
from planpress.packets.text.convert_pictures import Album

Node = dict[str, Any]
"""A part of a text as a template gets it: its kind, what that kind has, and its text or its children. Nothing in it is
code; a text is shown to the letter."""

_HIDDEN = frozenset({"Cc", "Cn", "Cs", "Zl", "Zp"})
_BLANKS = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class ConversionContext:
    """One text on its way to paper. `path` is its file, `anchors` the places of projects in the packet, `notes` the
    footnotes' texts by their numbers.
    """

    path: str
    album: Album
    anchors: Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)
    notes: dict[int, list[Node]] = field(default_factory=dict)

    def found(self, kind: FindingKind, line: int, message: str) -> None:
        """Note a finding on a line of the text."""
        self.findings.append(kind.at(Place(self.path, line), message))


def node(kind: str, children: Iterable[Node] = (), /, **more: Any) -> Node:
    """A node with its children, if it has any."""
    below = list(children)
    return {"kind": kind, **more, **({"children": below} if below else {})}


def text(words: str) -> Node:
    """Words as they stand."""
    return {"kind": "text", "text": words}


def showable(words: str) -> str:
    """`words` with what no font shows and no reader sees, control characters and the like, spelt out."""
    if words.isprintable():
        return words
    return "".join(c if c in "\n\t" or unicodedata.category(c) not in _HIDDEN else f"\\u{ord(c):04x}" for c in words)


def words_of(nodes: Iterable[Node]) -> str:
    """All that nodes say, in the order of reading."""
    return "".join(one.get("text", "") + words_of(one.get("children", ())) for one in nodes)


def tidied(nodes: list[Node]) -> list[Node]:
    """The nodes of a line with each run of blanks as one, and none at its ends and beside its breaks."""
    after_blank, last = True, text("")
    for leaf in _leaves(nodes):
        if leaf["kind"] == "text":
            words = _BLANKS.sub(" ", leaf["text"])
            leaf["text"] = words.removeprefix(" ") if after_blank else words
            if leaf["text"]:
                after_blank, last = words.endswith(" "), leaf
        else:
            after_blank = leaf["kind"] == "break"
            if after_blank:
                last["text"] = last["text"].rstrip(" ")
            last = text("")
    last["text"] = last["text"].rstrip(" ")
    return _pruned(nodes)


def _leaves(nodes: Iterable[Node]) -> Iterator[Node]:
    for one in nodes:
        if "children" in one:
            yield from _leaves(one["children"])
        else:
            yield one


def _pruned(nodes: Iterable[Node]) -> list[Node]:
    """The nodes without those that hold nothing and the breaks at the end; texts that follow each other are one."""
    kept: list[Node] = []
    for one in nodes:
        if "children" in one:
            one["children"] = _pruned(one["children"])
            kept += [one] if one["children"] else []
        elif one["kind"] == "text" and kept and kept[-1]["kind"] == "text":
            kept[-1]["text"] += one["text"]
        elif one["kind"] != "text" or one["text"]:
            kept.append(one)
    while kept and kept[-1]["kind"] == "break":
        kept.pop()
    return kept
