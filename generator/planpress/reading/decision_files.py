"""Reads what meetings decided, from their files of decisions or from notes for `planpress decide --from`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter
from pydantic_core import PydanticCustomError

from planpress.model.decision import LATER, MeetingDecision, MeetingRecord, plain_decision
from planpress.model.findings import Finding
from planpress.model.sources import Places, SourceFile
from planpress.reading import kinds
from planpress.reading.decoding import decode
from planpress.reading.documents import Version
from planpress.reading.validation import read_document


def _until_later(decision: MeetingDecision) -> MeetingDecision:
    if decision.until is not None and plain_decision(decision.decision) != LATER:
        raise PydanticCustomError("until", "has an until, which belongs to a decision of later")
    return decision


@dataclass(frozen=True, slots=True)
class DecisionsDocument:
    """content/meetings/<date>-<name>.decisions.yml, and what `planpress decide --from` reads."""

    __pydantic_config__ = {"extra": "forbid"}

    schema: Version
    decisions: Annotated[
        tuple[Annotated[MeetingDecision, AfterValidator(_until_later)], ...],
        Field(min_length=1, description="What was decided, item by item."),
    ]


@cache
def decisions_adapter() -> TypeAdapter[DecisionsDocument]:
    """Validates a file of decisions."""
    return TypeAdapter(DecisionsDocument)


def read_decisions(file: SourceFile) -> tuple[tuple[MeetingDecision, ...], Places, tuple[Finding, ...]]:
    """The decisions that a file holds, none where it has an error; where they are, and what is wrong with them."""
    text, found = decode(file)
    if text is None:
        return (), Places(file.path), found
    document, composed, wrong = read_document(text, file.path, decisions_adapter())
    places = Places(file.path, composed.mark)
    decisions = document.decisions if document else ()
    plain = (replace(decision, decision=plain_decision(decision.decision)) for decision in decisions)
    return tuple(plain), places, (*found, *wrong)


@lru_cache(maxsize=256)  # most commits of a history have the same files of decisions
def read_record(file: SourceFile, meeting: str, day: date) -> tuple[MeetingRecord | None, tuple[Finding, ...]]:
    """What a meeting of that day decided, None where its file has an error; and what is wrong with that file."""
    decisions, places, found = read_decisions(file)
    if not decisions:
        return None, found
    dated = tuple(replace(decision, date=decision.date or day) for decision in decisions)
    return MeetingRecord(meeting, file.path, dated, places), (*found, *_without_projects(dated, places))


def _without_projects(decisions: Sequence[MeetingDecision], places: Places) -> Iterator[Finding]:
    """Such a file stands by itself: whose decisions they are is not looked for in the agenda."""
    for at, decision in enumerate(decisions):
        if decision.projects is None:
            message = 'the key "projects" is missing; write the ids of the projects that it is about, or []'
            yield kinds.MISSING_KEY.at(places.of("decisions", at), message)
