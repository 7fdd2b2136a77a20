"""# milestones: what is due, over all projects

Each project with milestones has a row: full circles are reached, hollow ones due, diamonds overdue. The line is the
plan's date. The most urgent projects stand on top.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from planpress.charts.figure import WIDE, ChartKind, Figure, Frame, Row, Table
from planpress.charts.lettering import clean, fit, note, shorten, text_width
from planpress.charts.placement import Box, Label, place
from planpress.charts.ticks import Axis, axis_params, day_axis, row_axis, without_outlier
from planpress.model.plan import Plan
from planpress.model.project import Milestone, Project
from planpress.model.wording import counted, day, listed

if TYPE_CHECKING:
    import altair as alt

MOST = 20
"""The most projects that have a row; the table has all."""

State = Literal["done", "due", "overdue"]

_STATES: dict[State, str] = {"done": "reached", "due": "due", "overdue": "overdue"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A milestone of a project, and how it stands on the plan's date."""

    project: Project
    milestone: Milestone
    state: State

    @property
    def words(self) -> str:
        """The milestone and its project, as a sentence names them."""
        return f'"{shorten(self.milestone.title)}" of {shorten(self.project.title)}'


@dataclass(frozen=True, slots=True)
class _Layout:
    """In pixels: the height of a row, the middle of its marks and the baseline of its name; `names` is their share of
    the width beside the marks, 0 puts them above."""

    row: float
    marks: float
    name: float
    names: float


_DESK = _Layout(28, 14, 18.5, 0.3)
_PHONE = _Layout(44, 31, 15, 0.0)


def figure(plan: Plan, width: float = WIDE) -> Figure | None:
    """The milestones of all projects; None where there is none."""
    entries = [_entry(plan, project, one) for project in plan.projects for one in project.milestones]
    if not entries:
        return None
    projects = _by_urgency(entries)[:MOST]
    layout = _DESK if width > 500 else _PHONE
    left = width * layout.names or 30
    frame = Frame.within(width, len(projects) * layout.row, left=left, right=18, top=42, bottom=26)
    x = _axis(plan, [entry for entry in entries if entry.project.id in projects])
    rows = [_wanted(entry for entry in entries if entry.project.id == project) for project in projects]
    px = x.share(plan.as_of.toordinal()) * frame.width
    today = Box(px - 1, 0, px + 1, frame.height)
    datasets: dict[str, tuple[Row, ...]] = {
        "lanes": tuple({"y": row - 0.5} for row in range(1, len(rows))),
        "today": ({"x": plan.as_of.toordinal()},),
        "points": tuple(_point(entry, row, x, layout) for row, line in enumerate(rows) for entry in reversed(line)),
        "labels": tuple(text for row, line in enumerate(rows) for text in _labels(line, row, x, frame, layout, today)),
        "notes": tuple(_notes(plan, entries, rows, x, frame, layout)),
    }
    return Figure(
        CHART.name,
        _title(entries),
        _alternative(plan, entries),
        frame,
        datasets,
        axis_params(x, row_axis(len(rows))),
        _table(entries),
    )


def spec() -> alt.TopLevelMixin:
    """Lanes, the line of the plan's date, points and texts."""
    import altair as alt

    from planpress.charts.layers import across, chart, choice, labels, notes, rows, upward
    from planpress.charts.theme import BLUE, GRID, INK, MUTED, PAPER, VERMILLION

    x, y = across(grid=True), upward(axis=False)
    arrows = {"before": "triangle-left", "beyond": "triangle-right"}
    shapes = {"done": "circle", "due": "circle", "overdue": "diamond", **arrows}
    fills = {"done": BLUE, "due": PAPER, "overdue": VERMILLION, "before": PAPER, "beyond": PAPER}
    strokes = {"done": BLUE, "due": BLUE, "overdue": VERMILLION, "before": MUTED, "beyond": MUTED}
    points = rows("points").mark_point(
        shape=alt.expr(choice("role", shapes)),
        size=alt.expr("datum.role == 'overdue' ? 110 : 60"),
        fill=alt.expr(choice("role", fills)),
        stroke=alt.expr(choice("role", strokes)),
    )
    lanes = rows("lanes").mark_rule(stroke=GRID).encode(y=y)
    today = rows("today").mark_rule(stroke=INK).encode(x=x)
    return chart(lanes, today, points.encode(x=x, y=y), labels(x, y), notes())


CHART = ChartKind("milestones", figure, spec)


def _entry(plan: Plan, project: Project, one: Milestone) -> Entry:
    late = one.date < plan.as_of
    return Entry(project, one, "done" if one.done else "overdue" if late else "due")


def _by_urgency(entries: Sequence[Entry]) -> list[str]:
    """The projects: with the longest overdue milestone first, then with the next due one, then those with none open."""
    urgency: dict[str, tuple[int, int]] = {}
    for entry in entries:
        when = entry.milestone.date.toordinal()
        urgent = (2, -when) if entry.state == "done" else (int(entry.state == "due"), when)
        urgency[entry.project.id] = min(urgent, urgency.get(entry.project.id, urgent))
    return sorted(urgency, key=lambda project: (urgency[project], project))


