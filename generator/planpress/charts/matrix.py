"""# matrix: what to do first

Each project by feasibility (right is cheaper) and impact (up is more), both from 0 to 1 on declared scales, with the
range that its ratings leave open where it is too close to call. Full circles are within capacity, diamonds tie at the
cut-off, hollow circles are beyond; the dashed curve is the lowest priority that there is capacity for.
Source: Full Stack Deep Learning, "Setting up machine learning projects" (2019).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from planpress.charts.engine.layers import BLUE, FAINT, GRID, MUTED, PAPER, ChartKind, chart, choice, expr, mark
from planpress.charts.engine.placement import Align, Box, Plot, Wanted, text_box
from planpress.charts.engine.text_metrics import clean, fit, note, text_width
from planpress.charts.engine.ticks import Axis
from planpress.charts.matrix_contour import contour, cut_off
from planpress.charts.matrix_words import alternative, crowd_tip, ends, tip, title
from planpress.model.figure import WIDE, Figure, Frame, Row
from planpress.model.plan import GROUPS, Capacity, Cut, Plan
from planpress.model.ranking import QUADRANT_LABELS, Line, RankedProject, Ranking
from planpress.model.wording import fixed

CROWD = 25
"""With more projects than this, only those that a decision hangs on are named."""
_SWARM = 150
"""With more projects than this, the others have no number either."""
_BELOW = 42
"""The room under the plot for its axis, in pixels; the key of names follows."""
_UNIT = Axis(0.0, 1.0, (0.0, 0.5, 1.0), ("0", "0.5", "1"))
"""The axis of a group's values."""
_KEY_LINES = 14
"""The most lines of names under the drawing."""
_LINE = 18

_LINES: dict[Line, str] = {"in": "● in", "on-the-line": "◇ tied at the cut-off", "out": "○ not in"}


@dataclass(frozen=True, slots=True)
class _Matrix:
    """The projects that have a place, and the ids of those whose names stand in the drawing (`named`)."""

    entries: Sequence[RankedProject]
    titles: Mapping[str, str]
    named: Set[str]
    plot: Plot
    cut: Cut
    capacity: Capacity | None

    @property
    def swarm(self) -> bool:
        return len(self.entries) > _SWARM

    def name(self, entry: RankedProject) -> str:
        """The rank and the whole title of a project."""
        return f"{entry.priority.rank or '–'} {clean(self.titles[entry.id])}"


def figure(plan: Plan, ranking: Ranking, width: float = WIDE, *, keyed: bool = True) -> Figure | None:
    """The matrix of all projects that have an impact and a feasibility; None where fewer than two have.

    Below it stand the names for which there was no room in it, unless it is not to be `keyed`: then a table beside
    it has them by their numbers.
    """
    every = (*ranking.ordered, *ranking.unscored)
    entries = [one for one in every if one.feasibility.value is not None and one.impact.value is not None]
    if len(entries) < 2:
        return None
    titles, cut = {project.id: project.title for project in plan.projects}, plan.priority.cut
    frame = Frame(width, 440 if width >= WIDE else 360, left=34, right=10, top=26, bottom=_BELOW)
    of = _Matrix(entries, titles, _named(entries), Plot(_UNIT, _UNIT, frame), cut, plan.capacity)
    intervals = tuple(_intervals(of))
    lowest = cut_off(entries)
    curve = contour(plan.priority, lowest) if lowest is not None else ()
    pieces = [{"x": x, "x2": x2, "y": y, "y2": y2} for (x, y), (x2, y2) in pairwise(curve)]
    labels = tuple(_labels(of, [*intervals, *pieces]))
    key = list(_key(of, labels)) if keyed else []
    datasets: dict[str, Iterable[Row]] = {
        "quadrants": [{"x": cut.feasibility, "x2": 1, "y": cut.impact, "y2": 1}],
        "cuts": [{"x": cut.feasibility, "y": cut.impact}],
        "cutoff": [{"x": x, "y": y} for x, y in curve],
        "intervals": intervals,
        "points": _points(of),
        "labels": labels,
        "notes": [*_notes(of, lowest if curve else None), *key],
    }
    deepest = max((float(row["py"]) for row in key), default=0.0) - frame.height
    plot = replace(of.plot, frame=replace(frame, bottom=max(_BELOW, deepest + 8)))
    room = plan.capacity
    words = (title(entries, titles, room), alternative(entries, titles, len(every) - len(entries), room))
    return plot.figure(CHART.name, *words, datasets)


