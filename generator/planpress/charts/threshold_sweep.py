"""# threshold_sweep: who wins as a threshold moves

One row for each range of a limit in which the same models win, all else staying as it is: a bar over the range, the
name on its left and the optimised metric on its right. The limit goes up from left to right. The bar of the rule as
it is declared is full, and a dashed line marks its limit; where no model qualifies the bar is dashed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from planpress.charts.candidates import Deciding, deciding
from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import across, area, chart, choice, expr, mark, note_marks, upward
from planpress.charts.engine.plot import Plot
from planpress.charts.engine.text_metrics import fit, note, shorten, text_width
from planpress.charts.engine.theme import BLUE, MUTED, PAPER
from planpress.charts.engine.ticks import Axis, number_axis, row_axis
from planpress.charts.score_rows import VALUES, value_note
from planpress.charts.sweep_text import drawn_sweep, switch_points_of, winner_names, wins, would
from planpress.model.bounds import WORDS, Bound
from planpress.model.evaluation import Evaluation
from planpress.model.figure import COLUMN, Figure, Frame, Row, Table
from planpress.model.plan import Plan
from planpress.model.sensitivity import Segment, Sweep, SwitchPoint, named, won_by
from planpress.model.wording import counted, difference, listed, number, with_unit

MOST = 12
"""The most ranges that have a row, those nearest to the declared limit; the table has all."""

_ROW = 26
_HALF = 0.3


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The ranges of the threshold that turns the choice first; None where no threshold decides."""
    of, sweep = deciding(plan, evaluation), drawn_sweep(evaluation)
    if of is None or sweep is None or sweep.bound is None or not any(one.winners for one in sweep.segments):
        return None
    bound, shown = sweep.bound, _shown(sweep)
    ends = {end for one in shown for end in (one.low, one.high) if math.isfinite(end)}
    # Room at both sides, for ranges without an end.
    x = number_axis((), {bound.limit, *ends}, pad=0.15)
    left = min(max(text_width(winner_names(one.winners), bold=True) for one in shown) + 20, width * 0.42)
    frame = Frame.within(width, len(shown) * _ROW, left=left, right=VALUES, top=44, bottom=42)
    plot = Plot(x, row_axis(len(shown)), frame)
    datasets: dict[str, list[Row]] = {
        "bars": [_bar(one, row, sweep, x, of) for row, one in enumerate(shown)],
        "rules": [{"x": x.held(bound.limit)}],
        "notes": [*_names(of, sweep, shown, frame), *_ends(sweep, shown, plot), *_heads(of, bound, plot)],
    }
    switch_points = switch_points_of(evaluation, sweep)
    words = (_title(of, sweep, switch_points), _alternative(of, sweep, shown, switch_points))
    return plot.figure(CHART.name, *words, datasets, _table(of, sweep))


def upper(bound: Bound) -> bool:
    """Whether a limit at which the winners change belongs to the range above it."""
    return bound.operator in (">", "<=")


