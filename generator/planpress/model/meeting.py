"""A planning meeting: what its printed packet holds, and what was decided there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planpress.model.sources import NOWHERE, Places

Paper = Literal["a4", "letter"]
Appendix = Literal["none", "short", "full"]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of the agenda: about a project, several compared, a page of content/, or a text of its own.

    Exactly one of `project`, `compare`, `page` and `text` is given. `number` is its margin number, which stays the same
    whatever is added, removed or moved.
    """

    number: int
    project: str | None = None
    compare: tuple[str, ...] = ()
    page: str | None = None
    text: str | None = None
    title: str | None = None
    minutes: float | None = None
    question: str | None = None
    recommendation: str | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingDecision:
    """What was decided on an item, as the meeting's file keeps it."""

    number: int
    decision: str
    by: tuple[str, ...] = ()
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """content/meetings/<id>.yml, or the meeting that a whole plan or a selection stands for (`path` is then empty).

    `since` is the git revision of the last meeting.
    """

    id: str
    path: str
    title: str
    date: date
    agenda: tuple[AgendaItem, ...]
    place: str | None = None
    chair: str | None = None
    attendees: tuple[str, ...] = ()
    paper: Paper = "a4"
    two_sided: bool = False
    since: str | None = None
    appendix: Appendix = "full"
    decisions: tuple[MeetingDecision, ...] = ()
    places: Places = NOWHERE
