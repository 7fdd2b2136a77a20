"""What a meeting decided: the entries of its file of decisions, which are those of `planpress decide --from` too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, PlainValidator, Strict, TypeAdapter
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict  # pydantic reads typing's own only from Python 3.12 on

from planpress.model.fields import Day, Id, Number, Text, written
from planpress.model.numbering import LARGEST
from planpress.model.sources import NOWHERE, Places
from planpress.model.wording import number

MarginNumber = Annotated[int, Strict(), Field(ge=1, le=LARGEST)]

YES, NO, LATER = "yes", "no", "later"
_SHORT = {"y": YES, "n": NO, "l": LATER}

SettledName = Literal["winner", "no-model", "below-floor", "missed-requirement", "above-ceiling", "review", "hint"]
SETTLED: tuple[SettledName, ...] = get_args(SettledName)
"""What a decision can settle. Each has what was true when it was decided: a model, a value, values by metric, a day."""

Settled = TypedDict(
    "Settled",
    {
        "winner": Text,
        "no-model": Text,
        "below-floor": Number,
        "missed-requirement": Mapping[str, Number],
        "above-ceiling": Number,
        "review": Day,
        "hint": Text,
    },
    total=False,
)
Settled.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]

Names = tuple[SettledName, ...]
SettledValue = str | float | date | Mapping[str, float]
Settles = tuple[str, ...] | Mapping[str, SettledValue]


def plain_decision(written: str) -> str:
    """yes, no and later however they were typed; any other text as it is, on one line."""
    text = " ".join(written.split())
    word = text.lower().rstrip(".")
    return _SHORT.get(word, word if word in _SHORT.values() else text)


def read_settles(written: Any) -> Settles:
    """What a decision settles: names alone, or each with its value. Raises a validation error that says what fits."""
    if isinstance(written, list | tuple):
        return TypeAdapter(Names).validate_python(written)
    if not isinstance(written, Mapping):
        raise PydanticCustomError("settles", "is neither a list nor a mapping; write [winner] or {winner: net-3}")
    read = TypeAdapter(Settled).validate_python(written)
    return {**written, "review": read["review"]} if "review" in read else written  # numbers as they are written


@written
class Decision:
    """What was decided about a project, as its own file says it."""

    date: Annotated[Day, Field(description="When it was taken.")]
    decision: Annotated[Text, Field(description="What was decided.")]
    by: Annotated[tuple[str, ...], Field(description="Who decided.")] = ()
    because: Annotated[str | None, Field(description="Why.")] = None
    overrides: Annotated[str | None, Field(description="What it overrides, as in priority.")] = None


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
    settles: Annotated[
        Settles | None,
        PlainValidator(read_settles, json_schema_input_type=Names | Settled),
        Field(description="What it settles, alone or with what was true then."),
    ] = None
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
        model = f"; model: {self.model}" if self.model else ""
        return f"{short}{model}{f'; settles {_settled_words(self.settles)}' if self.settles else ''}"

    def in_words(self) -> Decision:
        """The same as a project's file would say it; the day must be known."""
        assert self.date is not None
        return Decision(self.date, self.words, self.by, self.because, self.overrides)


def _settled_words(settles: Settles) -> str:
    if not isinstance(settles, Mapping):
        return ", ".join(settles)
    return ", ".join(f"{name}: {_value_words(value)}" for name, value in settles.items())


def _value_words(value: SettledValue) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{metric} {number(found)}" for metric, found in value.items())
    return number(value) if isinstance(value, int | float) else str(value)


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """content/meetings/<id>.decisions.yml: what the meeting called `meeting` decided. Each has its day and projects."""

    meeting: str
    path: str
    decisions: tuple[MeetingDecision, ...]
    places: Places = NOWHERE


def recorded(records: Sequence[MeetingRecord]) -> Mapping[str, tuple[MeetingDecision, ...]]:
    """What meetings decided about each project, by its id."""
    found: dict[str, tuple[MeetingDecision, ...]] = {}
    for record in records:
        for decision in record.decisions:
            for name in dict.fromkeys(decision.projects or ()):
                found[name] = (*found.get(name, ()), decision)
    return found


def newest_first(own: Sequence[Decision], recorded: Sequence[MeetingDecision]) -> tuple[Decision, ...]:
    """What a project's own file and meetings decided. On one day a meeting's decision comes before the project's own.

    What both say in the same words is there once.
    """
    known = {(decision.date, decision.decision) for decision in own}
    taken = [decision.in_words() for decision in recorded]
    taken = [decision for decision in taken if (decision.date, decision.decision) not in known]
    return tuple(sorted((*taken, *own), key=lambda decision: decision.date, reverse=True))