def _shown(sweep: Sweep) -> Sequence[Segment]:
    at = _home(sweep)
    first = max(0, min(at - MOST // 2, len(sweep.segments) - MOST))
    return sweep.segments[first : first + MOST]


def _home(sweep: Sweep) -> int:
    """Which segment the declared limit lies in. As a threshold moves, no winners come back."""
    return next(index for index, one in enumerate(sweep.segments) if one.winners == sweep.now)


def _bar(one: Segment, row: int, sweep: Sweep, x: Axis, of: Deciding) -> Row:
    kind = "now" if one.winners == sweep.now else "other" if one.winners else "none"
    tip = f"{wins(one.winners)} with a limit {_range(one, sweep, of.unit(sweep.metric))}"
    place = {"x": x.held(one.low), "x2": x.held(one.high), "y": row - _HALF, "y2": row + _HALF}
    return {**place, "role": "none" if not one.winners else kind, "tip": tip}


def _names(of: Deciding, sweep: Sweep, shown: Sequence[Segment], frame: Frame) -> Iterator[Row]:
    measures = {one.name: one.measure for one in of.candidates}
    for row, one in enumerate(shown):
        now, py = one.winners == sweep.now, (row + 0.5) * _ROW + 4.5
        tone, weight = "ink" if one.winners else "muted", "bold" if now else "normal"
        yield note(fit(won_by(one.winners), frame.left - 18, bold=True), -12, py, "right", tone, weight)
        measure = measures.get(one.winners[0]) if one.winners else None
        if measure is not None:
            yield value_note(of, measure, py, frame, bold=now)


def _ends(sweep: Sweep, shown: Sequence[Segment], plot: Plot) -> Iterator[Row]:
    """The numbers at which the winners change, each beside the bar that is further from the declared one."""
    home, edge = _home(sweep), plot.across(sweep.declared)
    for row, one in enumerate(shown):
        at = sweep.segments.index(one)
        if at == home:
            continue
        end, side = (one.high, 1) if at < home else (one.low, -1)
        px, py = plot.across(end), (row + 0.5) * _ROW + 4.5
        text, room = number(end), text_width(number(end)) + 10
        bar = abs(plot.x.share(one.high) - plot.x.share(one.low)) * plot.frame.width
        # Inside its bar where it would stand on the line of the declared limit.
        if bar > room and min(abs(px + side * room / 2 - edge), abs(px - edge)) < room / 2:
            side = -side
        if px + room < plot.frame.width if side > 0 else px > room:
            yield note(text, px + 5 * side, py, "left" if side > 0 else "right", "ink")


def _heads(of: Deciding, bound: Bound, plot: Plot) -> Iterator[Row]:
    frame = plot.frame
    edge, now = plot.across(bound.limit), f"now {with_unit(bound.limit, of.unit(bound.metric))}"
    room = edge + 4 + text_width(now) < frame.width + frame.right
    yield note(now, edge + 4 if room else edge - 4, -8, "left" if room else "right", "ink")
    total = frame.width + frame.left + frame.right - 12
    yield note(fit(of.score_title(), total), frame.width + frame.right - 4, -28, "right")
    unit = of.unit(bound.metric)
    words = f"{shorten(of.label(bound.metric))} must be {WORDS[bound.operator]} this limit{f', {unit}' if unit else ''}"
    yield note(fit(words, total), frame.width + frame.right - 4, frame.height + 36, "right")


def _range(one: Segment, sweep: Sweep, unit: str | None) -> str:
    """A range of limits in words: below 0.5, from 0.5 to below 0.7, above 0.7 up to 0.9, from 0.9 on."""
    assert sweep.bound is not None
    low, high = with_unit(one.low, unit), with_unit(one.high, unit)
    if math.isinf(one.low) and math.isinf(one.high):
        return "anywhere"
    if math.isinf(one.low):
        return f"below {high}" if upper(sweep.bound) else f"up to {high}"
    if math.isinf(one.high):
        return f"from {low} on" if upper(sweep.bound) else f"above {low}"
    return f"from {low} to below {high}" if upper(sweep.bound) else f"above {low} up to {high}"


def _title(of: Deciding, sweep: Sweep, switch_points: Sequence[SwitchPoint]) -> str:
    assert sweep.bound is not None
    bound, unit = sweep.bound, of.unit(sweep.metric)
    loosest = sweep.segments[0 if bound.better == "higher" else -1].winners
    if len(sweep.segments) == 1:
        return f"{wins(sweep.now)} wherever the limit of {of.name(sweep.metric)} is"
    first = switch_points[0] if switch_points else None
    if not sweep.now:
        tail = f"; if its limit {first.words(unit)}, {wins(first.winners)}" if first else ""
        return f"No model has {of.bound(bound)}{'' if len(of.rule.bounds()) == 1 else ' and all the rest'}{tail}"
    if sweep.now != loosest:
        must = f"{of.name(sweep.metric)} must be {WORDS[bound.operator]} {with_unit(bound.limit, unit)}"
        return f"{wins(sweep.now)} only because {must}: without that {would(loosest)}"
    tail = f"; if the limit {first.words(unit)}, {wins(first.winners)}" if first else ""
    return f"{wins(sweep.now)} with or without {of.bound(bound)}{tail}"


def _alternative(of: Deciding, sweep: Sweep, shown: Sequence[Segment], switch_points: Sequence[SwitchPoint]) -> str:
    assert sweep.bound is not None
    unit, name = of.unit(sweep.metric), of.name(sweep.metric)
    told = [f"{winner_names(one.winners)} {_range(one, sweep, unit)}" for one in shown]
    more = len(sweep.segments) - len(shown)
    rest = f"; {counted(more, 'more range')} further away" if more else ""
    sentences = [f"Who wins as the limit of {name} goes up: {'; '.join(told)}{rest}."]
    failing = len(of.failing(sweep.bound))
    sentences.append(
        f"Now it is {with_unit(sweep.bound.limit, unit)}, which rejects {failing} of {len(of.candidates)} models."
    )
    if switch_points:
        sizes = [difference(abs(point.at - point.declared), unit) for point in switch_points]
        ways = ["up" if point.rises else "down" for point in switch_points]
        moves = [f"by {size} {way}" for size, way in zip(sizes, ways, strict=True)]
        sentences.append(f"The winner changes with a move {listed(moves, 'or')}.")
    return " ".join(sentences)


def _table(of: Deciding, sweep: Sweep) -> Table:
    assert sweep.bound is not None
    measures = {one.name: one.measure for one in of.candidates}
    low, high = ("from", "to below") if upper(sweep.bound) else ("above", "up to")
    title = of.title(sweep.metric)
    rows = tuple(
        (
            one.low if math.isfinite(one.low) else None,
            one.high if math.isfinite(one.high) else None,
            named(one.winners, len(one.winners)),
            measures.get(one.winners[0]) if one.winners else None,
        )
        for one in sweep.segments
    )
    return Table((f"limit {low} ({title})", f"limit {high} ({title})", "chosen", of.score_title()), rows)


_X, _Y = across(grid=True), upward(axis=False)
_BARS = mark(
    "bars",
    "rect",
    **area(_X, _Y),
    fill=choice("role", {"now": BLUE, "other": PAPER, "none": "transparent"}),
    stroke=choice("role", {"now": BLUE, "other": BLUE, "none": MUTED}),
    strokeWidth=1.4,
    strokeDash=expr("datum.role == 'none' ? [3, 3] : [1, 0]"),
)
_RULES = mark("rules", "rule", x=_X, stroke=MUTED, strokeDash=[4, 3])
CHART = ChartKind("threshold_sweep", figure, chart(_BARS, _RULES, note_marks()))
