"""Drawings: found again, the same bytes, safe in a page; and the engine that draws starts beside other work."""

import json
import os
import re
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from planpress.charts.engine.drawing import code_of, draw, filled, key, start_beside
from planpress.charts.engine.svg import finished
from planpress.files.caches import kept_charts
from planpress.model.figure import COLUMN, PHONE, Figure
from tests.charts.figures import ORDINARY, made
from tests.charts.test_every_chart import Memory, drawn

NAMES = ["lifecycle", "ladder of models alone", "tradeoffs"]


def test_found_again() -> None:
    """A second drawing of the same figures puts nothing, nor does a figure that is asked for twice; a changed one does."""
    store, figures = Memory(), [made(name) for name in NAMES]
    first = draw([*figures, figures[0]], store)
    assert first[-1] == first[0] != "" and store.puts == len(NAMES)
    assert draw(figures, store) == first[:-1] and store.puts == len(NAMES)
    draw([*figures, _changed(figures[0])], store)
    assert store.puts == len(NAMES) + 1


def _changed(figure: Figure) -> Figure:
    labels = [{**row, "text": f"{row['text']}."} for row in figure.datasets["labels"]]
    return replace(figure, datasets={**figure.datasets, "labels": tuple(labels)})


def test_key_depends_on_the_data_and_the_code_alone() -> None:
    """Another order of keys is the same figure; another value, parameter, size or kind is another; infinity is refused."""
    figure = made("ladder")
    turned = {name: tuple(dict(reversed(row.items())) for row in rows) for name, rows in reversed(figure.datasets.items())}
    assert key(replace(figure, datasets=turned, params=dict(reversed(figure.params.items())))) == key(figure)
    assert key(replace(figure, title="other", alternative="other.")) == key(figure)
    others = [
        _changed(made("lifecycle")),
        replace(figure, params={**figure.params, "x_low": 1}),
        replace(figure, frame=replace(figure.frame, total=figure.frame.total + 1)),
        replace(figure, kind="tradeoffs"),
        made("history"),
    ]
    assert len({key(one) for one in [figure, *others]}) == len(others) + 1
    assert len({code_of(name) for name in ("ladder", "history", "tradeoffs")}) == 3
    with pytest.raises(ValueError, match="JSON"):
        key(replace(figure, params={**figure.params, "x_low": float("inf")}))


def test_order_does_not_matter() -> None:
    """Each drawing is the same whatever was drawn before it, and none has ids, which would meet in a page."""
    figures = [made(name) for name in ORDINARY]
    forward = draw(figures, Memory())
    assert forward == draw(figures[::-1], Memory())[::-1]
    assert all(" id=" not in drawing for drawing in forward)


DRAW = """
import json, sys
names, blocked, kept = json.load(sys.stdin)
sys.modules.update(dict.fromkeys(blocked))
from tests.charts.figures import made
from planpress.charts.engine.drawing import draw
class Store(dict):
    def put(self, key, text): self[key] = text
print(json.dumps(draw([made(name) for name in names], Store(kept))))
"""


@pytest.mark.process
@pytest.mark.parametrize("kept", [True, False])
def test_another_process_draws_the_same(tmp_path: Path, kept: bool) -> None:
    """Another hash seed, time zone, locale and home without fonts: the same bytes. With every drawing in the store
    vl-convert cannot be, nor is, imported."""
    store, root = Memory(), Path(__file__).resolve().parents[2]
    drawings = draw([made(name) for name in NAMES], store)
    world = {"PYTHONHASHSEED": "7", "TZ": "Asia/Seoul", "LC_ALL": "C.UTF-8", "FONTCONFIG_FILE": "/nonexistent"}
    env = {**os.environ, **world, "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join([str(root / "generator"), str(root)])}
    given = json.dumps([NAMES, ["vl_convert"] if kept else [], store if kept else {}])
    command = [sys.executable, "-c", DRAW]
    done = subprocess.run(command, input=given, env=env, check=True, capture_output=True, text=True, encoding="utf-8")
    assert json.loads(done.stdout) == drawings


def test_no_text_is_measured() -> None:
    """Every letter size of a compiled specification is negative, so that Vega does not measure; a drawing's are not."""
    for name in NAMES:
        sizes = re.findall(r'"(?:\w+F|f)ontSize": (?:\{"value": )?([^,}]+)', filled(made(name)))
        assert sizes and all(float(size) < 0 for size in sizes)
        assert 'font-size="-' not in drawn(name)


def test_hostile_names_are_text() -> None:
    """Names with markup stay text: no element but SVG's own, and the names read back as they were written."""
    drawing = drawn("ladder of hostile names")
    assert "<script" not in drawing and "<b>" not in drawing
    root = ElementTree.fromstring(drawing)
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {"svg", "g", "path", "line", "text"}
    texts = [element.text or "" for element in root.iter() if element.tag.endswith("text")]
    for begin, end in (("</script><scr", ""), ("포즈 추정", ""), ("xxxx", "…")):
        assert any(text.startswith(begin) and text.endswith(end) for text in texts)


def test_shown_sizes() -> None:
    """A chart is shown as large as it is drawn, so that its letters are as large on a phone as on a desk."""
    assert f'width="{COLUMN}"' in drawn("ladder")
    assert f'width="{PHONE}"' in drawn("ladder on a phone")


def test_attribute_like_texts_survive() -> None:
    """A text that looks like an attribute is not tidied away."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text> role="x" opacity="1" &lt;g&gt;</text></svg>'
    assert '<text> role="x" opacity="1" &lt;g&gt;</text>' in finished(svg, "ladder")


@pytest.mark.parametrize("missing", [False, True], ids=["with vl-convert", "without it"])
def test_the_engine_starts_without_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], missing: bool
) -> None:
    """In a thread that ends, where no drawing is kept; what is missing is said by the command that needs it, once."""
    assert _ended()  # that of an earlier test
    if missing:
        monkeypatch.setitem(sys.modules, "vl_convert", None)
    start_beside(tmp_path)
    assert _ended() and capfd.readouterr() == ("", "")


def test_the_engine_starts_where_nothing_is_kept_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one drawing of nothing; a build that finds its drawings pays nothing."""
    assert _ended()  # that of an earlier test
    begun: list[str] = []
    monkeypatch.setattr("vl_convert.vega_to_svg", begun.append)
    start_beside(tmp_path)
    assert _ended() and len(begun) == 1
    kept_charts(tmp_path).put("ab12", "<svg/>")
    start_beside(tmp_path)
    assert _ended() and len(begun) == 1


def _ended() -> bool:
    """Whether no engine is starting any more."""
    threads = [thread for thread in threading.enumerate() if thread.name == "planpress-engine"]
    for thread in threads:
        thread.join(60)
    return not any(thread.is_alive() for thread in threads)
