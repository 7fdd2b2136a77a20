"""A small plan of three projects, edits of it as texts, and their comparison."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from planpress.model.change import Comparison
from planpress.reading.tree import MemoryTree
from planpress.workflows.compare_plans import compare_sides
from planpress.workflows.comparison_sources import ComparisonSources
from tests.conftest import PLANS
from tests.repositories import texts_of

PLAN = "content/plan.yml"
POSE = "content/projects/pose/project.yml"
TABLE = "content/projects/pose/models.csv"
INVOICES = "content/projects/invoices/project.yml"
CALLS = "content/projects/calls/project.yml"

BASE: Mapping[str, str] = texts_of(PLANS / "three")
"""Pose ranks first, then Invoices, then Calls; of Pose's models net-2 is chosen."""

Files = tuple[tuple[str, str], ...]
Edits = Mapping[str, str | Sequence[Sequence[str]] | None]
"""By file: its new text, None to take it out, or pairs of what stands there once and what takes its place."""


def edited(edits: Edits, files: Mapping[str, str] = BASE) -> dict[str, str]:
    """The files with some edits made."""
    made = dict(files)
    for path, edit in edits.items():
        if edit is None:
            del made[path]
        elif isinstance(edit, str):
            made[path] = edit
        else:
            for old, new in edit:
                assert made[path].count(old) == 1, (path, old)
                made[path] = made[path].replace(old, new)
    return made


def sides(old: Mapping[str, str], new: Mapping[str, str]) -> ComparisonSources:
    """Two trees in memory."""
    trees = MemoryTree.of(old.items()), MemoryTree.of(new.items())
    return ComparisonSources(*trees, "base", "head", lambda: date(2019, 6, 1), "sha1")


def compared(old: Mapping[str, str], new: Mapping[str, str], **tolerances: float) -> Comparison:
    """The comparison of two plans in memory; of the same two the same one."""
    return _compared(tuple(old.items()), tuple(new.items()), tuple(tolerances.items()))


@cache
def _compared(old: Files, new: Files, tolerances: tuple[tuple[str, float], ...]) -> Comparison:
    return compare_sides(sides(dict(old), dict(new)), dict(tolerances))
