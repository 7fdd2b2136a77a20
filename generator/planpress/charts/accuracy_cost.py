"""# accuracy_cost: what accuracy costs, and what a humbler design saves

Cost as a multiple of the present cost, against accuracy on an axis on which 90, 99 and 99.9 % stand evenly. The curve
is ((1 - p) / (1 - q)) ^ log10(cost per nine), from an accuracy p to q. Marked are now, required, and designs that
need less. Source: Full Stack Deep Learning (2019), the slide on accuracy requirements; the multiple is rough.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import across, chart, choice, label_marks, mark, note_marks, upward
from planpress.charts.engine.placement import Box
from planpress.charts.engine.plot import Plot
from planpress.charts.engine.text_metrics import SMALL, clean, fit, note, shorten, text_width
from planpress.charts.engine.theme import BLUE, MUTED, PAPER, VERMILLION
from planpress.charts.engine.ticks import Axis, round_ticks
from planpress.model.evaluation import CostStep, Evaluation
from planpress.model.figure import COLUMN, Figure, Frame, Row, Table
from planpress.model.plan import Plan
from planpress.model.wording import in_sentence, listed, number, percent, share

_TICKS = (0.0, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999, 0.9999999, 0.99999999)
_POINTS = 120


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The cost curve of one project; None where it says nothing of accuracy."""
    steps = evaluation.costs
    if not steps:
        return None
    x = _accuracies(steps)
    curve = _curve(steps[0], x, plan.cost_per_nine)
    y = _multiples(steps)
    left = max(text_width(label, SMALL) for label in y.labels) + 12
    frame = Frame.within(width, 210, left=left, right=22, top=26, bottom=42)
    plot = Plot(x, y, frame)
    datasets: dict[str, list[Row]] = {
        "curve": [{"x": accuracy, "y": up} for accuracy, up in _through(curve[::3], steps) if y.holds(up)],
        "points": [_point(index, step, steps[0]) for index, step in enumerate(steps)],
        "labels": list(_labels(steps, curve, plot)),
        "notes": [
            note(f"↑ Cost (1× = {shorten(steps[0].label)})", 6 - left, -12),
            note("Accuracy →", frame.width, frame.height + 36, "right"),
        ],
    }
    return plot.figure(CHART.name, _title(steps), _alternative(steps, plan.cost_per_nine), datasets, _table(steps))


def nines(accuracy: float) -> float:
    """How many nines an accuracy below 1 has: 0.9 has one, 0.99 two."""
    return -math.log10(1 - accuracy)


