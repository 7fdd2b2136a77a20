"""What a kind of chart is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from planpress.model.figure import Figure


@dataclass(frozen=True, slots=True)
class ChartKind:
    """A kind of chart: `figure` prepares the data (None where there is nothing to draw), `spec` is its Vega-Lite chart.

    The chart has named, empty datasets, and parameters for everything that depends on the data, so that one
    specification, compiled once, serves every figure of the kind. A reader may look closer at one that is `zoomed`:
    both its axes are numbers. Lines of one that is `crossed` run through its texts, so that these have a rim on paper.
    Sliders of the plan's weights, or of the deciding rule, move an explored one whose `sliders` are of these.
    """

    name: str
    figure: Callable[..., Figure | None]
    spec: dict[str, Any]
    zoomed: bool = False
    crossed: bool = False
    sliders: Literal["plan", "rule"] | None = None
