"""ROOM: the charts, one per file. To add one: a file with `figure`, `spec` and `CHART`, a line in ALL, and figures in
tests/charts/figures.py."""

from planpress.charts.accuracy_cost import CHART as ACCURACY_COST
from planpress.charts.contributions import CHART as CONTRIBUTIONS
from planpress.charts.figure import ChartKind
from planpress.charts.ladder import CHART as LADDER
from planpress.charts.lifecycle import CHART as LIFECYCLE
from planpress.charts.matrix import CHART as MATRIX
from planpress.charts.milestones import CHART as MILESTONES
from planpress.charts.ranked import CHART as RANKED
from planpress.charts.scores import CHART as SCORES
from planpress.charts.thresholds import CHART as THRESHOLDS

ALL: tuple[ChartKind, ...] = (
    MATRIX,
    RANKED,
    MILESTONES,
    CONTRIBUTIONS,
    THRESHOLDS,
    SCORES,
    LADDER,
    LIFECYCLE,
    ACCURACY_COST,
)
