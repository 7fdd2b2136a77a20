"""ROOM: the charts, one per file. To add one: a file with `figure` and `CHART`, a line in ALL, and figures in
tests/charts/figures.py."""

from planpress.charts.accuracy_cost import CHART as ACCURACY_COST
from planpress.charts.chart_kind import ChartKind
from planpress.charts.contributions import CHART as CONTRIBUTIONS
from planpress.charts.demand import CHART as DEMAND
from planpress.charts.gaps import CHART as GAPS
from planpress.charts.history import CHART as HISTORY
from planpress.charts.ladder import CHART as LADDER
from planpress.charts.lifecycle import CHART as LIFECYCLE
from planpress.charts.matrix import CHART as MATRIX
from planpress.charts.milestones import CHART as MILESTONES
from planpress.charts.moves import CHART as MOVES
from planpress.charts.ranked import CHART as RANKED
from planpress.charts.rules import CHART as RULES
from planpress.charts.scores import CHART as SCORES
from planpress.charts.threshold_sweep import CHART as THRESHOLD_SWEEP
from planpress.charts.tradeoffs import CHART as TRADEOFFS
from planpress.charts.weight_sweep import CHART as WEIGHT_SWEEP

ALL: tuple[ChartKind, ...] = (
    MATRIX,
    MOVES,
    RANKED,
    MILESTONES,
    DEMAND,
    CONTRIBUTIONS,
    TRADEOFFS,
    SCORES,
    RULES,
    THRESHOLD_SWEEP,
    WEIGHT_SWEEP,
    LADDER,
    GAPS,
    LIFECYCLE,
    HISTORY,
    ACCURACY_COST,
)
