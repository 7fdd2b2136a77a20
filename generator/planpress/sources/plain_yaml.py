"""YAML of tools: every scalar is a text, and a null is none. Nothing in it is resolved, so that no release of a reader
reads another number or date; depth and aliases are bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planpress.model.wording import quoted
from planpress.sources.source import EvidenceFile, said

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LEVELS = 100
MOST_VALUES = 1_000_000
_NULLS = ("", "~", "null", "Null", "NULL")


def read_yaml(file: EvidenceFile, text: str, first_line: int = 1) -> Any:
    """The one document in `text`, which begins at a line of a file: mappings, lists, texts and None. Raises SourceError
    for what is none, for a key that is written twice, and for more than a million values, aliases included."""
    import yaml

    reader = _Reader(file, text, first_line)
    try:
        return reader.read()
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line if problem.problem_mark else 0
        what = said(problem.problem or problem.context or "cannot be parsed")
        raise file.wrong(f"is not YAML: {what}", line + first_line) from None
    except yaml.YAMLError as problem:
        raise file.wrong(f"is not YAML: {said(problem)}") from None


class _Reader:
    """Makes values of events: libyaml has read them without a stack of its own or of Python's."""

    def __init__(self, file: EvidenceFile, text: str, first_line: int) -> None:
        import yaml

        self._yaml, self._file, self._first = yaml, file, first_line
        loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        self._events: Iterator[Any] = yaml.parse(text, Loader=loader)
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._levels = self._count = self._line = 0

    def read(self) -> Any:
        whole, is_read = None, False
        for event in self._events:
            if isinstance(event, self._yaml.DocumentStartEvent) and is_read:
                raise self._wrong(event, "a second document begins; write one in a file")
            if isinstance(event, self._yaml.NodeEvent):
                whole, is_read = self._node(event), True
        return whole

    def _node(self, event: Any) -> Any:
        if isinstance(event, self._yaml.AliasEvent):
            if event.anchor not in self._anchors:
                raise self._wrong(event, f"the alias {quoted(event.anchor)} has no anchor before it")
            value, size = self._anchors[event.anchor]
            self._add(event, size)
            return value
        before = self._count
        self._add(event, 1)
        value = self._scalar(event) if isinstance(event, self._yaml.ScalarEvent) else self._collection(event)
        if event.anchor:
            self._anchors[event.anchor] = value, self._count - before
        return value

    def _scalar(self, event: Any) -> str | None:
        return None if event.implicit[0] and event.value in _NULLS else event.value

    def _collection(self, event: Any) -> Any:
        if self._levels >= MOST_LEVELS:
            raise self._wrong(event, f"is nested deeper than {MOST_LEVELS} levels")
        self._levels += 1
        value: Any = {} if isinstance(event, self._yaml.MappingStartEvent) else []
        while not isinstance(below := next(self._events), self._yaml.CollectionEndEvent):
            if isinstance(value, list):
                value.append(self._node(below))
                continue
            key = self._node(below)
            if isinstance(key, dict | list):
                raise self._wrong(below, "a list or a mapping is a key; write a name")
            if str(key) in value:
                raise self._wrong(below, f"{quoted(key)} is written twice; keep one")
            value[str(key)] = self._node(next(self._events))
        self._levels -= 1
        return value

    def _add(self, event: Any, size: int) -> None:
        self._count += size
        if self._count > MOST_VALUES:
            raise self._wrong(event, f"more than {MOST_VALUES:,} values, aliases included")

    def _wrong(self, event: Any, what: str) -> Exception:
        return self._file.wrong(what, event.start_mark.line + self._first)
