"""What holds of every chart, ordinary or odd."""

import importlib
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
from planpress.charts.engine.layers import ChartKind
from planpress.charts.engine.placement import Box, text_box
from planpress.charts.engine.text_metrics import TEXT
from planpress.model.figure import COLUMN, Figure
from tests.charts.figures import EVERY, ORDINARY, made

SVG = "{http://www.w3.org/2000/svg}"


class Memory(dict[str, str]):
    """A store in memory, which counts what is put."""

    puts = 0

    def put(self, key: str, text: str) -> None:
        self.puts += 1
        self[key] = text


STORE = Memory()


def drawing_of(figure: Figure) -> str:
    return draw([figure], STORE)[0]


@cache
def drawn(name: str) -> str:
    return drawing_of(made(name))


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
            sides = zip((box.left, box.top, box.right, box.bottom), (x, y, x, y), strict=True)
            yield element.text or "", Box(*(side * size + offset for side, offset in sides))
        for child in element:
            yield from walk(child, x, y)

    return list(walk(ElementTree.fromstring(drawn(name)), 0, 0))


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_kind(kind: ChartKind) -> None:
    """Each specification keeps to Vega-Lite's schema, which Altair brings; a misspelt property does not. The module of
    the kind opens with the heading of its documentation."""
    alt.LayerChart.from_dict(kind.spec)
    wrong = [{**layer, "mark": {**layer["mark"], "colour": "red"}} for layer in kind.spec["layer"]]
    with pytest.raises(ValidationError):
        alt.LayerChart.from_dict({**kind.spec, "layer": wrong})
    assert any(made(name).kind == kind.name for name in EVERY)
    assert (importlib.import_module(kind.figure.__module__).__doc__ or "").startswith(f"# {kind.name}: ")


@pytest.mark.parametrize("name", EVERY)
def test_drawing(name: str) -> None:
    """It is XML with a view box and no fixed height, and every number in it is one; below 20 kB of one project, and below
    120 kB of 200 models or 1000 projects. It has all data that the figure has."""
    figure, svg = made(name), drawn(name)
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") and root.get("height") is None and root.get("aria-hidden") == "true"
    assert not re.search(r"NaN|Infinity|undefined|null|font-family|aria-label|style=", svg)
    assert "<text" in svg
    assert len(svg) < (20_000 if figure.frame.size[0] <= COLUMN and "200" not in name else 120_000)
    spec = next(kind for kind in ALL if kind.name == figure.kind).spec
    assert set(figure.datasets) == {layer["data"]["name"] for layer in spec["layer"]}
    assert set(figure.params) <= {param["name"] for param in spec["params"]}


@pytest.mark.parametrize("name", EVERY)
def test_texts_have_their_places(name: str) -> None:
    """No text is cut by the edge of the drawing, and no two cover each other."""
    width, height = made(name).frame.size
    boxes = texts(name)
    for index, (text, box) in enumerate(boxes):
        assert box.within(Box(-1, -1, width + 1, height + 1)), text
        for other, taken in boxes[index + 1 :]:
            assert box.overlap(taken) < 8, (text, other)


@pytest.mark.parametrize("name", EVERY)
def test_title_and_alternative(name: str) -> None:
    """A title is one finding without a full stop; the alternative is whole sentences, and not the title again."""
    figure = made(name)
    assert figure.title and not figure.title.endswith(".") and "\n" not in figure.title
    assert len(figure.title) < 330
    assert figure.alternative.endswith(".") and figure.alternative.rstrip(".") != figure.title
    assert not re.search(r"\bNone\b(?! of)|nan|inf\b|  ", f"{figure.title} {figure.alternative}")


@pytest.mark.parametrize("name", ORDINARY)
def test_the_palette_decides(name: str) -> None:
    """Every colour is a CSS variable, the text's own or none, so that light and dark follow the page."""
    for part, value in re.findall(r'\b(fill|stroke)="([^"]*)"', drawn(name)):
        assert value in ("none", "currentColor", "transparent") or value.startswith("var(--"), (part, value)


def test_overlap_can_fail() -> None:
    """The test of overlapping texts would see two texts at one place."""
    assert text_box("Pose estimation", 10, 20).overlap(text_box("Invoice fields", 20, 24)) > 8
