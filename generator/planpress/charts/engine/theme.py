"""The one hand that draws every chart: colours, letters and lines.

Colours are the site's CSS variables, so that a chart follows the light and the dark palette without JavaScript; the
fallbacks are Okabe and Ito's colour-blind-safe palette (2008). A colour is never alone: a shape, a dash, a place or a
word says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planpress.charts.engine.text_metrics import SMALL, TEXT

INK = "currentColor"
MUTED = "var(--md-default-fg-color--light, #6b6b6b)"
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
    "rule": {"stroke": FAINT},
    "bar": {"stroke": None},
    "line": {"stroke": INK},
}
"""The theme of all charts. Nothing is cut, flushed or dropped by the renderer: that is the data's business."""
