"""# roc: how complete models are for their false alarms, at other thresholds

The false positive rate to the right, recall upward, a line a model through the points that its evidence keeps; better
is to the left and up. The first model is the thick blue line, the others are grey and told apart by dashes, which a key
explains. Circles are the threshold of the plan's metrics, without one where F1 is highest. The dashed diagonal is a
random guess.
"""

from planpress.charts.curve_plot import Place, curve_figure
from planpress.charts.curve_words import DrawnCurves
from planpress.charts.engine.layers import ChartKind, curved
from planpress.model.curves import Outcomes
from planpress.model.figure import COLUMN, Figure


def figure(drawn: DrawnCurves, width: float = COLUMN) -> Figure:
    """The models of one column of scores."""
    diagonal = ((0.0, 0.0), (1.0, 1.0))
    return curve_figure(CHART.name, drawn, width, _place, diagonal, ("False positive rate", "Recall"))


def _place(one: Outcomes) -> Place | None:
    return one.alarms, one.value("recall") or 0.0


CHART = ChartKind("roc", figure, curved(), zoomed=True)
