"""Text as typed pieces: words, and the numbers, names and places among them, each of which knows what it is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from planpress.model.explanation import where
from planpress.model.sources import Place
from planpress.model.wording import at_start


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a reader sees it: `0.03`, `2 degrees`, `not measured`.

    `subject` is what `planpress explain` calls it, as in `pose.requirements.recall`: it links to its explanation, and
    is the key of what it was before a change. `value` is what a table sorts by. Either may be missing.
    """

    text: str
    subject: str = ""
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A name, of which no letter is changed: with a page of its own, by the page's path, with an address elsewhere, or
    with neither."""

    text: str
    page: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A line of a file of the plan."""

    place: Place

    @property
    def text(self) -> str:
        """The file and the line, as people write them."""
        return where(self.place)


@dataclass(frozen=True, slots=True)
class Styled:
    """Words that look otherwise than those around them. What is `heard` is for those who listen to a page alone; a
    `mark` is for the eye alone; what is said `in-order` is true as long as a table is not sorted otherwise."""

    text: str
    look: Literal["stress", "code", "mark", "heard", "in-order", "note", "now", "was", "states"]


Inline = str | Number | Name | Reference | Styled


class Text(tuple[Inline, ...]):
    """A sentence, a label or the text of a cell: pieces in the order of reading. `str` of it is what a reader reads.

    `Text("missed by ", Number("0.1", "pose.requirements.recall"))`; texts among the pieces are taken apart, empty ones
    left out and plain words joined, so that equal texts are equal however they were put together.
    """

    __slots__ = ()

    def __new__(cls, *parts: Inline | Text) -> Text:
        if len(parts) == 1 and isinstance(parts[0], Text):
            return parts[0]
        return super().__new__(cls, _joined(parts))

    def __str__(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self if not _is(piece, "heard"))

    def __repr__(self) -> str:
        return f"Text{tuple(self)!r}"

    def aloud(self) -> str:
        """What is said to those who listen."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self if not _is(piece, "mark"))

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers in it, in order."""
        return tuple(piece for piece in self if isinstance(piece, Number))

    def capital(self) -> Text:
        """The same as a sentence or a label begins; a first word that is not in small letters throughout stays, as does
        a name."""
        if not self:
            return self
        first, *rest = self
        if isinstance(first, Reference | Name):
            return self
        raised = at_start(first) if isinstance(first, str) else replace(first, text=at_start(first.text))
        return Text(raised, *rest)


Words = str | Text
"""A text, of which plain words are the simplest."""


def listed(texts: Iterable[Inline | Text], last: str = "and") -> Text:
    """Texts as a sentence lists them: a, b and c."""
    *most, end = list(texts) or [""]
    return Text(joined(most, ", "), f" {last} ", end) if most else Text(end)


def joined(texts: Iterable[Inline | Text], separator: str) -> Text:
    """Texts with the same words between each two; empty ones are left out."""
    return Text(*[part for text in texts if text for part in (separator, text)][1:])


def _joined(parts: Iterable[Inline | Text]) -> Iterator[Inline]:
    for plain, pieces in groupby(_pieces(parts), lambda piece: isinstance(piece, str)):
        if not plain:
            yield from pieces
        elif words := "".join(map(str, pieces)):
            yield words


def _is(piece: Inline, look: str) -> bool:
    return isinstance(piece, Styled) and piece.look == look


def _pieces(parts: Iterable[Inline | Text]) -> Iterator[Inline]:
    for part in parts:
        if isinstance(part, Text):
            yield from part
        else:
            yield part
