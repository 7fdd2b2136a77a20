"""# tradeoffs: the models over two metrics, what thresholds keep of them, and the Pareto front

The two metrics are the one that a threshold rule optimises and the one whose threshold rejects most, or the first two
of a mean or a formula; beside a single metric the cost, else the next that was measured. Better is to the right and up,
whatever the metric's direction. Thresholds on either metric shade the side that they reject. The leading model is a
full circle, or a hollow one below what was there, rejected ones are crosses; where people decided otherwise than the
rule, the names of both say so. A line joins the Pareto front: of the models that have a rank, those that no other beats
in both metrics, circles; the dominated ones are diamonds.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from planpress.charts.candidates import Candidate
from planpress.charts.engine.layers import GRID, INSET, MUTED, ChartKind, chart, mark, points
from planpress.charts.engine.placement import Align, Box, Plot, Wanted, text_box
from planpress.charts.engine.text_metrics import SMALL, fit, note, text_width
from planpress.charts.engine.ticks import Axis, number_axis, off, off_key
from planpress.charts.tradeoff_words import Tradeoff, alternative, title, tradeoff
from planpress.model.evaluation import Evaluation
from planpress.model.figure import COLUMN, Figure, Frame, Row
from planpress.model.metrics import Bound
from planpress.model.plan import Plan
from planpress.model.wording import number, with_unit

_NAMED = 16
"""The most models whose names stand beside their points."""
_STANDINGS = {"model": "on the Pareto front", "dominated": "dominated"}


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The models over two metrics; None where no rule decides, or where fewer than two places are taken."""
    found = tradeoff(plan, evaluation)
    if found is None or len({(across, up) for _, across, up in found.points}) < 2:
        return None
    x, y = _axis(found, found.across), _axis(found, found.up)
    left = max(text_width(label, SMALL) for label in y.labels or ("",)) + 12
    plot = Plot(x, y, Frame(width, 220, left=max(left, 24), right=18, top=44))
    points = [_mark(found, point, plot) for point in reversed(found.drawn)]
    room = plot.frame.width + plot.frame.left - 6
    below = [text for text in (fit(_reversed(found, x, y), room), *_lines(_key(found, points), room)) if text]
    low = plot.frame.height + 54
    frame = replace(plot.frame, bottom=43 + 17 * len(below))
    plot = replace(plot, frame=frame)
    front = _front(found, plot)
    notes = list(_notes(found, plot))
    notes += [note(text, frame.width, low + 17 * at, "right") for at, text in enumerate(below)]
    datasets: Mapping[str, Iterable[Row]] = {
        "bands": _rejected(found.bounds(found.across), x, "x"),
        "floors": _rejected(found.bounds(found.up), y, "y"),
        "rules": _limits(found.bounds(found.across), x, "x"),
        "levels": _limits(found.bounds(found.up), y, "y"),
        "front": front,
        "points": points,
        "labels": _labels(found, plot, front, notes),
        "notes": notes,
    }
    return plot.figure(CHART.name, title(found), alternative(found), datasets)


def _reversed(found: Tradeoff, x: Axis, y: Axis) -> str:
    """Which axes have the greater number first."""
    if x.reverse and y.reverse:
        return "lower is better for both, axes reversed"
    names = [found.of.name(metric) for metric, axis in ((found.across, x), (found.up, y)) if axis.reverse]
    return f"{names[0]}: lower is better, axis reversed" if names else ""


def _axis(found: Tradeoff, metric: str) -> Axis:
    values = [one.values[metric] for one, _, _ in found.points]
    limits = [bound.limit for _, bound in found.bounds(metric)]
    return number_axis(values, limits, reverse=found.of.metrics[metric].better == "lower")


def _rejected(bounds: Iterator[tuple[int, Bound]], axis: Axis, name: str) -> Iterator[Row]:
    """The side of each threshold that it rejects."""
    for at, bound in bounds:
        end = axis.low if bound.better == "higher" else axis.high
        yield {name: end, f"{name}2": axis.held(bound.limit), "bound": at}


