"""The plane of a chart: two axes over a frame, from data to pixels, labels at points of the data, and the figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planpress.charts.engine.placement import Box, Label, place
from planpress.charts.engine.ticks import Axis
from planpress.model.figure import Figure, Frame, Row, Table

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

    @property
    def inside(self) -> Box:
        """The plot itself."""
        return Box(0, 0, self.frame.width, self.frame.height)

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
        found = place([label for *_, label in wanted], inside or self.inside, taken, disliked)
        for (x, y, _), placed in zip(wanted, found, strict=True):
            if placed is not None:
                yield placed.row(x, y)

    def figure(
        self, kind: str, title: str, alternative: str, datasets: Mapping[str, Iterable[Row]], table: Table
    ) -> Figure:
        """The figure of a kind in this plane."""
        rows = {name: tuple(given) for name, given in datasets.items()}
        return Figure(kind, title, alternative, self.frame, rows, {**self.x.params("x"), **self.y.params("y")}, table)
