"""Figures become SVG. A drawing is kept under a key made from all that it depends on, and found again.

Vega measures every text to lay a chart out; in vl-convert that is nine tenths of the time (1.2 ms a text). The frames
are fixed here and the places of texts come from the data, so nothing needs the measures: the letter sizes go in
negative, which Vega takes for texts without a width and does not measure, and come out positive (see svg.py). So no
drawing depends on the fonts of a machine either.
"""

import json
import pkgutil
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import Any

from planpress.charts import ALL
from planpress.charts.engine.layers import ChartKind
from planpress.charts.engine.svg import finished
from planpress.files.caches import FolderStore, kept_charts
from planpress.model.figure import Figure

VEGA_LITE = "6.4"
"""The release of Vega-Lite in which charts are written: one of those that vl-convert has."""

BY_NAME: Mapping[str, ChartKind] = {kind.name: kind for kind in ALL}
_SHARED = tuple(f"engine/{name}" for name in ("drawing", "layers", "svg", "text_metrics"))
_LETTER_SIZE = re.compile(r'(ontSize": (?:\{"value": )?)(?=\d)')
_NOTHING = '{"data": [], "height": 1, "marks": [], "signals": [], "width": 1}'


def draw(figures: Sequence[Figure], store: FolderStore) -> list[str]:
    """The SVG of each figure, in order: from the store, else drawn and put there. The bytes depend on the figure alone.
    vl-convert is not imported while the store has every figure."""
    keys = [key(figure) for figure in figures]
    drawings = {name: store.get(name) for name in keys}
    missing = {name: figure for name, figure in zip(keys, figures, strict=True) if drawings[name] is None}
    for name, figure in missing.items():
        import vl_convert

        svg = finished(vl_convert.vega_to_svg(filled(figure)), figure.kind)
        store.put(name, svg)
        drawings[name] = svg
    return [drawings[name] or "" for name in keys]


def key(figure: Figure) -> str:
    """The name of a figure's drawing: a hash of its data, of the code that draws it and of vl-convert's release."""
    data = {"datasets": figure.datasets, "params": figure.params, "frame": frame(figure)}
    text = json.dumps(data, sort_keys=True, allow_nan=False)
    return sha256(f"{code_of(figure.kind)}\n{text}".encode()).hexdigest()


def filled(figure: Figure) -> str:
    """The Vega specification of a figure as JSON: that of its kind with its data, parameters and sizes, and with
    letters that nobody measures."""
    vega: dict[str, Any] = json.loads(_LETTER_SIZE.sub(r"\1-", compiled(figure.kind)))
    for data in vega["data"]:
        if data["name"] in figure.datasets:
            data["values"] = figure.datasets[data["name"]]
    for signal in vega["signals"]:
        if signal["name"] in figure.params:
            signal["value"] = figure.params[signal["name"]]
    return json.dumps({**vega, **frame(figure)}, sort_keys=True)


def frame(figure: Figure) -> dict[str, Any]:
    """The sizes of a figure, as Vega names them."""
    padding = {side: getattr(figure.frame, side) for side in ("left", "right", "top", "bottom")}
    return {"width": figure.frame.width, "height": figure.frame.height, "padding": padding}


@cache
def code_of(kind: str) -> str:
    """A hash of all that a drawing of a kind of chart depends on but its data."""
    own = BY_NAME[kind].figure.__module__.rpartition(".")[2]
    sources = (pkgutil.get_data("planpress.charts", f"{module}.py") or b"" for module in (own, *_SHARED))
    library = f"vl-convert {version('vl-convert-python')}"
    return sha256(b"\n".join([kind.encode(), library.encode(), *sources])).hexdigest()


@cache
def compiled(kind: str) -> str:
    """The Vega specification of a kind as JSON, still without data (10 ms)."""
    import vl_convert

    return json.dumps(vl_convert.vegalite_to_vega(BY_NAME[kind].spec, vl_version=VEGA_LITE), sort_keys=True)


def start_beside(root: Path) -> None:
    """Start the engine that draws in a thread, where no drawing is kept yet below the plan's folder `root`.

    Its start takes half a second in which Python need not wait: vl-convert starts it with the first drawing, in a
    thread of its own. A build that finds its drawings kept needs no engine, and starts none.
    """
    if not kept_charts(root).folder.is_dir():
        Thread(target=_start, name="planpress-engine").start()


def _start() -> None:
    # Whoever draws says better than a thread what is missing, and how to install it.
    with suppress(ImportError, ValueError):
        import vl_convert

        vl_convert.vega_to_svg(_NOTHING)
