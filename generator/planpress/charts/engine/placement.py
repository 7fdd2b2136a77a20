"""The plane of a chart: two axes over a frame, from data to pixels, and labels that do not collide.

Each label is tried at a few places around its point, and left out where none is free.

Greedy and in the order given, so the first labels are the most important ones; the same input gives the same places.
Choosing among eight places around a point: Imhof, "Positioning names on maps" (1975).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from planpress.charts.engine.text_metrics import TEXT, text_width
from planpress.charts.engine.ticks import Axis
from planpress.model.figure import Figure, Frame, Row

Align = Literal["left", "center", "right"]

GAPS = (3.0, 9.0)
"""How far a label is from the edge of its mark, in pixels: the near places are tried first."""
FAR = (15.0, 24.0, 36.0)
"""Further places for a label that must stand somewhere."""
RISE, FALL = 0.78, 0.24
"""How far letters reach above and below their baseline, in parts of their size."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y downward."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, reach: float) -> Box:
        """The box that reaches as far to each side of a point."""
        return cls(x - reach, y - reach, x + reach, y + reach)

    def overlap(self, other: Box) -> float:
        """The area that both cover."""
        # Asked some thousand times a chart, and mostly of boxes that are far apart.
        if self.right <= other.left or other.right <= self.left or self.bottom <= other.top or other.bottom <= self.top:
            return 0.0
        width = min(self.right, other.right) - max(self.left, other.left)
        return width * (min(self.bottom, other.bottom) - max(self.top, other.top))

    def within(self, other: Box) -> bool:
        """Whether this box lies in the other."""
        inside = self.left >= other.left and self.right <= other.right
        return inside and self.top >= other.top and self.bottom <= other.bottom


