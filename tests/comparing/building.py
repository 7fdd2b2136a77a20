"""A small plan of three projects, edits of it as texts, and what a comparison says of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from planpress.model.change import Change, Comparison
from planpress.reading.tree import MemoryTree
from planpress.workflows.compare_plans import compare_sides
from planpress.workflows.comparison_sources import ComparisonSources

PLAN = "content/plan.yml"
POSE = "content/projects/pose/project.yml"
TABLE = "content/projects/pose/models.csv"
INVOICES = "content/projects/invoices/project.yml"
CALLS = "content/projects/calls/project.yml"

BASE: Mapping[str, str] = {
    PLAN: """\
schema: 1
title: Plan
as_of: 2019-06-01
capacity: 1
scales: {five: {bounds: [1, 5]}}
impact:
  worth: {scale: five, weight: 1}
  reach: {scale: five, weight: 1}
feasibility:
  ease: {scale: five, weight: 1}
metrics:
  precision: {better: higher, range: [0, 1]}
  recall: {better: higher, range: [0, 1]}
  latency: {better: lower, unit: ms}
teams: {vision: {label: Vision, people: 4}}
infrastructure: {nodes: {state: ready}}
""",
    POSE: """\
schema: 1
title: Pose
owner: vision
stage: training
effort: {person_weeks: 4}
screens: [{name: privacy, passed: true}]
impact: {worth: 4, reach: 3}
feasibility: {ease: 3}
requirements:
  - {metric: recall, at_least: 0.65}
  - {metric: latency, at_most: 100}
models: {table: models.csv}
decide_by: threshold
rules:
  average: {rule: mean, of: {precision: 1, recall: 1}}
  threshold: {rule: threshold, optimise: precision, subject_to: ["recall > 0.60"]}
baselines:
  - {id: script, kind: scripted, values: {precision: 0.60, recall: 0.50}}
  - {id: simple, kind: simple-ml, values: {precision: 0.55, recall: 0.60}}
  - {id: people, kind: human, rung: domain-experts, values: {precision: 0.95, recall: 0.95}}
waivers: [{kind: published, because: nobody did this, until: 2020-01-01}]
review_by: 2019-09-01
lifecycle:
  - {date: 2019-02-01, to: planning}
  - {date: 2019-03-01, to: data}
  - {date: 2019-04-01, to: training}
decisions: [{date: 2019-05-01, decision: keep the threshold}]
""",
    TABLE: """\
model,precision,recall,latency
net-1,0.90,0.50,80
net-2,0.80,0.70,90
net-3,0.70,0.90,120
""",
    "content/projects/pose/plan.md": "# Pose\n\nHow we go about it.\n",
    INVOICES: """\
schema: 1
title: Invoices
stage: planning
effort: {person_weeks: 2}
impact: {worth: 3, reach: 3}
feasibility: {ease: 3}
""",
    CALLS: """\
schema: 1
title: Calls
stage: planning
effort: {person_weeks: 2}
impact: {worth: 2, reach: 2}
feasibility: {ease: 2}
depends_on: [pose]
""",
    "content/about.md": "# About\n",
}
"""Pose ranks first, then Invoices, then Calls; of Pose's models net-2 is chosen."""

Files = tuple[tuple[str, str], ...]
Edits = Mapping[str, str | tuple[tuple[str, str], ...] | None]
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


def said(comparison: Comparison) -> list[str]:
    """Each change in one line; of scores and definitions only the kind and the project."""
    return [_line(change) for change in comparison.changes]


def _line(change: Change) -> str:
    if change.level in ("score", "definition"):
        return f"{change.kind} {change.project or 'plan'}"
    if change.level == "finding":
        return f"{change.subject} {(change.now or change.was or '')[:5]} {change.project or 'plan'}"
    how = change.cause.how if change.cause else "?"
    others = [f"{one.project} {one.way}" for one in change.cause.passing] if change.cause else []
    why = ", ".join([how, *others]) if change.kind != "project" else change.subject
    subject = f" {change.subject}" if change.subject and change.kind != "project" else ""
    return f"{change.kind} {change.project}{subject}: {change.was or '-'} > {change.now or '-'} ({why})"
