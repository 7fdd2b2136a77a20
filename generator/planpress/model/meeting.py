"""A planning meeting: what its printed packet holds, and what was decided there."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from unicodedata import normalize

from planpress.model.decision import MeetingDecision, MeetingRecord
from planpress.model.fields import Day
from planpress.model.numbering import ItemSubject
from planpress.model.sources import NOWHERE, Places

Paper = Literal["a4", "letter"]
Appendix = Literal["none", "short", "full"]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of the agenda: about a project, several compared, a page of one's own, or a text of its own.

    Exactly one of `project`, `compare`, `page` and `text` is given; `page` is a path below content/. `number` is its
    margin number, which stays the same whatever is added, removed or moved; `number_written` says that the file has it.
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
    number_written: bool = False

    @property
    def projects(self) -> tuple[str, ...]:
        """The ids of the projects that it is about, in the author's order; none for a page or a text."""
        return self.compare if self.project is None else (self.project,)

    @property
    def subject(self) -> ItemSubject:
        """What its margin number is for; the order of what is compared and the line breaks of a text are no part."""
        written = self.number if self.number_written else None
        if self.projects:
            kind = "project" if self.project is not None else "compare"
            return ItemSubject(kind, tuple(sorted(set(self.projects))), written)
        if self.page is not None:
            return ItemSubject("page", (self.page,), written)
        return ItemSubject("text", (" ".join(normalize("NFC", self.text or "").split()),), written)


@dataclass(frozen=True, slots=True)
class Meeting:
    """content/meetings/<id>.yml, or the meeting that a whole plan or a selection stands for (`path` is then empty).

    `about` are the projects that such a plan or selection is about; of some there may be nothing to decide. `since` is
    the git revision of the last meeting. `appendix` says how much of the evidence is printed: none, dossiers without
    the narratives, or all. `record` is its file of decisions. `decisions` are those that its
    own file holds, where an earlier planpress wrote them.
    """

    id: str
    path: str
    title: str
    date: date
    agenda: tuple[AgendaItem, ...]
    about: tuple[str, ...] = ()
    start: str | None = None  # as in 10:00
    place: str | None = None
    chair: str | None = None
    attendees: tuple[str, ...] = ()
    paper: Paper = "a4"
    two_sided: bool = False
    since: str | None = None
    appendix: Appendix = "none"
    decisions: tuple[MeetingDecision, ...] = ()
    record: MeetingRecord | None = None
    places: Places = NOWHERE

    @property
    def projects(self) -> tuple[str, ...]:
        """The ids of all projects that it is about, each once."""
        return self.about or tuple(dict.fromkeys(name for item in self.agenda for name in item.projects))

    def is_over(self, as_of: Day) -> bool:
        """Whether it lies before the day that a plan speaks of: what it was about may be gone since."""
        return self.date < as_of

    def decided(self, number: int) -> MeetingDecision | None:
        known = (*(self.record.decisions if self.record else ()), *self.decisions)
        return next((decision for decision in known if decision.number == number), None)
