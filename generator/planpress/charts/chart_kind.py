"""What a kind of chart is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planpress.model.figure import Figure

if TYPE_CHECKING:
    import altair as alt


@dataclass(frozen=True, slots=True)
class ChartKind:
    """A kind of chart: `figure` prepares the data (None where there is nothing to draw), `spec` is its Altair chart.

    The chart has named, empty datasets, and parameters for everything that depends on the data, so that one
    specification, validated once, serves every figure of the kind.
    """

    name: str
    figure: Callable[..., Figure | None]
    spec: Callable[[], alt.TopLevelMixin]
