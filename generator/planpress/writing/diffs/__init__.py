"""ROOM: the formats of a comparison. To add one: a function in a file, a line in FORMATS, a golden file.

A format gets the comparison and how to tell it, and gives the whole text with a newline at its end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from planpress.model.change import Comparison
from planpress.writing.telling import Telling

Format = Callable[[Comparison, Telling], str]


def _of(module: str, function: str) -> Format:
    """A format that is imported when it is asked for: `planpress diff` is run at every push, and uses one."""

    def tell(comparison: Comparison, telling: Telling) -> str:
        found: Format = getattr(import_module(f"planpress.writing.diffs.{module}"), function)
        return found(comparison, telling)

    return tell


FORMATS: Mapping[str, Format] = {
    "text": _of("text", "as_text"),
    "markdown": _of("markdown", "as_markdown"),
    "json": _of("diff_json", "as_json"),
    "github": _of("remarks", "as_github"),
    "gitlab": _of("remarks", "as_gitlab"),
    "sarif": _of("remarks", "as_sarif"),
    "junit": _of("junit", "as_junit"),
}
