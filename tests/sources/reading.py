"""Files that a source reads, made for a test."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from planpress.model.metrics import Metric
from planpress.sources.source import Brought, EvidenceFile


def brought(kind: Any, written: Mapping[str, Any], *paths: Path, better: str = "higher") -> Brought:
    """What a source with these keys brings of these files."""
    files = {"files": "*"} if any(one.name == "files" for one in fields(kind)) else {}
    source = TypeAdapter(kind).validate_python({**files, **written})
    metrics = {name: Metric(better=better) for name in written["metrics"]}  # type: ignore[arg-type]
    found: Brought = source.read([EvidenceFile(path.name, str(path)) for path in paths], metrics)
    return found


def made(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """The paths of files with these contents."""
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return [folder / name for name in files]
