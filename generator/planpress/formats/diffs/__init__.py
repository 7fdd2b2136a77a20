"""ROOM: the formats of a comparison. To add one: a function in a file, a line in FORMATS, a golden file.

A format gets the comparison and how to tell it, and gives the whole text with a newline at its end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pkgutil import resolve_name
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the names of the formats are choices of the command line, whose help is there at once
    from planpress.formats.output_options import OutputOptions
    from planpress.model.change import Comparison

Format = Callable[["Comparison", "OutputOptions"], str]


def _of(module: str, function: str) -> Format:
    """A format that is imported when it is asked for: `planpress diff` is run at every push, and uses one."""

    def tell(comparison: Comparison, options: OutputOptions) -> str:
        return str(resolve_name(f"{__name__}.{module}:{function}")(comparison, options))

    return tell


FORMATS: Mapping[str, Format] = {
    "text": _of("diff_text", "as_text"),
    "markdown": _of("diff_markdown", "as_markdown"),
    "json": _of("diff_json", "as_json"),
    "github": _of("diff_remarks", "as_github"),
    "gitlab": _of("diff_remarks", "as_gitlab"),
    "sarif": _of("diff_remarks", "as_sarif"),
    "junit": _of("diff_remarks", "as_junit"),
}
