"""What a meeting decided: the entries of its file of decisions, which are those of `planpress decide --from` too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, Strict

from planpress.model.fields import Day, Id, Text, written
from planpress.model.numbering import LARGEST
from planpress.model.settles import WrittenSettles, settled_words
from planpress.model.sources import NOWHERE, Places

MarginNumber = Annotated[int, Strict(), Field(ge=1, le=LARGEST)]

YES, NO, LATER = "yes", "no", "later"
_SHORT = {"y": YES, "n": NO, "l": LATER}

NO_MODEL = "none"
"""What a decision, or `in_use`, names where it is no model."""


def plain_decision(written: str) -> str:
    """yes, no and later however they were typed; any other text as it is, on one line."""
    text = " ".join(written.split())
    word = text.lower().rstrip(".")
    return _SHORT.get(word, word if word in _SHORT.values() else text)


@written
class Decision:
    """What was decided about a project: as its own file says it, or as a meeting did."""

    date: Annotated[Day, Field(description="When it was taken.")]
    decision: Annotated[Text, Field(description="What was decided.")]
    model: Annotated[Text | None, Field(description="The model that was chosen, a baseline, or none.")] = None
    settles: WrittenSettles = None
    by: Annotated[tuple[str, ...], Field(description="Who decided.")] = ()
    because: Annotated[str | None, Field(description="Why.")] = None
    overrides: Annotated[str | None, Field(description="What it overrides, as in priority.")] = None

    @property
    def words(self) -> str:
        """What was decided, with the model that it names and what it settles."""
        named = f"; model: {self.model}" if self.model else ""
        return f"{self.decision}{named}{f'; settles {settled_words(self.settles)}' if self.settles else ''}"


@written
class MeetingDecision:
    """What was decided on an item: "yes", "no", "later" (`until` when, if known) or a text.

    In a file that `planpress decide` wrote, it says by itself what was asked, about which projects, and when. What
    notes leave out is completed from the meeting.
    """

    number: Annotated[MarginNumber, Field(description="The margin number of the item.")]
    decision: Annotated[Text, Field(description="What was decided: yes, no, later or a text.")]
    projects: Annotated[
        tuple[Id, ...] | None, Field(description="The projects that it is about; those of the item if left out.")
    ] = None
    date: Annotated[Day | None, Field(description="When it was decided; the day of the meeting if left out.")] = None
    question: Annotated[Text | None, Field(description="What was asked.")] = None
    model: Annotated[Text | None, Field(description="The model that was chosen, a baseline, or none.")] = None
    settles: WrittenSettles = None
    until: Annotated[Day | None, Field(description="Of a decision that was put off: until when.")] = None
    by: Annotated[tuple[Text, ...], Field(description="Who decided.")] = ()
    because: Annotated[Text | None, Field(description="Why.")] = None
    overrides: Annotated[Text | None, Field(description="What it overrides, as in priority.")] = None

    @property
    def words(self) -> str:
        """The question with its answer: whoever reads it has neither the agenda nor the packet at hand."""
        asked = " ".join((self.question or "").split())
        until = f", until {self.until}" if self.until else ""
        short = f"{self.decision}{until}"
        if asked.endswith("?"):
            short = f"{asked} {short.capitalize() if self.decision in (YES, NO, LATER) else short}"
        elif asked:
            short = f"{asked.rstrip('.:')}: {short}"
        return short

    def in_words(self) -> Decision:
        """The same as a project's file would say it; the day must be known."""
        assert self.date is not None
        return Decision(self.date, self.words, self.model, self.settles, self.by, self.because, self.overrides)


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """content/meetings/<id>.decisions.yml: what the meeting called `meeting` decided. Each has its day and projects.

    `start` is known where another meeting of that day decided something too.
    """

    meeting: str
    path: str
    decisions: tuple[MeetingDecision, ...]
    places: Places = NOWHERE
    start: str | None = None

    @property
    def held(self) -> tuple[str, str]:
        """When the meeting was: its day and its start, which sort by time. Without a start it is first of its day."""
        return self.meeting[:10], self.start or ""


def recorded(records: Sequence[MeetingRecord]) -> Mapping[str, tuple[MeetingDecision, ...]]:
    """What meetings decided about each project, by its id; of one day that of the latest meeting first."""
    found: dict[str, tuple[MeetingDecision, ...]] = {}
    for record in sorted(records, key=lambda one: one.held, reverse=True):
        for decision in record.decisions:
            for name in dict.fromkeys(decision.projects or ()):
                found[name] = (*found.get(name, ()), decision)
    return found


def newest_first(own: Sequence[Decision], recorded: Sequence[MeetingDecision]) -> tuple[Decision, ...]:
    """What a project's own file and meetings decided. On one day a meeting's decision comes before the project's own.

    `recorded` is in the order that it keeps on one day. What both say in the same words is there once.
    """
    known = {(decision.date, decision.decision) for decision in own}
    taken = [decision.in_words() for decision in recorded]
    taken = [decision for decision in taken if (decision.date, decision.decision) not in known]
    return tuple(sorted((*taken, *own), key=lambda decision: decision.date, reverse=True))
