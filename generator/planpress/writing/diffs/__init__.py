"""ROOM: the formats of a comparison, one per file. To add one: a file, a line in FORMATS, a golden file.

A format gets the comparison and how to tell it, and gives the whole text with a newline at its end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planpress.model.change import Comparison
from planpress.writing.diffs.diff_json import as_json
from planpress.writing.diffs.markdown import as_markdown
from planpress.writing.diffs.telling import Telling
from planpress.writing.diffs.text import as_text

FORMATS: Mapping[str, Callable[[Comparison, Telling], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
