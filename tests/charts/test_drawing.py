"""Drawings: found again, the same bytes, safe in a page."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from planpress.charts import LADDER
from planpress.charts.engine.drawing import code_of, draw, filled, key
from planpress.charts.engine.svg import finished
from planpress.model.figure import COLUMN, Figure, Frame
from tests.charts import samples
from tests.charts.figures import ORDINARY, made
from tests.charts.test_every_chart import Memory

NAMES = ["lifecycle", "ladder of models alone", "tradeoffs"]


def test_found_again() -> None:
    """A second drawing of the same figures puts nothing; a changed figure alone is drawn."""
    store, figures = Memory(), [made(name) for name in NAMES]
    first = draw(figures, store)
    assert store.puts == len(NAMES)
    assert draw(figures, store) == first and store.puts == len(NAMES)
    draw([*figures, _changed(figures[0])], store)
    assert store.puts == len(NAMES) + 1


def _changed(figure: Figure) -> Figure:
    labels = [{**row, "text": f"{row['text']}."} for row in figure.datasets["labels"]]
    return replace(figure, datasets={**figure.datasets, "labels": tuple(labels)})


def test_same_figure_twice() -> None:
    """A figure that is asked for twice is drawn once and given twice."""
    store = Memory()
    drawings = draw([made("ladder"), made("ladder")], store)
    assert drawings[0] == drawings[1] != "" and store.puts == 1


def test_key_depends_on_the_data_alone() -> None:
    """Another order of keys is the same figure; another value, parameter or size is another."""
    figure = made("ladder")
    turned = {
        name: tuple(dict(reversed(row.items())) for row in rows) for name, rows in reversed(figure.datasets.items())
    }
    assert key(replace(figure, datasets=turned, params=dict(reversed(figure.params.items())))) == key(figure)
    assert key(replace(figure, title="other", alternative="other.")) == key(figure)
    frame = figure.frame
    others = [
        _changed(made("lifecycle")),
        replace(figure, params={**figure.params, "x_low": 1}),
        replace(figure, frame=replace(frame, width=frame.width + 1)),
        replace(figure, kind="tradeoffs"),
        made("history"),
    ]
    assert len({key(one) for one in [figure, *others]}) == len(others) + 1


def test_infinite_data_is_refused() -> None:
    """A number that JSON does not have is an error, not a drawing of nothing."""
    figure = made("ladder")
    with pytest.raises(ValueError, match="JSON"):
        key(replace(figure, params={**figure.params, "x_low": float("inf")}))


def test_order_does_not_matter() -> None:
    """Each drawing is the same whatever was drawn before it."""
    figures = [made(name) for name in ORDINARY]
    forward = draw(figures, Memory())
    backward = draw(figures[::-1], Memory())
    assert forward == backward[::-1]


def _python(code: str, *arguments: str, **environment: str) -> str:
    root = Path(__file__).resolve().parents[2]
    path = os.pathsep.join([str(root / "generator"), str(root)])
    command = [sys.executable, "-c", code, *arguments]
    env = {**os.environ, "PYTHONPATH": path, **environment}
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True, encoding="utf-8").stdout


DRAW = """
import json, sys
for name in {blocked}:
    sys.modules[name] = None
from tests.charts.figures import made
from planpress.charts.engine.drawing import draw
class Store(dict):
    def put(self, key, text): self[key] = text