def _accuracies(steps: Sequence[CostStep]) -> Axis:
    """An axis of nines, from the last round accuracy below all steps to the first one above."""
    low, high = min(step.accuracy for step in steps), max(step.accuracy for step in steps)
    first = max((index for index, tick in enumerate(_TICKS) if tick <= low), default=0)
    last = next((index for index, tick in enumerate(_TICKS) if tick >= high and index > first), len(_TICKS) - 1)
    ticks = _TICKS[first : last + 1 : (last - first) // 5 + 1]
    begin, end = nines(_TICKS[first]), max(nines(_TICKS[last]), nines(high))
    return Axis(begin - 0.08, end + 0.08, tuple(map(nines, ticks)), tuple(map(_percent, ticks)))


def _multiples(steps: Sequence[CostStep]) -> Axis:
    top = max(1.0, *(step.multiple for step in steps))
    ticks = round_ticks(0, top, 4)
    return Axis(-0.14 * top, top * 1.14, ticks, tuple(f"{number(tick)}×" for tick in ticks))


def _curve(start: CostStep, x: Axis, cost_per_nine: float) -> list[tuple[float, float]]:
    """The multiples along the axis: a nine more costs `cost_per_nine` times as much."""
    at = [x.low + (x.high - x.low) * index / _POINTS for index in range(_POINTS + 1)]
    growth = math.log(cost_per_nine)
    return [(where, start.multiple * math.exp(growth * (where - nines(start.accuracy)))) for where in at]


def _through(curve: Sequence[tuple[float, float]], steps: Sequence[CostStep]) -> list[tuple[float, float]]:
    """A curve that goes through every mark, however steep it is between two of its own places."""
    return sorted({*curve, *((nines(step.accuracy), step.multiple) for step in steps)})


def _point(index: int, step: CostStep, start: CostStep) -> Row:
    role = ("start", "required")[index] if index < 2 else "design"
    return {"x": nines(step.accuracy), "y": step.multiple, "role": role, "tip": _tip(step, start)}


def _tip(step: CostStep, start: CostStep) -> str:
    head = f"{shorten(step.label)}: accuracy {_percent(step.accuracy)}"
    if step is start:
        return head
    saves = f", {percent(step.saves)} less than required" if step.saves and step.saves > 0 else ""
    return f"{head}, {_multiple(step.multiple)} times the cost of {in_sentence(shorten(start.label))}{saves}"


def _labels(steps: Sequence[CostStep], curve: Sequence[tuple[float, float]], plot: Plot) -> Iterator[Row]:
    wanted = []
    # The start comes last: its label is short, and there is room to the left of it.
    order = [*steps[1:], steps[0]]
    for step in order:
        index = 0 if step is steps[0] else 1 if step is steps[1] else 2
        tail = f" {_percent(step.accuracy)}" + (f": {_multiple(step.multiple)}×" if index else "")
        texts = tuple(fit(step.label, room - text_width(tail)) + tail for room in (300, 190, 140))
        look = {"bold": index == 1, "vital": True, "loss": 90}
        wanted.append(plot.label(nines(step.accuracy), step.multiple, texts, 6, **look))
    lines = [Box.around(*plot.at(accuracy, multiple), 5) for accuracy, multiple in curve[::3]]
    inside = Box(-4, 0, plot.frame.width + plot.frame.right - 4, plot.frame.height)
    return plot.labels(wanted, inside, (), lines)


def _percent(accuracy: float) -> str:
    return f"{share(accuracy, 100, 10)} %"


def _multiple(multiple: float) -> str:
    """A rough figure is said with three digits."""
    return number(float(f"{multiple:.3g}"))


def _title(steps: Sequence[CostStep]) -> str:
    start, required, designs = steps[0], steps[1] if len(steps) > 1 else None, steps[2:]
    if required is None:
        return f"Accuracy, {in_sentence(shorten(start.label))}: {_percent(start.accuracy)}"
    begin, goal = in_sentence(shorten(start.label)), _percent(required.accuracy)
    if required.multiple <= 1:
        return f"The required {goal} is reached: {begin} {_percent(start.accuracy)}"
    way = f"from {_percent(start.accuracy)} ({begin}) to the required {goal}"
    head = f"Going {way} costs {_multiple(required.multiple)} times as much"
    best = max(designs, key=lambda step: (step.saves or 0.0, step.label), default=None)
    if best is None or not best.saves or best.saves <= 0:
        return head
    return f"{head}; {in_sentence(shorten(best.label))} ({_percent(best.accuracy)}) saves {percent(best.saves)} of it"


def _alternative(steps: Sequence[CostStep], cost_per_nine: float) -> str:
    order = sorted(steps, key=lambda step: (step.accuracy, step.label))
    told = (f"{shorten(step.label)} {_percent(step.accuracy)} at {_multiple(step.multiple)} times" for step in order)
    rate = f"Cost rises {number(cost_per_nine)} times with each nine of accuracy"
    return f"{rate}. From least to most accurate: {listed(told)}."


def _table(steps: Sequence[CostStep]) -> Table:
    rows = tuple((clean(step.label), step.accuracy, step.multiple, step.saves) for step in steps)
    return Table(("what", "accuracy, 0 to 1", "cost, times the start", "share of the cost saved"), rows)


_X, _Y = across(grid=True), upward(grid=True)
_STEPS = mark(
    "points",
    "point",
    x=_X,
    y=_Y,
    size=90,
    shape=choice("role", {"start": "circle", "required": "diamond", "design": "square"}),
    stroke=choice("role", {"start": BLUE, "required": VERMILLION, "design": BLUE}),
    fill=choice("role", {"start": BLUE, "required": VERMILLION, "design": PAPER}),
)
_CURVE = mark("curve", "line", x=_X, y=_Y, stroke=MUTED, strokeWidth=2)
CHART = ChartKind("accuracy_cost", figure, chart(_CURVE, _STEPS, label_marks(_X, _Y), note_marks()), zoomed=True)
