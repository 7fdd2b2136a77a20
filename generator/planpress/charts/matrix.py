"""# matrix: what to do first

Each project by feasibility (right is cheaper) and impact (up is more), both from 0 to 1 on declared scales, with the
range that its ratings leave open. Full circles are within capacity, diamonds on the line, hollow circles beyond.
Source: Full Stack Deep Learning, "Setting up machine learning projects" (2019).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from planpress.charts.figure import WIDE, ChartKind, Figure, Frame, Row, Table
from planpress.charts.lettering import clean, fit, note, shorten
from planpress.charts.placement import Align, Box, Label, place, text_box
from planpress.charts.ticks import Axis, axis_params
from planpress.model.plan import Cut, Plan
from planpress.model.ranking import QUADRANT_LABELS, QUADRANTS, Line, Quadrant, RankedProject, Ranking
from planpress.model.wording import counted, fixed, listed

if TYPE_CHECKING:
    import altair as alt

CROWD = 25
"""With more projects than this, only those that a decision hangs on are named."""
SWARM = 150
"""With more projects than this, the others have no number either."""

_AXIS = Axis(0.0, 1.0, (0.0, 0.5, 1.0), ("0", "0.5", "1"))
_KEY: dict[Line, str] = {"in": "● in capacity", "on-the-line": "◇ on the line", "out": "○ beyond"}
_CAPACITY: dict[Line, str] = {"in": "within capacity", "on-the-line": "on the line", "out": "beyond capacity"}


def figure(plan: Plan, ranking: Ranking, width: float = WIDE) -> Figure | None:
    """The matrix of all projects that have an impact and a feasibility; None where none has."""
    entries = [entry for entry in (*ranking.ordered, *ranking.unscored) if _place(entry)]
    if not entries:
        return None
    names = {project.id: project.title for project in plan.projects}
    frame = Frame.within(width, 440 if width >= WIDE else 360, left=34, right=10, top=26, bottom=42)
    cut = plan.priority.cut
    datasets = {
        "quadrants": ({"x": cut.feasibility, "x2": 1, "y": cut.impact, "y2": 1},),
        "cuts": ({"x": cut.feasibility, "y": cut.impact},),
        "intervals": tuple(_intervals(entries)),
        "points": tuple(_points(entries)),
        "labels": tuple(_labels(entries, names, frame, cut)),
        "notes": tuple(_notes(entries, frame, cut)),
    }
    return Figure(
        CHART.name,
        _title(entries, names),
        _alternative(entries, names, ranking),
        frame,
        datasets,
        axis_params(_AXIS, _AXIS),
        _table(entries, names),
    )


def spec() -> alt.TopLevelMixin:
    """Quadrants, cut lines, intervals, points and labels, in this order."""
    import altair as alt

    from planpress.charts.layers import across, chart, choice, labels, notes, rows, upward
    from planpress.charts.theme import BLUE, FAINT, GRID, MUTED, PAPER

    x, y = across(), upward()
    high = rows("quadrants").mark_rect(fill=GRID, fillOpacity=0.5).encode(x=x, y=y, x2="x2", y2="y2")
    vertical = rows("cuts").mark_rule(stroke=FAINT, strokeDash=[4, 3]).encode(x=x)
    level = rows("cuts").mark_rule(stroke=FAINT, strokeDash=[4, 3]).encode(y=y)
    intervals = rows("intervals").mark_rule(stroke=MUTED, opacity=0.55).encode(x=x, y=y, x2="x2", y2="y2")
    shapes = {"in": "circle", "on-the-line": "diamond", "out": "circle", "crowd": "circle"}
    fills = {"in": BLUE, "on-the-line": PAPER, "out": PAPER, "crowd": FAINT}
    strokes = {"in": BLUE, "on-the-line": BLUE, "out": BLUE, "crowd": FAINT}
    points = rows("points").mark_point(
        size=alt.expr("datum.size"),
        shape=alt.expr(choice("line", shapes)),
        fill=alt.expr(choice("line", fills)),
        stroke=alt.expr(choice("line", strokes)),
    )
    return chart(high, vertical, level, intervals, points.encode(x=x, y=y), labels(x, y), notes())


CHART = ChartKind("matrix", figure, spec)


def _place(entry: RankedProject) -> tuple[float, float] | None:
    x, y = entry.feasibility.value, entry.impact.value
    return None if x is None or y is None else (x, y)


def _points(entries: Sequence[RankedProject]) -> Iterator[Row]:
    """One row a project; among too many to tell apart, those beyond capacity share one faint dot where they crowd."""
    crowd: Counter[tuple[float, float]] = Counter()
    for entry in entries:
        x, y = _place(entry) or (0.0, 0.0)
        if len(entries) > SWARM and entry.line not in ("in", "on-the-line"):
            crowd[round(x * 60) / 60, round(y * 40) / 40] += 1
        else:
            yield {"x": x, "y": y, "line": entry.line or "in", "size": 70}
    for (x, y), count in sorted(crowd.items()):
        yield {"x": x, "y": y, "line": "crowd", "size": 12 * count**0.5}


def _named(entries: Sequence[RankedProject]) -> set[str]:
    """The projects whose names stand in the matrix."""
    if len(entries) <= CROWD:
        return {entry.id for entry in entries}
    chosen = [entry for entry in entries if entry.line in ("in", "on-the-line")][:CROWD]
    by_impact = sorted(entries, key=lambda entry: (entry.impact.value or 0.0, entry.id))
    by_feasibility = sorted(entries, key=lambda entry: (entry.feasibility.value or 0.0, entry.id))
    ends = (by_impact[0], by_impact[-1], by_feasibility[0], by_feasibility[-1])
    return {entry.id for entry in (*chosen, *ends)}


def _intervals(entries: Sequence[RankedProject]) -> Iterator[Row]:
    named = _named(entries)
    for entry in entries:
        x, y = _place(entry) or (0.0, 0.0)
        if entry.id in named and entry.feasibility.low < entry.feasibility.high:
            yield {"x": entry.feasibility.low, "x2": entry.feasibility.high, "y": y, "y2": y}
        if entry.id in named and entry.impact.low < entry.impact.high:
            yield {"x": x, "x2": x, "y": entry.impact.low, "y2": entry.impact.high}


def _labels(entries: Sequence[RankedProject], names: Mapping[str, str], frame: Frame, cut: Cut) -> Iterator[Row]:
    named = _named(entries)
    wanted = sorted(entries, key=lambda entry: (entry.id not in named, entry.line == "out"))
    wanted = [entry for entry in wanted if entry.id in named or (len(entries) <= SWARM and entry.priority.rank)]
    asked = [_label(entry, names, frame, entry.id in named) for entry in wanted]
    unnamed = {entry.id for entry in entries} - {entry.id for entry in wanted}
    dots = [Box.around(*_pixels(entry, frame), 3) for entry in entries if entry.id in unnamed]
    upright = {"x": cut.feasibility, "x2": cut.feasibility, "y": 0, "y2": 1}
    level = {"x": 0, "x2": 1, "y": cut.impact, "y2": cut.impact}
    bars = [_bar(row, frame) for row in (*_intervals(entries), upright, level)]
    taken = [box for box, _ in _corners(frame, cut)]
    places = place(asked, Box(0, 0, frame.width, frame.height), taken, [*bars, *dots])
    for entry, placed in zip(wanted, places, strict=True):
        x, y = _place(entry) or (0.0, 0.0)
        if placed is not None:
            yield placed.row(x, y)


def _label(entry: RankedProject, names: Mapping[str, str], frame: Frame, named: bool) -> Label:
    rank = str(entry.priority.rank or "–")
    name = f"{rank} {clean(names.get(entry.id, entry.id))}"
    long, middle, short = min(frame.width * 0.45, 220), min(frame.width * 0.4, 150), 100
    bold = entry.line == "in"
    texts = [fit(name, room, bold=bold) for room in (long, middle, short)] if named else []
    # A project that will be carried is never a mere number.
    texts += [rank] if not named or not bold else []
    return Label(tuple(texts), *_pixels(entry, frame), 6, bold=bold, vital=named)


def _pixels(entry: RankedProject, frame: Frame) -> tuple[float, float]:
    x, y = _place(entry) or (0.0, 0.0)
    return x * frame.width, (1 - y) * frame.height


def _bar(row: Row, frame: Frame) -> Box:
    x, x2, y, y2 = (float(row[name]) for name in ("x", "x2", "y", "y2"))
    return Box(x * frame.width - 1, (1 - y2) * frame.height - 1, x2 * frame.width + 1, (1 - y) * frame.height + 1)


def _corners(frame: Frame, cut: Cut) -> Iterator[tuple[Box, Row]]:
    """The names of the quadrants, each in its outer corner, where they fit."""
    taken: list[Box] = []
    for quadrant, label in QUADRANT_LABELS.items():
        right, top = quadrant in ("high-priority", "easy"), quadrant in ("high-priority", "cheaper-first")
        wide = (1 - cut.feasibility if right else cut.feasibility) * frame.width
        tall = (1 - cut.impact if top else cut.impact) * frame.height
        px, py = frame.width - 6 if right else 6.0, 16 if top else frame.height - 8
        align: Align = "right" if right else "left"
        box = text_box(label, px, py, align)
        if wide > (box.right - box.left) * 0.75 and tall > 24 and not any(box.overlap(other) for other in taken):
            taken.append(box)
            yield box, note(label, px, py, align)


def _notes(entries: Sequence[RankedProject], frame: Frame, cut: Cut) -> Iterator[Row]:
    yield from (row for _, row in _corners(frame, cut))
    yield note("↑ Impact", -frame.left + 6, -12)
    yield note("Feasibility: right is cheaper →", frame.width, frame.height + 36, "right")
    lines = {entry.line for entry in entries}
    key = [words for line, words in _KEY.items() if line in lines]
    if key:
        yield note("  ".join(key), frame.width, -12, "right")


def _title(entries: Sequence[RankedProject], names: Mapping[str, str]) -> str:
    high = sum(entry.quadrant == "high-priority" for entry in entries)
    first = [entry for entry in entries if entry.priority.rank == 1]
    verb = "is" if high <= 1 else "are"
    count = f"{high or 'None'} of {counted(len(entries), 'project')} {verb} high priority"
    if not first:
        return count
    if len(entries) == 1:
        name = shorten(names.get(first[0].id, first[0].id))
        return f"The only project, {name}, has priority {fixed(first[0].priority.score or 0.0)}"
    leaders = listed(shorten(names.get(entry.id, entry.id)) for entry in first[:3])
    more = f" and {len(first) - 3} more" if len(first) > 3 else ""
    place = "ranks first" if len(first) == 1 else "share the first rank"
    return f"{count}; {leaders}{more} {place} with {fixed(first[0].priority.score or 0.0)}"


def _alternative(entries: Sequence[RankedProject], names: Mapping[str, str], ranking: Ranking) -> str:
    def end(group: str, best: bool) -> str:
        values = {entry.id: entry.impact.value if group == "impact" else entry.feasibility.value for entry in entries}
        chosen = (max if best else min)(values, key=lambda name: (values[name] or 0.0, name))
        return f"{shorten(names.get(chosen, chosen))} ({fixed(values[chosen] or 0.0)})"

    quadrants = Counter(entry.quadrant for entry in entries)
    counts = (f"{QUADRANT_LABELS[name]} {quadrants[name]}" for name in QUADRANTS)
    sentences = [f"Impact against feasibility of {counted(len(entries), 'project')}. {', '.join(counts)}."]
    if len(entries) > 1:
        sentences.append(f"Impact is highest for {end('impact', True)}, lowest for {end('impact', False)}.")
        ends = f"highest for {end('feasibility', True)}, lowest for {end('feasibility', False)}"
        sentences.append(f"Feasibility is {ends}.")
    lines = Counter(entry.line for entry in entries)
    told = [f"{lines[line]} {words}" for line, words in _CAPACITY.items() if lines[line]]
    if told:
        sentences.append(f"{listed(told)}.")
    left_out = len(ranking.ordered) + len(ranking.unscored) - len(entries)
    if left_out:
        sentences.append(f"Without a place: {left_out}.")
    return " ".join(sentences)


def _table(entries: Sequence[RankedProject], names: Mapping[str, str]) -> Table:
    groups = ("impact", "impact, low", "impact, high", "feasibility", "feasibility, low", "feasibility, high")
    head = ("rank", "project", *groups, "priority", "quadrant", "capacity")
    return Table(head, tuple(_cells(entry, names) for entry in entries))


def _cells(entry: RankedProject, names: Mapping[str, str]) -> tuple[str | float | None, ...]:
    impact, feasibility = entry.impact, entry.feasibility
    quadrant: Quadrant | None = entry.quadrant
    return (
        entry.priority.rank,
        names.get(entry.id, entry.id),
        *(impact.value, impact.low, impact.high),
        *(feasibility.value, feasibility.low, feasibility.high),
        entry.priority.score,
        QUADRANT_LABELS[quadrant] if quadrant else None,
        _CAPACITY[entry.line] if entry.line else None,
    )