def _at(entry: RankedProject) -> tuple[float, float]:
    """Where a project stands: feasibility and impact."""
    return entry.feasibility.value or 0.0, entry.impact.value or 0.0


def _named(entries: Sequence[RankedProject]) -> Set[str]:
    """The projects whose names stand in the matrix: all, or those that can be carried and those alone at an end."""
    if len(entries) <= CROWD:
        return {entry.id for entry in entries}
    chosen = [entry for entry in entries if entry.line in ("in", "on-the-line")][:CROWD]
    found = [ends(entries, group, best) for group in GROUPS for best in (True, False)]
    return {entry.id for entry in (*chosen, *(one for end in found if len(end) == 1 for one in end))}


def _points(of: _Matrix) -> Iterator[Row]:
    """One row a project; among too many to tell apart, those beyond capacity that have no name share one faint dot
    where they crowd, whose `id` lists them with blanks between. What is within capacity is drawn last."""
    crowd: dict[tuple[float, float], list[RankedProject]] = {}
    alone = []
    for entry in of.entries:
        x, y = _at(entry)
        if of.swarm and entry.id not in of.named:
            crowd.setdefault((round(x * 60) / 60, round(y * 40) / 40), []).append(entry)
        else:
            about = {"id": entry.id, "tip": tip(entry, of.titles, of.capacity)}
            alone.append({"x": x, "y": y, "line": entry.line or "in", "size": 70, **about})
    for (x, y), here in sorted(crowd.items()):
        about = {"id": " ".join(entry.id for entry in here), "tip": crowd_tip(here, of.titles, of.capacity)}
        yield {"x": x, "y": y, "line": "crowd", "size": 12 * len(here) ** 0.5, **about}
    yield from reversed(alone)


def _intervals(of: _Matrix) -> Iterator[Row]:
    """What the ratings of those that are too close to call leave open, along both axes: more would be one line."""
    for entry in of.entries:
        (x, y), across, up = _at(entry), entry.feasibility, entry.impact
        if entry.too_close and across.low < across.high:
            yield {"x": across.low, "x2": across.high, "y": y, "y2": y, "id": entry.id}
        if entry.too_close and up.low < up.high:
            yield {"x": x, "x2": x, "y": up.low, "y2": up.high, "id": entry.id}


def _labels(of: _Matrix, drawn: Sequence[Row]) -> Iterator[Row]:
    """Names and numbers beside their points, where they cover no others; lines and dots are avoided where they can."""
    ordered = sorted(of.entries, key=lambda entry: (entry.id not in of.named, entry.line == "out"))
    wanted = [entry for entry in ordered if entry.id in of.named or (not of.swarm and entry.priority.rank)]
    ranks = Counter(entry.priority.rank for entry in of.entries)
    labels = [_label(of, entry, tied=ranks[entry.priority.rank] > 1) for entry in wanted]
    told = {entry.id for entry in wanted}
    dots = [Box.around(*of.plot.at(*_at(entry)), 3) for entry in of.entries if entry.id not in told]
    cuts: list[Row] = [{"x": of.cut.feasibility, "y": 0, "y2": 1}, {"x": 0, "x2": 1, "y": of.cut.impact}]
    lines = [of.plot.line(row) for row in (*cuts, *drawn)]
    return of.plot.labels(labels, None, [box for box, _ in _corners(of)], [*lines, *dots])


def _label(of: _Matrix, entry: RankedProject, *, tied: bool) -> Wanted:
    rank, bold, named = str(entry.priority.rank or "–"), entry.line == "in", entry.id in of.named
    name, wide = of.name(entry), min(of.plot.frame.width * 0.75, 330)
    # A project that will be carried is never a mere number, nor is one whose number is another's too: the key under
    # the drawing would not tell them apart.
    rooms = (wide, 150, 100) if bold or tied or not entry.priority.rank else (wide,)
    texts = [fit(name, room, bold=bold) for room in rooms] if named else []
    texts += [rank] if not named or not bold else []
    if of.swarm:  # a name would lie on dots of others; the number leads to it, under the drawing
        texts = [rank]
    texts = list(dict.fromkeys(texts))
    return of.plot.label(*_at(entry), texts, 6, bold=bold, vital=named, loss=130, id=entry.id)


