"""# matrix: what to do first

Each project by feasibility (right is cheaper) and impact (up is more), both from 0 to 1 on declared scales, with the
range that its ratings leave open. Full circles are within capacity, diamonds on the line, hollow circles beyond.
Source: Full Stack Deep Learning, "Setting up machine learning projects" (2019).
"""

from collections.abc import Iterable
from dataclasses import replace

from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import (
    MUTED,
    across,
    area,
    chart,
    label_marks,
    mark,
    note_marks,
    projects,
    quadrants,
    upward,
)
from planpress.charts.engine.placement import Plot
from planpress.charts.matrix_marks import (
    BELOW,
    UNIT,
    bar,
    deciding,
    intervals,
    key,
    labels,
    notes,
    points,
    position,
    quarters,
)
from planpress.charts.matrix_words import alternative, table, title
from planpress.model.figure import WIDE, Figure, Frame, Row
from planpress.model.plan import Plan
from planpress.model.ranking import Ranking


def figure(plan: Plan, ranking: Ranking, width: float = WIDE, *, keyed: bool = True) -> Figure | None:
    """The matrix of all projects that have an impact and a feasibility; None where none has.

    Below it stand the names for which there was no room in it, unless it is not to be `keyed`: then a table beside
    it has them by their numbers.
    """
    entries = [entry for entry in (*ranking.ordered, *ranking.unscored) if position(entry)]
    if not entries:
        return None
    names = {project.id: project.title for project in plan.projects}
    frame = Frame.within(width, 440 if width >= WIDE else 360, left=34, right=10, top=26, bottom=BELOW)
    cut, named = plan.priority.cut, deciding(entries)
    ranges = tuple(intervals(entries, named))
    texts = list(labels(entries, names, named, frame, cut, [bar(row, frame) for row in ranges]))
    under = list(key(entries, names, named, texts, frame)) if keyed else []
    deepest = max((float(row["py"]) for row in under), default=frame.height) - frame.height
    datasets: dict[str, Iterable[Row]] = {
        **quarters(cut),
        "intervals": ranges,
        "points": points(entries, names, named),
        "labels": texts,
        "notes": [*notes(entries, frame, cut), *under],
    }
    plot = Plot(UNIT, UNIT, replace(frame, bottom=max(BELOW, deepest + 8)))
    words = (title(entries, names), alternative(entries, names, ranking))
    return plot.figure(CHART.name, *words, datasets, table(entries, names))



_X, _Y = across(), upward()
_SPANS = mark("intervals", "rule", **area(_X, _Y), stroke=MUTED, opacity=0.55)
_MARKS = (*quadrants(_X, _Y), _SPANS, projects(_X, _Y), label_marks(_X, _Y), note_marks())
CHART = ChartKind("matrix", figure, chart(*_MARKS), zoomed=True, crossed=True, sliders="plan")
