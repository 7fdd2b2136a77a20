"""What may be written in the file of a meeting, exactly. The JSON Schema is made from these types."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter
from pydantic_core import PydanticCustomError

from planpress.model.decision import MarginNumber, MeetingDecision
from planpress.model.fields import Day, Flag, Id, Number, Text
from planpress.model.meeting import Appendix, Paper
from planpress.reading.documents import Version, exactly_one

MOST_MINUTES = 1440.0
SUBJECTS = ("project", "compare", "page", "text")


@dataclass(frozen=True, slots=True)
class ItemDocument:
    """One item of the agenda: exactly one of `project`, `compare`, `page` and `text`, and what is asked of it."""

    __pydantic_config__ = {"extra": "forbid"}

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


def read_revision(written: str) -> str:
    """`written` if it can name a revision. Raises a validation error that says what can."""
    if written.startswith("-") or not written.isprintable():
        raise PydanticCustomError("revision", "is not a revision; name a branch, a tag or a commit")
    return written


@dataclass(frozen=True, slots=True)
class MeetingDocument:
    """content/meetings/<date>-<name>.yml: one meeting."""

    __pydantic_config__ = {"extra": "forbid"}

    schema: Version
    title: Annotated[Text, Field(description="The title of the meeting.")]
    agenda: Annotated[
        tuple[Annotated[ItemDocument, exactly_one(*SUBJECTS)], ...],
        Field(min_length=1, description="What is talked about, in this order."),
    ]
    date: Annotated[Day | None, Field(description="The day of the meeting; that of the file's name if left out.")] = (
        None
    )
    place: Annotated[Text | None, Field(description="Where it is held.")] = None
    chair: Annotated[Text | None, Field(description="Who takes the chair.")] = None
    attendees: Annotated[tuple[Text, ...], Field(description="Who comes.")] = ()
    paper: Annotated[Paper, Field(description="The paper of the packet: a4 or letter.")] = "a4"
    two_sided: Annotated[Flag, Field(description="Whether the packet is printed on both sides.")] = False
    since: Annotated[
        Text | None,
        AfterValidator(lambda written: None if written is None else read_revision(written)),
        Field(description="The git revision of the last meeting: what changed since then is marked."),
    ] = None
    appendix: Annotated[Appendix, Field(description="How much stands in the appendix: none, short or full.")] = "full"
    decisions: Annotated[
        tuple[MeetingDecision, ...],
        Field(description="What was decided; it belongs into <date>-<name>.decisions.yml."),
    ] = ()


@cache
def meeting_adapter() -> TypeAdapter[MeetingDocument]:
    """Validates the file of a meeting."""
    return TypeAdapter(MeetingDocument)
