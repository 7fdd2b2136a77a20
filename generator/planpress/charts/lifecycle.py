"""# lifecycle: where a project has been, why it went back, and what is due

The four stages from top to bottom, each stay in a stage as a bar over time; the present one lasts until the plan's
date. A dashed arrow upward is a way back, with its reason. Milestones stand below the stages: full circles are reached,
hollow ones due, diamonds overdue; the upright line is the plan's date. Of a project that has ended the bar and the line
end there, and what it never reached is not due.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from planpress.charts.engine.layers import (
    BLUE,
    GRID,
    INK,
    MUTED,
    PAPER,
    VERMILLION,
    ChartKind,
    chart,
    choice,
    expr,
    mark,
    shaped,
)
from planpress.charts.engine.placement import Box, Plot
from planpress.charts.engine.text_metrics import clean, fit, note, shorten
from planpress.charts.engine.ticks import Axis, day_axis, off, off_key, row_axis, without_outlier
from planpress.model.evaluation import Evaluation, StageStay
from planpress.model.figure import COLUMN, Figure, Frame, Row
from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.project_parts import Milestone
from planpress.model.stages import STAGE_LABELS, STAGES, WAYS_BACK, Stage
from planpress.model.wording import counted, day, few, listed

_LANE = 40
_GUTTER = 84
_DUE = len(STAGES)
"""The lane of the milestones, below the stages."""
_BAR = 0.17
"""Half the height of a bar, in lanes."""

_DOING: Mapping[Stage, str] = {
    "planning": "In planning", "data": "Collecting data", "training": "In training", "deploying": "Deploying",
}  # fmt: skip
"""What a project does in a stage, as a title begins."""

_Stays = Sequence[StageStay]
_States = Mapping[Milestone, str]


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The stays of one project; None where it has no lifecycle, or only one stay and no milestone."""
    stays, project = evaluation.sojourns, evaluation.project
    if not stays or len(stays) + len(project.milestones) < 2:
        return None
    today = stays[-1].until or plan.as_of  # a project that has ended, ended then
    end = max(today, *(stay.since for stay in stays), *(stay.until or stay.since for stay in stays))
    milestones = tuple(one for one in project.milestones if one.done or project.active or one.date <= today)
    near = without_outlier(sorted(float(one.date.toordinal()) for one in milestones))
    x = day_axis([stays[0].since, end, *(date.fromordinal(int(when)) for when in near)], count=5)
    lanes, line = len(STAGES) + bool(milestones), (plan.as_of if project.active else today).toordinal()
    states = {one: milestone_state(one, plan, project) for one in milestones}
    points = [_point(one, state, x) for one, state in states.items()]
    frame = Frame(width, _LANE * lanes, _GUTTER, right=16, top=2, bottom=44 if off_key(points) else 26)
    plot = Plot(x, row_axis(lanes), frame)
    bars = [_bar(stay, end, plot) for stay in stays]
    datasets: dict[str, Iterable[Row]] = {
        "bars": bars,
        "moves": [_move(before, after) for before, after in pairwise(stays)],
        "heads": _heads(stays),
        "lanes": [{"y": index - 0.5} for index in range(1, lanes)],
        "today": [{"x": line, "y": _DUE - 0.5, "y2": _DUE + 0.5}] if milestones else [],
        "points": points,
        "labels": [*_reasons(stays, bars, plot), *_titles(states, line, plot)],
        "notes": [*_names(stays, end), *_due_notes(project.milestones if milestones else (), points, frame)],
    }
    alternative = f"{_alternative(stays, end)}{_due(states)}"
    return plot.figure(CHART.name, _title(stays, end), alternative, datasets)


def milestone_state(one: Milestone, plan: Plan, project: Project) -> str:
    """How a milestone stands on the day of the plan; a project that has ended has none that is due."""
    if one.done or not project.active:
        return "reached" if one.done else "not reached"
    return "overdue" if one.date < plan.as_of else "due"


def _reason(before: StageStay, back: StageStay) -> str:
    """Why a project went back, in words."""
    known = WAYS_BACK.get((before.stage, back.stage), {})
    return known.get(back.because or "", clean(back.because or "no reason given"))


