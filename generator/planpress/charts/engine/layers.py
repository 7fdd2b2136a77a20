"""What a kind of chart is: Vega-Lite's marks as plain data, layers that several share, and the parameters they read.

Positions are data, texts are data with an offset in pixels, and the ends of the axes, their ticks and the words at
the ticks are parameters: `x_low x_high x_ticks x_labels`, and the same for y.

Colours are the site's CSS variables, so that a chart follows the light and the dark palette without JavaScript; the
fallbacks are Okabe and Ito's colour-blind-safe palette (2008). A colour is never alone: a shape, a dash, a place or a
word says the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from planpress.charts.engine.text_metrics import SMALL, TEXT
from planpress.model.figure import Figure

INK = "currentColor"
MUTED = "var(--md-default-fg-color--light, #5f5f5f)"
FAINT = "var(--md-default-fg-color--lighter, #b5b5b5)"
GRID = "var(--md-default-fg-color--lightest, #e3e3e3)"
PAPER = "var(--md-default-bg-color, #fff)"
BLUE = "var(--pp-blue, #0072b2)"
VERMILLION = "var(--pp-vermillion, #d55e00)"

TONES = {"ink": INK, "muted": MUTED, "blue": BLUE, "warn": VERMILLION}
"""The tones of a text, by the name that the data gives."""

_AXIS: dict[str, Any] = {
    "domain": False,
    "ticks": False,
    "gridColor": GRID,
    "gridOpacity": 1,
    "labelBound": False,
    "labelColor": MUTED,
    "labelFlush": False,
    "labelFontSize": SMALL,
    "labelLimit": 0,
    "labelOverlap": False,
    "labelPadding": 6,
}

CROSS = "M-0.8,-0.8L0.8,0.8M0.8,-0.8L-0.8,0.8"
FLAG = "M0,-1L0,1"

CONFIG: Mapping[str, Any] = {
    "aria": False,
    "autosize": {"type": "none"},
    "background": "transparent",
    "view": {"stroke": None, "fill": None},
    "axis": _AXIS,
    # No text is measured (see drawing.py), so a baseline that needs the height of a letter would be wrong.
    "axisX": {"labelBaseline": "alphabetic", "labelPadding": 6 + SMALL * 0.8},
    "axisY": {"labelBaseline": "alphabetic", "labelOffset": SMALL * 0.34},
    "text": {"baseline": "alphabetic", "fontSize": TEXT},
    "point": {"opacity": 1, "strokeWidth": 1.6},
}
"""The theme of all charts. Nothing is cut, flushed or dropped by the renderer: that is the data's business."""

Layer = Mapping[str, Any]

INSET = 5
"""How far an arrow at the edge of an axis stands inside, in pixels."""
KEY = 30
"""How long the piece of a line is that stands for it in a key, in pixels."""
SHAPES = {
    "chosen": "circle",
    "below": "circle",
    "model": "circle",
    "dominated": "diamond",
    "rejected": CROSS,
    "internal": "square",
    "human": "triangle-up",
    "target": FLAG,
}


@dataclass(frozen=True, slots=True)
class ChartKind:
    """A kind of chart: `figure` prepares the data (None where there is nothing to draw), `spec` is its Vega-Lite chart.

    The chart has named, empty datasets, and parameters for everything that depends on the data, so that one
    specification, compiled once, serves every figure of the kind. A reader may look closer at one that is `zoomed`:
    both its axes are numbers. Lines of one that is `crossed` run through its texts, so that these have a rim on paper.
    Sliders of the plan's weights, or of the deciding rule, move an explored one whose `sliders` are of these.
    """

    name: str
    figure: Callable[..., Figure | None]
    spec: dict[str, Any]
    zoomed: bool = False
    crossed: bool = False
    sliders: Literal["plan", "rule"] | None = None


def chart(*layers: Layer, grid: str = "", axes: str = "xy") -> dict[str, Any]:
    """The layers, drawn in order with the theme and below labels and notes, as a specification of Vega-Lite's without
    data. `grid` and `axes` name the ways, x and y, that have lines of a grid or an axis; none is drawn twice as fast.

    Rows of `labels` are texts at places of the data: `x y dx dy text align tone weight`. Rows of `notes` are texts at
    places of the drawing, in pixels from the plot's upper left corner: `px py text align tone weight`.
    """
    places = {way: _position(way, way in grid, way in axes) for way in "xy"}
    drawn = [*layers, _texts("labels", "x y", dx="dx", dy="dy"), _texts("notes", "", x="px", y="py")]
    layer = [
        {**one, "encoding": {name: places.get(name, channel) for name, channel in one["encoding"].items()}}
        for one in drawn
    ]
    axis = {"low": 0, "high": 1, "ticks": [], "labels": []}
    params = [{"name": f"{way}_{name}", "value": value} for way in "xy" for name, value in axis.items()]
    return {"layer": layer, "params": params, "width": 1, "height": 1, "config": CONFIG}


