"""# history: rank and deciding score over time

Two step lines over one time axis: above the rank, below the leading model's score by the deciding rule; up is better in
both. A point is a commit that changed the value. Where there is none, the line breaks and a grey band says why: out of
the order, no model, or a score that measured something else and cannot be compared.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, chain, groupby, zip_longest

from planpress.charts.engine.layers import BLUE, GRID, PAPER, ChartKind, chart, expr, mark
from planpress.charts.engine.placement import Box, Label, Plot, Wanted, text_box
from planpress.charts.engine.text_metrics import fit, note, text_width
from planpress.charts.engine.ticks import Axis, day_axis
from planpress.charts.history_words import Quantity, alternative, name_of, rank, score, title
from planpress.model.figure import COLUMN, Figure, Frame, Row
from planpress.model.timelines import ProjectTimeline, TimelineEntry
from planpress.model.wording import day

_PANEL, _GAP = 84.0, 44.0
"""The height of one line's panel, and of the room between the two, in pixels."""
_INSET = 14.0
_MOST_RIGHT = 120.0
_MOST = 30
"""The most steps that are drawn, the newest ones; the list has more."""
_HOURS = (1 / 1440, 5 / 1440, 15 / 1440, 0.5 / 24, 1 / 24, 3 / 24, 6 / 24, 12 / 24, 1.0)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A time in which a value held: from `x` to `x2` in days, `y` in pixels or None where a band says why not. `top` is
    that of its panel, `short` are fewer words for the same, `now` is the present one."""

    x: float
    x2: float
    y: float | None
    top: float
    words: str
    short: str
    tip: str
    now: bool


def figure(course: ProjectTimeline, width: float = COLUMN) -> Figure | None:
    """The course of one project; None where nothing that is drawn ever changed."""
    if len({(one.mark.rank, one.mark.out, one.mark.model, one.mark.score) for one in course.entries}) < 2:
        return None
    # What the score measures now, else what it measured last.
    measure = next((one.mark.measure for one in reversed(course.entries) if one.mark.measure), None)
    lines = [rank(), *([score(measure)] if measure else [])]
    whens = [moment.commit.when for moment in course.entries[-_MOST:]]
    # Days with their parts. A clock that went back stands still: commits are in their own order.
    xs = list(accumulate((when.toordinal() + (when.hour * 60 + when.minute) / 1440 for when in whens), max))
    x = _time_axis(xs)
    tops, ends = [at * (_PANEL + _GAP) for at in range(len(lines))], [*xs, x.high]
    panels = (_stretches(line, course.entries, ends, top) for line, top in zip(lines, tops, strict=True))
    drawn = list(chain.from_iterable(panels))
    room = max(text_width(one.short if one.y is None else one.words, bold=True) for one in drawn if one.now)
    height = tops[-1] + _PANEL
    frame = Frame(width, height, left=18, right=min(room + 12, _MOST_RIGHT), top=26, bottom=26)
    plot = Plot(x, Axis(0, height, (), (), reverse=True), frame)
    heads = list(_heads(lines, tops, len(course.entries), frame))
    points: list[Row] = [
        {"x": one.x, "y": one.y, "now": int(one.now), "tip": one.tip} for one in drawn if one.y is not None
    ]
    gaps = [one for one in drawn if one.y is None]
    datasets: dict[str, Iterable[Row]] = {
        "bands": [{"x": one.x, "x2": one.x2, "y": one.top, "y2": one.top + _PANEL, "tip": one.tip} for one in gaps],
        "lines": _lines(drawn),
        "points": points,
        "labels": _labels(drawn, plot, points, heads),
        "notes": heads,
    }
    return plot.figure(CHART.name, title(course, measure), alternative(course, measure), datasets)


def _time_axis(xs: Sequence[float]) -> Axis:
    """An axis over these days; within two days with hours at its ticks."""
    low, high = xs[0], xs[-1]
    if high - low >= 2:
        return day_axis([datetime.fromordinal(int(end)).date() for end in (low, high)], count=4)
    room = max((high - low) * 0.04, 1 / 1440)
    step = next((step for step in _HOURS if (high - low) / step <= 4), 1.0)
    every = (step * at for at in range(int(low / step), int(high / step) + 2))
    ticks = tuple(tick for tick in every if low - room <= tick <= high + room) or (low,)
    return Axis(low - room, high + room, ticks, tuple(map(_hour, ticks)))


def _hour(tick: float) -> str:
    minutes = round((tick % 1) * 1440)
    moment = datetime.fromordinal(int(tick))
    return day(moment.date(), year=False) if minutes in (0, 1440) else f"{minutes // 60}:{minutes % 60:02}"


def _stretches(line: Quantity, entries: Sequence[TimelineEntry], xs: Sequence[float], top: float) -> Iterator[_Stretch]:
    """The times in which a value stays, in the panel that begins at `top`; `xs` are the days of the newest entries,
    and the end of the last."""
    moments = entries[1 - len(xs) :]
    known = [value for one in moments if (value := line.value(one.mark)) is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    for _, alike in groupby(range(len(moments)), lambda at: line.key(moments[at].mark)):
        first, *_, last = [*alike] * 2
        mark, now = moments[last].mark, last + 1 == len(moments)
        value = line.value(mark)
        share = (value - low) / (high - low) if value is not None and high > low else 0.5
        level = _INSET + (_PANEL - 2 * _INSET) * (1 - share if line.better == "higher" else share)
        tip = f"{name_of(moments[first].commit)}: {line.tip(moments[first].mark)}"
        y = None if value is None else top + level
        yield _Stretch(xs[first], xs[last + 1], y, top, *line.words(mark, now), tip, now)


def _lines(drawn: Sequence[_Stretch]) -> Iterator[Row]:
    """The corners of the step lines; a line breaks where there is no value."""
    run = 0
    for at, (one, after) in enumerate(zip_longest(drawn, drawn[1:])):
        if one.y is not None:
            yield {"x": one.x, "y": one.y, "run": run, "at": at}
            if one.now or after.y is None:
                yield {"x": one.x2, "y": one.y, "run": run, "at": at + 0.5}
                run += 1


def _heads(lines: Sequence[Quantity], tops: Sequence[float], steps: int, frame: Frame) -> Iterator[Row]:
    """What stands above each panel."""
    for line, top in zip(lines, tops, strict=True):
        newest = f"; the newest {_MOST} of {steps} steps" if steps > _MOST and not top else ""
        yield note(fit(f"{line.head}{newest}", frame.width + frame.right - 10), 0, top - 10)


def _labels(drawn: Sequence[_Stretch], plot: Plot, points: Sequence[Row], heads: Sequence[Row]) -> Iterator[Row]:
    """The values beside their points, the reasons in their bands or beside: those of now first, then the earliest."""
    frame = plot.frame
    wanted = [_label(one, plot) for one in sorted(drawn, key=lambda one: (one.top, not one.now))]
    full = [text_box(str(row["text"]), float(row["px"]), float(row["py"])) for row in heads]
    full += [Box.around(plot.across(float(row["x"])), float(row["y"]), 5) for row in points]
    lines = []
    for one, after in zip_longest(drawn, drawn[1:]):
        if one.y is not None:
            lines.append(plot.line({"x": one.x, "x2": one.x2, "y": one.y}))
            if not one.now and after.y is not None:
                lines.append(plot.line({"x": one.x2, "y": one.y, "y2": after.y}))
    inside = Box(-frame.left + 2, -6, frame.width + frame.right - 2, frame.height + 4)
    return plot.labels(wanted, inside, full, lines)


def _label(one: _Stretch, plot: Plot) -> Wanted:
    """What a stretch says, with the place that it belongs to: the present one at the end of its line."""
    y = one.top + _PANEL / 2 if one.y is None else one.y
    if one.now:
        words = one.words if one.y is not None else fit(one.short, plot.frame.right - 8, bold=True)
        return one.x2, y, Label((words,), plot.frame.width, y, 1, bold=True, vital=True)
    left, right = plot.across(one.x), plot.across(one.x2)
    if one.y is not None:
        return one.x, y, Label((one.words,), left, y, 4)
    room = right - left - 8
    if text_width(one.short) <= room:
        # Inside, around a point of no size in the middle of the band's left edge.
        return one.x, y, Label((fit(one.words, room), one.short), left, y, 1, tone="muted")
    y = one.top + _PANEL - 10
    return (one.x + one.x2) / 2, y, Label((one.short,), (left + right) / 2, y, (right - left) / 2, tone="muted")


_NOW = {"size": expr("datum.now ? 70 : 34"), "fill": expr(f"datum.now ? '{BLUE}' : '{PAPER}'")}
_ORDER = {"detail": {"field": "run", "type": "nominal"}, "order": {"field": "at", "type": "quantitative"}}
_SPEC = chart(
    mark("bands", "rect", "x x2 y y2", fill=GRID, fillOpacity=0.6),
    mark("lines", "line", "x y", **_ORDER, stroke=BLUE, strokeWidth=2, interpolate="step-after"),
    mark("points", "point", "x y", shape="circle", stroke=BLUE, **_NOW),
    grid="x",
    axes="x",
)
CHART = ChartKind("history", figure, _SPEC)
