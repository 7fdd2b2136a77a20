"""Every mark of every chart stands where its number is, read from the drawing; what has no place on an axis is an arrow
at its edge, and its value stands in the drawing.

An axis is read from the drawing too: from the places of its ticks, where it has two, else from its ends.
"""

import inspect
import math
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate, pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
import vl_convert
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

from planpress.charts import ALL, CYCLE, HISTORY, LADDER, LIFECYCLE, MATRIX, PRECISION_RECALL, ROC, TRADEOFFS
from planpress.charts.curve_words import drawn_curves
from planpress.charts.engine.drawing import BY_NAME, filled
from planpress.charts.engine.layers import INSET
from planpress.charts.engine.placement import text_box
from planpress.model.curves import ModelCurve
from planpress.model.figure import PHONE, WIDE, Figure, Row
from planpress.model.metrics import Bound
from planpress.model.project_parts import Baseline, Milestone
from planpress.model.rule import Rule
from planpress.model.wording import day, in_column, number
from planpress.rules.mean import MeanRule
from tests.charts import courses, samples
from tests.charts.figures import LATENCY, PLAN, ways

ODD = (0.0, 1.0, 0.001, 0.002, -1.0, 5e-324, 1e-300, 1e9, -1e9, 1e50, -1e50)
VALUES = st.sampled_from(ODD) | st.integers(-5, 5).map(float) | st.floats(-1e3, 1e3)
FEW = settings(max_examples=20, deadline=None)

Mark = tuple[float, float, float, float, str]
"""Where a mark begins, from the left and from above, where it ends, and its outline."""


def near(value: float) -> object:
    """That place, to a fiftieth of a pixel."""
    return pytest.approx(value, abs=0.02)


class Drawing:
    """A figure as it is drawn: the marks of each dataset as their boxes in pixels, and all that is written."""

    def __init__(self, figure: Figure | None) -> None:
        if figure is None:
            reject()
        self.svg = vl_convert.vega_to_svg(filled(figure))
        root = ElementTree.fromstring(re.sub(r' xmlns="[^"]+"', "", self.svg, count=1))
        self.figure = figure
        self.written = " ".join(element.text or "" for element in root.iter("text"))
        self.marks: dict[str, list[Mark]] = {}
        for at, layer in enumerate(BY_NAME[figure.kind].spec["layer"]):
            groups = [one for one in root.iter("g") if f"layer_{at}_marks" in one.get("class", "").split()]
            self.marks.setdefault(layer["data"]["name"], [_box(one) for group in groups for one in group])

    def rows(self, name: str) -> Iterator[tuple[Row, Mark]]:
        """The rows of a dataset, each with its mark."""
        return zip(self.figure.datasets[name], self.marks[name], strict=True)

    def ends(self, way: str) -> list[float]:
        """The numbers at both ends of an axis."""
        return [float(self.figure.params[f"{way}_{end}"]) for end in ("low", "high")]  # type: ignore[arg-type]

    def at(self, way: str, value: float) -> float:
        """Where the axis has a value, in pixels from the upper left corner of the plot."""
        low, high = self.ends(way)
        share, frame = (value - low) / (high - low), self.figure.frame
        return share * frame.width if way == "x" else (1 - share) * frame.height

    def held(self, way: str, value: float) -> float:
        """A value, or the end of the axis that it lies beyond."""
        low, high = sorted(self.ends(way))
        return min(max(value, low), high)

    def check(self, row: Row, mark: Mark, words: str, **values: float) -> None:
        """The mark of a row is at its values, or an arrow whose value is written."""
        left, top, *_, shape = mark
        away = [way for way, value in values.items() if self.held(way, value) != value]
        assert bool(row.get("off")) == bool(away), row
        assert shape.count("L") == 2 and shape.endswith("Z") if away else True, "an arrow"
        assert not away or words in self.written, (words, self.written)
        for way, value in values.items():
            place = self.at(way, self.held(way, value))
            assert {"x": left, "y": top}[way] == pytest.approx(place, abs=0.02 + (INSET if way in away else 0)), row


def _box(mark: Element) -> Mark:
    """The end of a text or a symbol, which is a point, is its beginning."""
    move = re.match(r"translate\(([^,]+),([^)]+)\)", mark.get("transform", "translate(0,0)"))
    assert move
    x, y, outline = float(move[1]), float(move[2]), mark.get("d", "")
    if mark.tag == "line":
        return x, y, x + float(mark.get("x2", 0)), y + float(mark.get("y2", 0)), ""
    box = re.fullmatch(r"M([^,]+),([^h]+)h([^v]+)v([^h]+)h[^Z]+Z", outline)
    if box and "transform" not in mark.attrib:
        x, y, wide, tall = map(float, box.groups())
        return x, y, x + wide, y + tall, outline
    return x, y, x, y, outline


