"""ROOM: the formats of a comparison. To add one: a function in a file, a line in FORMATS, a golden file.

A format gets the comparison and how to tell it, and gives the whole text with a newline at its end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planpress.model.change import Comparison
from planpress.writing.diffs.diff_json import as_json
from planpress.writing.diffs.junit import as_junit
from planpress.writing.diffs.markdown import as_markdown
from planpress.writing.diffs.remarks import as_github, as_gitlab, as_sarif
from planpress.writing.diffs.text import as_text
from planpress.writing.telling import Telling

FORMATS: Mapping[str, Callable[[Comparison, Telling], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
    "junit": as_junit,
}
