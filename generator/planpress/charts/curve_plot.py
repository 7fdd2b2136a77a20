"""Curves of models over two shares from 0 to 1, as data: lines with their names, the plan's threshold on each, and what
a random guess has."""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from planpress.charts.curve_words import DrawnCurves, alternative, tip, title
from planpress.charts.engine.layers import KEY
from planpress.charts.engine.placement import Box, Plot, Wanted
from planpress.charts.engine.text_metrics import fit, note, text_width
from planpress.charts.engine.ticks import Axis
from planpress.model.curves import ModelCurve, Outcomes
from planpress.model.figure import Figure, Frame, Row
from planpress.model.wording import number

_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
SHARE = Axis(-0.02, 1.02, _SHARES, tuple(map(number, _SHARES)))
_STRAIGHT = 0.4
"""A line is drawn without the points that lie no further beside it, in pixels."""
Place = tuple[float, float]
Placing = Callable[[Outcomes], Place | None]
"""Where a chart has what a threshold gives; None where it has no place."""


def curve_figure(
    kind: str, drawn: DrawnCurves, width: float, place: Placing, guess: tuple[Place, Place], titles: tuple[str, str],
    *, keyed: bool = False,
) -> Figure:  # fmt: skip
    """The figure of a kind. A guess at random is the line from one place to the other. The `titles` are those of the
    axis to the right and of the one upward. Names stand at the lines, or in a key in the lower right corner."""
    plot = Plot(SHARE, SHARE, Frame(width, 240, left=40, right=12, top=26, bottom=60))
    paths = [_straightened(_path(curve, place), plot) for _, curve in drawn.models()]
    marks = list(_marks(drawn, place))
    lines = [
        {"x": x, "y": y, "run": run, "at": at} for run, path in enumerate(paths) for at, (x, y) in enumerate(path)
    ]
    key = list(_key(drawn, plot.frame)) if keyed else []
    (x, y), (x2, y2) = guess
    chance: Row = {"x": x, "y": y, "x2": x2, "y2": y2, "tip": "a random guess"}
    taken = [Box.around(*plot.at(float(row["x"]), float(row["y"])), 7) for row in marks]
    crossed = [plot.line(row) for path in paths for row in _edges(path)]
    return plot.figure(kind, title(drawn, kind), alternative(drawn, kind), {
        "guesses": [chance],
        "lines": lines,
        "keys": [piece for piece, _ in key],
        "points": marks,
        "labels": [] if keyed else plot.labels([*_names(drawn, paths, plot)], None, taken, crossed),
        "notes": [*_notes(plot, *titles, drawn), *(words for _, words in key)],
    })  # fmt: skip


def _key(drawn: DrawnCurves, frame: Frame) -> Iterator[tuple[Row, Row]]:
    """A piece of each model's line, and its name beside it."""
    names = [f"{fit(name, 150, bold=not run)}{drawn.mark(name)}" for run, name in enumerate(drawn.names)]
    wide = max(text_width(name, bold=not run) for run, name in enumerate(names))
    begin = frame.width - wide - 16
    for run, name in enumerate(names):
        py = frame.height - 20 - 18 * (len(names) - 1 - run)
        tone, weight = ("muted", "normal") if run else ("blue", "bold")
        piece: Row = {"px": begin - 6 - KEY / 2, "py": py - 4.5, "run": run}
        yield piece, note(name, begin, py, "left", tone, weight)


def _path(curve: ModelCurve, place: Placing) -> list[Place]:
    found = map(place, (curve.at(math.inf), *(one for _, one in curve.outcomes())))
    return [one for one in found if one is not None]


def _straightened(path: Sequence[Place], plot: Plot) -> list[Place]:
    """A line without the points that it can do without, by Ramer (1972), and Douglas and Peucker (1973)."""
    at = [plot.at(*one) for one in path]
    kept, spans = {0, len(path) - 1}, [(0, len(path) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first > 1:
            far = [_beside(at[one], at[first], at[last]) for one in range(first + 1, last)]
            if max(far) > _STRAIGHT:
                middle = first + 1 + far.index(max(far))
                kept.add(middle)
                spans += [(first, middle), (middle, last)]
    return [(round(path[one][0], 4), round(path[one][1], 4)) for one in sorted(kept)]


def _beside(point: Place, one: Place, other: Place) -> float:
    """How far a point is from the line between two."""
    (x, y), (left, top), (right, bottom) = point, one, other
    wide, high = right - left, bottom - top
    size = wide * wide + high * high
    share = min(max(((x - left) * wide + (y - top) * high) / size, 0.0), 1.0) if size else 0.0
    across, down = x - left - share * wide, y - top - share * high
    return float((across * across + down * down) ** 0.5)


def _marks(drawn: DrawnCurves, place: Placing) -> Iterator[Row]:
    """A mark on each curve, at the plan's threshold; the first one's is drawn last, and so on top."""
    for name, curve in reversed([*drawn.models()]):
        threshold, found = drawn.at(curve)
        at = place(found)
        if at is not None:
            role = "chosen" if name == drawn.names[0] else "model"
            yield {"id": name, "x": at[0], "y": at[1], "role": role, "tip": tip(name, threshold, found)}


def _edges(path: Sequence[Place]) -> Iterator[Row]:
    return ({"x": x, "y": y, "x2": x2, "y2": y2} for (x, y), (x2, y2) in pairwise(path))


def _names(drawn: DrawnCurves, paths: Sequence[Sequence[Place]], plot: Plot) -> Iterator[Wanted]:
    """The name of each model, beside its line where the others are furthest."""
    for run, (name, path) in enumerate(zip(drawn.names, paths, strict=True)):
        others = [one for at, one in enumerate(paths) if at != run]
        x = max((at / 20 for at in range(3, 18)), key=lambda x: (_apart(x, path, others), x))
        texts = [f"{fit(name, room, bold=not run)}{drawn.mark(name)}" for room in (170, 90, 40)]
        tone = "blue" if not run else "muted"
        yield plot.label(x, _height(x, path), texts, 3.0, bold=not run, tone=tone, vital=True)


def _apart(x: float, path: Sequence[Place], others: Sequence[Sequence[Place]]) -> float:
    """How far the nearest of the other lines is there."""
    return min((abs(_height(x, path) - _height(x, one)) for one in others), default=0.0)


def _height(x: float, path: Sequence[Place]) -> float:
    """How high a line is at a place."""
    for (left, low), (right, high) in pairwise(path):
        if left <= x <= right:
            return low + (high - low) * (x - left) / (right - left) if right > left else high
    return path[0][1] if x < path[0][0] else path[-1][1]


def _notes(plot: Plot, across: str, up: str, drawn: DrawnCurves) -> Iterator[Row]:
    frame = plot.frame
    yield note(f"↑ {up}", 6 - frame.left, -10)
    yield note(f"{across} →", frame.width, frame.height + 36, "right")
    yield note(f"● ○ {drawn.where} · – – a random guess", frame.width, frame.height + 53, "right")
