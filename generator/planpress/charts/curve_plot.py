"""Curves of models over two shares from 0 to 1, as data: lines with their names, the plan's threshold on each, and what
a random guess has."""

import math
from collections.abc import Callable, Iterator, Sequence

from planpress.charts.curve_words import DrawnCurves, alternative, tip, title
from planpress.charts.engine.layers import KEY
from planpress.charts.engine.placement import Plot
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
) -> Figure:  # fmt: skip
    """The figure of a kind. A guess at random is the line from one place to the other. The `titles` are those of the
    axis to the right and of the one upward."""
    plot = Plot(SHARE, SHARE, Frame(width, 240, left=40, right=12, top=26, bottom=60))
    whole = [_path(curve, place) for _, curve in drawn.models()]
    paths = [_straightened(path, plot) for path in whole]
    marks = list(_marks(drawn, place))
    lines = [
        {"x": x, "y": y, "run": run, "at": at} for run, path in enumerate(paths) for at, (x, y) in enumerate(path)
    ]
    key = list(_key(drawn, plot, [plot.at(*point) for path in whole for point in path]))
    (x, y), (x2, y2) = guess
    chance: Row = {"x": x, "y": y, "x2": x2, "y2": y2, "tip": "a random guess"}
    return plot.figure(kind, title(drawn, kind), alternative(drawn, kind), {
        "guesses": [chance],
        "lines": lines,
        "keys": [piece for piece, _ in key],
        "points": marks,
        "labels": [],
        "notes": [*_notes(plot, *titles, drawn), *(words for _, words in key)],
    })  # fmt: skip


def _key(drawn: DrawnCurves, plot: Plot, points: Sequence[Place]) -> Iterator[tuple[Row, Row]]:
    """A piece of each model's line, and its name beside it, in the corner that has the fewest points of lines."""
    frame = plot.frame
    names = [f"{fit(name, 150, bold=not run)}{drawn.mark(name)}" for run, name in enumerate(drawn.names)]
    wide = max(text_width(name, bold=not run) for run, name in enumerate(names)) + KEY + 6
    tall = 18 * len(names)
    corners = [(left, top) for top in (frame.height - 12 - tall, 12) for left in (frame.width - 16 - wide, 16)]

    def within(corner: Place) -> int:
        left, top = corner
        return sum(left - 6 < x < left + wide + 6 and top - 6 < y < top + tall + 6 for x, y in points)

    left, top = min(corners, key=within)
    for run, name in enumerate(names):
        py = top + 10 + 18 * run
        tone, weight = ("muted", "normal") if run else ("blue", "bold")
        piece: Row = {"px": left + KEY / 2, "py": py - 4.5, "run": run}
        yield piece, note(name, left + KEY + 6, py, "left", tone, weight)


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


def _notes(plot: Plot, across: str, up: str, drawn: DrawnCurves) -> Iterator[Row]:
    frame = plot.frame
    yield note(f"↑ {up}", 6 - frame.left, -10)
    yield note(f"{across} →", frame.width, frame.height + 36, "right")
    yield note(f"● ○ {drawn.where} · – – a random guess", frame.width, frame.height + 53, "right")
