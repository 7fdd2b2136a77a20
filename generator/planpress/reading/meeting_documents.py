"""What may be written in the files of a meeting, exactly: its agenda, and what it decided. The JSON Schemas say so."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from planpress.model.decision import LATER, MarginNumber, MeetingDecision, MeetingRecord, plain_decision
from planpress.model.fields import Day, Flag, Id, Number, Text, written
from planpress.model.findings import Finding
from planpress.model.meeting import Appendix, Paper
from planpress.model.sources import Places, SourceFile
from planpress.reading import kinds
from planpress.reading.decoding import decode
from planpress.reading.documents import Version, exactly_one
from planpress.reading.validation import read_document

MOST_MINUTES = 1440.0
SUBJECTS = ("project", "compare", "page", "text")


@written
class ItemDocument:
    """One item of the agenda: exactly one of `project`, `compare`, `page` and `text`, and what is asked of it."""

    project: Annotated[Id | None, Field(description="The id of the project that it is about.")] = None
    compare: Annotated[
        tuple[Id, ...] | None, Field(min_length=2, description="The ids of the projects that it compares.")
    ] = None
    page: Annotated[Text | None, Field(description="A page of your own, by its path in the plan's folder.")] = None
    text: Annotated[Text | None, Field(description="Any other item, in words.")] = None
    title: Annotated[Text | None, Field(description="Its title; that of the project or the page if left out.")] = None
    minutes: Annotated[Number | None, Field(gt=0, le=MOST_MINUTES, description="How long it takes.")] = None
    question: Annotated[Text | None, Field(description="What is to be decided.")] = None
    recommendation: Annotated[Text | None, Field(description="What is recommended, and why.")] = None
    alternatives: Annotated[tuple[Text, ...], Field(description="What else could be done.")] = ()
    number: Annotated[MarginNumber | None, Field(description="Its margin number, where it must be this one.")] = None


def read_clock(written: object) -> str:
    """A time of day as 10:00. Raises a validation error that says how to write one."""
    if isinstance(written, str) and re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", written, re.ASCII):
        return written.zfill(5)
    raise PydanticCustomError("clock", "is not a time of day; write it as \"10:00\"")


Clock = Annotated[
    str, BeforeValidator(read_clock), WithJsonSchema({"type": "string", "pattern": r"^([01]?\d|2[0-3]):[0-5]\d$"})
]


def read_revision(written: str) -> str:
    """`written` if it can name a revision. Raises a validation error that says what can."""
    if written.startswith("-") or not written.isprintable():
        raise PydanticCustomError("revision", "is not a revision; name a branch, a tag or a commit")
    return written


@written
class MeetingDocument:
    """content/meetings/<date>-<name>.yml: one meeting."""

    schema: Version
    title: Annotated[Text, Field(description="The title of the meeting.")]
    agenda: Annotated[
        tuple[Annotated[ItemDocument, exactly_one(*SUBJECTS)], ...],
        Field(min_length=1, description="What is talked about, in this order."),
    ]
    date: Annotated[Day | None, Field(description="The day of the meeting; that of the file's name if left out.")] = (
        None
    )
    start: Annotated[Clock | None, Field(description="When it begins, as in 10:00.")] = None
    place: Annotated[Text | None, Field(description="Where it is held.")] = None
    chair: Annotated[Text | None, Field(description="Who takes the chair.")] = None
    attendees: Annotated[tuple[Text, ...], Field(description="Who comes.")] = ()
    paper: Annotated[Paper, Field(description="The paper of the packet: a4 or letter.")] = "a4"
    two_sided: Annotated[Flag, Field(description="Whether the packet is printed on both sides.")] = False
    since: Annotated[
        Annotated[Text, AfterValidator(read_revision)] | None,
        Field(description="The git revision of the last meeting: what changed since then is marked."),
    ] = None
    appendix: Annotated[Appendix, Field(description="How much evidence is printed: none, short or full.")] = "none"
    decisions: Annotated[
        tuple[MeetingDecision, ...],
        Field(description="What was decided; it belongs into <date>-<name>.decisions.yml."),
    ] = ()


def _until_later(decision: MeetingDecision) -> MeetingDecision:
    if decision.until is not None and plain_decision(decision.decision) != LATER:
        raise PydanticCustomError("until", "has an until, which belongs to a decision of later")
    return decision


@written
class DecisionsDocument:
    """content/meetings/<date>-<name>.decisions.yml, and what `planpress decide --from` reads."""

    schema: Version
    decisions: Annotated[
        tuple[Annotated[MeetingDecision, AfterValidator(_until_later)], ...],
        Field(min_length=1, description="What was decided, item by item."),
    ]


def read_decisions(file: SourceFile) -> tuple[tuple[MeetingDecision, ...], Places, tuple[Finding, ...]]:
    """The decisions that a file holds, none where it has an error; where they are, and what is wrong with them."""
    text, found = decode(file)
    if text is None:
        return (), Places(file.path), found
    document, composed, wrong = read_document(text, file.path, DecisionsDocument)
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
    # Such a file stands by itself: whose decisions they are is not looked for in the agenda.
    message = 'the key "projects" is missing; write the ids of the projects that it is about, or []'
    nobodys = (places.of("decisions", at) for at, decision in enumerate(dated) if decision.projects is None)
    wrong = (kinds.MISSING_KEY.at(place, message) for place in nobodys)
    return MeetingRecord(meeting, file.path, dated, places), (*found, *wrong)