def _backs(stays: _Stays) -> list[tuple[StageStay, StageStay]]:
    """Each way back: the stay before it and the one after."""
    return [(before, after) for before, after in pairwise(stays) if after.back]


def _level(stage: Stage) -> float:
    return float(STAGES.index(stage))


def _bar(stay: StageStay, end: date, plot: Plot) -> Row:
    begin, last, level = stay.since.toordinal(), (stay.until or end).toordinal(), _level(stay.stage)
    # A stay of less than 3 pixels is drawn as 3, or it would not be seen.
    least = 3 * (plot.x.high - plot.x.low) / plot.frame.width
    place = {"x": begin, "x2": max(last, begin + least), "y": level - _BAR, "y2": level + _BAR}
    until = f"to {day(stay.until) if stay.until else 'now'}, {counted(last - begin, 'day')}"
    tip = f"{STAGE_LABELS[stay.stage]}: from {day(stay.since)} {until}"
    return {**place, "now": int(stay.until is None), "tip": tip}


def _move(before: StageStay, after: StageStay) -> Row:
    levels = {"y": _level(before.stage), "y2": _level(after.stage)}
    return {"x": after.since.toordinal(), **levels, "back": int(after.back)}


def _heads(stays: _Stays) -> Iterator[Row]:
    for before, after in _backs(stays):
        way = f"Back from {before.stage} to {after.stage} on {day(after.since)}: {shorten(_reason(before, after))}"
        yield {"x": after.since.toordinal(), "y": _level(after.stage) + _BAR + 0.09, "tip": way}


def _point(one: Milestone, state: str, x: Axis) -> Row:
    """A milestone at its day, or an arrow at the edge of the axis."""
    at = one.date.toordinal()
    tip = f"{shorten(one.title)}: {state}, {day(one.date)}"
    return {"x": x.held(at), "y": _DUE, "role": state, **off(x, at), "tip": tip}


def _days(stays: _Stays, stage: Stage, end: date) -> int:
    return sum(((stay.until or end) - stay.since).days for stay in stays if stay.stage == stage)


def _names(stays: _Stays, end: date) -> Iterator[Row]:
    """The stages beside their lanes, with the days spent in each."""
    for lane, stage in enumerate(STAGES):
        visited = any(stay.stage == stage for stay in stays)
        now = stays[-1].stage == stage and stays[-1].until is None
        spent = counted(_days(stays, stage, end), "day") if visited else "not yet"
        yield from _lane(lane, stage.capitalize(), spent, "ink" if visited else "muted", "bold" if now else "normal")


def _due_notes(milestones: Sequence[Milestone], points: Sequence[Row], frame: Frame) -> Iterator[Row]:
    """The name of the lane of milestones, how many are reached, and what the arrows mean."""
    if milestones:
        yield from _lane(_DUE, "Milestones", f"{sum(one.done for one in milestones)} of {len(milestones)}")
    if arrows := off_key(points):
        yield note(arrows, frame.width, frame.height + 38, "right")


def _lane(lane: int, name: str, below: str, tone: str = "ink", weight: str = "normal") -> Iterator[Row]:
    middle = (lane + 0.5) * _LANE
    yield note(name, 6 - _GUTTER, middle - 3, "left", tone, weight)
    yield note(below, 6 - _GUTTER, middle + 12)


def _reasons(stays: _Stays, bars: Sequence[Row], plot: Plot) -> Iterator[Row]:
    """The reasons beside the arrows, where they are free."""
    wanted = []
    for before, after in _backs(stays):
        level, words = (_level(before.stage) + _level(after.stage)) / 2, _reason(before, after)
        wanted.append(plot.label(after.since.toordinal(), level, (fit(words, 250), fit(words, 130)), 3, tone="warn"))
    inside = Box(-4, 0, plot.frame.width + 10, plot.frame.height)
    lines = [plot.line(_move(*pair)) for pair in pairwise(stays)]
    return plot.labels(wanted, inside, [plot.line(bar) for bar in bars], lines)


