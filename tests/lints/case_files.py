"""The cases of lints: a file a lint, with plans that it finds something in and plans that it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from planpress.model.meeting import AgendaItem, Meeting, MeetingDecision
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
    return replace(whole, meetings=(_meeting(**meeting),)) if meeting else whole


def _project(name: str, changes: Mapping[str, Any]) -> Project:
    """A project in planning, or one that is `measured`, with keys of its own; a key that is null is left out."""
    base = {**BASES["project"], **(BASES["measured"] if "measured" in changes else {})}
    return written_project(name, {key: value for key, value in {**base, **changes}.items() if key != "measured"})


def _meeting(agenda: list[dict[str, Any]], decisions: Sequence[dict[str, Any]] = (), **changes: Any) -> Meeting:
    """A meeting on the day of the plan; items without a number get theirs."""
    items = [
        AgendaItem(**{"number": 0, **item, "compare": tuple(item.get("compare", ()))}, number_written="number" in item)
        for item in agenda
    ]
    numbered = zip(items, numbers([item.subject for item in items]), strict=True)
    placed = tuple(replace(item, number=number) for item, number in numbered)
    decided = tuple(MeetingDecision(**decision) for decision in decisions)
    meeting = Meeting("june", "june", "June", AS_OF, placed, decisions=decided, places=Steps("june"))
    return replace(meeting, **changes)
