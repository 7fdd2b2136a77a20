"""Where the marks of a history are: the stretches of its two step lines, their bands, points and labels."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from planpress.charts.engine.placement import Box, Label, Plot, Wanted, text_box
from planpress.charts.engine.text_metrics import clean, fit, note, shorten, text_width
from planpress.charts.history_words import measured, name_of, rank_words, score_words, unit_of, why
from planpress.model.figure import Frame, Row
from planpress.model.timelines import Measure, ProjectTimeline, Snapshot, TimelineEntry

PANEL, GAP = 84.0, 44.0
"""The height of one line's panel, and of the room between the two, in pixels."""
MOST = 30
"""The most steps that are drawn, the newest ones; the table has all."""

_INSET = 14.0


@dataclass(frozen=True, slots=True)
class RankStretch:
    """A time in which a value held: from `x` to `x2` in days, `y` in pixels or None where a band says why not.

    `short` are fewer words for the same.
    """

    x: float
    x2: float
    y: float | None
    words: str
    short: str
    tip: str


def rank_stretches(moments: Sequence[TimelineEntry], xs: Sequence[float], end: float) -> list[RankStretch]:
    """The line of the ranks, in a panel that begins at 0."""
    level = _scale([float(one.mark.rank) for one in moments if one.mark.rank is not None], rising=False)
    found = []
    for first, last, x, x2 in _spans(moments, xs, end, lambda mark: (mark.rank, mark.out)):
        y = None if last.mark.rank is None else level(last.mark.rank)
        words = f"{last.mark.rank} of {last.mark.ranked}" if last is moments[-1] else str(last.mark.rank)
        words = rank_words(last.mark) if y is None else words
        short = words if y is not None else "out of the order" if last.mark.out else "no rank"
        found.append(RankStretch(x, x2, y, words, short, f"{name_of(first.commit)}: {rank_words(first.mark)}"))
    return found


def score_stretches(
    moments: Sequence[TimelineEntry], xs: Sequence[float], end: float, measure: Measure
) -> list[RankStretch]:
    """The line of the scores by one measure, in the panel below."""
    alike = [one.mark for one in moments if one.mark.measure == measure]
    level = _scale([mark.score for mark in alike if mark.score is not None], rising=measure.better == "higher")
    found = []
    for first, last, x, x2 in _spans(moments, xs, end, lambda mark: (mark.measure, mark.model, mark.score)):
        mark = last.mark
        if mark.score is None or mark.measure != measure:
            reason = why(mark)
            short = reason if mark.score is None else "another measure"
            found.append(RankStretch(x, x2, None, reason, short, f"{name_of(first.commit)}: {reason}"))
            continue
        words = score_words(mark) if last is moments[-1] else score_words(mark).removesuffix(f" {unit_of(measure)}")
        tip = f"{name_of(first.commit)}: {shorten(mark.model or '')}, {measured(mark)}"
        found.append(RankStretch(x, x2, PANEL + GAP + level(mark.score), words, words, tip))
    return found


def _spans(
    moments: Sequence[TimelineEntry], xs: Sequence[float], end: float, value: Callable[[Snapshot], object]
) -> Iterator[tuple[TimelineEntry, TimelineEntry, float, float]]:
    """The times in which a value stays: their first and last moment, and from when to when; the last goes on."""
    for _, alike in groupby(range(len(moments)), lambda at: value(moments[at].mark)):
        at = list(alike)
        yield moments[at[0]], moments[at[-1]], xs[at[0]], xs[at[-1] + 1] if at[-1] + 1 < len(xs) else end


