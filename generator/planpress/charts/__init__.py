"""ROOM: the charts, one per file. To add one: a file with `figure` and `CHART`, a line in ALL, and figures in
tests/charts/figures.py."""

from planpress.charts.cycle import CHART as CYCLE
from planpress.charts.engine.layers import ChartKind
from planpress.charts.history import CHART as HISTORY
from planpress.charts.ladder import CHART as LADDER
from planpress.charts.lifecycle import CHART as LIFECYCLE
from planpress.charts.matrix import CHART as MATRIX
from planpress.charts.precision_recall import CHART as PRECISION_RECALL
from planpress.charts.roc import CHART as ROC
from planpress.charts.tradeoffs import CHART as TRADEOFFS

ALL: tuple[ChartKind, ...] = (
    MATRIX,
    LADDER,
    TRADEOFFS,
    LIFECYCLE,
    HISTORY,
    CYCLE,
    PRECISION_RECALL,
    ROC,
)
