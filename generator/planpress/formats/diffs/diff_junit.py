"""A comparison as tests: each gate that was asked for, and each conclusion that changes.

A gate that stops something fails. A conclusion that changes is no failure of its own: it may be what the change is for.
"""

from __future__ import annotations

from planpress.comparing.comparison_text import ConclusionRow, because, conclusions, verdict
from planpress.document.plain import plain
from planpress.formats.forges.junit import Case, junit
from planpress.formats.output_options import OutputOptions
from planpress.model.change import Comparison
from planpress.model.wording import on_one_line


def as_junit(comparison: Comparison, options: OutputOptions) -> str:
    """The gates, in the order in which they were named, then the conclusions, most consequential first.

    Where there is neither, one test says so: CI takes a file without any for a mistake.
    """
    gates = [
        Case("planpress.gates", f"--fail-on {gate.name}", tuple(map(on_one_line, gate.reasons)))
        for gate in options.gates
    ]
    changed = [_conclusion(row, comparison) for row in conclusions(comparison)]
    nothing = Case("planpress.conclusions", "conclusions", said=(f"{verdict(comparison)}.",))
    return junit("planpress diff", [*gates, *changed] or [nothing])


def _conclusion(row: ConclusionRow, comparison: Comparison) -> Case:
    why = plain(because(row, comparison))
    said = (on_one_line(row.moved), *([why] if why else []))
    return Case("planpress.conclusions", on_one_line(f"{row.title} · {row.label}"), said=said)
