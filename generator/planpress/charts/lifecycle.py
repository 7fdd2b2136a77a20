"""# lifecycle: where a project has been, why it went back, and what is due

The four stages from top to bottom, each stay in a stage as a bar over time; the present one lasts until the plan's
date. A dashed arrow upward is a way back, with its reason. Milestones stand below the stages: full circles are reached,
hollow ones due, diamonds overdue; the upright line is the plan's date.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import (
    BLUE,
    GRID,
    MUTED,
    VERMILLION,
    across,
    area,
    chart,
    expr,
    label_marks,
    mark,
    note_marks,
    upward,
)
from planpress.charts.engine.placement import Box, Plot
from planpress.charts.engine.text_metrics import clean, fit, note, shorten
from planpress.charts.engine.ticks import Axis, day_axis, off_key, row_axis, without_outlier
from planpress.charts.milestone_marks import DUE, GUTTER, LANE, due_marks, due_notes, point, titles, told
from planpress.model.evaluation import Evaluation, StageStay
from planpress.model.figure import COLUMN, Figure, Frame, Row, Table
from planpress.model.plan import Plan
from planpress.model.stages import STAGE_LABELS, STAGES, WAYS_BACK, Stage
from planpress.model.wording import counted, day, listed

_BAR = 0.17
"""Half the height of a bar, in lanes."""

_NAMES: dict[Stage, str] = {"planning": "Planning", "data": "Data", "training": "Training", "deploying": "Deploying"}


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The stays of one project; None where it has no lifecycle."""
    stays = evaluation.sojourns
    if not stays:
        return None
    end = max(plan.as_of, *(stay.since for stay in stays), *(stay.until or stay.since for stay in stays))
    milestones = evaluation.project.milestones
    near = without_outlier(sorted(float(one.date.toordinal()) for one in milestones))
    x = day_axis([stays[0].since, end, *(date.fromordinal(int(when)) for when in near)], count=5)
    lanes = len(STAGES) + bool(milestones)
    points = [point(one, plan, x) for one in milestones]
    frame = Frame.within(width, LANE * lanes, left=GUTTER, right=16, top=2, bottom=44 if off_key(points) else 26)
    plot = Plot(x, row_axis(lanes), frame)
    bars = [_bar(stay, end, x, frame) for stay in stays]
    datasets: dict[str, Iterable[Row]] = {
        "bars": bars,
        "moves": _moves(stays),
        "heads": _heads(stays),
        "lanes": [{"y": index - 0.5} for index in range(1, lanes)],
        "today": [{"x": plan.as_of.toordinal(), "y": DUE - 0.5, "y2": DUE + 0.5}] if milestones else [],
        "points": points,
        "labels": [*_reasons(stays, bars, plot), *titles(milestones, plan, plot)],
        "notes": [*_names(stays, end), *due_notes(milestones, points, frame)],
    }
    alternative = f"{_alternative(stays, end)}{told(milestones, plan)}"
    return plot.figure(CHART.name, _title(stays, end), alternative, datasets, _table(stays, end))


def reason(before: StageStay, back: StageStay) -> str:
    """Why a project went back, in words."""
    known = WAYS_BACK.get((before.stage, back.stage), {})
    return known.get(back.because or "", clean(back.because or "no reason given"))


def _backs(stays: Sequence[StageStay]) -> list[tuple[StageStay, StageStay]]:
    """Each way back: the stay before it and the one after."""
    return [(before, after) for before, after in pairwise(stays) if after.back]


def _level(stage: Stage) -> float:
    return float(STAGES.index(stage))


def _bar(stay: StageStay, end: date, x: Axis, frame: Frame) -> Row:
    begin, last = stay.since.toordinal(), (stay.until or end).toordinal()
    # A stay of less than 3 pixels is drawn as 3, or it would not be seen.
    least = 3 * (x.high - x.low) / frame.width
    level = _level(stay.stage)
    place = {"x": begin, "x2": max(last, begin + least), "y": level - _BAR, "y2": level + _BAR}
    days = counted(((stay.until or end) - stay.since).days, "day")
    until = f"to {day(stay.until)}, {days}" if stay.until else f"to now, {days}"
    tip = f"{STAGE_LABELS[stay.stage]}: from {day(stay.since)} {until}"
    return {**place, "now": int(stay.until is None), "tip": tip}


def _moves(stays: Sequence[StageStay]) -> Iterator[Row]:
    for before, after in pairwise(stays):
        levels = {"y": _level(before.stage), "y2": _level(after.stage)}
        yield {"x": after.since.toordinal(), **levels, "back": int(after.back)}


def _heads(stays: Sequence[StageStay]) -> Iterator[Row]:
    for before, after in _backs(stays):
        way = f"Back from {before.stage} to {after.stage} on {day(after.since)}: {shorten(reason(before, after))}"
        yield {"x": after.since.toordinal(), "y": _level(after.stage) + _BAR + 0.09, "tip": way}


