"""# milestones: what is due, over all projects

Each project with milestones has its name, and below it a line for each one that is open, with its mark over time on
the same line; those that are reached stand beside the name. On a phone the marks of a project stand together above its
lines. Full circles are reached, hollow ones due, diamonds overdue. The upright line is the plan's date. The most urgent
projects stand on top.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import across, chart, choice, expr, label_marks, mark, note_marks, shaped, upward
from planpress.charts.engine.placement import Box
from planpress.charts.engine.plot import Plot
from planpress.charts.engine.text_metrics import clean, fit, note, shorten, text_width
from planpress.charts.engine.theme import BLUE, GRID, INK, PAPER, VERMILLION
from planpress.charts.engine.ticks import Axis, day_axis, off, off_key, without_outlier
from planpress.model.figure import WIDE, Figure, Frame, Row, Table
from planpress.model.plan import Plan
from planpress.model.project import Milestone, Project
from planpress.model.wording import counted, day, listed

MOST = 15
"""The most projects that are drawn; the table has all."""
LISTED = 4
"""The most milestones of a project that have a line."""

MilestoneState = Literal["done", "due", "overdue"]

_STATES: dict[MilestoneState, str] = {"done": "reached", "due": "due", "overdue": "overdue"}
_SIGNS: dict[MilestoneState, str] = {"done": "●", "due": "○", "overdue": "◆"}


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone of a project, and how it stands on the plan's date."""

    project: Project
    milestone: Milestone
    state: MilestoneState

    @property
    def words(self) -> str:
        """The milestone and its project, as a sentence names them."""
        return f'"{shorten(self.milestone.title)}" of {shorten(self.project.title)}'

    @property
    def at(self) -> int:
        """Its day, as an ordinal."""
        return self.milestone.date.toordinal()

    @property
    def urgency(self) -> tuple[int, int]:
        """What a reader wants to see first is least: overdue, due, then reached ones from the last back."""
        return ("overdue", "due", "done").index(self.state), -self.at if self.state == "done" else self.at


@dataclass(frozen=True, slots=True)
class _Row:
    """One project in pixels: where it begins and ends, the middle of the marks that share a line, and for each
    milestone that has a line of its own, the most urgent first, its baseline."""

    entries: tuple[MilestoneRow, ...]
    top: float
    bottom: float
    marks: float
    lines: tuple[tuple[MilestoneRow, float], ...]

    def y(self, entry: MilestoneRow, desk: bool) -> float:
        """The middle of a milestone's mark: on a desk beside its line, if it has one."""
        return next((base - 4.5 for one, base in self.lines if one is entry and desk), self.marks)


_NARROW = 500
"""Up to this width a figure is for a phone."""
_NAME, _MARKS, _LINE, _GAP = 20, 18, 17, 7
"""A row is made of the project's name, on a phone its marks, a line for each open milestone, and a gap."""


def figure(plan: Plan, width: float = WIDE) -> Figure | None:
    """The milestones of all projects; None where there is none."""
    entries = [_entry(plan, project, one) for project in plan.projects for one in project.milestones]
    if not entries:
        return None
    desk = width > _NARROW
    projects = _by_urgency(entries)[:MOST]
    x = _axis(plan, [entry for entry in entries if entry.project.id in projects])
    rows = list(_rows([[entry for entry in entries if entry.project.id == project] for project in projects], desk, x))
    left = min(max(_widths(plan, rows)) + 24, width * 0.54) if desk else 30
    hidden = len({entry.project.id for entry in entries}) - len(projects)
    frame = Frame.within(width, rows[-1].bottom, left=left, right=18, top=42, bottom=46 if hidden else 26)
    plot = Plot(x, Axis(0, frame.height, (), (), reverse=True), frame)
    points = [_point(entry, row, x, plan, desk) for row in rows for entry in reversed(row.entries)]
    datasets: dict[str, Iterable[Row]] = {
        "lanes": [{"y": row.top} for row in rows[1:]],
        "today": _today(plan, rows, desk),
        "points": points,
        "labels": [text for row in rows for text in _labels(row, plan, plot)] if desk else [],
        "notes": _notes(plan, entries, rows, plot, hidden, off_key(points)),
    }
    return plot.figure(CHART.name, _title(entries), _alternative(plan, entries), datasets, _table(entries))


