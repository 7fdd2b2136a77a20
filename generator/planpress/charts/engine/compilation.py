"""The kinds of charts, compiled to Vega: once each in a process."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from operator import neg
from typing import Any

from planpress.charts import ALL
from planpress.charts.chart_kind import ChartKind

VEGA_LITE = "6.4"
"""The release of Vega-Lite in which charts are written: one of those that vl-convert has."""

BY_NAME: Mapping[str, ChartKind] = {kind.name: kind for kind in ALL}
_SHARED = tuple(f"engine/{name}" for name in ("compilation", "drawing", "layers", "svg", "text_metrics", "theme"))


@cache
def code_of(kind: str) -> str:
    """A hash of all that a drawing of a kind of chart depends on but its data."""
    own = BY_NAME[kind].figure.__module__.rpartition(".")[2]
    sources = (pkgutil.get_data("planpress.charts", f"{module}.py") or b"" for module in (own, *_SHARED))
    library = f"vl-convert {version('vl-convert-python')}"
    return sha256(b"\n".join([kind.encode(), library.encode(), *sources])).hexdigest()


@cache
def compiled(kind: str) -> str:
    """The Vega specification of a kind as JSON, still without data, with letters that nobody measures (10 ms)."""
    import vl_convert

    vega = vl_convert.vegalite_to_vega(BY_NAME[kind].spec, vl_version=VEGA_LITE)
    return json.dumps(resized(vega, neg), sort_keys=True)


def resized(node: Any, change: Callable[[float], float]) -> Any:
    """A specification, or a part of one, with another size of each letter."""
    if isinstance(node, list):
        return [resized(part, change) for part in node]
    if not isinstance(node, dict):
        return node
    return {
        name: _size(part, change) if name.lower().endswith("fontsize") else resized(part, change)
        for name, part in node.items()
    }


def _size(size: Any, change: Callable[[float], float]) -> Any:
    return {"value": change(size["value"])} if isinstance(size, dict) else change(size)