def rows_of(*metrics: str, most: int = 7) -> st.SearchStrategy[Mapping[str, Mapping[str, float]]]:
    row = st.fixed_dictionaries(dict.fromkeys(metrics, VALUES))
    return st.lists(row, min_size=1, max_size=most).map(lambda every: {f"m{at}": row for at, row in enumerate(every)})


COSTS = {name: {"angular_error": a, "tilt": c} for name, a, c in (("a", .8, .001), ("b", .81, .002), ("c", .82, .002), ("d", .84, 1.5))}  # fmt: skip


CORNER = {
    f"m{at}": {"angular_error": a, "tilt": t} for at, (a, t) in enumerate(((0, 0), (0, -1e9), (1, 0), (-1e50, -1)))
}


@FEW
@given(rows_of("angular_error", "tilt"), st.floats(0.1, 9), VALUES, st.booleans())
@example(COSTS, 1.0, 0.0, False)
@example(COSTS, 1.0, 1.5, True)
@example(CORNER, 1.0, 0.0, False)
@example({**COSTS, "e": {"angular_error": -1e50, "tilt": -1e9}}, 1.0, 0.0, False)
def test_models_over_two_metrics(rows: samples.Rows, weight: float, limit: float, bounded: bool) -> None:
    """Models, limits, and the line of the front, which never runs along the edge of an axis."""
    weighted: Rule = MeanRule("mean", {"angular_error": 1, "tilt": weight})
    rule = samples.threshold("angular_error", Bound("tilt", "<", limit)) if bounded else weighted
    drawing = Drawing(TRADEOFFS.figure(PLAN, samples.judged(rows, rule)))
    for row, mark in drawing.rows("points"):
        places = {"x": rows[str(row["id"])]["tilt"], "y": rows[str(row["id"])]["angular_error"]}
        drawing.check(row, mark, "", **places)
        for value in (value for way, value in places.items() if drawing.held(way, value) != value):
            assert f" {number(value)}" in drawing.written
    for _, (left, *_) in drawing.rows("rules"):
        assert left == near(drawing.at("x", limit))
    for _, (left, _, right, _, _) in drawing.rows("bands"):
        assert drawing.at("x", limit) in (near(left), near(right))
    ways = {"x": "tilt", "y": "angular_error"}
    known = {way: {drawing.at(way, one[name]) for one in rows.values()} for way, name in ways.items()}
    for _, (left, top, right, bottom, _) in drawing.rows("front"):
        way, place = ("y", top) if top == bottom else ("x", left)
        assert any(place == near(one) for one in known[way]), (left, top, right, bottom)


@FEW
@given(rows_of("latency"), st.lists(VALUES, max_size=6))
@example({f"m{at}": {"latency": value} for at, value in enumerate((1.0, 2.0, 3.0))}, [1e12, 2.0, 3.0, 1.5])
@example({f"m{at}": {"latency": value} for at, value in enumerate((1.0, 2.0, 3.0, -1e12))}, [])
def test_ladder(rows: samples.Rows, bases: Sequence[float]) -> None:
    """Models, baselines, and the band from floor to ceiling, which are never off the axis; without baselines too."""
    kinds = ["human" if at == 1 else "scripted" for at in range(len(bases))]
    baselines = [Baseline(f"b{at}", kinds[at], {"latency": value}, f"B{at}") for at, value in enumerate(bases)]
    drawing = Drawing(LADDER.figure(PLAN, samples.judged(rows, LATENCY, baselines)))
    values = {**{name: row["latency"] for name, row in rows.items()}, **{f"b{at}": one for at, one in enumerate(bases)}}
    shown = dict(zip(values.values(), in_column([*values.values()]), strict=True))
    for row, mark in drawing.rows("points"):
        value = values[str(row["id"])]
        drawing.check(row, mark, shown[value], x=value)
    ends = [min([*bases[:1], *bases[2:]]), *bases[1:2]] if bases else []
    for end, (_, (left, *_)) in zip(ends, drawing.rows("rules"), strict=True):
        assert left == near(drawing.at("x", end))


DAYS = st.dates(date(2018, 1, 1), date(2020, 1, 1)) | st.sampled_from((date(1, 1, 1), date(9999, 12, 31)))


