"""Files that a source reads, made for a test."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from planpress.model.metrics import Metric
from planpress.sources.multiplied import brought_by
from planpress.sources.source import Brought, EvidenceFile


def brought(kind: Any, written: Mapping[str, Any], *paths: Path, better: str = "higher") -> Brought:
    """What a source with these keys brings of these files."""
    files = {"files": "*"} if any(one.name == "files" for one in fields(kind)) else {}
    source = TypeAdapter(kind).validate_python({**files, **written})
    metrics = {name: Metric(better=better) for name in written["metrics"]}  # type: ignore[arg-type]
    return brought_by(source, [EvidenceFile(path.name, str(path)) for path in paths], metrics)


ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 1e60, math.nan, math.inf, 10**400, "", "text", "\ud800", [], [1], [None], {}, {"a": 1}, [[]], [{}],
)  # fmt: skip
"""What may stand anywhere in a file of somebody else's."""


def places(document: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to every part of a document but the whole, the first two entries of each list among them."""
    parts = document.items() if isinstance(document, dict) else enumerate(document[:2]) if isinstance(document, list) else ()
    for key, part in parts:
        yield (*above, key)
        yield from places(part, (*above, key))


def replaced(document: Any, place: tuple[Any, ...], value: Any) -> Any:
    """A copy of a document with another part."""
    if not place:
        return value
    copy = document.copy()
    copy[place[0]] = replaced(document[place[0]], place[1:], value)
    return copy


def made(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """The paths of files with these contents."""
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return [folder / name for name in files]
