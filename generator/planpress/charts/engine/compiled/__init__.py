"""The kinds of charts, compiled to Vega and shipped beside this file, so that a first build need not wait for Altair.

Altair takes 0.3 s to import and some 0.1 s a kind to build, validate and compile. What is shipped carries a hash of
the code it was made from: where that code was edited since, the kind is compiled as if nothing had been shipped.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from operator import neg
from typing import Any

from planpress.charts.chart_kind import ChartKind

_PACKAGE = "planpress.charts"
_SHARED = ("engine/layers", "engine/text_metrics", "engine/theme")


def shipped(kind: ChartKind) -> str | None:
    """The Vega specification of a kind as JSON, as it is shipped; None where it is not that of the kind's code."""
    try:
        text = files(__name__).joinpath(f"{kind.name}.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    kept = json.loads(text)
    return json.dumps(kept["vega"], sort_keys=True) if kept["code"] == _code(kind) else None


@cache
def compiled(kind: ChartKind) -> str:
    """The Vega specification of a kind as JSON, still without data, with letters that nobody measures.

    Slow: imports Altair, which validates it, and vl-convert, which compiles it.
    """
    import altair
    import vl_convert

    release = ".".join(altair.SCHEMA_VERSION.lstrip("v").split(".")[:2])
    vega = vl_convert.vegalite_to_vega(kind.spec().to_dict(), vl_version=release)
    return json.dumps(resized(vega, neg), sort_keys=True)


def generate() -> dict[str, str]:
    """The text of the shipped file of every kind, by the kind's name, made anew."""
    from planpress.charts import ALL

    made = {kind.name: {"code": _code(kind), "vega": json.loads(compiled(kind))} for kind in ALL}
    return {name: json.dumps(value, indent=1, sort_keys=True) + "\n" for name, value in made.items()}


def sources(kind: ChartKind, shared: Iterable[str]) -> bytes:
    """The code of a kind, and of modules of the charts that it shares with others."""
    own = kind.spec.__module__.rpartition(".")[2]
    return b"\n".join(pkgutil.get_data(_PACKAGE, f"{module}.py") or b"" for module in (own, *shared))


def _code(kind: ChartKind) -> str:
    return sha256(sources(kind, _SHARED)).hexdigest()


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