def _limits(bounds: Iterator[tuple[int, Bound]], axis: Axis, name: str) -> Iterator[Row]:
    return ({name: bound.limit, "bound": at} for at, bound in bounds if axis.holds(bound.limit))


def _front(found: Tradeoff, plot: Plot) -> list[Row]:
    """The edge of what can be had: from each model of the front down to the level of the next, and across to it. What
    would run along the edge of an axis that does not hold a model is left out: it has no place there."""
    on = {(across, up) for one, across, up in found.points if one.name in found.front}
    x, y = plot.x, plot.y
    steps = pairwise(sorted(on, reverse=x.reverse))
    lines = [
        line
        for (x1, y1), (x2, y2) in steps
        for line, drawn in (((x1, y1, x1, y2), x.holds(x1)), ((x1, y2, x2, y2), y.holds(y2)))
        if drawn
    ]
    places = ((x.held(a), y.held(b), x.held(c), y.held(d)) for a, b, c, d in lines)
    return [{"x": a, "y": b, "x2": c, "y2": d, "tip": "Pareto front"} for a, b, c, d in places if (a, b) != (c, d)]


def _mark(found: Tradeoff, point: tuple[Candidate, float, float], plot: Plot) -> Row:
    candidate, across, up = point
    kind = found.role(candidate)
    of = found.of
    pairs = ((found.up, up), (found.across, across))
    sure = candidate.measured
    values = [
        f"{of.name(metric)} {with_unit(value, of.unit(metric))}{f' ({sure[metric].between})' if metric in sure else ''}"
        for metric, value in pairs
    ]
    verdict = "" if candidate.verdict.status == "ranked" else candidate.verdict.words
    standing = "; ".join(filter(None, (of.standing(candidate), _STANDINGS.get(kind, verdict))))
    # A script tells the values again, with another standing.
    told = f"{candidate.short}: {', '.join(values)}"
    # The values themselves as well: at the edge of an axis a place is no value.
    place = {"x": plot.x.held(across), "y": plot.y.held(up), "across": across, "up": up}
    words = {"values": told, "tip": f"{told}; {standing}"}
    below: Row = {"below": 1} if candidate.below else {}
    return {"id": candidate.name, **place, "role": kind, **below, **off(plot.x, across, plot.y, up), **words}


def _labels(found: Tradeoff, plot: Plot, front: Sequence[Row], notes: Sequence[Row]) -> Iterator[Row]:
    """The names of as many models as there is room for, away from the lines where there is another place: before all
    others those off an axis, then the first ones."""
    lines = [*_edges(found, plot), *map(plot.line, front)]
    inside = [row for row in notes if 0 <= float(row["py"]) <= plot.frame.height]
    taken = [
        text_box(str(row["text"]), float(row["px"]), float(row["py"]), "left" if row["align"] == "left" else "right")
        for row in inside
    ]
    ordered = sorted(found.drawn, key=lambda point: not off(plot.x, point[1], plot.y, point[2]))
    wanted = [_label(found, point, plot, named=at < _NAMED) for at, point in enumerate(ordered)]
    return plot.labels(wanted, None, taken, lines)


def _label(found: Tradeoff, point: tuple[Candidate, float, float], plot: Plot, *, named: bool) -> Wanted:
    """The name of a model, with the values that its place at the edge of an axis does not show; these are never cut."""
    one, across, up = point
    ways = ((found.up, up, plot.y), (found.across, across, plot.x))
    beyond = [f"{found.of.name(name)} {number(value)}" for name, value, axis in ways if not axis.holds(value)]
    rooms = (170, 90, 40) if beyond else (170, 90) if named else ()
    names = (fit(one.name, room, bold=one.leads) for room in rooms)
    words = [f"{name}{found.of.mark(one)}" for name in names]
    texts = [f"{name} ({', '.join(beyond)})" if beyond else name for name in words]
    radius = (6.5 if one.leads else 5.0) + (INSET if beyond else 0.0)
    look = "muted" if one.role == "rejected" else "ink"
    return plot.label(across, up, texts, radius, bold=one.leads, tone=look, vital=one.leads or one.won or bool(beyond))