@dataclass(frozen=True, slots=True)
class Label:
    """A text that belongs to the point at `x`, `y` (pixels), whose mark reaches `radius` from there.

    `texts` are tried in their order: the full name, a shorter one, a number. Each costs `loss` more than the one
    before; another side of the point costs 10, and a line that crosses the text about 80. A `vital` label may cover
    other points, and what is taken, where it must. Its `id` is for scripts.
    """

    texts: tuple[str, ...]
    x: float
    y: float
    radius: float = 5.0
    bold: bool = False
    tone: str = "ink"
    vital: bool = False
    loss: float = 60.0
    id: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label stands: its offset from the point to the end of its baseline that `align` names, and its box."""

    label: Label
    text: str
    dx: float
    dy: float
    align: Align
    box: Box

    def row(self, x: float, y: float) -> Row:
        """The row of the `labels` dataset for the point at `x`, `y` of the data."""
        place = {"x": x, "y": y, "dx": round(self.dx, 2), "dy": round(self.dy, 2), "align": self.align}
        words = {"text": self.text, "tone": self.label.tone, "weight": "bold" if self.label.bold else "normal"}
        return {**place, **words, **({"id": self.label.id} if self.label.id else {})}


Wanted = tuple[float, float, Label]
"""A label, and the place of the data at which it is wanted."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where values stand: pixels are from the upper left corner, y downward."""

    x: Axis
    y: Axis
    frame: Frame

    def across(self, x: float) -> float:
        """How far to the right a value stands, in pixels; one beyond the axis stands at its end."""
        return self.x.share(x) * self.frame.width

    def down(self, y: float) -> float:
        """The same for how far down."""
        return (1 - self.y.share(y)) * self.frame.height

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The place of a point of the data, in pixels."""
        return self.across(x), self.down(y)

    def line(self, row: Row) -> Box:
        """The box of a line of the data from `x y` to `x2 y2`, if it has these: in pixels, one more to each side."""
        left, right = sorted(self.across(float(row.get(name, row["x"]))) for name in ("x", "x2"))
        top, bottom = sorted(self.down(float(row.get(name, row["y"]))) for name in ("y", "y2"))
        return Box(left - 1, top - 1, right + 1, bottom + 1)

    def label(self, x: float, y: float, texts: Sequence[str], radius: float = 5.0, **look: Any) -> Wanted:
        """A label at a point of the data, with what else a `Label` has."""
        return self.x.held(x), self.y.held(y), Label(tuple(texts), *self.at(x, y), radius, **look)

    def labels(
        self,
        wanted: Sequence[Wanted],
        inside: Box | None = None,
        taken: Sequence[Box] = (),
        disliked: Sequence[Box] = (),
    ) -> Iterator[Row]:
        """The rows of those labels for which there is a place, the first ones first."""
        whole = Box(0, 0, self.frame.width, self.frame.height)
        found = place([label for *_, label in wanted], inside or whole, taken, disliked)
        for (x, y, _), placed in zip(wanted, found, strict=True):
            if placed is not None:
                yield placed.row(x, y)

    def figure(self, kind: str, title: str, alternative: str, datasets: Mapping[str, Iterable[Row]]) -> Figure:
        """The figure of a kind in this plane."""
        rows = {name: tuple(given) for name, given in datasets.items()}
        return Figure(kind, title, alternative, self.frame, rows, {**self.x.params("x"), **self.y.params("y")})


def text_box(text: str, x: float, y: float, align: Align = "left", *, bold: bool = False) -> Box:
    """The box of a text whose baseline is at `y` and whose end, or middle, is at `x`."""
    width = text_width(text, bold=bold)
    left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width
    return Box(left, y - RISE * TEXT, left + width, y + FALL * TEXT)


def place(
    labels: Sequence[Label], inside: Box, taken: Sequence[Box] = (), disliked: Sequence[Box] = ()
) -> list[Placed | None]:
    """A place for each label, or None where there is none: never over a `taken` box, another label or another label's
    point, nor beyond `inside`; over a `disliked` box only where every other place is worse. A vital one covers what it
    must, but no other label."""
    # A little more than each mark, so that a label is never nearer to another point than to its own.
    marks = [Box.around(label.x, label.y, label.radius + 2) for label in labels]
    full = [*taken]
    placed: list[Placed | None] = []
    for label in labels:
        best = _best(label, inside, [*full, *marks], disliked)
        if best is None and label.vital:
            best = _best(label, inside, full, [*marks, *disliked], GAPS + FAR)
        if best is None and label.vital:  # over a line, rather than left out
            best = _best(label, inside, full[len(taken) :], [*marks, *disliked, *taken], GAPS + FAR)
        placed.append(best)
        if best is not None:
            full.append(best.box)
    return placed


def _best(
    label: Label, inside: Box, full: Sequence[Box], disliked: Sequence[Box], gaps: Sequence[float] = GAPS
) -> Placed | None:
    best, least = None, float("inf")
    for effort, text, dx, dy, align in _choices(label, gaps):
        if effort >= least:
            continue
        box = text_box(text, label.x + dx, label.y + dy, align, bold=label.bold)
        if not box.within(inside) or any(box.overlap(other) for other in full):
            continue
        # A text crossed by a line of 2 pixels costs about as much as a shorter text and two places further down.
        cost = effort + 3 * math.fsum(box.overlap(other) for other in disliked)
        if cost < least:
            best, least = Placed(label, text, dx, dy, align, box), cost
    return best


def _choices(label: Label, gaps: Sequence[float]) -> Iterator[tuple[float, str, float, float, Align]]:
    """Every place for every text, with what it costs: near places and long texts are better."""
    for length, text in enumerate(label.texts):
        for far, gap in enumerate(gaps):
            for position, (dx, dy, align) in enumerate(_offsets(label.radius + gap)):
                yield label.loss * length + 40 * far + 10 * position, text, dx, dy, align


def _offsets(beside: float) -> Iterator[tuple[float, float, Align]]:
    middle = (RISE - FALL) / 2 * TEXT
    above, below = -beside - FALL * TEXT, beside + RISE * TEXT
    slant = beside * 0.6
    yield beside, middle, "left"
    yield -beside, middle, "right"
    yield 0.0, above, "center"
    yield 0.0, below, "center"
    yield slant, above + 3, "left"
    yield slant, below - 3, "left"
    yield -slant, above + 3, "right"
    yield -slant, below - 3, "right"
