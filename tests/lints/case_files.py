"""The cases of lints: a file a lint, with plans that it finds something in and plans that it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from planpress.model.decision import MeetingDecision, MeetingRecord
from planpress.model.meeting import AgendaItem, Meeting
from planpress.model.numbering import numbers
from planpress.model.plan import Plan
from planpress.model.project import Project
from tests.lints.building import AS_OF, BASES, Steps, written_plan, written_project

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """A plan, and every finding that all lints together make in it, as rendered. `lint` is the one that it is about."""

    lint: str
    title: str
    plan: Plan
    found: tuple[str, ...]


def read(name: str) -> Iterator[Case]:
    """The cases of one file: keys of the plan and of its projects that are not as in `_bases.yml`, and what is found."""
    for written in yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8")):
        yield Case(name, written.pop("title"), found=tuple(written.pop("finds", ())), plan=_plan(**written))


def _plan(
    plan: Mapping[str, Any] | None = None,
    projects: Mapping[str, Any] | None = None,
    meeting: Mapping[str, Any] | None = None,
    unreadable: Sequence[str] = (),
) -> Plan:
    made = [_project(name, changes) for name, changes in (projects or {"pose": {}}).items()]
    whole = written_plan(plan or {}, *made, unreadable=tuple(unreadable))
    if not meeting:
        return whole
    held = _meeting(**meeting)
    return replace(whole, meetings=(held,), records=(held.record,) if held.record else ())


def _project(name: str, changes: Mapping[str, Any]) -> Project:
    """A project in planning, or one that is `measured`, with keys of its own; a key that is null is left out."""
    base = {**BASES["project"], **(BASES["measured"] if "measured" in changes else {})}
    return written_project(name, {key: value for key, value in {**base, **changes}.items() if key != "measured"})


def _meeting(
    agenda: list[dict[str, Any]],
    decisions: Sequence[dict[str, Any]] = (),
    recorded: Sequence[dict[str, Any]] = (),
    **changes: Any,
) -> Meeting:
    """A meeting on the day of the plan; items without a number get theirs. What is `recorded` has its own file."""
    items = [
        AgendaItem(**{"number": 0, **item, "compare": tuple(item.get("compare", ()))}, number_written="number" in item)
        for item in agenda
    ]
    numbered = zip(items, numbers([item.subject for item in items]), strict=True)
    placed = tuple(replace(item, number=number) for item, number in numbered)
    record = MeetingRecord("june", "june.decisions", _decisions(recorded), Steps("june.decisions"))
    meeting = Meeting(
        "june", "june", "June", AS_OF, placed, decisions=_decisions(decisions), record=record, places=Steps("june")
    )
    return replace(meeting, **changes)


def _decisions(written: Sequence[dict[str, Any]]) -> tuple[MeetingDecision, ...]:
    return tuple(MeetingDecision(**{"projects": (), **decision}) for decision in written)