def mark(data: str, kind: str, places: str, /, **properties: Any) -> Layer:
    """A mark of a `kind` for each row of the dataset `data`, at its `places`, of `x y x2 y2`. Channels are `text`,
    `detail` and `order` as well; everything else is a property of the mark."""
    channels = {name: properties.pop(name) for name in ("text", "detail", "order") if name in properties}
    at = {place: {"field": place} for place in places.split()}
    return {"data": {"name": data}, "mark": {"type": kind, **properties}, "encoding": {**at, **channels}}


def expr(text: str) -> Layer:
    """What Vega computes for each row, its `datum`."""
    return {"expr": text}


def plotted() -> dict[str, Any]:
    """Points in rows over bands and lines: `bands` of `x x2` over the whole height, dashed `rules` and whole `needs` of
    `x`, `errors` of `x x2 y`, and `points` of `x y role`. There is no axis of y."""
    bands = mark("bands", "rect", "x x2", fill=GRID, fillOpacity=0.6)
    rules = mark("rules", "rule", "x", stroke=MUTED, strokeDash=[4, 3])
    errors = mark("errors", "rule", "x x2 y", stroke=BLUE, strokeWidth=1.2)
    return chart(bands, rules, mark("needs", "rule", "x", stroke=INK), errors, points(), grid="x", axes="x")


def curved() -> dict[str, Any]:
    """Lines of `x y run at`, the first run thick and blue, others grey with dashes of their own, and `keys` of them
    around `px py` in pixels; dashed `guesses` of `x x2 y y2` below them, and `points` of `x y role` on them."""
    look = {
        "stroke": expr(f"datum.run ? '{MUTED}' : '{BLUE}'"),
        "strokeWidth": expr("datum.run ? 1.4 : 2.4"),
        "strokeDash": expr("[[1, 0], [7, 3], [2, 3], [9, 3, 2, 3]][datum.run]"),
    }
    order = {"detail": {"field": "run", "type": "nominal"}, "order": {"field": "at", "type": "quantitative"}}
    lines = mark("lines", "line", "x y", **order, **look, strokeJoin="round")
    piece = {"shape": "M-1,0L1,0", "size": KEY * KEY}
    keys = mark("keys", "point", "", **piece, x=expr("datum.px"), y=expr("datum.py"), **look)
    guesses = mark("guesses", "rule", "x x2 y y2", stroke=FAINT, strokeDash=[4, 4])
    return chart(guesses, lines, keys, points(), grid="xy")


def points() -> Layer:
    """Marks by the `role` of rows of `points`: chosen ones are full, or hollow where they are below what was there,
    rejected ones crosses, dominated ones diamonds.
    A row that is `off` an axis is an arrow that points there."""
    muted = "datum.role == 'rejected'"
    ink = "datum.role == 'chosen' || datum.role == 'below' || datum.role == 'model'"
    # An arrow is moved into the plot, so that it is whole where a closer look cuts at the edges.
    return mark(
        "points",
        "point",
        "x y",
        shape=shaped("role", SHAPES),
        xOffset=expr(f"({{right: -{INSET}, left: {INSET}}})[datum.off] || 0"),
        yOffset=expr(f"({{up: {INSET}, down: -{INSET}}})[datum.off] || 0"),
        size=expr("({chosen: 110, below: 110, target: 150})[datum.role] || 60"),
        fill=expr(f"datum.role == 'chosen' ? '{BLUE}' : '{PAPER}'"),
        stroke=expr(f"{muted} ? '{MUTED}' : {ink} ? '{BLUE}' : '{INK}'"),
    )


def choice(field: str, choices: Mapping[str, str]) -> Layer:
    """The value of `choices` that the datum's `field` names."""
    return expr(_choice(field, choices))


def shaped(field: str, shapes: Mapping[str, str]) -> Layer:
    """The same for the shape of a mark, which is an arrow where it is `off` an axis."""
    return expr(f"datum.off ? 'triangle-' + datum.off : {_choice(field, shapes)}")


def _position(way: str, grid: bool, axis: bool) -> Layer:
    """The place on the axis that the parameters describe."""
    words = f"{way}_labels[indexof({way}_ticks, datum.value)]"
    drawn = {"values": expr(f"{way}_ticks"), "labelExpr": words, "title": None, "grid": grid}
    scale = {"domain": [expr(f"{way}_low"), expr(f"{way}_high")], "zero": False, "nice": False}
    return {"field": way, "type": "quantitative", "scale": scale, "axis": drawn if axis else None}


def _texts(data: str, places: str, **fields: str) -> Layer:
    """Texts whose properties are `fields` of the data."""
    every = {**fields, "align": "align", "fontWeight": "weight"}
    properties = {name: expr(f"datum.{field}") for name, field in every.items()}
    text = {"field": "text", "type": "nominal"}
    return mark(data, "text", places, text=text, **properties, fill=choice("tone", TONES))


def _choice(field: str, choices: Mapping[str, str]) -> str:
    pairs = ", ".join(f"'{name}': '{value}'" for name, value in choices.items())
    return f"({{{pairs}}})[datum.{field}]"
