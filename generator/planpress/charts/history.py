"""# history: rank and deciding score over time

Two step lines over one time axis: above the rank, below the score by which the deciding rule chooses; up is better in
both. A point is a commit that changed the value. Where there is none, the line breaks and a grey band says why: out of
the order, no model, or a score that measured something else and can not be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from planpress.charts.candidates import rough
from planpress.charts.figure import COLUMN, ChartKind, Figure, Frame, Row, Table
from planpress.charts.lettering import clean, fit, lowered, note, shorten, text_width
from planpress.charts.placement import Box, Label, place, text_box
from planpress.charts.ticks import Axis, axis_params, day_axis
from planpress.model.history import Commit, Course, Mark, Measure, Moment
from planpress.model.wording import counted, day, with_unit

if TYPE_CHECKING:
    import altair as alt

PANEL, GAP = 84.0, 44.0
"""The height of one line's panel, and of the room between the two, in pixels."""
MOST = 30
"""The most steps that are drawn, the newest ones; the table has all."""
TOLD = 8
"""The most changes of one line that the alternative text lists; the table has all."""

_INSET = 14.0
_MOST_RIGHT = 120.0
_HOURS = (1 / 1440, 5 / 1440, 15 / 1440, 0.5 / 24, 1 / 24, 3 / 24, 6 / 24, 12 / 24, 1.0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which a value held: from `x` to `x2` in days, `y` in pixels or None where a band says why not.

    `short` are fewer words for the same.
    """

    x: float
    x2: float
    y: float | None
    words: str
    short: str
    tip: str


def figure(course: Course, width: float = COLUMN) -> Figure | None:
    """The course of one project; None where nothing that is drawn ever changed."""
    moments = course.moments[-MOST:]
    if len({(one.mark.rank, one.mark.out, one.mark.model, one.mark.score) for one in course.moments}) < 2:
        return None
    xs = times([moment.commit.when for moment in moments])
    x = time_axis(xs)
    measure = current(course)
    ranks = _ranks(moments, xs, x.high)
    scores = _scores(moments, xs, x.high, measure) if measure else []
    panels = [(0.0, ranks), *([(PANEL + GAP, scores)] if measure else [])]
    height = panels[-1][0] + PANEL
    now = [shown[-1].words if shown[-1].y is not None else shown[-1].short for _, shown in panels]
    right = min(max(text_width(words, bold=True) for words in now) + 12, _MOST_RIGHT)
    frame = Frame.within(width, height, left=18, right=right, top=26, bottom=26)
    rows, heads = Axis(0, height, (), (), reverse=True), tuple(_heads(course, measure, frame))
    datasets = {
        "bands": tuple(_bands(panels)),
        "lines": tuple(_lines(panels)),
        "points": tuple(_points(panels)),
        "labels": tuple(_labels(panels, x, frame, heads)),
        "notes": heads,
    }
    words = _title(course, measure), _alternative(course, measure)
    return Figure(CHART.name, *words, frame, datasets, axis_params(x, rows), _table(course))


def spec() -> alt.TopLevelMixin:
    """Bands, step lines, points and texts."""
    import altair as alt

    from planpress.charts.layers import across, chart, labels, notes, rows, upward
    from planpress.charts.theme import BLUE, GRID, PAPER

    x, y = across(grid=True), upward(axis=False)
    bands = rows("bands").mark_rect(fill=GRID, fillOpacity=0.6)
    lines = rows("lines").mark_line(stroke=BLUE, strokeWidth=2, interpolate="step-after")
    points = rows("points").mark_point(
        shape="circle", size=alt.expr("datum.now ? 70 : 34"), fill=alt.expr(f"datum.now ? '{BLUE}' : '{PAPER}'"),
        stroke=BLUE,
    )  # fmt: skip
    return chart(
        bands.encode(x=x, x2="x2", y=y, y2="y2"),
        lines.encode(x=x, y=y, detail="run:N", order="at:Q"),
        points.encode(x=x, y=y),
        labels(x, y),
        notes(),
    )


CHART = ChartKind("history", figure, spec)


def current(course: Course) -> Measure | None:
    """What the deciding score measures now, else what it measured last; None where there never was one."""
    return next((one.mark.measure for one in reversed(course.moments) if one.mark.measure), None)


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


def name_of(commit: Commit) -> str:
    """A commit as a sentence names it: its day and its id."""
    return f"{day(commit.day)}, {commit.short or 'not committed'}"


def score_words(mark: Mark) -> str:
    """The score of a mark with its unit: a measured one as it was written, a computed one rounded."""
    assert mark.score is not None and mark.measure is not None
    measured = mark.measure.what.startswith("metric ")
    return with_unit(mark.score if measured else rough(mark.score), _unit(mark.measure))


def _unit(measure: Measure) -> str | None:
    return shorten(measure.unit, 24) if measure.unit else None


def rank_words(mark: Mark) -> str:
    """The place of a mark: rank 2 of 12, out of the order (why), no rank."""
    if mark.rank is not None:
        return f"rank {mark.rank} of {mark.ranked}"
    return f"out of the order: {shorten(mark.out)}" if mark.out else "no rank"


def _ranks(moments: Sequence[Moment], xs: Sequence[float], end: float) -> list[Stretch]:
    level = _scale([float(one.mark.rank) for one in moments if one.mark.rank is not None], rising=False)
    found = []
    for first, last, x, x2 in _spans(moments, xs, end, lambda mark: (mark.rank, mark.out)):
        y = None if last.mark.rank is None else level(last.mark.rank)
        words = f"{last.mark.rank} of {last.mark.ranked}" if last is moments[-1] else str(last.mark.rank)
        words = rank_words(last.mark) if y is None else words
        short = words if y is not None else "out of the order" if last.mark.out else "no rank"
        found.append(Stretch(x, x2, y, words, short, f"{name_of(first.commit)}: {rank_words(first.mark)}"))
    return found


def _scores(moments: Sequence[Moment], xs: Sequence[float], end: float, measure: Measure) -> list[Stretch]:
    alike = [one.mark for one in moments if one.mark.measure == measure]
    level = _scale([mark.score for mark in alike if mark.score is not None], rising=measure.better == "higher")
    found = []
    for first, last, x, x2 in _spans(moments, xs, end, lambda mark: (mark.measure, mark.model, mark.score)):
        mark = last.mark
        if mark.score is None or mark.measure != measure:
            why = _why(mark)
            short = why if mark.score is None else "another measure"
            found.append(Stretch(x, x2, None, why, short, f"{name_of(first.commit)}: {why}"))
            continue
        words = score_words(mark) if last is moments[-1] else score_words(mark).removesuffix(f" {_unit(measure)}")
        tip = f"{name_of(first.commit)}: {shorten(mark.model or '')}, {_measured(mark)}"
        found.append(Stretch(x, x2, PANEL + GAP + level(mark.score), words, words, tip))
    return found


def _spans(
    moments: Sequence[Moment], xs: Sequence[float], end: float, value: Callable[[Mark], object]
) -> Iterator[tuple[Moment, Moment, float, float]]:
    """The times in which a value stays: their first and last moment, and from when to when; the last goes on."""
    for _, alike in groupby(range(len(moments)), lambda at: value(moments[at].mark)):
        at = list(alike)
        yield moments[at[0]], moments[at[-1]], xs[at[0]], xs[at[-1] + 1] if at[-1] + 1 < len(xs) else end


def _measured(mark: Mark) -> str:
    assert mark.measure is not None
    return f"{lowered(shorten(mark.measure.title))} {score_words(mark)}"


def _why(mark: Mark) -> str:
    """Why there is no score that could be drawn."""
    if mark.measure is None:
        return "no deciding rule"
    if mark.score is None:
        return "no model"
    return f"by {_measured(mark)}"


def _scale(values: Sequence[float], *, rising: bool) -> Callable[[float], float]:
    """Where a value stands in its panel, in pixels from its upper edge; in the middle where all are equal."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    room = PANEL - 2 * _INSET

    def level(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return _INSET + room * (1 - share if rising else share)

    return level


Panels = Sequence[tuple[float, Sequence[Stretch]]]


def _bands(panels: Panels) -> Iterator[Row]:
    for top, stretches in panels:
        for one in stretches:
            if one.y is None:
                yield {"x": one.x, "x2": one.x2, "y": top, "y2": top + PANEL, "tip": one.tip}


def _lines(panels: Panels) -> Iterator[Row]:
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


def _segments(panels: Panels, x: Axis, frame: Frame) -> Iterator[Box]:
    """Where the lines are, for texts to keep off."""
    for _, stretches in panels:
        for one, after in zip(stretches, [*stretches[1:], None], strict=False):
            left, right = (x.share(end) * frame.width for end in (one.x, one.x2))
            if one.y is not None:
                yield Box(left - 1, one.y - 1, right + 1, one.y + 1)
                if after is not None and after.y is not None:
                    yield Box(right - 1, min(one.y, after.y), right + 1, max(one.y, after.y))


def _points(panels: Panels) -> Iterator[Row]:
    for _, stretches in panels:
        for at, one in enumerate(stretches):
            if one.y is not None:
                yield {"x": one.x, "y": one.y, "now": int(at + 1 == len(stretches)), "tip": one.tip}


def _heads(course: Course, measure: Measure | None, frame: Frame) -> Iterator[Row]:
    early = len(course.moments) - MOST
    newest = f"; the newest {MOST} of {len(course.moments)} steps" if early > 0 else ""
    yield note(f"Rank, 1 is first{newest}", 0, -10, "left", "muted")
    if measure is not None:
        unit = f", {_unit(measure)}" if measure.unit else ""
        better = f"{measure.better} is better"
        head = fit(f"{clean(measure.title)}{unit}, {better}", frame.width + frame.right - 10)
        yield note(head, 0, PANEL + GAP - 10, "left", "muted")


def _labels(panels: Panels, x: Axis, frame: Frame, heads: Sequence[Row]) -> Iterator[Row]:
    """The values beside their points, the reasons in their bands or beside: those of now first, then the earliest."""
    asked: list[tuple[float, float, Label]] = []
    for top, stretches in panels:
        last = stretches[-1]
        for one in (last, *stretches[:-1]):
            asked.append(_label(one, top, x, frame, now=one is last))
    full = [text_box(str(row["text"]), float(row["px"]), float(row["py"])) for row in heads]
    full += [Box.around(x.share(float(row["x"])) * frame.width, float(row["y"]), 5) for row in _points(panels)]
    inside = Box(-frame.left + 2, -6, frame.width + frame.right - 2, frame.height + 4)
    found = place([label for *_, label in asked], inside, full, [*_segments(panels, x, frame)])
    for (at_x, at_y, _), placed in zip(asked, found, strict=True):
        if placed is not None:
            yield placed.row(at_x, at_y)


def _label(one: Stretch, top: float, x: Axis, frame: Frame, *, now: bool) -> tuple[float, float, Label]:
    """What a stretch says, with the place that it belongs to: the present one at the end of its line."""
    y = top + PANEL / 2 if one.y is None else one.y
    if now:
        words = one.words if one.y is not None else fit(one.short, frame.right - 8, bold=True)
        return one.x2, y, Label((words,), frame.width, y, 1, bold=True, vital=True)
    if one.y is not None:
        return one.x, y, Label((one.words,), x.share(one.x) * frame.width, y, 4)
    left, right = (x.share(end) * frame.width for end in (one.x, one.x2))
    room = right - left - 8
    if text_width(one.short) <= room:
        # Inside, around a point of no size in the middle of the band's left edge.
        return one.x, y, Label((fit(one.words, room), one.short), left, y, 1, tone="muted")
    y = top + PANEL - 10
    return (one.x + one.x2) / 2, y, Label((one.short,), (left + right) / 2, y, (right - left) / 2, tone="muted")


def _title(course: Course, measure: Measure | None) -> str:
    parts = [_rank_title(course), *([_score_title(course, measure)] if measure else [])]
    return "; ".join(part for part in parts if part)


def _rank_title(course: Course) -> str:
    first, last = course.moments[0], course.moments[-1].mark
    since = day(first.commit.day)
    if last.rank is None:
        fell = _last_change(course, lambda mark: (mark.rank, mark.out))
        return f"{rank_words(last)[:1].upper()}{rank_words(last)[1:]}, since {day(fell.commit.day)}"
    ranks = [one.mark.rank for one in course.moments if one.mark.rank is not None]
    if len(set(ranks)) == 1:
        return f"Rank {last.rank} ever since {since}"
    if ranks[0] == last.rank:
        return f"Rank {last.rank}, as at first on {since}, and between {min(ranks)} and {max(ranks)} meanwhile"
    return f"From rank {ranks[0]} to {last.rank} since {since}"


def _score_title(course: Course, measure: Measure) -> str:
    mark = course.moments[-1].mark
    name = lowered(shorten(measure.title))
    if mark.score is None or mark.measure != measure:
        lost = _last_change(course, lambda one: (one.score, one.measure))
        return f"{'no model' if mark.measure else 'no deciding rule'} since {day(lost.commit.day)}"
    known = [one for one in course.moments if one.mark.measure == measure and one.mark.score is not None]
    if len({one.mark.score for one in known}) == 1:
        return f"{name} {score_words(mark)} since {day(known[0].commit.day)}"
    first = score_words(known[0].mark).removesuffix(f" {_unit(measure)}")
    return f"{name} from {first} to {score_words(mark)} since {day(known[0].commit.day)}"


def _last_change(course: Course, value: Callable[[Mark], object]) -> Moment:
    """The moment since which a value is what it is now."""
    now = value(course.moments[-1].mark)
    since = course.moments[-1]
    for moment in reversed(course.moments):
        if value(moment.mark) != now:
            break
        since = moment
    return since


def _alternative(course: Course, measure: Measure | None) -> str:
    moments = course.moments
    ranks = [one.mark.rank for one in moments if one.mark.rank is not None]
    sentences = [_told("Rank", moments, lambda mark: str(mark.rank) if mark.rank is not None else rank_words(mark))]
    if ranks:
        sentences.append(f"Best {min(ranks)}, worst {max(ranks)}.")
    if measure is not None:
        unlike = {one.mark.measure for one in moments if one.mark.measure is not None}

        def words(mark: Mark) -> str:
            if mark.score is None:
                return _why(mark)
            return score_words(mark) if len(unlike) == 1 else _measured(mark)

        head = shorten(measure.title) if len(unlike) == 1 else "Deciding score"
        sentences.append(_told(head, moments, words))
    return " ".join(sentences)


def _told(head: str, moments: Sequence[Moment], words: Callable[[Mark], str]) -> str:
    """The changes of one line in words, the last ones where they are many."""
    changes = [next(alike) for _, alike in groupby(moments, lambda one: words(one.mark))]
    early = f"{counted(len(changes) - TOLD, 'earlier change')}, then " if len(changes) > TOLD else ""
    told = [f"{words(one.mark)} from {day(one.commit.day)}" for one in changes[-TOLD:]]
    return f"{head}: {early}{', '.join(told)}."


def _table(course: Course) -> Table:
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
        for one in course.moments
    )
    return Table(("date", "commit", "rank", "of", "chosen model", "deciding score", "which measures"), rows)


def _title_of(measure: Measure | None) -> str | None:
    if measure is None:
        return None
    return f"{clean(measure.title)}, {measure.unit}" if measure.unit else clean(measure.title)