def _edges(found: Tradeoff, plot: Plot) -> list[Box]:
    """The upright lines of thresholds."""
    edges = (plot.across(bound.limit) for _, bound in found.bounds(found.across))
    return [Box(edge - 1, 0, edge + 1, plot.frame.height) for edge in edges]


def _notes(found: Tradeoff, plot: Plot) -> Iterator[Row]:
    of, main, frame = found.of, found.of.main_bound, plot.frame
    if main is not None:
        kept, edge = fit(of.bound(main), frame.width), plot.across(main.limit)
        room = text_width(kept) + 8 < frame.width - edge
        at = of.rule.bounds().index(main)
        yield {**note(kept, edge + 4 if room else frame.width, -8, "left" if room else "right", "ink"), "bound": at}
        if edge > text_width("rejected") + 12 and room:
            yield {**note("rejected", edge - 4, -8, "right"), "bound": at}
    for at, bound in list(found.bounds(found.up))[:1]:
        level = plot.down(bound.limit)
        py = level - 4 if level > 20 else level + 14
        yield {**_clear_side(fit(of.bound(bound), frame.width - 8), py, found, plot), "bound": at}
    wide = frame.width + frame.left - 30
    yield note(f"↑ {fit(of.title(found.up), wide - 60)}", 6 - frame.left, -28)
    yield note("better ↗", frame.width, -28, "right")
    yield note(f"{fit(of.title(found.across), wide)} →", frame.width, frame.height + 36, "right")


def _clear_side(words: str, py: float, found: Tradeoff, plot: Plot) -> Row:
    """The words on a level line, at the end where fewer points and lines are."""
    marks = [*(Box.around(*plot.at(across, up), 6) for _, across, up in found.drawn), *_edges(found, plot)]
    ends: tuple[tuple[float, Align], ...] = ((4, "left"), (plot.frame.width - 4, "right"))
    boxes = [text_box(words, px, py, align) for px, align in ends]
    covered = [math.fsum(box.overlap(mark) for mark in marks) for box in boxes]
    px, align = ends[1 if covered[1] < covered[0] else 0]
    return note(words, px, py, align, "ink")


def _key(found: Tradeoff, points: Sequence[Row]) -> Iterator[str]:
    """What the shapes stand for that are drawn."""
    drawn = {found.role(one) for one, _, _ in found.drawn}
    if found.front:
        yield "○ Pareto front"
    if "dominated" in drawn:
        yield "◇ dominated"
    if "rejected" in drawn:
        yield "× rejected"
    if arrows := off_key(points):
        yield arrows
    if len(points) < len(found.points):
        yield f"the first {len(points)} of {len(found.points):,} models"


def _lines(parts: Iterable[str], room: float) -> list[str]:
    """The parts in as few lines as have room for them."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]} · {part}" if lines else part
        if lines and text_width(longer, SMALL) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


_SPEC = chart(
    mark("bands", "rect", "x x2", fill=GRID, fillOpacity=0.6),
    mark("floors", "rect", "y y2", fill=GRID, fillOpacity=0.6),
    mark("rules", "rule", "x", stroke=MUTED, strokeDash=[4, 3]),
    mark("levels", "rule", "y", stroke=MUTED, strokeDash=[4, 3]),
    mark("front", "rule", "x x2 y y2", stroke=MUTED, strokeWidth=1.5),
    points(),
    grid="xy",
)
CHART = ChartKind("tradeoffs", figure, _SPEC, zoomed=True, sliders="rule")
