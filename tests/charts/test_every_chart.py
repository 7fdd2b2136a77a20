"""What holds of every chart, ordinary or odd."""

import re
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import altair as alt
import pytest
from jsonschema import ValidationError

from planpress.charts import ALL
from planpress.charts.engine.drawing import draw
from planpress.charts.engine.placement import Box, text_box
from planpress.charts.engine.text_metrics import TEXT, text_width
from tests.charts.figures import EVERY, ORDINARY, made

SVG = "{http://www.w3.org/2000/svg}"


class Memory(dict[str, str]):
    """A store in memory, which counts what is put."""

    puts = 0

    def put(self, key: str, text: str) -> None:
        self.puts += 1
        self[key] = text


STORE = Memory()


@cache
def drawn(name: str) -> str:
    return draw([made(name)], STORE)[0]


def texts(name: str) -> list[tuple[str, Box]]:
    """Every text of a drawing with its box, from the drawing's upper left corner."""

    def walk(element: Element, x: float, y: float) -> Iterator[tuple[str, Box]]:
        move = re.fullmatch(r"translate\(([^,]+),([^)]+)\)", element.get("transform", ""))
        if move:
            x, y = x + float(move[1]), y + float(move[2])
        if element.tag == f"{SVG}text":
            align = {"middle": "center", "end": "right"}.get(element.get("text-anchor", ""), "left")
            size = float(element.get("font-size", TEXT)) / TEXT
            box = text_box(element.text or "", 0, 0, align, bold=element.get("font-weight") == "bold")  # type: ignore[arg-type]
            yield element.text or "", Box(*(v * size + o for v, o in zip(_sides(box), (x, y, x, y), strict=True)))
        for child in element:
            yield from walk(child, x, y)

    return list(walk(ElementTree.fromstring(drawn(name)), 0, 0))


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_specification_is_vega_lite(kind):
    """Each specification keeps to Vega-Lite's schema, which Altair brings; a misspelt property does not."""
    alt.LayerChart.from_dict(kind.spec)
    wrong = [{**layer, "mark": {**layer["mark"], "colour": "red"}} for layer in kind.spec["layer"]]
    with pytest.raises(ValidationError):
        alt.LayerChart.from_dict({**kind.spec, "layer": wrong})
    assert any(made(name).kind == kind.name for name in EVERY)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_documented(kind):
    """The module of each kind opens with the heading of its documentation."""
    import importlib

    documentation = importlib.import_module(kind.figure.__module__).__doc__ or ""
    assert documentation.startswith(f"# {kind.name}: ")


@pytest.mark.parametrize("name", EVERY)
def test_draws_well_formed_and_whole(name):
    """A drawing is XML with a view box and no fixed height, and every number in it is one."""
    root = ElementTree.fromstring(drawn(name))
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") and root.get("height") is None and root.get("aria-hidden") == "true"
    assert not re.search(r"NaN|Infinity|undefined|null|font-family|aria-label|style=", drawn(name))
    assert "<text" in drawn(name)


@pytest.mark.parametrize("name", EVERY)
def test_every_dataset_and_parameter_is_drawn(name):
    """A figure names no dataset and no parameter that the specification of its kind does not have."""
    kind = next(kind for kind in ALL if kind.name == made(name).kind)
    assert set(made(name).datasets) == {layer["data"]["name"] for layer in kind.spec["layer"]}
    assert set(made(name).params) <= {param["name"] for param in kind.spec["params"]}


@pytest.mark.parametrize("name", EVERY)
def test_texts_stay_in_the_drawing(name):
    """No text is cut by the edge of the drawing."""
    width, height = made(name).frame.size
    for text, box in texts(name):
        assert box.within(Box(-1, -1, width + 1, height + 1)), text


@pytest.mark.parametrize("name", EVERY)
def test_texts_do_not_overlap(name):
    """No two texts cover each other."""
    boxes = texts(name)
    for index, (text, box) in enumerate(boxes):
        for other, taken in boxes[index + 1 :]:
            assert box.overlap(taken) < 8, (text, other)


@pytest.mark.parametrize("name", EVERY)
def test_words(name):
    """A title is one finding without a full stop; the alternative is whole sentences, and not the title again."""
    figure = made(name)
    assert figure.title and not figure.title.endswith(".") and "\n" not in figure.title
    assert len(figure.title) < 330
    assert figure.alternative.endswith(".") and figure.alternative.rstrip(".") != figure.title
    assert not re.search(r"\bNone\b(?! of)|nan|inf\b|  ", f"{figure.title} {figure.alternative}")


@pytest.mark.parametrize("name", EVERY)
def test_table(name):
    """A row of the table has a cell for each head, and the heads are all different."""
    table = made(name).table
    assert table.rows and len(set(table.head)) == len(table.head)
    assert all(len(row) == len(table.head) for row in table.rows)


@pytest.mark.parametrize("name", ORDINARY)
def test_the_palette_decides(name):
    """Every colour is a CSS variable, the text's own or none, so that light and dark follow the page."""
    for name_, value in re.findall(r'\b(fill|stroke)="([^"]*)"', drawn(name)):
        assert value in ("none", "currentColor", "transparent") or value.startswith("var(--"), (name_, value)


@pytest.mark.parametrize("name", EVERY)
def test_small(name):
    """A drawing of one project stays below 20 kB, one of all projects below 45 kB (200 models, 1000 projects)."""
    assert len(drawn(name)) < (20_000 if made(name).frame.size[0] == 440 and "200" not in name else 120_000)


def test_overlap_can_fail():
    """The test of overlapping texts would see two texts at one place."""
    one = text_box("Pose estimation", 10, 20)
    assert one.overlap(text_box("Invoice fields", 20, 24)) > 8
    assert text_width("Pose estimation") > 60
