"""# matrix: what to do first

Each project by feasibility (right is cheaper) and impact (up is more), both from 0 to 1 on declared scales, with the
range that its ratings leave open. Full circles are within capacity, diamonds on the line, hollow circles beyond.
Source: Full Stack Deep Learning, "Setting up machine learning projects" (2019).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from planpress.charts.figure import WIDE, ChartKind, Figure, Frame, Row
from planpress.charts.lettering import clean, fit, note, text_width
from planpress.charts.matrix_words import alternative, crowd_tip, ends, table, tip, title
from planpress.charts.placement import Align, Box, Label, place, text_box
from planpress.charts.ticks import Axis, axis_params
from planpress.model.plan import GROUPS, Cut, Plan
from planpress.model.ranking import (
    QUADRANT_LABELS,
    Line,
    RankedProject,
    Ranking,
)

if TYPE_CHECKING:
    import altair as alt

CROWD = 25
"""With more projects than this, only those that a decision hangs on are named."""
SWARM = 150
"""With more projects than this, the others have no number either."""

_KEY_LINES = 14
"""The most lines of names under the drawing."""
_LINE, _BELOW = 18, 42

_AXIS = Axis(0.0, 1.0, (0.0, 0.5, 1.0), ("0", "0.5", "1"))
_LINES: dict[Line, str] = {"in": "● in capacity", "on-the-line": "◇ on the line", "out": "○ beyond"}


def figure(plan: Plan, ranking: Ranking, width: float = WIDE, *, keyed: bool = True) -> Figure | None:
    """The matrix of all projects that have an impact and a feasibility; None where none has.

    Below it stand the names for which there was no room in it, unless it is not to be `keyed`: then a table beside
    it has them by their numbers.
    """
    entries = [entry for entry in (*ranking.ordered, *ranking.unscored) if _place(entry)]
    if not entries:
        return None
    names = {project.id: project.title for project in plan.projects}
    frame = Frame.within(width, 440 if width >= WIDE else 360, left=34, right=10, top=26, bottom=_BELOW)
    cut = plan.priority.cut
    labels = list(_labels(entries, names, frame, cut))
    key = list(_key(entries, names, labels, frame)) if keyed else []
    deepest = max((float(row["py"]) for row in key), default=frame.height) - frame.height
    datasets = {
        "quadrants": ({"x": cut.feasibility, "x2": 1, "y": cut.impact, "y2": 1},),
        "cuts": ({"x": cut.feasibility, "y": cut.impact},),
        "intervals": tuple(_intervals(entries)),
        "points": tuple(_points(entries, names)),
        "labels": tuple(labels),
        "notes": (*_notes(entries, frame, cut), *key),
    }
    return Figure(
        CHART.name,
        title(entries, names),
        alternative(entries, names, ranking),
        replace(frame, bottom=max(_BELOW, deepest + 8)),
        datasets,
        axis_params(_AXIS, _AXIS),
        table(entries, names),
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


def _points(entries: Sequence[RankedProject], names: Mapping[str, str]) -> Iterator[Row]:
    """One row a project; among too many to tell apart, those beyond capacity that have no name share one faint dot
    where they crowd, whose `id` lists them with blanks between. What is within capacity is drawn last."""
    crowd: dict[tuple[float, float], list[RankedProject]] = {}
    named, alone = _named(entries), []
    for entry in entries:
        x, y = _place(entry) or (0.0, 0.0)
        if len(entries) > SWARM and entry.id not in named:
            crowd.setdefault((round(x * 60) / 60, round(y * 40) / 40), []).append(entry)
        else:
            of = {"id": entry.id, "tip": tip(entry, names)}
            alone.append({"x": x, "y": y, "line": entry.line or "in", "size": 70, **of})
    for (x, y), here in sorted(crowd.items()):
        of = {"id": " ".join(entry.id for entry in here), "tip": crowd_tip(here, names)}
        yield {"x": x, "y": y, "line": "crowd", "size": 12 * len(here) ** 0.5, **of}
    yield from reversed(alone)


def _named(entries: Sequence[RankedProject]) -> set[str]:
    """The projects whose names stand in the matrix: all, or those that can be carried and those alone at an end."""
    if len(entries) <= CROWD:
        return {entry.id for entry in entries}
    chosen = [entry for entry in entries if entry.line in ("in", "on-the-line")][:CROWD]
    found = [ends(entries, group, best) for group in GROUPS for best in (True, False)]
    return {entry.id for entry in (*chosen, *(one for end in found if len(end) == 1 for one in end))}


def _intervals(entries: Sequence[RankedProject]) -> Iterator[Row]:
    named = _named(entries)
    for entry in entries:
        x, y = _place(entry) or (0.0, 0.0)
        if entry.id in named and entry.feasibility.low < entry.feasibility.high:
            yield {"x": entry.feasibility.low, "x2": entry.feasibility.high, "y": y, "y2": y, "id": entry.id}
        if entry.id in named and entry.impact.low < entry.impact.high:
            yield {"x": x, "x2": x, "y": entry.impact.low, "y2": entry.impact.high, "id": entry.id}


def _labels(entries: Sequence[RankedProject], names: Mapping[str, str], frame: Frame, cut: Cut) -> Iterator[Row]:
    named = _named(entries)
    wanted = sorted(entries, key=lambda entry: (entry.id not in named, entry.line == "out"))
    wanted = [entry for entry in wanted if entry.id in named or (len(entries) <= SWARM and entry.priority.rank)]
    ranks, swarm = Counter(entry.priority.rank for entry in entries), len(entries) > SWARM
    asked = [_label(entry, names, frame, entry.id in named, ranks[entry.priority.rank] > 1, swarm) for entry in wanted]
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
            yield {**placed.row(x, y), "id": entry.id}


def _label(entry: RankedProject, names: Mapping[str, str], frame: Frame, named: bool, tied: bool, swarm: bool) -> Label:
    rank, bold = str(entry.priority.rank or "–"), entry.line == "in"
    if swarm:  # a name would lie on dots of others; the number leads to it, under the drawing
        return Label((rank,), *_pixels(entry, frame), 6, bold=bold, vital=named, loss=130)
    name = _full(entry, names)
    texts = [fit(name, min(frame.width * 0.75, 330), bold=bold)] if named else []
    # A project that will be carried is never a mere number, nor is one whose number is another's too: the key under
    # the drawing would not tell them apart.
    if named and (bold or tied or not entry.priority.rank):
        texts += [fit(name, room, bold=bold) for room in (150, 100)]
    texts += [rank] if not named or not bold else []
    return Label(tuple(dict.fromkeys(texts)), *_pixels(entry, frame), 6, bold=bold, vital=named, loss=130)


def _full(entry: RankedProject, names: Mapping[str, str]) -> str:
    return f"{entry.priority.rank or '–'} {clean(names.get(entry.id, entry.id))}"


def _key(
    entries: Sequence[RankedProject], names: Mapping[str, str], labels: Sequence[Row], frame: Frame
) -> Iterator[Row]:
    """Under the drawing, the names for which there was no room in it: in rank order, in one column or in two."""
    named, whole = _named(entries), {row["id"]: row["text"] for row in labels}
    cut = [entry for entry in entries if entry.id in named and whole.get(entry.id) != _full(entry, names)]
    total = frame.width + frame.left + frame.right
    columns = 2 if total >= WIDE else 1
    most = _KEY_LINES * columns
    lines = -(-min(len(cut), most) // columns)
    for index, entry in enumerate(cut[:most]):
        room, bold = total / columns - 12, entry.line == "in"
        px = 6 - frame.left + index // lines * total / columns
        py = frame.height + _BELOW + 16 + _LINE * (index % lines)
        text = fit(_full(entry, names), room, bold=bold)
        yield {**note(text, px, py, "left", "ink", "bold" if bold else "normal"), "id": entry.id}
    if len(cut) > most:
        py = frame.height + _BELOW + 16 + _LINE * lines
        yield {**note(f"{len(cut) - most} more in the table", 6 - frame.left, py), "id": ""}


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
    key = [words for line, words in _LINES.items() if line in lines]
    if len(entries) > SWARM and "out" in lines:
        room = frame.width + frame.left - text_width("↑ Impact") - 24
        wordy = [*key[:-1], "• beyond, larger: several"]
        key = wordy if text_width("  ".join(wordy)) < room else [*key[:-1], "• beyond"]
    if key:
        yield note("  ".join(key), frame.width, -12, "right")
