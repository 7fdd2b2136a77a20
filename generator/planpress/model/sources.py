"""Where things are written: source files, and places inside them."""

from __future__ import annotations

from dataclasses import dataclass, field

PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What the name of a page ends with, as MkDocs has it: in small letters alone."""


def is_text(path: str) -> bool:
    """Whether a file of this name holds Markdown. With capitals in its ending MkDocs makes no page of it."""
    return path.lower().endswith(PAGE_ENDINGS)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a plan as it was found, on disk or in a git revision.

    `path` is relative to the plan's root, with forward slashes. `refusal` says why there are no bytes
    (too large, a link that leaves the folder); then `data` is empty. `oversize` says that it was too large.
    """

    path: str
    data: bytes
    refusal: str | None = None
    oversize: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A file, and the line and column in it, both counted from 1; 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column}" if self.column else f"{self.path}:{self.line}"


Step = str | int | float | bool | None
"""A key of a mapping, or an index of a list, on the way to a value."""


@dataclass(slots=True)
class NodePosition:
    """The position of one YAML node and of everything below it; `text` is a scalar exactly as it was written."""

    line: int
    column: int
    text: str | None = None
    children: dict[Step, NodePosition] = field(default_factory=dict)
    keys: dict[Step, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Places:
    """Finds the place of any value of one YAML file by the path of keys and indices that leads to it."""

    path: str
    root: NodePosition | None = None

    def of(self, *steps: Step) -> Place:
        """The place of the value at `steps`, or of the nearest value above it that is written."""
        mark = self.root
        if mark is None:
            return Place(self.path)
        for step in steps:
            below = mark.children.get(step)
            if below is None:
                break
            mark = below
        return Place(self.path, mark.line, mark.column)

    def key(self, *steps: Step) -> Place:
        """The place of the key that leads to the value at `steps`."""
        mark = self.mark(*steps[:-1])
        if mark is None or not steps or steps[-1] not in mark.keys:
            return self.of(*steps)
        line, column = mark.keys[steps[-1]]
        return Place(self.path, line, column)

    def text(self, *steps: Step) -> str | None:
        """The scalar at `steps` exactly as it was written, or None where there is no scalar."""
        mark = self.mark(*steps)
        return None if mark is None else mark.text

    def mark(self, *steps: Step) -> NodePosition | None:
        """The mark of the value at `steps`, None where nothing is written."""
        mark = self.root
        for step in steps:
            if mark is None:
                return None
            mark = mark.children.get(step)
        return mark


NOWHERE = Places("")
"""For values that were built in memory."""
