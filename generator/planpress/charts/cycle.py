"""# cycle: which ways back the projects of a plan took, and why

The four stages are the corners of a cycle, with arrows from each to the next. A dashed arrow is a way back, the wider
the more often it was taken; beside it stand its reasons, each with how often it was given. A pale one was never taken.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from planpress.charts.engine.layers import GRID, INK, MUTED, PAPER, VERMILLION, ChartKind, chart, expr, mark
from planpress.charts.engine.placement import Align, Plot, text_box
from planpress.charts.engine.text_metrics import note, shorten, text_width
from planpress.charts.engine.ticks import Axis
from planpress.model.figure import Figure, Frame, Row
from planpress.model.moves import WayTaken
from planpress.model.stages import STAGE_LABELS, STAGES, Stage
from planpress.model.wording import counted, few

DESK = 440
"""Its width on a desk."""

_TALL = 44.0
_HEAD, _LINE = 5.0, 15.0
_MARGIN = 40.0
"""The room at the right for the arrows between training and data."""
_BESIDE = 5.0
"""How far to the right of a diagonal its reasons begin, each beside its own piece of it."""

_Ends = tuple[float, float, float, float]
_Way = tuple[Stage, Stage]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where all is drawn: the upper left `corners` of boxes that are `wide`, the arrows `forward`, and each way `back`
    with where its reasons stand: the middle of them, and which end is there; None is beside the arrow."""

    frame: Frame
    wide: float
    corners: Mapping[Stage, tuple[float, float]]
    forward: tuple[_Ends, ...]
    back: Mapping[_Way, tuple[_Ends, tuple[float | None, float, Align]]]


def _places(width: float) -> _Places:
    """On a phone boxes are narrower, and the chart is taller: reasons stand below each other, not side by side."""
    desk = width >= DESK
    frame, wide = (Frame(width, 344), 112.0) if desk else (Frame(width, 460), 92.0)
    width, middle, half = frame.width, frame.height / 2, frame.width / 2
    right, low = width - wide, frame.height - _TALL
    above, beside, below = (42, 0, 34) if desk else (100, 65, 120)
    return _Places(
        frame,
        wide,
        {"planning": (0, 0), "data": (right, 0), "training": (right, low), "deploying": (0, low)},
        ((wide, 14, right, 14), (width - 14, _TALL, width - 14, low), (right, low + 30, wide, low + 30)),
        {
            ("data", "planning"): ((right, 32, wide, 32), (half, 66, "center")),
            ("training", "data"): ((width - 32, low, width - 32, _TALL), (width - _MARGIN, middle, "right")),
            ("training", "planning"): ((right, low, wide, _TALL), (half + 39, middle + below, "left")),
            ("deploying", "training"): ((wide, low + 12, right, low + 12), (half, low - 16, "center")),
            ("deploying", "data"): ((wide, low, right, _TALL), (None, middle - above, "left")),
            ("deploying", "planning"): ((28, low, 28, _TALL), (36, middle + beside, "left")),
        },
    )


def figure(ways: Sequence[WayTaken], names: Mapping[str, str], width: float = DESK) -> Figure | None:
    """The ways back, with the titles of projects by their ids; None where none was taken."""
    if not any(one.projects for one in ways):
        return None
    at = _places(width)
    plot = Plot(Axis(0, at.frame.width, (), ()), Axis(0, at.frame.height, (), (), reverse=True), at.frame)
    back = {way: tuple(reasons) for way, reasons in groupby(ways, lambda one: (one.stage, one.to))}
    said = [row for way, reasons in back.items() for row in _reasons(at, way, reasons)]
    datasets = {
        "forward": map(_line, at.forward),
        "ways": [{**_line(at.back[way][0]), **_taken(reasons)} for way, reasons in back.items()],
        "gaps": map(_gap, said),
        "boxes": [{"x": x, "y": y, "x2": x + at.wide, "y2": y + _TALL} for x, y in at.corners.values()],
        "heads": map(_head, at.forward),
        "points": [
            {**_head(at.back[way][0]), **_taken(reasons), "tip": _tip(reasons, names)} for way, reasons in back.items()
        ],
        "labels": (),
        "notes": [*_names(at), *said],
    }
    return plot.figure(CHART.name, _title(ways), _alternative(back), datasets)


def _line(ends: _Ends) -> Row:
    return dict(zip(("x", "y", "x2", "y2"), ends, strict=True))


def _head(ends: _Ends) -> Row:
    """The tip of an arrow, inside the end of its line; the angle is in degrees, clockwise from upward."""
    x, y, x2, y2 = ends
    long = math.hypot(x2 - x, y2 - y)
    across, down = (x2 - x) / long, (y2 - y) / long
    return {"x": x2 - _HEAD * across, "y": y2 - _HEAD * down, "angle": math.degrees(math.atan2(across, -down))}