def _days(stays: Sequence[StageStay], stage: Stage, end: date) -> int:
    return sum(((stay.until or end) - stay.since).days for stay in stays if stay.stage == stage)


def _names(stays: Sequence[StageStay], end: date) -> Iterator[Row]:
    """The stages beside their lanes, with the days spent in each."""
    for lane, stage in enumerate(STAGES):
        visited = any(stay.stage == stage for stay in stays)
        now = stays[-1].stage == stage and stays[-1].until is None
        middle = (lane + 0.5) * LANE
        tone, weight = "ink" if visited else "muted", "bold" if now else "normal"
        yield note(_NAMES[stage], 6 - GUTTER, middle - 3, "left", tone, weight)
        spent = counted(_days(stays, stage, end), "day") if visited else "not yet"
        yield note(spent, 6 - GUTTER, middle + 12)


def _reasons(stays: Sequence[StageStay], bars: Sequence[Row], plot: Plot) -> Iterator[Row]:
    """The reasons beside the arrows, where they are free."""
    corners = (plot.at(float(bar[x]), float(bar[y])) for bar in bars for x, y in (("x", "y"), ("x2", "y2")))
    boxes = [Box(*first, *last) for first, last in zip(corners, corners, strict=True)]
    wanted = []
    for before, after in _backs(stays):
        level, words = (_level(before.stage) + _level(after.stage)) / 2, reason(before, after)
        texts = (fit(words, 250), fit(words, 130))
        wanted.append(plot.label(after.since.toordinal(), level, texts, 3, tone="warn"))
    lines = [_line(before, after, plot) for before, after in pairwise(stays)]
    return plot.labels(wanted, Box(-4, 0, plot.frame.width + 10, plot.frame.height), boxes, lines)


def _line(before: StageStay, after: StageStay, plot: Plot) -> Box:
    px = plot.across(after.since.toordinal())
    tops = sorted((_level(stay.stage) + 0.5) * LANE for stay in (before, after))
    return Box(px - 1, tops[0], px + 1, tops[1])


def _title(stays: Sequence[StageStay], end: date) -> str:
    last, backs = stays[-1], _backs(stays)
    head = f"In {last.stage} since {day(last.since)}"
    if not backs:
        return f"{head}, {counted((end - last.since).days, 'day')}, and never sent back"
    whys = listed(f"{reason(*back)} ({day(back[1].since, year=back[1].since.year != end.year)})" for back in backs[-3:])
    times = "once" if len(backs) == 1 else "twice" if len(backs) == 2 else f"{len(backs)} times"
    latest = ", lately" if len(backs) > 3 else ""
    return f"{head}; sent back {times}{latest}: {whys}"


def _alternative(stays: Sequence[StageStay], end: date) -> str:
    way = [f"{stay.stage}{' again' if stay.back else ''} from {day(stay.since)}" for stay in stays]
    days = {stage: _days(stays, stage, end) for stage in STAGES}
    longest = [stage for stage in STAGES if days[stage] == max(days.values())]
    each = " each" if len(longest) > 1 else ""
    total = (end - stays[0].since).days
    spent = f" Longest in {listed(longest)}: {max(days.values())} of {counted(total, 'day')}{each}." if total else ""
    return f"{counted(len(stays), 'stay')} until {day(end)}: {', '.join(way)}.{spent}"


def _table(stays: Sequence[StageStay], end: date) -> Table:
    befores: list[StageStay | None] = [None, *stays[:-1]]
    rows = tuple(
        (
            STAGE_LABELS[stay.stage],
            day(stay.since),
            day(stay.until) if stay.until else None,
            float(((stay.until or end) - stay.since).days),
            reason(before, stay) if before is not None and stay.back else None,
            clean(stay.note or "") or None,
        )
        for before, stay in zip(befores, stays, strict=True)
    )
    return Table(("stage", "since", "until", "days", "sent back because", "note"), rows)


_X, _Y = across(grid=True), upward(axis=False)
_BARS = mark(
    "bars",
    "rect",
    **area(_X, _Y),
    fill=expr(f"datum.now ? '{BLUE}' : '{MUTED}'"),
    fillOpacity=expr("datum.now ? 1 : 0.55"),
)
_MOVES = mark(
    "moves",
    "rule",
    **{"x": _X, "y": _Y, "y2": "y2"},
    stroke=expr(f"datum.back ? '{VERMILLION}' : '{MUTED}'"),
    strokeDash=expr("datum.back ? [4, 3] : [1, 0]"),
    strokeWidth=expr("datum.back ? 1.6 : 1"),
)
_RED = {"fill": VERMILLION, "stroke": VERMILLION, "strokeWidth": 0.5}
_HEADS = mark("heads", "point", x=_X, y=_Y, shape="triangle-up", size=50, **_RED)
_LANES = mark("lanes", "rule", y=_Y, stroke=GRID)
_SPEC = chart(_LANES, _MOVES, _BARS, _HEADS, *due_marks(_X, _Y), label_marks(_X, _Y), note_marks())
CHART = ChartKind("lifecycle", figure, _SPEC, crossed=True)