def _entry(plan: Plan, project: Project, one: Milestone) -> MilestoneRow:
    late = one.date < plan.as_of
    return MilestoneRow(project, one, "done" if one.done else "overdue" if late else "due")


def _by_urgency(entries: Sequence[MilestoneRow]) -> list[str]:
    """The projects: with the longest overdue milestone first, then with the next due one, then those with none open."""
    last_first = sorted(entries, key=lambda entry: entry.urgency, reverse=True)
    urgency = {entry.project.id: entry.urgency for entry in last_first}
    return sorted(urgency, key=lambda project: (urgency[project], project))


def _axis(plan: Plan, entries: Sequence[MilestoneRow]) -> Axis:
    days = sorted(float(entry.at) for entry in entries)
    kept = [date.fromordinal(int(when)) for when in without_outlier(days)]
    return day_axis([*kept, plan.as_of], count=5)


def _point(entry: MilestoneRow, row: _Row, x: Axis, plan: Plan, desk: bool) -> Row:
    about = {"id": entry.project.id, "tip": _tip(entry, plan)}
    return {"x": x.held(entry.at), "y": row.y(entry, desk), "role": entry.state, **off(x, entry.at), **about}


def _today(plan: Plan, rows: Sequence[_Row], desk: bool) -> Iterator[Row]:
    """The line of the plan's date: over the whole height, on a phone over the marks alone, where no text stands."""
    ends = [(0.0, rows[-1].bottom)] if desk else [(one.marks - _MARKS / 2, one.marks + _MARKS / 2) for one in rows]
    return ({"x": plan.as_of.toordinal(), "y": top, "y2": bottom} for top, bottom in ends)


def _tip(entry: MilestoneRow, plan: Plan) -> str:
    late = f", {counted((plan.as_of - entry.milestone.date).days, 'day')}" if entry.state == "overdue" else ""
    return f"{entry.words}: {day(entry.milestone.date)}, {_STATES[entry.state]}{late}"


def _rows(projects: Sequence[Sequence[MilestoneRow]], desk: bool, x: Axis) -> Iterator[_Row]:
    """The projects from top to bottom; one that has nothing open has a line for what it reached last. What is off the
    axis always has one, with its day."""
    top = 0.0
    for entries in projects:
        wanted = sorted(entries, key=lambda entry: entry.urgency)
        listed = ([entry for entry in wanted if entry.state != "done"] or wanted[:1])[:LISTED]
        listed += [one for one in wanted if not x.holds(one.at) and one not in listed]
        dated = sorted(listed, key=lambda entry: (entry.milestone.date, entry.milestone.title))
        begin = top + _NAME + (0 if desk else _MARKS)
        lines = tuple((entry, begin + _LINE * index + 12) for index, entry in enumerate(dated))
        bottom = begin + _LINE * len(lines) + _GAP
        yield _Row(tuple(wanted), top, bottom, top + (_NAME / 2 + 1 if desk else _NAME + _MARKS / 2), lines)
        top = bottom


def _widths(plan: Plan, rows: Sequence[_Row]) -> Iterator[float]:
    for row in rows:
        yield text_width(clean(row.entries[0].project.title), bold=True)
        yield from (text_width(_line(entry, plan)) for entry, _ in row.lines)


def _line(entry: MilestoneRow, plan: Plan) -> str:
    """`○ 10 Jun  Pilot cell`: the year is said where it is not the plan's."""
    when = entry.milestone.date
    return f"{_SIGNS[entry.state]} {day(when, year=when.year != plan.as_of.year)}  {clean(entry.milestone.title)}"


def _labels(row: _Row, plan: Plan, plot: Plot) -> Iterator[Row]:
    """The names of milestones that have no line beside their marks, where they fit in full."""
    alone = [one for one in row.entries if all(one is not other for other, _ in row.lines)]
    inside = Box(-8, row.marks - 9, plot.frame.width + 12, row.marks + 9)
    px = plot.across(plan.as_of.toordinal())
    wanted = []
    for entry in alone:
        text = clean(entry.milestone.title)
        texts = (text,) if fit(text, 280) == text else ()
        wanted.append(plot.label(entry.at, row.marks, texts, tone="muted"))
    today = Box(px - 1, row.top, px + 1, row.bottom)
    for label in plot.labels(wanted, inside, (today,)):
        yield {**label, "id": row.entries[0].project.id}


