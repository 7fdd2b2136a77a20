"""What was decided on the items of a meeting, as somebody types it back or writes it into a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter
from pydantic_core import PydanticCustomError

from planpress.lints.decision_without_item import decision_without_item, near_or_all
from planpress.lints.unknown_agenda_project import unknown_agenda_project
from planpress.model.fields import Day, Id, Text
from planpress.model.findings import Finding
from planpress.model.meeting import MarginNumber, Meeting
from planpress.model.plan import Plan
from planpress.model.sources import Places, SourceFile
from planpress.model.wording import did_you_mean, quoted
from planpress.reading import kinds
from planpress.reading.decoding import decode
from planpress.reading.documents import Version
from planpress.reading.validation import read_document

YES, NO, LATER = "yes", "no", "later"
SHORT = {"y": YES, "n": NO, "l": LATER}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided on one item: yes, no, later (`until` when, if known) or a text.

    `projects` are those whose files are to say so; None for those that the item is about.
    """

    __pydantic_config__ = {"extra": "forbid"}

    number: Annotated[MarginNumber, Field(description="The margin number of the item.")]
    decision: Annotated[Text, Field(description="What was decided: yes, no, later or a text.")]
    until: Annotated[Day | None, Field(description="Of a decision that is put off: until when.")] = None
    by: Annotated[tuple[Text, ...], Field(description="Who decided.")] = ()
    because: Annotated[Text | None, Field(description="Why.")] = None
    overrides: Annotated[Text | None, Field(description="What it overrides, as in priority.")] = None
    projects: Annotated[
        tuple[Id, ...] | None, Field(description="The projects to write it to; those of the item if left out.")
    ] = None


def _until_later(answer: Answer) -> Answer:
    if answer.until is not None and plain_decision(answer.decision) != LATER:
        raise PydanticCustomError("until", "has an until, which belongs to a decision of later")
    return answer


@dataclass(frozen=True, slots=True)
class AnswersDocument:
    """What `planpress decide --from` reads."""

    __pydantic_config__ = {"extra": "forbid"}

    schema: Version
    decisions: Annotated[
        tuple[Annotated[Answer, AfterValidator(_until_later)], ...],
        Field(min_length=1, description="What was decided, item by item."),
    ]


@cache
def answers_adapter() -> TypeAdapter[AnswersDocument]:
    """Validates a file of answers."""
    return TypeAdapter(AnswersDocument)


def plain_decision(written: str) -> str:
    """yes, no and later however they were typed; any other text as it is, on one line."""
    text = " ".join(written.split())
    word = text.lower().rstrip(".")
    return SHORT.get(word, word if word in SHORT.values() else text)


def read_answers(file: SourceFile, plan: Plan, meeting: Meeting) -> tuple[tuple[Answer, ...], tuple[Finding, ...]]:
    """The answers that a file holds, and everything that is wrong with it: as a whole, or against the meeting."""
    text, found = decode(file)
    if text is None:
        return (), found
    document, composed, wrong = read_document(text, file.path, answers_adapter())
    if document is None:
        return (), (*found, *wrong)
    places = Places(file.path, composed.mark)
    answers = document.decisions
    unfit = (finding for at, one in enumerate(answers) for finding in _unfit(at, one, plan, meeting, places))
    return answers, (*found, *wrong, *unfit)


def unknown_number(number: int, meeting: Meeting) -> str | None:
    """What to say of a number that no item has; None where one has it."""
    known = [item.number for item in meeting.agenda]
    return None if number in known else f"no item has the margin number {number}{near_or_all(number, known)}"


def unknown_project(name: str, plan: Plan) -> str | None:
    """What to say of a project that is not there; None where it is."""
    known = [project.id for project in plan.projects]
    return None if name in known else f"unknown project {quoted(name)}{did_you_mean(name, known)}"


def _unfit(at: int, answer: Answer, plan: Plan, meeting: Meeting, places: Places) -> list[Finding]:
    """What does not fit the meeting or the plan, or is not what it is for."""
    found = []
    said = unknown_number(answer.number, meeting)
    if said is not None:
        found.append(decision_without_item.kind.at(places.of("decisions", at, "number"), said))
    for index, name in enumerate(answer.projects or ()):
        said = unknown_project(name, plan)
        if said is not None:
            found.append(unknown_agenda_project.kind.at(places.of("decisions", at, "projects", index), said))
    if answer.until is not None and answer.until <= meeting.date:
        message = f"until: {answer.until} is not after the meeting ({meeting.date})"
        found.append(kinds.WRONG_VALUE.at(places.of("decisions", at, "until"), message))
    return found


def read_until(written: str) -> tuple[str, date | None] | None:
    """A decision of `later`, `later 2019-07-01` or `later until 2019-07-01` with its day; None for anything else.

    Raises ValueError where something stands behind `later` that is no day.
    """
    words = written.split()
    if not words or plain_decision(words[0]) != LATER:
        return None
    rest = words[2:] if words[1:2] in (["until"], ["till"]) else words[1:]
    if not rest:
        return LATER, None
    return LATER, date.fromisoformat(" ".join(rest))