def _key(of: _Matrix, labels: Sequence[Row]) -> Iterator[Row]:
    """Under the drawing, the names for which there was no room in it: in rank order, in one column or in two."""
    frame, whole = of.plot.frame, {row["id"]: row["text"] for row in labels}
    cut = [entry for entry in of.entries if entry.id in of.named and whole.get(entry.id) != of.name(entry)]
    total, top = frame.size[0], frame.height + _BELOW + 16
    columns = 2 if total >= WIDE else 1
    most = _KEY_LINES * columns
    lines = -(-min(len(cut), most) // columns)
    for index, entry in enumerate(cut[:most]):
        bold = entry.line == "in"
        px, py = 6 - frame.left + index // lines * total / columns, top + _LINE * (index % lines)
        text = fit(of.name(entry), total / columns - 12, bold=bold)
        yield {**note(text, px, py, "left", "ink", "bold" if bold else "normal"), "id": entry.id}
    if len(cut) > most:
        yield {**note(f"{len(cut) - most} more in the table", 6 - frame.left, top + _LINE * lines), "id": ""}


def _corners(of: _Matrix) -> Iterator[tuple[Box, Row]]:
    """The names of the quadrants, each in its outer corner, where they fit."""
    frame, cut = of.plot.frame, of.cut
    taken: list[Box] = []
    for quadrant, label in QUADRANT_LABELS.items():
        right, top = quadrant in ("high-priority", "easy"), quadrant in ("high-priority", "cheaper-first")
        wide = (1 - cut.feasibility if right else cut.feasibility) * frame.width
        tall = (1 - cut.impact if top else cut.impact) * frame.height
        px, py = frame.width - 6 if right else 6.0, 16 if top else frame.height - 8
        align: Align = "right" if right else "left"
        box = text_box(label, px, py, align)
        if any(box.overlap(other) for other in taken):  # two long names of a narrow one stand one below the other
            py += _LINE if top else -_LINE
            box = text_box(label, px, py, align)
        if wide > (box.right - box.left) * 0.75 and tall > 24 and not any(box.overlap(other) for other in taken):
            taken.append(box)
            yield box, note(label, px, py, align)


def _notes(of: _Matrix, lowest: float | None) -> Iterator[Row]:
    """The names of quadrants and axes, and what the marks stand for."""
    frame, lines = of.plot.frame, {entry.line for entry in of.entries}
    yield from (row for _, row in _corners(of))
    yield note("↑ Impact", -frame.left + 6, -12)
    yield note("Feasibility (easier →)", frame.width, frame.height + 36, "right")
    key = [words for line, words in _LINES.items() if line in lines]
    if of.swarm and "out" in lines:
        key = [*key[:-1], "• not in, larger: several"]
    if lowest is not None:
        key.append(f"– – cut-off {fixed(lowest)}")
    room = frame.width + frame.left - text_width("↑ Impact") - 24
    if text_width(" · ".join(key)) > room:
        key = [words.replace(" at the cut-off", "").replace(", larger: several", "") for words in key]
    if lowest is not None and text_width(" · ".join(key)) > room:
        key[-1] = "– – cut-off"
    if key:
        yield note(" · ".join(key), frame.width, -12, "right")


_LOOK = {
    "shape": choice("line", {"in": "circle", "on-the-line": "diamond", "out": "circle", "crowd": "circle"}),
    "fill": choice("line", {"in": BLUE, "on-the-line": PAPER, "out": PAPER, "crowd": FAINT}),
    "stroke": choice("line", {"in": BLUE, "on-the-line": BLUE, "out": BLUE, "crowd": FAINT}),
}
_SPEC = chart(
    mark("quadrants", "rect", "x x2 y y2", fill=GRID, fillOpacity=0.5),
    *(mark("cuts", "rule", way, stroke=FAINT, strokeDash=[4, 3]) for way in "xy"),
    mark("cutoff", "line", "x y", order={"field": "x"}, stroke=BLUE, strokeDash=[6, 4], opacity=0.8),
    mark("intervals", "rule", "x x2 y y2", stroke=MUTED, opacity=0.55),
    mark("points", "point", "x y", size=expr("datum.size"), **_LOOK),
)
CHART = ChartKind("matrix", figure, _SPEC, zoomed=True, crossed=True, sliders="plan")
