"""What a kind of chart is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from planpress.model.figure import Figure


@dataclass(frozen=True, slots=True)
class ChartKind:
    """A kind of chart: `figure` prepares the data (None where there is nothing to draw), `spec` is its Vega-Lite chart.

    The chart has named, empty datasets, and parameters for everything that depends on the data, so that one
    specification, compiled once, serves every figure of the kind.
    """

    name: str
    figure: Callable[..., Figure | None]
    spec: dict[str, Any]