store = Store(json.load(open(sys.argv[1], encoding="utf-8")))
print(json.dumps(draw([made(name) for name in {names}], store)))
"""


@pytest.mark.process
def test_a_full_store_needs_no_drawing_library(tmp_path: Path) -> None:
    """With every drawing in the store vl-convert cannot be, nor is, imported."""
    store = Memory()
    drawings = draw([made(name) for name in NAMES], store)
    kept = tmp_path / "store.json"
    kept.write_text(json.dumps(store), encoding="utf-8")
    code = DRAW.format(blocked=("vl_convert",), names=NAMES)
    assert json.loads(_python(code, str(kept))) == drawings


@pytest.mark.process
def test_another_process_draws_the_same(tmp_path: Path) -> None:
    """Another hash seed, time zone, locale and home without fonts: the same bytes."""
    empty = tmp_path / "empty.json"
    empty.write_text("{}", encoding="utf-8")
    code = DRAW.format(blocked=(), names=["lifecycle", "ladder"])
    world = {"PYTHONHASHSEED": "7", "TZ": "Asia/Seoul", "LC_ALL": "C.UTF-8", "FONTCONFIG_FILE": "/nonexistent"}
    expected = draw([made("lifecycle"), made("ladder")], Memory())
    assert json.loads(_python(code, str(empty), HOME=str(tmp_path), **world)) == expected


def test_no_text_is_measured() -> None:
    """Every letter size of a compiled specification is negative, so that Vega does not measure; a drawing's are not."""
    for name in NAMES:
        specification = json.loads(filled(made(name)))
        sizes = list(_sizes(specification))
        assert sizes and all(size < 0 for size in sizes)
        assert 'font-size="-' not in draw([made(name)], Memory())[0]


def _sizes(node: object) -> list[float]:
    if isinstance(node, list):
        return [size for part in node for size in _sizes(part)]
    if not isinstance(node, dict):
        return []
    found = [
        part["value"] if isinstance(part, dict) else part
        for name, part in node.items()
        if name.lower().endswith("fontsize")
    ]
    return found + [size for part in node.values() for size in _sizes(part)]


def test_hostile_names_are_text() -> None:
    """Names with markup stay text: no element but SVG's own, and the names read back as they were written."""
    rows = {name: {"latency": float(index)} for index, name in enumerate(samples.HOSTILE)}
    from planpress.rules.metric import MetricRule

    figure = LADDER.figure(samples.plan([]), samples.judged(rows, MetricRule("metric", "latency")))
    assert figure is not None
    drawing = draw([figure], Memory())[0]
    assert "<script" not in drawing and "<b>" not in drawing
    root = ElementTree.fromstring(drawing)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "g", "path", "line", "text"}
    texts = {element.text for element in root.iter() if element.tag.endswith("text")}
    assert any(text and text.startswith("</script><scr") for text in texts)
    assert any(text and text.startswith("포즈 추정") for text in texts)
    assert any(text and text.startswith("xxxx") and text.endswith("…") for text in texts)


def test_shown_sizes() -> None:
    """A project's chart is shown a little larger than drawn, others as drawn."""
    assert Frame.within(COLUMN, 100).shown == 520
    assert Frame.within(700, 100).shown == 700
    assert 'width="520"' in draw([made("ladder")], Memory())[0]


def test_ids_are_the_figures_own() -> None:
    """Ids and references to them begin with the figure's prefix and count from 0, whatever Vega counted."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><clipPath id="clip41"><path d="M0,0h9v9h-9Z" '
        'fill="red"/></clipPath></defs><g clip-path="url(#clip41)"><text>url(#clip41)</text></g></svg>'
    )
    done = finished(svg, "ladder", "abc", 520)
    assert 'id="pp-abc-0"' in done and 'clip-path="url(#pp-abc-0)"' in done
    assert "<text>url(#clip41)</text>" in done, "texts are not references"
    assert all(" id=" not in drawing for drawing in draw([made(name) for name in ORDINARY], Memory()))


def test_attribute_like_texts_survive() -> None:
    """A text that looks like an attribute is not tidied away."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text> role="x" opacity="1" &lt;g&gt;</text></svg>'
    assert '<text> role="x" opacity="1" &lt;g&gt;</text>' in finished(svg, "ladder", "abc", 520)


def test_the_code_is_in_the_key() -> None:
    """Each kind has its own hash of the code that draws it."""
    assert len({code_of(name) for name in ("ladder", "history", "tradeoffs")}) == 3