def _times(reasons: Sequence[WayTaken]) -> int:
    return sum(len(one.projects) for one in reasons)


def _taken(reasons: Sequence[WayTaken]) -> Row:
    return {"taken": _times(reasons), "width": min(1 + 0.6 * _times(reasons), 5)}


def _names(at: _Places) -> Iterator[Row]:
    for stage, (x, y) in at.corners.items():
        yield note(stage.capitalize(), x + at.wide / 2, y + _TALL / 2 + 4, "center", "ink", "bold")


def _reasons(places: _Places, way: _Way, reasons: Sequence[WayTaken]) -> Iterator[Row]:
    """How often each reason was given, a line each, about their place."""
    ends, (x, y, align) = places.back[way]
    given = [f"{len(one.projects)} × {one.code}" for one in reasons if one.projects]
    for at, text in enumerate(given or ["never"]):
        tone, low = "warn" if given else "muted", y + 4 + (at - (len(given or "1") - 1) / 2) * _LINE
        start = _right_of(ends, text, low) if x is None else x
        if align == "left":
            start = min(start, places.frame.width - _MARGIN - text_width(text))
        yield note(text, start, low, align, tone)


def _right_of(ends: _Ends, text: str, low: float) -> float:
    """Where a text with its baseline at `low` begins to the right of an arrow."""
    x, y, x2, y2 = ends
    box = text_box(text, 0, low)
    return max(x + (x2 - x) * (at - y) / (y2 - y) for at in (box.top, box.bottom)) + _BESIDE


def _gap(reason: Row) -> Row:
    """The box of a reason, in which no line is seen."""
    align = cast(Align, reason["align"])
    box = text_box(str(reason["text"]), float(reason["px"]), float(reason["py"]), align)
    return {"x": box.left - 2, "y": box.top, "x2": box.right + 2, "y2": box.bottom}


def _tip(reasons: Sequence[WayTaken], names: Mapping[str, str]) -> str:
    said = []
    for one in reasons:
        if one.projects:
            titles = [shorten(names[name], 40) for name in dict.fromkeys(one.projects)]
            said.append(f"{len(one.projects)} × {one.reason} ({few(titles, 2)})")
    head = f"Back from {reasons[0].stage} to {reasons[0].to}"
    return f"{head}: {'; '.join(said)}" if said else f"{head}: never"


def _title(ways: Sequence[WayTaken]) -> str:
    """How many projects went back, how often, and the reason that was given most often, where one was."""
    most = max(len(one.projects) for one in ways)
    first = [one for one in ways if len(one.projects) == most]
    projects = counted(len({name for one in ways for name in one.projects}), "project")
    head, way = f"{projects} went back {_often(_times(ways))}", f"from {first[0].stage} to {first[0].to}"
    if len(first) > 1:
        return f"{head}; {len(first)} reasons were given {_often(most)} each"
    return f"{head}{f'; most often, {_often(most)},' if _times(ways) > most else ','} {way}: {first[0].reason}"


def _often(times: int) -> str:
    return ("never", "once", "twice")[times] if times < 3 else f"{times:,} times"


def _alternative(back: Mapping[_Way, Sequence[WayTaken]]) -> str:
    forward = " to ".join(STAGE_LABELS[stage] for stage in STAGES)
    said = [f"{old} to {new}, {_often(_times(reasons))}" for (old, new), reasons in back.items()]
    return f"Four boxes, {forward}. Ways back: {'; '.join(said)}."


_BACKWARD = {
    "stroke": expr(f"datum.taken ? '{VERMILLION}' : '{GRID}'"),
    "strokeDash": [4, 3],
    "strokeWidth": expr("datum.width"),
}
_TIPS = {"fill": expr(f"datum.taken ? '{VERMILLION}' : '{GRID}'"), "stroke": None}
_SPEC = chart(
    mark("forward", "rule", "x y x2 y2", stroke=MUTED),
    mark("ways", "rule", "x y x2 y2", **_BACKWARD),
    mark("gaps", "rect", "x y x2 y2", fill=PAPER),
    mark("boxes", "rect", "x y x2 y2", fill=PAPER, stroke=INK),
    mark("heads", "point", "x y", shape="triangle-up", size=50, fill=MUTED, stroke=None, angle=expr("datum.angle")),
    mark("points", "point", "x y", shape="triangle-up", size=70, angle=expr("datum.angle"), **_TIPS),
    axes="",
)
CHART = ChartKind("cycle", figure, _SPEC)
