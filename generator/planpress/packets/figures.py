"""The charts of a packet, gathered while it is composed: each is named by its content, and drawn afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from planpress.charts.engine.drawing import key
from planpress.model.figure import Figure
from planpress.packets.nouns import Chart

PRINT = 692
"""The width of a chart over all projects: at 0.63 points a pixel it fills the column of an A4 page."""
MATRIX = 405
"""The width of the matrix where words stand beside it."""


@dataclass(slots=True)
class Figures:
    """The figures met so far, by the names of their files."""

    found: dict[str, Figure] = field(default_factory=dict)

    def chart(self, figure: Figure | None) -> tuple[Chart, ...]:
        """The chart of a figure, as a block; nothing where there is nothing to draw."""
        if figure is None:
            return ()
        name = f"charts/{key(figure)[:20]}.svg"
        self.found[name] = figure
        return (Chart(figure.title, figure.alternative, name, figure.frame.size[0]),)
