"""Figures: what a chart shows, in words, as data and as a table, before anything is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[str, str | float]
Cell = str | float | None
Param = str | float | Sequence[str] | Sequence[float]

COLUMN = 440
"""The width of a project's chart: 13-pixel letters in it are still 10 pixels high on a phone of 360."""
WIDE = 700
"""The width of a chart over all projects, on a desk."""
PHONE = 328
"""The width of a chart over all projects, on a phone of 360 pixels less the page's margins."""

_ENLARGED = {COLUMN: 520}


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The data behind a chart. A number stays a number, in the unit that the head names; None is missing."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The sizes of a chart in pixels: its whole width, the plot's height, and the room for texts on each side of it."""

    total: float
    height: float
    left: float = 6.0
    right: float = 6.0
    top: float = 6.0
    bottom: float = 6.0

    @property
    def width(self) -> float:
        """The plot's width."""
        return self.total - self.left - self.right

    @property
    def size(self) -> tuple[float, float]:
        return self.total, self.height + self.top + self.bottom

    @property
    def shown(self) -> float:
        """The width at which a page shows it where there is room: a project's chart a little larger than drawn."""
        return _ENLARGED.get(int(self.total), self.total)


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart of one subject.

    `title` is the finding with its numbers; `alternative` says what the eye would see (extremes, order, ties, counts)
    and is never a copy of the title. `datasets` and `params` are all that the drawing depends on.

    A row of a mark that stands for something has a `tip` beside what is drawn of it: a sentence without a full stop,
    with its name, its numbers and their units. Rows that a script moves also have an `id`.
    """

    kind: str
    title: str
    alternative: str
    frame: Frame
    datasets: Mapping[str, tuple[Row, ...]]
    params: Mapping[str, Param]
    table: FigureTable
