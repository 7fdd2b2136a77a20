"""# gaps: underfitting or overfitting first

One model's measure on the training and on the validation set under that of the reference, as bars, with the two gaps
between their ends as arrows: the avoidable bias from the reference to training, the variance from training to
validation. The larger gap is bold. Bars begin at what is best where that is known (no error, or the end of the
metric's range), so that longer is worse whatever the metric's direction. Source: Machine Learning Yearning, ch. 20 to
34; Full Stack Deep Learning (2019).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planpress.charts.candidates import apart
from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import across, area, chart, choice, expr, label_marks, mark, note_marks, upward
from planpress.charts.engine.placement import Box, Label
from planpress.charts.engine.plot import Plot
from planpress.charts.engine.text_metrics import clean, fit, note, shorten, text_width
from planpress.charts.engine.theme import BLUE, INK, MUTED, SKY
from planpress.charts.engine.ticks import Axis, round_ticks, row_axis
from planpress.document.labels import metric_label
from planpress.model.evaluation import Diagnosis, Evaluation
from planpress.model.figure import COLUMN, Figure, Frame, Row, Table
from planpress.model.metrics import Metric, gain
from planpress.model.plan import Plan
from planpress.model.wording import at_start, in_sentence, listed, number, with_unit

_ROW = 25
_VALUES = 66
_GAPS = {"reference": "avoidable bias", "training": "variance"}
"""What the gap after a bar is called."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One of the three measures: what it is, its name, and its value in `unit`."""

    id: str
    name: str
    value: float
    unit: str | None

    @property
    def words(self) -> str:
        """Its value with its unit."""
        return with_unit(self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Gap:
    """The way from one bar to the next: `gain` is in the metric's unit and positive where the next is worse."""

    before: Bar
    after: Bar
    gain: float
    larger: bool

    @property
    def name(self) -> str:
        """What it is called: the avoidable bias, or the variance."""
        return _GAPS[self.before.id]

    @property
    def id(self) -> str:
        """Its name as scripts have it."""
        return self.name.replace(" ", "-")

    @property
    def size(self) -> str:
        """How large it is, with its unit; between percentages it is in points."""
        return apart(self.before.value, self.after.value, self.before.unit)

    @property
    def words(self) -> str:
        """The gap as a sentence has it: which way it leads, and between what."""
        before, after = shorten(_inside(self.before)), in_sentence(self.after.name)
        if not self.gain:
            return f"{after} is level with {before}"
        return f"{after} is {self.size} {'better' if self.gain < 0 else 'worse'} than {before}"


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The gaps of one project's diagnosis; None without one, and where fewer than two of its values are measured."""
    found = evaluation.diagnosis
    if found is None:
        return None
    metric = plan.metrics_of(evaluation.project)[found.metric]
    bars = _bars(found, metric.unit)
    gaps = list(_gaps(bars, found, metric))
    if not gaps:
        return None
    of = _measure(found.metric, metric)
    x = _axis(bars, metric)
    rows = 2 * len(bars) - 1
    left = min(max(text_width(bar.name) for bar in bars) + 20, width * 0.42)
    frame = Frame.within(width, rows * _ROW, left=left, right=_VALUES, top=8, bottom=42)
    plot = Plot(x, row_axis(rows), frame)
    real = [(row, gap) for row, gap in enumerate(gaps) if gap.gain]
    datasets: dict[str, Iterable[Row]] = {
        "bars": [_bar(bar, 2 * row, found, x) for row, bar in enumerate(bars)],
        "ends": [end for row, gap in enumerate(gaps) for end in _ends(gap, 2 * row)],
        "arrows": [_arrow(gap, 2 * row + 1) for row, gap in enumerate(gaps)],
        "heads": [{"x": gap.after.value, "y": 2 * row + 1, "way": _way(gap, x)} for row, gap in real],
        "labels": _labels(gaps, plot),
        "notes": _notes(of, bars, x, metric, frame),
    }
    words = (_title(found, gaps), _alternative(found, of, bars, gaps, metric.better))
    return plot.figure(CHART.name, *words, datasets, _table(of, bars, gaps))


def _bars(found: Diagnosis, unit: str | None) -> list[Bar]:
    """What was measured of the three, from the reference on."""
    reference = clean(found.reference.name) if found.reference else "Reference"
    three = (
        ("reference", reference, found.reference_value),
        ("training", "Training", found.train),
        ("validation", "Validation", found.validation),
    )
    return [Bar(name, label, value, unit) for name, label, value in three if value is not None]


def _measure(name: str, metric: Metric) -> str:
    """What is measured, with its unit."""
    label = clean(at_start(metric_label(name, {name: metric})))
    return f"{label}, {metric.unit}" if metric.unit else label


def _gaps(bars: Sequence[Bar], found: Diagnosis, metric: Metric) -> Iterator[Gap]:
    """The gaps between neighbours; from the reference to validation alone there is none that has a name."""
    first = {"underfitting": "reference", "overfitting": "training"}.get(found.first or "")
    for before, after in pairwise(bars):
        if "training" in (before.id, after.id):
            yield Gap(before, after, gain(before.value, after.value, metric.better), before.id == first)


def _axis(bars: Sequence[Bar], metric: Metric) -> Axis:
    """From what is best, as far as it is known, to the worst of the bars; 0 is the base of all others."""
    values = [bar.value for bar in bars]
    known = metric.better == "higher" and metric.range is not None and max(values) <= metric.range[1]
    base = metric.range[1] if known and metric.range else 0.0
    low, high = min(base, *values), max(base, *values)
    room = (high - low) * 0.04 or abs(high) * 0.1 or 0.5
    low, high = low - (room if low < base else 0.0), high + (room if high > base else 0.0)
    if low == high:
        low, high = low - room, high + room
    ticks = round_ticks(low, high, 4)
    return Axis(low, high, ticks, tuple(number(tick) for tick in ticks), bool(known))


def _bar(bar: Bar, row: int, found: Diagnosis, x: Axis) -> Row:
    who = shorten(bar.name) if bar.id == "reference" else f"{shorten(found.model)}, {bar.name.lower()}"
    tip = f"{who}: {bar.words}"
    base = x.high if x.reverse else min(max(0.0, x.low), x.high)
    place = {"x": base, "x2": bar.value, "y": row - 0.4, "y2": row + 0.4}
    return {**place, "set": bar.id, "id": bar.id, "tip": tip}


def _ends(gap: Gap, row: int) -> Iterator[Row]:
    """From the end of each bar to the arrow between them."""
    yield {"x": gap.before.value, "y": row + 0.4, "y2": row + 1.35}
    yield {"x": gap.after.value, "y": row + 0.65, "y2": row + 1.6}


def _arrow(gap: Gap, row: int) -> Row:
    tip = f"{gap.name.capitalize()}: {gap.words}"
    place = {"x": gap.before.value, "x2": gap.after.value, "y": row}
    return {**place, "larger": int(gap.larger), "id": gap.id, "tip": tip}


def _way(gap: Gap, x: Axis) -> str:
    return "right" if x.share(gap.after.value) > x.share(gap.before.value) else "left"


def _labels(gaps: Sequence[Gap], plot: Plot) -> Iterator[Row]:
    """What each gap is, beside its arrow."""
    frame = plot.frame
    for row, gap in enumerate(gaps):
        ends = sorted(plot.across(bar.value) for bar in (gap.before, gap.after))
        middle, half = math.fsum(ends) / 2, (ends[1] - ends[0]) / 2
        py = (2 * row + 1.5) * _ROW
        tail = ", the larger gap" if gap.larger else ", the better way" if gap.gain < 0 else ""
        texts = (f"{gap.size} {gap.name}{tail}", f"{gap.size} {gap.name}", gap.size)
        label = Label(texts, middle, py, half + 8, bold=gap.larger, vital=True)
        inside = Box(-frame.left, py - _ROW / 2, frame.width + frame.right, py + _ROW / 2)
        wanted = ((gap.before.value + gap.after.value) / 2, 2 * row + 1, label)
        yield from ({**placed, "id": gap.id} for placed in plot.labels([wanted], inside))


def _notes(of: str, bars: Sequence[Bar], x: Axis, metric: Metric, frame: Frame) -> Iterator[Row]:
    for row, bar in enumerate(bars):
        py = (2 * row + 0.5) * _ROW + 4.5
        yield note(fit(bar.name, frame.left - 18), -12, py, "right", "ink")
        yield note(number(bar.value), frame.width + frame.right - 4, py, "right", "ink")
    longer = "longer is better" if metric.better == "higher" and not x.reverse else "shorter is better"
    text = fit(of, frame.width + frame.left + frame.right - text_width(longer) - 30)
    yield note(f"{text}: {longer}", frame.width + frame.right - 4, frame.height + 36, "right")


def _inside(bar: Bar) -> str:
    """The name of a bar inside a sentence."""
    return bar.name if bar.id == "reference" else bar.name.lower()


def _title(found: Diagnosis, gaps: Sequence[Gap]) -> str:
    first, last = gaps[0], gaps[-1]
    reference = shorten(first.before.name)
    overfitted = f"training is {first.size} better than {reference}, so the training set is overfitted"
    if len(gaps) == 1 and first.before.id == "training":
        turn = "gains" if first.gain < 0 else "loses"
        return f"From training to validation {shorten(found.model)} {turn} {first.size}; the bias has no reference"
    if len(gaps) == 1:
        pair = f"training {first.after.words}, {reference} {first.before.words}"
        least = f"The avoidable bias is at least {first.size}: {pair}"
        return least if first.gain >= 0 else overfitted[:1].upper() + overfitted[1:]
    if found.first == "underfitting":
        on = f"{last.size} {'on' if last.gain >= 0 else 'back'} to validation"
        return f"Underfitting first: {first.size} from {reference} to training, {on}"
    if found.first == "overfitting":
        rest = overfitted if first.gain < 0 else f"{first.size} from {reference} to training"
        joint = "and" if first.gain < 0 else "against"
        return f"Overfitting first: {last.size} from training to validation, {joint} {rest}"
    if first.gain > 0:
        return f"Neither gap is larger: {first.size} from {reference} to training, and as much on to validation"
    return f"No gap to close: {listed(gap.words for gap in gaps)}"


def _alternative(found: Diagnosis, of: str, bars: Sequence[Bar], gaps: Sequence[Gap], better: str) -> str:
    values = listed(f"{shorten(_inside(bar))} {bar.words}" for bar in bars)
    told = [f"{gap.name} {'-' if gap.gain < 0 else ''}{gap.size}{', the larger' if gap.larger else ''}" for gap in gaps]
    steps = f" Try first: {listed(found.steps)}." if found.steps else ""
    return f"{of} of {shorten(found.model)}, {better} is better: {values}. Gaps: {listed(told)}.{steps}"


def _table(of: str, bars: Sequence[Bar], gaps: Sequence[Gap]) -> Table:
    into = {gap.after.id: gap for gap in gaps}
    rows = tuple(
        (bar.name, bar.value, gap.gain if gap else None, gap.name if gap else None)
        for bar, gap in ((bar, into.get(bar.id)) for bar in bars)
    )
    return Table(("set", of, "gap to the one before, worse is positive", "called"), rows)


_X, _Y = across(grid=True), upward(axis=False)
_FILL = choice("set", {"reference": MUTED, "training": BLUE, "validation": SKY})
_BARS = mark("bars", "rect", **area(_X, _Y), fill=_FILL)
_ENDS = mark("ends", "rule", x=_X, y=_Y, y2="y2", stroke=MUTED, strokeDash=[3, 3])
_ARROWS = mark("arrows", "rule", x=_X, x2="x2", y=_Y, stroke=INK, strokeWidth=expr("datum.larger ? 3 : 1.4"))
_SHAPE = choice("way", {"right": "triangle-right", "left": "triangle-left"})
_HEADS = mark("heads", "point", x=_X, y=_Y, shape=_SHAPE, size=70, fill=INK, stroke=INK, strokeWidth=0.5)
CHART = ChartKind("gaps", figure, chart(_BARS, _ENDS, _ARROWS, _HEADS, label_marks(_X, _Y), note_marks()))
