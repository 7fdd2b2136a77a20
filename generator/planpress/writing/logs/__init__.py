"""ROOM: the formats of a history, one per file. To add one: a file, a line in FORMATS, a case in tests/history."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planpress.model.history import History
from planpress.writing.logs.log_json import as_json
from planpress.writing.logs.markdown import as_markdown
from planpress.writing.logs.text import as_text
from planpress.writing.telling import Paint

FORMATS: Mapping[str, Callable[[History, Paint], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
}