def _titles(states: _States, line: int, plot: Plot) -> Iterator[Row]:
    """What is due beside its mark, where there is room for it, else its day; the list has all. What is off the axis has
    its day."""
    frame, today, top = plot.frame, plot.across(line), _DUE * _LANE
    wanted = []
    for one in sorted(states, key=lambda one: (plot.x.holds(one.date.toordinal()), one.done, one.date)):
        away = not plot.x.holds(one.date.toordinal())
        near = day(one.date, year=False)
        texts = (day(one.date),) if away else (fit(one.title, 170), fit(one.title, 90), near)
        tone = "warn" if states[one] == "overdue" else "ink"
        wanted.append(plot.label(one.date.toordinal(), _DUE, texts, tone=tone, vital=away))
    inside = Box(-4, top + 1, frame.width + 10, top + _LANE)
    return plot.labels(wanted, inside, [Box(today - 1, top, today + 1, top + _LANE)])


def _title(stays: _Stays, end: date) -> str:
    """Where it is, how long it has been there or until when it was, and which setbacks it had."""
    last, backs = stays[-1], _backs(stays)
    doing = _DOING[last.stage]
    since = f"until {day(last.until)}" if last.until else f"since {day(last.since)}"
    if not backs:
        spent = counted(((last.until or end) - last.since).days, "day")
        return f"{doing} for {spent} ({since}), no setbacks"
    whys = listed(
        f"{_reason(*back)} ({day(back[1].since, year=back[1].since.year != end.year)})" for back in backs[-3:]
    )
    lately = ", lately" if len(backs) > 3 else ""
    return f"{doing} {since}, after {counted(len(backs), 'setback')}{lately}: {whys}"


def _alternative(stays: _Stays, end: date) -> str:
    way = [f"{stay.stage}{' again' if stay.back else ''} from {day(stay.since)}" for stay in stays]
    days = {stage: _days(stays, stage, end) for stage in STAGES}
    longest = [stage for stage in STAGES if days[stage] == max(days.values())]
    each = " each" if len(longest) > 1 else ""
    total = (end - stays[0].since).days
    spent = f" Longest in {listed(longest)}: {max(days.values())} of {counted(total, 'day')}{each}." if total else ""
    return f"{counted(len(stays), 'stay')} until {day(end)}: {', '.join(way)}.{spent}"


def _due(states: _States) -> str:
    """What the eye would see of milestones, behind the sentences on the stages."""
    said = [f"{shorten(one.title)} ({day(one.date)}, {state})" for one, state in states.items()]
    return f" Milestones: {few(said, 8)}." if said else ""


_RED = {"fill": VERMILLION, "stroke": VERMILLION, "strokeWidth": 0.5}
_POINT = {
    "shape": shaped("role", {"reached": "circle", "due": "circle", "not reached": "circle", "overdue": "diamond"}),
    "fill": choice("role", {"reached": BLUE, "due": PAPER, "not reached": PAPER, "overdue": VERMILLION}),
    "stroke": choice("role", {"reached": BLUE, "due": BLUE, "not reached": MUTED, "overdue": VERMILLION}),
    "size": expr("datum.role == 'overdue' ? 110 : 60"),
}
_MOVE = {
    "stroke": expr(f"datum.back ? '{VERMILLION}' : '{MUTED}'"),
    "strokeDash": expr("datum.back ? [4, 3] : [1, 0]"),
    "strokeWidth": expr("datum.back ? 1.6 : 1"),
}
_BARS = {"fill": expr(f"datum.now ? '{BLUE}' : '{MUTED}'"), "fillOpacity": expr("datum.now ? 1 : 0.55")}
_SPEC = chart(
    mark("lanes", "rule", "y", stroke=GRID),
    mark("moves", "rule", "x y y2", **_MOVE),
    mark("bars", "rect", "x x2 y y2", **_BARS),
    mark("heads", "point", "x y", shape="triangle-up", size=50, **_RED),
    mark("today", "rule", "x y y2", stroke=INK),
    mark("points", "point", "x y", **_POINT),
    grid="x",
    axes="x",
)
CHART = ChartKind("lifecycle", figure, _SPEC, crossed=True)
