"""A comparison for programs: all of it, with its own JSON Schema."""

from __future__ import annotations

from typing import Any

from planpress.comparing.comparison_text import verdict
from planpress.formats.diffs.diff_types import ChangeJson, EditJson, GoalpostJson, PageJson
from planpress.formats.json_text import printable
from planpress.formats.json_values import dumped
from planpress.formats.output_options import OutputOptions
from planpress.model.change import Comparison

SCHEMA = 1


def as_json(comparison: Comparison, options: OutputOptions) -> str:
    """The comparison as JSON."""
    return printable(diff_json(comparison))


def diff_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain values; causes name edits by their numbers."""
    return {
        "schema": SCHEMA,
        "base": comparison.base,
        "head": comparison.head,
        "verdict": verdict(comparison),
        "changes": dumped(ChangeJson, comparison.changes),
        "goalposts": dumped(GoalpostJson, comparison.goalposts),
        "edits": dumped(EditJson, comparison.edits),
        "pages": dumped(PageJson, comparison.pages),
        "renamed": dict(comparison.renamed),
        "notes": list(comparison.notes),
    }