@FEW
@given(st.lists(DAYS, min_size=1, max_size=5).map(sorted), st.lists(st.tuples(DAYS, st.booleans()), max_size=6))
def test_lifecycle(days: Sequence[date], due: Sequence[tuple[date, bool]]) -> None:
    """A stay begins at its day, and a milestone is at its; the day of one off the axis is written."""
    stages = ("planning", "data", "training", "deploying")
    steps = [(when.isoformat(), stages[min(at, 3)], None) for at, when in enumerate(days)]
    milestones = tuple(Milestone(when, f"Step {at}", done) for at, (when, done) in enumerate(due))
    subject = samples.project(milestones=milestones)
    drawing = Drawing(LIFECYCLE.figure(PLAN, samples.lived(*steps, subject=subject)))  # type: ignore[arg-type]
    for when, (_, (left, _, right, _, _)) in zip(days, drawing.rows("bars"), strict=True):
        assert left == near(drawing.at("x", when.toordinal()))
        assert right <= drawing.figure.frame.width + 0.02
    for (when, _), (row, mark) in zip(due, drawing.rows("points"), strict=True):
        drawing.check(row, mark, day(when), x=when.toordinal())


@FEW
@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 13), VALUES), min_size=2, max_size=8))
def test_history(steps: Sequence[tuple[int, int, float]]) -> None:
    """Each value begins at its moment; ranks and scores are as far apart as their numbers."""
    begin = datetime(2019, 1, 1, 12)
    found = courses.course(
        *((str(begin + timedelta(minutes=at)), rank, "net", score, courses.ANGLE) for at, rank, score in sorted(steps))
    )
    drawing = Drawing(HISTORY.figure(found))
    ranks = {f"{rank} of 13": float(rank) for _, rank, _ in steps}
    scores = {f"{number(score)} degrees": score for *_, score in steps}
    for panel, values in ((0, ranks), (128, scores)):
        low, high = min(values.values()), max(values.values())
        for row, (_, top, *_) in drawing.rows("points"):
            tip = str(row["tip"])
            said = (one for words, one in values.items() if re.search(rf"(?<![\d.+-]){re.escape(words)}$", tip))
            value = next(said, None)
            if value is not None and high > low and bool(panel) == ("degrees" in tip):
                assert top - panel == pytest.approx(14 + 56 * (value / (high - low) - low / (high - low)), abs=0.1)


@FEW
@given(st.integers(1, 30), st.integers(0, 99), st.sampled_from((WIDE, PHONE)))
def test_matrix(count: int, seed: int, width: float) -> None:
    """Projects are at their feasibility and impact, and their intervals reach as far as these may be."""
    plan, ranking = samples.portfolio(count, seed)
    entries = {one.id: one for one in ranking.ordered}
    drawing = Drawing(MATRIX.figure(plan, ranking, width))
    for row, mark in drawing.rows("points"):
        one = entries[str(row["id"])]
        drawing.check(row, mark, "", x=one.feasibility.value or 0.0, y=one.impact.value or 0.0)
    for row, (left, top, right, bottom, _) in drawing.rows("intervals"):
        one = entries[str(row["id"])]
        level = one.feasibility.low < one.feasibility.high and abs(top - bottom) < 0.01
        ends, way, of = ((left, right), "x", one.feasibility) if level else ((top, bottom), "y", one.impact)
        assert sorted(ends) == [near(place) for place in sorted((drawing.at(way, of.low), drawing.at(way, of.high)))]


@FEW
@given(st.lists(st.integers(0, 30), min_size=13, max_size=13).filter(any))
def test_cycle(times: Sequence[int]) -> None:
    """Every arrow leads from the edge of one box to that of another, and a way back is as wide as it was often taken."""
    drawing = Drawing(CYCLE.figure(*ways(*times)))
    boxes = [tuple(float(row[end]) for end in ("x", "y", "x2", "y2")) for row, _ in drawing.rows("boxes")]
    for row, (left, top, *_) in drawing.rows("boxes"):
        assert (left, top) == (near(float(row["x"])), near(float(row["y"])))
    for name in ("forward", "ways"):
        for row, (left, top, right, bottom, _) in drawing.rows(name):
            assert (left, top, right, bottom) == tuple(near(float(row[end])) for end in ("x", "y", "x2", "y2"))
            ends = [box for x, y in ((left, top), (right, bottom)) for box in boxes if _on_edge(x, y, box)]
            assert len(ends) == 2 and ends[0] != ends[1]
    heads = [(float(row["x2"]), float(row["y2"])) for name in ("forward", "ways") for row, _ in drawing.rows(name)]
    points = [mark for name in ("heads", "points") for _, mark in drawing.rows(name)]
    assert all(math.dist(end, mark[:2]) == near(5) for end, mark in zip(heads, points, strict=True))
    taken = sorted((float(row["taken"]), float(row["width"])) for row, _ in drawing.rows("ways"))
    assert [wide for _, wide in taken] == sorted(wide for _, wide in taken)
    assert sum(taken for taken, _ in taken) == sum(times)


