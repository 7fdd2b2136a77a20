"""A chart's drawing for paper: the site's, in greys and one dark blue that stay apart when printed black on white.

On the site colours are CSS variables, which no printer knows. Shapes, dashes, places and words say everything that
colours do, so that greys are enough.
"""

import re
from collections.abc import Mapping

from planpress.charts import ALL

COLOURS: Mapping[str, str] = {
    "--md-default-fg-color--light": "#4a4a4a",
    "--md-default-fg-color--lighter": "#8f8f8f",
    "--md-default-fg-color--lightest": "#dedede",
    "--md-default-bg-color": "#ffffff",
    "--pp-blue": "#1b3a5c",
    "--pp-vermillion": "#5c2e10",
}
INK = "#111111"
PAPER = "#ffffff"

_CROSSED = tuple(f"pp-drawing--{kind.name}" for kind in ALL if kind.crossed)

_TEXT = re.compile(r"(<text [^<]*+(?:<(?!/?text\b)[^<]*+)*+</text>)")
_VARIABLE = re.compile(r"var\((--[a-z-]+),\s*(#[0-9a-fA-F]{3,6})\)")


def on_paper(svg: str, fonts: str) -> str:
    """The drawing with the colours of paper, its letters in `fonts`, a list of families as in CSS."""
    coloured = _VARIABLE.sub(lambda match: COLOURS.get(match[1], match[2]), svg).replace("currentColor", INK)
    if any(kind in coloured for kind in _CROSSED):
        # Below each text its letters with a rim of paper. Not as the stroke of the text itself: letter by letter it
        # would eat into the one before.
        coloured = _TEXT.sub(rf'<g stroke="{PAPER}" stroke-width="3">\1</g>\1', coloured)
    return coloured.replace("<svg ", f'<svg font-family="{fonts}" ', 1)
