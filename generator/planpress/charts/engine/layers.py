"""The layers that several charts share, and the names of the parameters that they read.

Positions are data, texts are data with an offset in pixels, and the ends of the axes, their ticks and the words at
the ticks are parameters: `x_low x_high x_ticks x_labels`, and the same for y.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from planpress.charts.engine.theme import BLUE, CROSS, FAINT, FLAG, GRID, INK, MUTED, ORANGE, PAPER, TONES, themed

if TYPE_CHECKING:
    import altair as alt

INSET = 5
"""How far an arrow at the edge of an axis stands inside, in pixels."""
AXIS_PARAMS: Mapping[str, float | list[str]] = {
    "x_low": 0,
    "x_high": 1,
    "x_ticks": [],
    "x_labels": [],
    "y_low": 0,
    "y_high": 1,
    "y_ticks": [],
    "y_labels": [],
}


def chart(*layers: alt.Chart, **params: float) -> alt.LayerChart:
    """The layers, drawn in order with the theme; further `params` may be given besides those of the axes."""
    import altair as alt

    every = [alt.param(name=name, value=value) for name, value in {**AXIS_PARAMS, **params}.items()]
    layered: alt.LayerChart = alt.LayerChart(layer=list(layers)).add_params(*every)
    return themed(layered.properties(width=1, height=1))


def rows(name: str) -> alt.Chart:
    """A chart of the dataset `name`, still empty."""
    import altair as alt

    return alt.Chart(alt.NamedData(name=name))


def across(*, grid: bool = False, axis: bool = True) -> alt.X:
    """The position from left to right, on the axis that the parameters describe; no axis is drawn twice as fast."""
    import altair as alt

    domain = [alt.expr("x_low"), alt.expr("x_high")]
    words = "x_labels[indexof(x_ticks, datum.value)]"
    drawn = alt.Axis(values=alt.expr("x_ticks"), labelExpr=words, title=None, grid=grid)
    return alt.X("x", type="quantitative").scale(domain=domain, zero=False, nice=False).axis(drawn if axis else None)


def upward(*, grid: bool = False, axis: bool = True) -> alt.Y:
    """The position from bottom to top, on the axis that the parameters describe."""
    import altair as alt

    domain = [alt.expr("y_low"), alt.expr("y_high")]
    words = "y_labels[indexof(y_ticks, datum.value)]"
    drawn = alt.Axis(values=alt.expr("y_ticks"), labelExpr=words, title=None, grid=grid)
    return alt.Y("y", type="quantitative").scale(domain=domain, zero=False, nice=False).axis(drawn if axis else None)


def labels(x: alt.X, y: alt.Y, name: str = "labels") -> alt.Chart:
    """Texts at places of the data: rows of `x y dx dy text align tone weight`."""
    import altair as alt

    mark = rows(name).mark_text(
        align=alt.expr("datum.align"),
        dx=alt.expr("datum.dx"),
        dy=alt.expr("datum.dy"),
        fontWeight=alt.expr("datum.weight"),
        fill=alt.expr(_tone()),
    )
    chart: alt.Chart = mark.encode(x=x, y=y, text=alt.Text("text", type="nominal"))
    return chart


def notes(name: str = "notes") -> alt.Chart:
    """Texts at places of the drawing, in pixels from the plot's upper left corner: `px py text align tone weight`."""
    import altair as alt

    mark = rows(name).mark_text(
        x=alt.expr("datum.px"),
        y=alt.expr("datum.py"),
        align=alt.expr("datum.align"),
        fontWeight=alt.expr("datum.weight"),
        fill=alt.expr(_tone()),
    )
    chart: alt.Chart = mark.encode(text=alt.Text("text", type="nominal"))
    return chart


SHAPES = {
    "chosen": "circle",
    "model": "circle",
    "dominated": "diamond",
    "rejected": CROSS,
    "internal": "square",
    "human": "triangle-up",
    "target": FLAG,
}


def plotted(*, in_rows: bool = False) -> alt.LayerChart:
    """Points over bands and rules: `bands` of `x x2` over the whole height, `rules` of `x` with a `dash`, and `points`
    of `x y role`. Points in rows have no axis of y."""
    x, y = across(grid=True), upward(grid=True, axis=not in_rows)
    bands = rows("bands").mark_rect(fill=GRID, fillOpacity=0.6).encode(x=x, x2="x2")
    rules = rows("rules").mark_rule(stroke=MUTED, strokeDash=[4, 3]).encode(x=x)
    return chart(bands, rules, points().encode(x=x, y=y), labels(x, y), notes())