@pytest.mark.parametrize("reasons", [(8,), (8, 9), (8, 9, 10)])
def test_reasons_of_a_cycle_stand_nearest_to_their_arrow(reasons: Sequence[int]) -> None:
    """Those of the way from deploying to data begin beside it, and end farther from the one from training to data."""
    found = CYCLE.figure(*ways(*(int(at in reasons) for at in range(13))))
    assert found is not None
    said = [row for row in found.datasets["notes"] if str(row["text"]).startswith("1 ×")]
    (arrow,) = [row for row in found.datasets["ways"] if row["taken"]]
    (x, y), (x2, y2) = ((float(arrow[f"x{end}"]), float(arrow[f"y{end}"])) for end in ("", "2"))
    assert len(said) == len(reasons)
    for row in said:
        box = text_box(str(row["text"]), float(row["px"]), float(row["py"]))
        own = box.left - (x + (x2 - x) * (box.top - y) / (y2 - y))
        others = min(float(each["x"]) for each in found.datasets["ways"] if each["x"] == each["x2"] and float(each["x"]) > x2)
        assert 0 < own < others - box.right


COUNTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9)).filter(any), min_size=1, max_size=200)


@FEW
@given(COUNTS, st.floats(-0.1, 1.1))
@example([(1, 1)], 0.5)
def test_curves(steps: Sequence[tuple[int, int]], threshold: float) -> None:
    """The plan's threshold is where its precision, recall and false positive rate are; lines begin and end where the
    highest and the lowest threshold are, and pass by no point further than a pixel."""
    sums = [*accumulate([*steps, (1, 1)], lambda one, other: (one[0] + other[0], one[1] + other[1]))][-200:]
    points = tuple((1 - at / len(sums), tp, fp) for at, (tp, fp) in enumerate(sums))
    curve = ModelCurve(*sums[-1], points)
    drawn = drawn_curves(*samples.curved({"net": curve}, threshold))
    found = curve.at(threshold)
    assert drawn is not None
    for figure, across, up in (
        (PRECISION_RECALL.figure(drawn), lambda one: one.value("recall"), lambda one: one.value("precision")),
        (ROC.figure(drawn), lambda one: one.alarms, lambda one: one.value("recall")),
    ):
        drawing = Drawing(figure)
        for _, (left, top, *_) in drawing.rows("points"):
            assert (left, top) == (near(drawing.at("x", across(found))), near(drawing.at("y", up(found))))
        assert len(drawing.marks["points"]) == (up(found) is not None)
        (outline,) = (shape for *_, shape in drawing.marks["lines"][:1])
        line = [tuple(map(float, place.split(","))) for place in re.findall(r"[ML]([^MLZ]+)", outline)]
        every = [(drawing.at("x", across(one)), drawing.at("y", up(one))) for _, one in curve.outcomes()]
        assert math.dist(line[-1], every[-1]) < 0.1
        assert all(min(_from_line(place, *two) for two in pairwise([line[0], *line])) < 1 for place in every)


def _from_line(place: tuple[float, ...], one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """How far a place is from the line between two others."""
    start, way, to = complex(*one), complex(*other) - complex(*one), complex(*place)
    share = ((to - start) * way.conjugate()).real / abs(way) ** 2 if way else 0.0
    return abs(to - start - min(max(share, 0.0), 1.0) * way)


def _on_edge(x: float, y: float, box: Sequence[float]) -> bool:
    left, top, right, bottom = box
    inside = left - 0.02 <= x <= right + 0.02 and top - 0.02 <= y <= bottom + 0.02
    return inside and (x == near(left) or x == near(right) or y == near(top) or y == near(bottom))


def test_every_kind_is_here() -> None:
    """A new kind of chart has a test in this file."""
    text = inspect.getsource(sys.modules[__name__])
    assert all(re.search(rf"\b{kind.name.upper()}\.figure\(", text) for kind in ALL)


def test_an_axis_says_where_it_is() -> None:
    """The numbers at the ticks stand where the axis has them."""
    drawing = Drawing(TRADEOFFS.figure(PLAN, samples.pose()))
    for tick, label in zip(drawing.figure.params["x_ticks"], drawing.figure.params["x_labels"], strict=True):  # type: ignore[arg-type]
        written = rf'text-anchor="middle" transform="translate\(([^,]+),[^>]*>{re.escape(str(label))}<'
        at = re.search(written, drawing.svg)
        assert at and float(at[1]) == pytest.approx(drawing.at("x", float(tick)), abs=0.6)