def _wanted(entries: Iterable[Entry]) -> list[Entry]:
    """The milestones of a project as a reader wants them: overdue, due, then reached ones from the last back."""

    def key(entry: Entry) -> tuple[int, int]:
        when = entry.milestone.date.toordinal()
        return ("overdue", "due", "done").index(entry.state), -when if entry.state == "done" else when

    return sorted(entries, key=key)


def _axis(plan: Plan, entries: Sequence[Entry]) -> Axis:
    days = sorted(float(entry.milestone.date.toordinal()) for entry in entries)
    kept = [date.fromordinal(int(when)) for when in without_outlier(days)]
    return day_axis([*kept, plan.as_of], count=5)


def _point(entry: Entry, row: int, x: Axis, layout: _Layout) -> Row:
    when = entry.milestone.date.toordinal()
    role = entry.state if x.holds(when) else "beyond" if when > x.high else "before"
    return {"x": x.held(when), "y": row - 0.5 + layout.marks / layout.row, "role": role}


def _labels(line: Sequence[Entry], row: int, x: Axis, frame: Frame, layout: _Layout, today: Box) -> Iterator[Row]:
    """The names of one project's milestones beside their marks, where they are free."""
    middle = row * layout.row + layout.marks
    band = Box(-8, middle - 9, frame.width + 12, middle + 9)
    asked = []
    for entry in line:
        text = clean(entry.milestone.title)
        when = entry.milestone.date.toordinal()
        text = text if x.holds(when) else f"{text}, {day(entry.milestone.date)}"
        tone = {"overdue": "warn", "due": "ink", "done": "muted"}[entry.state]
        texts = tuple(dict.fromkeys((fit(text, 170), fit(text, 125), fit(text, 84))))
        asked.append(Label(texts, x.share(when) * frame.width, middle, 5, tone=tone))
    for entry, placed in zip(line, place(asked, band, (), [today]), strict=True):
        if placed is not None:
            when = entry.milestone.date.toordinal()
            yield placed.row(x.held(when), row - 0.5 + layout.marks / layout.row)


def _notes(
    plan: Plan, entries: Sequence[Entry], rows: Sequence[Sequence[Entry]], x: Axis, frame: Frame, layout: _Layout
) -> Iterator[Row]:
    for row, line in enumerate(rows):
        room = frame.left - 20 if layout.names else frame.width
        urgent = any(entry.state == "overdue" for entry in line)
        name = fit(line[0].project.title, room, bold=True)
        py = row * layout.row + layout.name
        yield note(name, 6 - frame.left, py, "left", "ink", "bold" if urgent else "normal")
    states = {entry.state for entry in entries}
    key = (("done", "● reached"), ("due", "○ due"), ("overdue", "◆ overdue"))
    yield note("  ".join(words for state, words in key if state in states), frame.width, -28, "right")
    today, px = day(plan.as_of), x.share(plan.as_of.toordinal()) * frame.width
    half = text_width(today) / 2
    yield note(today, min(max(px, half - frame.left), frame.width + frame.right - half), -6, "center", "ink")


def _count(entries: Sequence[Entry], state: State) -> int:
    return sum(entry.state == state for entry in entries)


def _in_order(entries: Sequence[Entry], state: State) -> list[Entry]:
    chosen = [entry for entry in entries if entry.state == state]
    return sorted(chosen, key=lambda entry: (entry.milestone.date, entry.project.id, entry.milestone.title))


def _title(entries: Sequence[Entry]) -> str:
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


def _alternative(plan: Plan, entries: Sequence[Entry]) -> str:
    days = sorted(entry.milestone.date for entry in entries)
    projects = len({entry.project.id for entry in entries})
    states = listed(f"{_count(entries, state)} {words}" for state, words in _STATES.items())
    span = f"from {day(days[0])} to {day(days[-1])}" if len(entries) > 1 else f"on {day(days[0])}"
    count = f"{counted(len(entries), 'milestone')} of {counted(projects, 'project')} {span}"
    head = f"{count}. By {day(plan.as_of)}, {states}."
    due = _in_order(entries, "due")
    coming = [f"{entry.words} ({day(entry.milestone.date)})" for entry in due[:5]]
    return f"{head} Next due: {listed(coming)}." if coming else head


def _table(entries: Sequence[Entry]) -> Table:
    ordered = sorted(entries, key=lambda entry: (entry.milestone.date, entry.project.id, entry.milestone.title))
    rows = tuple(
        (entry.milestone.date.isoformat(), clean(entry.project.title), clean(entry.milestone.title), entry.state)
        for entry in ordered
    )
    return Table(("date", "project", "milestone", "state"), rows)
