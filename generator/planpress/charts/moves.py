"""# moves: what a change moves in the matrix

The matrix as it is now, with an arrow from where each project was: a dotted circle. A second circle goes round what is
new, and a cross is where something was that is gone. Of many moves the largest are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import atan2, degrees, hypot

from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import (
    across,
    chart,
    expr,
    label_marks,
    mark,
    note_marks,
    projects,
    quadrants,
    upward,
)
from planpress.charts.engine.placement import Box, Label
from planpress.charts.engine.plot import Plot
from planpress.charts.engine.text_metrics import clean, fit, note
from planpress.charts.engine.theme import CROSS, INK, MUTED
from planpress.charts.matrix_marks import BELOW, CROWD, UNIT, key, labels, notes, pixels, points, position, quarters
from planpress.charts.moves_words import Kind, Move, alternative, table, tip, title
from planpress.model.figure import WIDE, Figure, Frame, Row
from planpress.model.metrics import same
from planpress.model.plan import Plan
from planpress.model.ranking import RankedProject, Ranking

_SHORTEST = 20
"""A move of fewer pixels has no room for an arrow: the circle where it was stands beside it, or under it."""
_LEGEND = 18

MOST = 18
"""The most changes that are drawn, the largest ones: more could not be told apart, or be named beside the drawing."""


def figure(plan: Plan, ranking: Ranking, old_plan: Plan, old_ranking: Ranking, width: float = WIDE) -> Figure | None:
    """The matrix with what moved since another plan; None where nothing moved in it, came or went.

    The ids of projects are those of the newer plan in both.
    """
    moves = list(_moves(plan, ranking, old_plan, old_ranking))
    changed = [move for move in moves if move.kind != "as before"]
    if not changed:
        return None
    drawn = sorted(changed, key=lambda move: -move.distance)[:MOST]
    entries = [move.now for move in moves if move.now is not None]
    frame = Frame.within(width, 440 if width >= WIDE else 360, left=34, right=10, top=26, bottom=BELOW)
    datasets, bottom = _datasets(entries, moves, drawn, plan, frame)
    further = len(changed) - len(drawn)
    legend = [*_legend(drawn, frame, further)]
    bottom = max(bottom, BELOW + _LEGEND * len(legend))
    datasets["notes"] += legend
    plot = Plot(UNIT, UNIT, replace(frame, bottom=bottom))
    return plot.figure(CHART.name, title(moves), alternative(moves), datasets, table(moves))


def _moves(plan: Plan, ranking: Ranking, old_plan: Plan, old_ranking: Ranking) -> Iterator[Move]:
    """Every project that has a place before or now: in the order of now, then those that are gone."""
    now, before = _placed(ranking), _placed(old_ranking)
    titles = {project.id: project.title for project in (*old_plan.projects, *plan.projects)}
    known, left = ({project.id for project in one.projects} for one in (old_plan, plan))
    for name in [*now, *(name for name in before if name not in now)]:
        was, is_ = before.get(name), now.get(name)
        kind: Kind
        if was is None:
            kind = "placed anew" if name in known else "new"
        elif is_ is None:
            kind = "no longer placed" if name in left else "removed"
        else:
            kind = "as before" if _alike(was, is_) else "moved"
        yield Move(name, titles.get(name, name), kind, was, is_)


def _placed(ranking: Ranking) -> Mapping[str, RankedProject]:
    return {entry.id: entry for entry in (*ranking.ordered, *ranking.unscored) if position(entry)}


def _alike(was: RankedProject, now: RankedProject) -> bool:
    return all(same(one, other) for one, other in zip(position(was) or (), position(now) or (), strict=True))


def _datasets(
    entries: Sequence[RankedProject], moves: Sequence[Move], drawn: Sequence[Move], plan: Plan, frame: Frame
) -> tuple[dict[str, list[Row]], float]:
    cut = plan.priority.cut
    titles = {move.id: move.title for move in moves}
    names = {move.id: _prefixed(move) for move in moves}
    few = {entry.id for entry in entries} if len(entries) <= CROWD else set()
    named = few | {move.id for move in drawn if move.now}
    arrows = [arrow for move in drawn if (arrow := _arrow(move, frame))]
    gone = [move for move in drawn if move.now is None]
    bases = [move for move in drawn if move.before and move.now]
    occupied = [Box.around(*_was(move, frame), 6) for move in bases]
    crossing = [*occupied, *(box for arrow in arrows for box in _boxes(arrow, frame))]
    texts = list(labels(entries, names, named, frame, cut, crossing, [_gone_label(move, frame) for move in gone]))
    under = [*key(entries, names, named, texts, frame, BELOW + 2 * _LEGEND)]
    deepest = max((float(row["py"]) for row in under), default=frame.height) - frame.height
    fresh = [move for move in drawn if move.before is None]
    return {
        **quarters(cut),
        "moves": [{key: arrow[key] for key in ("x", "y", "x2", "y2")} for arrow in arrows],
        "heads": [{"x": arrow["x2"], "y": arrow["y2"], "angle": arrow["angle"]} for arrow in arrows],
        "bases": list(map(_spot, bases)),
        "fresh": list(map(_spot, fresh)),
        "gone": list(map(_spot, gone)),
        "points": list(points(entries, titles, named)),
        "labels": texts,
        "notes": [*notes(entries, frame, cut), *under],
    }, deepest + 8


def _prefixed(move: Move) -> str:
    """A title with what changed before it, where no cut takes it away: `(was 3) Pose estimation`."""
    if move.kind in ("new", "placed anew"):
        return f"(new) {move.title}"
    was, now = (side.priority.rank if side else None for side in (move.before, move.now))
    return f"(was {was or '–'}) {move.title}" if was != now else move.title


def _was(move: Move, frame: Frame) -> tuple[float, float]:
    return pixels(position(move.before) if move.before else None, frame)


def _spot(move: Move) -> Row:
    """The place of a mark: where the project was, or is if it was nowhere, with what the mark says."""
    entry = move.before or move.now
    x, y = (position(entry) if entry else None) or (0.0, 0.0)
    words = tip(move) if move.before else f"{move.name} is {move.kind}"
    return {"x": x, "y": y, "tip": words if move.now else f"{words}; {move.kind}", "id": move.id}


def _arrow(move: Move, frame: Frame) -> Mapping[str, float] | None:
    """From the rim of where it was to just before where it is, and which way it points: degrees clockwise from up."""
    if move.before is None or move.now is None:
        return None
    (x, y), (to_x, to_y) = _was(move, frame), pixels(position(move.now), frame)
    across, down = to_x - x, to_y - y
    far = hypot(across, down)
    if far < _SHORTEST:
        return None
    begin, end = 5 / far, 1 - 10 / far
    at = {
        "x": (x + across * begin) / frame.width,
        "y": 1 - (y + down * begin) / frame.height,
        "x2": (x + across * end) / frame.width,
        "y2": 1 - (y + down * end) / frame.height,
    }
    return {**{name: round(value, 6) for name, value in at.items()}, "angle": round(degrees(atan2(across, -down)), 2)}


def _boxes(arrow: Mapping[str, float], frame: Frame) -> Iterator[Box]:
    """Small boxes along an arrow, which texts avoid."""
    steps = 12
    for step in range(steps + 1):
        part = step / steps
        x = (arrow["x"] + (arrow["x2"] - arrow["x"]) * part) * frame.width
        y = (1 - arrow["y"] - (arrow["y2"] - arrow["y"]) * part) * frame.height
        yield Box.around(x, y, 2)


def _gone_label(move: Move, frame: Frame) -> Label:
    whole = f"({move.kind}) {clean(move.title)}"
    texts = tuple(dict.fromkeys(fit(whole, room) for room in (min(frame.width * 0.75, 330), 150, 100)))
    return Label(texts, *_was(move, frame), 6, tone="muted", loss=130)


def _legend(drawn: Sequence[Move], frame: Frame, further: int) -> Iterator[Row]:
    """Under the axis: what the marks of a change stand for, and how many moves are not drawn."""
    kinds = {move.kind for move in drawn}
    parts = ["◌→ from where it was"] if "moved" in kinds else []
    parts += ["◎ new"] if kinds & {"new", "placed anew"} else []
    parts += ["× gone"] if kinds & {"removed", "no longer placed"} else []
    left, down = 6 - frame.left, frame.height + BELOW + 10
    yield note(" · ".join(parts), left, down)
    if further:
        yield note(f"{further:,} smaller moves are in the table", left, down + _LEGEND)


_X, _Y = across(), upward()
_AT = {"x": _X, "y": _Y}
_HEAD = {"shape": "M0,-1L0.7,0.8L-0.7,0.8Z", "size": 64, "fill": INK, "stroke": INK, "strokeWidth": 0}
_UNDER = (
    *quadrants(_X, _Y),
    mark("moves", "rule", **_AT, x2="x2", y2="y2", stroke=INK, strokeWidth=1.4),
    mark("bases", "point", **_AT, shape="circle", size=60, stroke=INK, strokeWidth=1.2, strokeDash=[2, 2]),
    mark("heads", "point", **_AT, **_HEAD, angle=expr("datum.angle")),
)
_OVER = (
    mark("fresh", "point", **_AT, shape="circle", size=230, stroke=INK, strokeWidth=1.4),
    mark("gone", "point", **_AT, shape=CROSS, size=70, stroke=MUTED, strokeWidth=2),
)
_SPEC = chart(*_UNDER, projects(_X, _Y), *_OVER, label_marks(_X, _Y), note_marks())
CHART = ChartKind("moves", figure, _SPEC, zoomed=True)
