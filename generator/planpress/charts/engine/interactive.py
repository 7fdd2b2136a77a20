"""What a page needs to draw a chart again in the browser: its data beside the drawing, and two scripts for all pages.

The data stands in the page, so that it is there from a folder (file://) too, where a script may fetch nothing. The
scripts are Vega itself and the specifications of the kinds; a page loads them when somebody asks to explore a chart.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from planpress.charts.engine.drawing import BY_NAME, code_of, compiled, frame
from planpress.files.caches import FolderStore
from planpress.model.figure import Figure

VEGA = "assets/planpress/vega.js"
KINDS = "assets/planpress/charts.js"
LICENCES = "assets/planpress/vega-licences.txt"
"""Under which licences Vega is there, in full: each wants its text wherever the code goes."""

_NOTICE = """\
/*! Vega, Vega-Lite, Vega-Embed and their parts: copyright University of Washington Interactive Data Lab and its
contributors, BSD-3-Clause. D3: copyright Mike Bostock, ISC. lodash.debounce: copyright OpenJS Foundation and its
contributors, MIT. As bundled by vl-convert, copyright Jon Mease, BSD-3-Clause. In full: vega-licences.txt. */
"""

_DOCUMENT_PARTS = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


def scripts(figures: Iterable[Figure], store: FolderStore) -> Mapping[str, str]:
    """The scripts that draw these figures in a browser, by their paths in the site; none for no figures."""
    kinds = sorted({figure.kind for figure in figures})
    if not kinds:
        return {}
    licences = files("planpress.charts").joinpath("vega-licences.txt").read_text(encoding="utf-8")
    charts = _kept(store, partial(_kinds_script, kinds), *map(code_of, kinds))
    vega = _kept(store, _bundled, version("vl-convert-python"), _NOTICE)
    return {KINDS: charts, VEGA: vega, LICENCES: licences}


def data_of(figure: Figure) -> Mapping[str, Any]:
    """All that a drawing of a figure depends on but the specification of its kind."""
    return {
        "kind": figure.kind,
        "frame": frame(figure),
        "data": figure.datasets,
        "params": figure.params,
    }


def script_json(value: object) -> str:
    """`value` as JSON that may stand inside a script element: no text in it can end the element or begin a comment."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_DOCUMENT_PARTS)


def attribute_json(value: object) -> str:
    """`value` as JSON that may stand in an attribute between single quotes, with no letter that HTML reads otherwise.
    Not in a script element of another type: themes that change pages without a new document run those as scripts."""
    return script_json(value).replace("'", "\\u0027")


def _kinds_script(kinds: Iterable[str]) -> str:
    """The compiled specifications, whose letters a browser measures quickly."""
    shown = {kind: {**json.loads(compiled(kind)), "usermeta": {"zoomed": BY_NAME[kind].zoomed}} for kind in kinds}
    return f'"use strict";\nwindow.planpressCharts = {script_json(shown)};\n'


def _kept(store: FolderStore, script: Callable[[], str], *made_of: str) -> str:
    """A script, from the store where what it is made of is the same."""
    key = sha256("\n".join(["script", *made_of]).encode()).hexdigest()
    found = store.get(key)
    if found is None:
        found = script()
        store.put(key, found)
    return found


def _bundled() -> str:
    import vl_convert

    # In a function of its own: the bundle's short names would else meet those of other scripts of the page.
    return f"{_NOTICE}(function () {{\n{vl_convert.javascript_bundle('window.planpressVega = vegaEmbed;')}\n}})();\n"
