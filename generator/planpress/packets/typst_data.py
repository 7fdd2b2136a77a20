"""A packet as plain data: mappings, lists, texts and numbers, which templates/packet/ sets.

Every text is plain: a template shows it and never takes it for markup. A table becomes the parts of it that fit a page
each, and a chart the file of its drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, get_origin, get_type_hints

from planpress.charts.engine.drawing import key
from planpress.document import blocks
from planpress.model.figure import Figure
from planpress.model.text import Text
from planpress.packets.table_blocks import fitted

PRINT = 692
"""The width of a chart over all projects: at 0.63 points a pixel it fills the column of an A4 page."""
MATRIX = 405
"""The width of the matrix where words stand beside it."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart."""

    title: Annotated[str, "the finding, with its numbers"]
    alternative: Annotated[str, "what the eye would see, for those who do not: the same as on the site"]
    file: Annotated[str, "its drawing, an SVG below the packet's folder"]
    width: Annotated[float, "its width in pixels; its letters are 13 pixels high"]
    kind: Annotated[Literal["chart"], "tells the blocks apart"] = "chart"


def plain(value: Any, figures: dict[str, Figure] | None = None) -> Any:
    """A packet, or a part of one, as plain data; the figures of its charts are added by the names of their files."""
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [plain(part, figures) for one in value for part in _parts(one)]
    if isinstance(value, dict):
        return {name: plain(part, figures) for name, part in value.items()}
    if isinstance(value, blocks.Chart):
        value = _chart(value.figure, figures)
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name), figures) for name in described(value.__class__)}
    return value


@cache
def described(noun: type[Any]) -> dict[str, tuple[Any, str]]:
    """The type and the description of each field of a noun that is in the data: what is for pages alone has none."""
    hints = get_type_hints(noun, include_extras=True)
    said = {name: hint for name, hint in hints.items() if get_origin(hint) is Annotated}
    return {name: (hint.__origin__, hint.__metadata__[0]) for name, hint in said.items()}


def _parts(value: Any) -> tuple[Any, ...]:
    return fitted(value) if isinstance(value, blocks.Table) else (value,)


def _chart(figure: Figure, figures: dict[str, Figure] | None) -> Chart:
    name = f"charts/{key(figure)[:20]}.svg"
    if figures is not None:
        figures[name] = figure
    return Chart(figure.title, figure.alternative, name, figure.frame.size[0])
