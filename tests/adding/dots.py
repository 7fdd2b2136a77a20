"""# dots: a dot for each model"""

from planpress.charts.engine.layers import ChartKind, plotted
from planpress.charts.engine.placement import Plot
from planpress.charts.engine.ticks import number_axis, row_axis
from planpress.model.evaluation import Evaluation
from planpress.model.figure import COLUMN, Figure, Frame
from planpress.model.plan import Plan


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """A dot for each model, by its place in the table."""
    models = evaluation.project.table.models if evaluation.project.table else ()
    if not models:
        return None
    plot = Plot(number_axis([0, len(models)], []), row_axis(len(models)), Frame(width, 22 * len(models)))
    points = [{"x": at, "y": at, "role": "chosen", "id": one.name, "tip": one.name} for at, one in enumerate(models)]
    datasets = {"bands": [], "rules": [], "points": points, "labels": [], "notes": []}
    return plot.figure("dots", f"{len(models)} dots in a row", "A dot for each model.", datasets)


CHART = ChartKind("dots", figure, plotted())
