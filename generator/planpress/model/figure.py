"""Figures: what a chart shows, in words and as data, before anything is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[str, str | float]
Param = str | float | Sequence[str] | Sequence[float]

COLUMN = 560
"""The width of a project's chart, of which two stand side by side on a desk."""
WIDE = 700
"""The width of a chart over all projects, on a desk."""
PHONE = 336
"""The width of a chart on a phone, and where two stand side by side on paper: letters are as large as on a desk."""


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
