"""How a number was made: its formula, with symbols and with numbers, and what went in, with where it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from planpress.model.sources import Place
from planpress.model.wording import visible


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that went into a number. `quote` is what its author wrote about it, whole, on one line or several.
    On a page it is called `label`, and beside it stands what it `counts` for, where it has one."""

    name: str
    value: str = ""
    words: str = ""
    quote: str | None = None
    place: Place | None = None
    label: str = ""
    counts: str = ""


class ExplanationRow(NamedTuple):
    """What went into a number, as a page's table has it; `depth` counts from 1."""

    depth: int
    name: str
    value: str
    counts: str
    because: str


class ExplanationLine(NamedTuple):
    """One line below the head of an explanation in the terminal; `depth` counts from 1."""

    depth: int
    text: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one number was made.

    `subject` is what it is asked for by, as in `pose.priority`; `value` what is shown. `numbers` is the formula with
    numbers for its symbols: worked out as it is written, it gives `value` to the digits that `value` has. `place` is
    where the formula, or its weights, are written.
    """

    subject: str
    value: str
    formula: str = ""
    numbers: str = ""
    aside: str = ""
    place: Place | None = None
    inputs: tuple[Input, ...] = ()
    children: tuple[Explanation, ...] = ()

    @property
    def head(self) -> tuple[str, str, str]:
        """The parts of the first line: subject, value and aside."""
        return _plain(self.subject), _plain(self.value), _plain(self.aside)

    @property
    def rows(self) -> Iterator[ExplanationRow]:
        """What went into the number, and what the numbers that went in are made of."""
        yield from (_row(1, given) for given in self.inputs)
        for child in self.children:
            numbers = f"= {child.numbers}" if child.numbers else ""
            because = "; ".join(filter(None, (numbers, child.aside)))
            yield ExplanationRow(1, *map(_plain, (child.subject.rpartition(".")[2], child.value, "", because)))
            yield from (_row(2, given) for given in child.inputs)

    @property
    def made(self) -> str:
        """The formula, and the same with its numbers; empty where there is none."""
        return " = ".join(filter(None, (self.formula, self.numbers)))

    @property
    def has_counts(self) -> bool:
        """Whether some row says what it counts for."""
        return any(given.counts for one in (self, *self.children) for given in one.inputs)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where all of it is written, each place once."""
        parts = [self.place if self.made else None, *(given.place for given in self.inputs)]
        for child in self.children:
            parts += child.place, *(given.place for given in child.inputs)
        return tuple(dict.fromkeys(place for place in parts if place is not None))

    @property
    def lines(self) -> Iterator[ExplanationLine]:
        """The lines below the head: the formula, what went in, and what the numbers that went in are made of."""
        if self.made:
            yield ExplanationLine(1, _plain(f"= {self.made}"), self.place)
        for given in self.inputs:
            yield ExplanationLine(1, _said(given), given.place)
        for child in self.children:
            name = child.subject.rpartition(".")[2]
            numbers = f" = {child.numbers}" if child.numbers else ""
            aside = f"   {child.aside}" if child.aside else ""
            yield ExplanationLine(1, _plain(f"{name} {child.value}{numbers}{aside}"), child.place)
            for given in child.inputs:
                yield ExplanationLine(2, _said(given), given.place)


@dataclass(frozen=True, slots=True)
class Topic:
    """Explanations that belong together, and what they are called."""

    title: str
    explanations: tuple[Explanation, ...]


def where(place: Place) -> str:
    """A place as an explanation names it: the file and the line."""
    return _plain(f"{place.path}:{place.line}" if place.line else place.path)


def _row(depth: int, given: Input) -> ExplanationRow:
    value = f"{given.value} {given.words}".strip()
    return ExplanationRow(depth, *map(_plain, (given.label or given.name, value, given.counts, given.quote or "")))


def _said(given: Input) -> str:
    """`worth  4 of 1..5 -> 0.75   "why"`."""
    said = f"{given.name}  {given.value}" if given.value else given.name
    if given.words:
        said = f"{said} {given.words}"
    return _plain(f'{said}   "{given.quote}"' if given.quote else said)


def _plain(text: str) -> str:
    """On one line, without anything that a terminal would obey or that would turn the direction of a page's text."""
    if text.isprintable():
        return text
    return visible(" ".join(line.strip() for line in text.replace("\t", " ").splitlines()))