def _notes(
    plan: Plan, entries: Sequence[MilestoneRow], rows: Sequence[_Row], plot: Plot, hidden: int, arrows: str
) -> Iterator[Row]:
    frame = plot.frame
    for row in rows:
        room = frame.left - 14 if frame.size[0] > _NARROW else frame.width + frame.left
        name = fit(row.entries[0].project.title, room, bold=True)
        yield note(name, 6 - frame.left, row.top + 15, "left", "ink", "bold")
        for entry, base in row.lines:
            tone = {"overdue": "warn", "due": "ink", "done": "muted"}[entry.state]
            yield note(fit(_line(entry, plan), room), 6 - frame.left, base, "left", tone)
    if hidden:
        more = f"{counted(hidden, 'more project')} in the table"
        yield note(more, frame.width, frame.height + 40, "right")
    states = {entry.state for entry in entries}
    key = (f"{_SIGNS[state]} {words}" for state, words in _STATES.items() if state in states)
    yield note("  ".join([*key, *[arrows] * bool(arrows)]), frame.width, -28, "right")
    today, px = day(plan.as_of), plot.across(plan.as_of.toordinal())
    half = text_width(today) / 2
    yield note(today, min(max(px, half - frame.left), frame.width + frame.right - half), -6, "center", "ink")


def _in_order(entries: Sequence[MilestoneRow], state: MilestoneState | None = None) -> list[MilestoneRow]:
    chosen = [entry for entry in entries if state in (None, entry.state)]
    return sorted(chosen, key=lambda entry: (entry.milestone.date, entry.project.id, entry.milestone.title))


def _title(entries: Sequence[MilestoneRow]) -> str:
    late, due = _in_order(entries, "overdue"), _in_order(entries, "due")
    total = counted(len(entries), "milestone")
    if late:
        since = f"{late[0].words}, since {day(late[0].milestone.date)}"
        if len(late) == 1:
            return f"1 of {total} is overdue: {since}"
        return f"{len(late)} of {total} are overdue, longest {since}"
    if due:
        return f"Nothing is overdue; next is {due[0].words}, on {day(due[0].milestone.date)}"
    return f"All of {total} reached" if len(entries) > 1 else "The only milestone is reached"


def _alternative(plan: Plan, entries: Sequence[MilestoneRow]) -> str:
    days = sorted(entry.milestone.date for entry in entries)
    projects = len({entry.project.id for entry in entries})
    states = listed(f"{len(_in_order(entries, state))} {words}" for state, words in _STATES.items())
    span = f"from {day(days[0])} to {day(days[-1])}" if len(entries) > 1 else f"on {day(days[0])}"
    count = f"{counted(len(entries), 'milestone')} of {counted(projects, 'project')} {span}"
    head = f"{count}. By {day(plan.as_of)}, {states}."
    due = _in_order(entries, "due")
    coming = [f"{entry.words} ({day(entry.milestone.date)})" for entry in due[:5]]
    return f"{head} Next due: {listed(coming)}." if coming else head


def _table(entries: Sequence[MilestoneRow]) -> Table:
    rows = tuple(
        (entry.milestone.date.isoformat(), clean(entry.project.title), clean(entry.milestone.title), entry.state)
        for entry in _in_order(entries)
    )
    return Table(("date", "project", "milestone", "state"), rows)


_X, _Y = across(grid=True), upward(axis=False)
_POINTS = mark(
    "points",
    "point",
    x=_X,
    y=_Y,
    shape=shaped("role", {"done": "circle", "due": "circle", "overdue": "diamond"}),
    size=expr("datum.role == 'overdue' ? 110 : 60"),
    fill=choice("role", {"done": BLUE, "due": PAPER, "overdue": VERMILLION}),
    stroke=choice("role", {"done": BLUE, "due": BLUE, "overdue": VERMILLION}),
)
_LANES = mark("lanes", "rule", y=_Y, stroke=GRID)
_TODAY = mark("today", "rule", x=_X, y=_Y, y2="y2", stroke=INK)
CHART = ChartKind("milestones", figure, chart(_LANES, _TODAY, _POINTS, label_marks(_X, _Y), note_marks()))