def _scale(values: Sequence[float], *, rising: bool) -> Callable[[float], float]:
    """Where a value stands in its panel, in pixels from its upper edge; in the middle where all are equal."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    room = PANEL - 2 * _INSET

    def level(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return _INSET + room * (1 - share if rising else share)

    return level


Panels = Sequence[tuple[float, Sequence[RankStretch]]]


def bands(panels: Panels) -> Iterator[Row]:
    """Where there is no value."""
    for top, stretches in panels:
        for one in stretches:
            if one.y is None:
                yield {"x": one.x, "x2": one.x2, "y": top, "y2": top + PANEL, "tip": one.tip}


def lines(panels: Panels) -> Iterator[Row]:
    """The corners of the step lines; a line breaks where there is no value."""
    run = at = 0
    for _, stretches in panels:
        for one, after in zip(stretches, [*stretches[1:], None], strict=False):
            at += 1
            if one.y is not None:
                yield {"x": one.x, "y": one.y, "run": run, "at": at}
                if after is None or after.y is None:
                    yield {"x": one.x2, "y": one.y, "run": run, "at": at + 0.5}
                    run += 1


def _segments(panels: Panels, plot: Plot) -> Iterator[Box]:
    """Where the lines are, for texts to keep off."""
    for _, stretches in panels:
        for one, after in zip(stretches, [*stretches[1:], None], strict=False):
            left, right = plot.across(one.x), plot.across(one.x2)
            if one.y is not None:
                yield Box(left - 1, one.y - 1, right + 1, one.y + 1)
                if after is not None and after.y is not None:
                    yield Box(right - 1, min(one.y, after.y), right + 1, max(one.y, after.y))


def points(panels: Panels) -> Iterator[Row]:
    """Where a value begins; the last is the present one."""
    for _, stretches in panels:
        for at, one in enumerate(stretches):
            if one.y is not None:
                yield {"x": one.x, "y": one.y, "now": int(at + 1 == len(stretches)), "tip": one.tip}


def heads(course: ProjectTimeline, measure: Measure | None, frame: Frame) -> Iterator[Row]:
    """What stands above each panel."""
    early = len(course.entries) - MOST
    newest = f"; the newest {MOST} of {len(course.entries)} steps" if early > 0 else ""
    yield note(f"Rank, 1 is first{newest}", 0, -10, "left", "muted")
    if measure is not None:
        unit = f", {unit_of(measure)}" if measure.unit else ""
        better = f"{measure.better} is better"
        head = fit(f"{clean(measure.title)}{unit}, {better}", frame.width + frame.right - 10)
        yield note(head, 0, PANEL + GAP - 10, "left", "muted")


def labels(panels: Panels, plot: Plot, heads: Sequence[Row]) -> Iterator[Row]:
    """The values beside their points, the reasons in their bands or beside: those of now first, then the earliest."""
    frame = plot.frame
    wanted = []
    for top, stretches in panels:
        last = stretches[-1]
        wanted += [_label(one, top, plot, now=one is last) for one in (last, *stretches[:-1])]
    full = [text_box(str(row["text"]), float(row["px"]), float(row["py"])) for row in heads]
    full += [Box.around(plot.across(float(row["x"])), float(row["y"]), 5) for row in points(panels)]
    inside = Box(-frame.left + 2, -6, frame.width + frame.right - 2, frame.height + 4)
    return plot.labels(wanted, inside, full, [*_segments(panels, plot)])


def _label(one: RankStretch, top: float, plot: Plot, *, now: bool) -> Wanted:
    """What a stretch says, with the place that it belongs to: the present one at the end of its line."""
    y = top + PANEL / 2 if one.y is None else one.y
    if now:
        words = one.words if one.y is not None else fit(one.short, plot.frame.right - 8, bold=True)
        return one.x2, y, Label((words,), plot.frame.width, y, 1, bold=True, vital=True)
    if one.y is not None:
        return one.x, y, Label((one.words,), plot.across(one.x), y, 4)
    left, right = plot.across(one.x), plot.across(one.x2)
    room = right - left - 8
    if text_width(one.short) <= room:
        # Inside, around a point of no size in the middle of the band's left edge.
        return one.x, y, Label((fit(one.words, room), one.short), left, y, 1, tone="muted")
    y = top + PANEL - 10
    return (one.x + one.x2) / 2, y, Label((one.short,), (left + right) / 2, y, (right - left) / 2, tone="muted")
