"""# precision_recall: how right and how complete models are at other thresholds

Recall to the right, precision upward, a line a model through the points that its evidence keeps; better is to the right
and up. The first model is the thick blue line, the others are grey and told apart by dashes, which a key explains.
Circles are the threshold of the plan's metrics, without one where F1 is highest. The dashed level is the precision of a
random guess, the share of the examples that are positive.
"""

from planpress.charts.curve_plot import Place, curve_figure
from planpress.charts.curve_words import DrawnCurves
from planpress.charts.engine.layers import ChartKind, curved
from planpress.model.curves import Outcomes
from planpress.model.figure import COLUMN, Figure


def figure(drawn: DrawnCurves, width: float = COLUMN) -> Figure:
    """The models of one column of scores."""
    level = ((0.0, round(drawn.guess, 4)), (1.0, round(drawn.guess, 4)))
    return curve_figure(CHART.name, drawn, width, _place, level, ("Recall", "Precision"))


def _place(one: Outcomes) -> Place | None:
    precision = one.value("precision")
    return None if precision is None else (one.value("recall") or 0.0, precision)


CHART = ChartKind("precision_recall", figure, curved(), zoomed=True)
