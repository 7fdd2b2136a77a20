"""# Projects

Projects that were added, removed or renamed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planpress.model.change import Cause, Change, Edit
from planpress.model.report import Report

DOCUMENTATION = __doc__ or ""


def projects(old: Report, new: Report, edits: tuple[Edit, ...], renamed: Mapping[str, str]) -> Iterator[Change]:
    """A change for each project that is on one side only, with the place that it takes or leaves."""
    before, after = old.names(), new.names()
    gone = {one: two for two, one in renamed.items()}
    for name in new.order():
        if name in gone:
            yield _change("renamed", name, after[name], gone[name], name, edits)
        elif name not in before:
            yield _change("added", name, after[name], None, _standing(new, name), edits)
    for name in old.order():
        if name not in after and name not in renamed:
            yield _change("removed", name, before[name], _standing(old, name), None, edits)


def _change(subject: str, name: str, title: str, was: str | None, now: str | None, edits: tuple[Edit, ...]) -> Change:
    edit = next((edit for edit in edits if edit.project == name and not edit.names), None)
    cause = Cause("alone", (edit,)) if edit else None
    place = edit.place if edit else None
    return Change(
        "project", "project", "conclusion", name, title, subject, was, now, was, now, cause=cause, place=place
    )


def _standing(report: Report, name: str) -> str:
    entry = report.ranking.of(name)
    if entry is None:
        return "out of the order"
    return f"rank {entry.priority.rank}" if entry.priority.rank else "no rank"
