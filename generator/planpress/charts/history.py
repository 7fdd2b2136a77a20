"""# history: rank and deciding score over time

Two step lines over one time axis: above the rank, below the score by which the deciding rule chooses; up is better in
both. A point is a commit that changed the value. Where there is none, the line breaks and a grey band says why: out of
the order, no model, or a score that measured something else and cannot be compared.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from planpress.charts import history_marks as marks
from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import (
    BLUE,
    GRID,
    PAPER,
    across,
    area,
    chart,
    expr,
    label_marks,
    mark,
    note_marks,
    upward,
)
from planpress.charts.engine.placement import Plot
from planpress.charts.engine.text_metrics import clean, text_width
from planpress.charts.engine.ticks import Axis, day_axis
from planpress.charts.history_marks import GAP, MOST, PANEL
from planpress.charts.history_words import alternative, title
from planpress.model.figure import COLUMN, Figure, Frame, Row, Table
from planpress.model.timelines import Measure, ProjectTimeline
from planpress.model.wording import day

_MOST_RIGHT = 120.0
_HOURS = (1 / 1440, 5 / 1440, 15 / 1440, 0.5 / 24, 1 / 24, 3 / 24, 6 / 24, 12 / 24, 1.0)


def figure(course: ProjectTimeline, width: float = COLUMN) -> Figure | None:
    """The course of one project; None where nothing that is drawn ever changed."""
    moments = course.entries[-MOST:]
    if len({(one.mark.rank, one.mark.out, one.mark.model, one.mark.score) for one in course.entries}) < 2:
        return None
    xs = times([moment.commit.when for moment in moments])
    x = time_axis(xs)
    measure = current(course)
    ranks = marks.rank_stretches(moments, xs, x.high)
    scores = marks.score_stretches(moments, xs, x.high, measure) if measure else []
    panels = [(0.0, ranks), *([(PANEL + GAP, scores)] if measure else [])]
    height = panels[-1][0] + PANEL
    now = [shown[-1].words if shown[-1].y is not None else shown[-1].short for _, shown in panels]
    right = min(max(text_width(words, bold=True) for words in now) + 12, _MOST_RIGHT)
    frame = Frame.within(width, height, left=18, right=right, top=26, bottom=26)
    plot = Plot(x, Axis(0, height, (), (), reverse=True), frame)
    above = list(marks.heads(course, measure, frame))
    datasets: dict[str, Iterable[Row]] = {
        "bands": marks.bands(panels),
        "lines": marks.lines(panels),
        "points": marks.points(panels),
        "labels": marks.labels(panels, plot, above),
        "notes": above,
    }
    return plot.figure(CHART.name, title(course, measure), alternative(course, measure), datasets, _table(course))


def current(course: ProjectTimeline) -> Measure | None:
    """What the deciding score measures now, else what it measured last; None where there never was one."""
    return next((one.mark.measure for one in reversed(course.entries) if one.mark.measure), None)


def times(whens: Sequence[datetime]) -> list[float]:
    """Moments as days, with parts of a day. A clock that went back stands still: commits are in their own order."""
    found: list[float] = []
    for when in whens:
        passed = (when.hour * 60 + when.minute) / 1440
        found.append(max(when.toordinal() + passed, found[-1] if found else 0.0))
    return found


def time_axis(xs: Sequence[float]) -> Axis:
    """An axis over these days; within two days with hours at its ticks."""
    low, high = xs[0], xs[-1]
    if high - low >= 2:
        return day_axis([datetime.fromordinal(int(low)).date(), datetime.fromordinal(int(high)).date()], count=4)
    room = max((high - low) * 0.04, 1 / 1440)
    step = next((step for step in _HOURS if (high - low) / step <= 4), 1.0)
    ticks = tuple(step * at for at in range(int(low / step), int(high / step) + 2) if low - room <= step * at)
    ticks = tuple(tick for tick in ticks if tick <= high + room) or (low,)
    return Axis(low - room, high + room, ticks, tuple(map(_hour, ticks)))


def _hour(tick: float) -> str:
    minutes = round((tick % 1) * 1440)
    moment = datetime.fromordinal(int(tick))
    return day(moment.date(), year=False) if minutes in (0, 1440) else f"{minutes // 60}:{minutes % 60:02}"


def _table(course: ProjectTimeline) -> Table:
    rows = tuple(
        (
            day(one.commit.day),
            one.commit.short or "not committed",
            one.mark.rank,
            one.mark.ranked,
            clean(one.mark.model or one.mark.out or "") or None,
            one.mark.score,
            _title_of(one.mark.measure),
        )
        for one in course.entries
    )
    return Table(("date", "commit", "rank", "of", "chosen model", "deciding score", "which measures"), rows)


def _title_of(measure: Measure | None) -> str | None:
    if measure is None:
        return None
    return f"{clean(measure.title)}, {measure.unit}" if measure.unit else clean(measure.title)


_X, _Y = across(grid=True), upward(axis=False)
_BANDS = mark("bands", "rect", **area(_X, _Y), fill=GRID, fillOpacity=0.6)
_LINES = mark(
    "lines",
    "line",
    x=_X,
    y=_Y,
    detail={"field": "run", "type": "nominal"},
    order={"field": "at", "type": "quantitative"},
    stroke=BLUE,
    strokeWidth=2,
    interpolate="step-after",
)
_NOW = {"size": expr("datum.now ? 70 : 34"), "fill": expr(f"datum.now ? '{BLUE}' : '{PAPER}'")}
_POINTS = mark("points", "point", x=_X, y=_Y, shape="circle", stroke=BLUE, **_NOW)
CHART = ChartKind("history", figure, chart(_BANDS, _LINES, _POINTS, label_marks(_X, _Y), note_marks()))