def points() -> alt.Chart:
    """Marks by the `role` of rows of `points`: chosen ones are full, rejected ones crosses, dominated ones diamonds.
    A row that is `off` an axis is an arrow that points there."""
    import altair as alt

    muted = "datum.role == 'rejected'"
    ink = "datum.role == 'chosen' || datum.role == 'model'"
    marks: alt.Chart = rows("points").mark_point(
        shape=alt.expr(shaped("role", SHAPES)),
        **inset(),
        size=alt.expr("({chosen: 110, target: 150})[datum.role] || 60"),
        fill=alt.expr(f"datum.role == 'chosen' ? '{BLUE}' : '{PAPER}'"),
        stroke=alt.expr(f"{muted} ? '{MUTED}' : {ink} ? '{BLUE}' : '{INK}'"),
    )
    return marks


def stacked() -> alt.LayerChart:
    """Bars on tracks: `tracks`, `missing` and `bars` of rectangles `x x2 y y2`, the bars with `group shade`."""
    import altair as alt

    x, y = across(axis=False), upward(axis=False)
    tracks = rows("tracks").mark_rect(fill=GRID)
    missing = rows("missing").mark_rect(fill="transparent", stroke=MUTED, strokeDash=[3, 3])
    # A line of paper colour parts the neighbours in a stack: their shades alone would not in print.
    fill = alt.expr(choice("group", {"impact": BLUE, "feasibility": ORANGE}))
    bars = rows("bars").mark_rect(fill=fill, fillOpacity=alt.expr("datum.shade"), stroke=PAPER, strokeWidth=1)
    boxes = [layer.encode(x=x, y=y, x2="x2", y2="y2") for layer in (tracks, missing, bars)]
    return chart(*boxes, labels(x, y), notes())


def quadrants(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The quadrant of what is done first, and the cuts between all: `quadrants` of `x x2 y y2`, `cuts` of `x y`."""
    high = rows("quadrants").mark_rect(fill=GRID, fillOpacity=0.5).encode(x=x, y=y, x2="x2", y2="y2")
    vertical = rows("cuts").mark_rule(stroke=FAINT, strokeDash=[4, 3]).encode(x=x)
    level = rows("cuts").mark_rule(stroke=FAINT, strokeDash=[4, 3]).encode(y=y)
    return [high, vertical, level]


def spans(x: alt.X, y: alt.Y) -> alt.Chart:
    """What ratings leave open: `intervals` of `x x2 y y2`."""
    drawn: alt.Chart = rows("intervals").mark_rule(stroke=MUTED, opacity=0.55).encode(x=x, y=y, x2="x2", y2="y2")
    return drawn


def projects(x: alt.X, y: alt.Y) -> alt.Chart:
    """Projects by their place at the line of capacity: `points` of `x y line size`."""
    import altair as alt

    shapes = {"in": "circle", "on-the-line": "diamond", "out": "circle", "crowd": "circle"}
    fills = {"in": BLUE, "on-the-line": PAPER, "out": PAPER, "crowd": FAINT}
    strokes = {"in": BLUE, "on-the-line": BLUE, "out": BLUE, "crowd": FAINT}
    marks = rows("points").mark_point(
        size=alt.expr("datum.size"),
        shape=alt.expr(choice("line", shapes)),
        fill=alt.expr(choice("line", fills)),
        stroke=alt.expr(choice("line", strokes)),
    )
    drawn: alt.Chart = marks.encode(x=x, y=y)
    return drawn


def choice(field: str, choices: Mapping[str, str]) -> str:
    """A Vega expression: the value of `choices` that the datum's `field` names."""
    pairs = ", ".join(f"'{name}': '{value}'" for name, value in choices.items())
    return f"({{{pairs}}})[datum.{field}]"


def shaped(field: str, shapes: Mapping[str, str]) -> str:
    """The same for the shape of a mark, which is an arrow where it is `off` an axis."""
    return f"datum.off ? 'triangle-' + datum.off : {choice(field, shapes)}"


def inset() -> dict[str, Any]:
    """Moves an arrow that is `off` an axis into the plot, so that it is whole where a closer look cuts at the edges."""
    import altair as alt

    ways = {"xOffset": f"{{right: -{INSET}, left: {INSET}}}", "yOffset": f"{{up: {INSET}, down: -{INSET}}}"}
    return {name: alt.expr(f"({way})[datum.off] || 0") for name, way in ways.items()}


def _tone() -> str:
    return choice("tone", TONES)
