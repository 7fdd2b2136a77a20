"""# weight_sweep: who wins as a weight moves

The score of each model against the share that one metric has in the sum of all weights, from 0 to 1; the other
weights keep their proportions. Better is up. The thick line is the best score there is at each weight: where it has a
corner, the winner changes. A dashed line marks the weight as it is declared. Of many models those are drawn that win
somewhere, and the best ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planpress.charts.candidates import Candidate, Deciding, deciding, ordered, rough
from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import across, chart, label_marks, mark, note_marks, upward
from planpress.charts.engine.placement import RISE, Box
from planpress.charts.engine.plot import Plot, Wanted
from planpress.charts.engine.text_metrics import SMALL, TEXT, clean, fit, note, text_width
from planpress.charts.engine.theme import BLUE, FAINT, MUTED, PAPER
from planpress.charts.engine.ticks import Axis, number_axis
from planpress.charts.sweep_text import drawn_sweep, winner_names, wins
from planpress.model.evaluation import Evaluation
from planpress.model.figure import COLUMN, Figure, Frame, Row, Table
from planpress.model.plan import Plan
from planpress.model.sensitivity import Segment, Sweep, named
from planpress.model.wording import counted, listed, rounded

MOST = 12
"""The most models that have a line; the table has all ranges."""

_STEPS = 24
_NAMED = 8
_NARROW = 0.16
_BEHIND = 90
"""The most pixels of a name behind the end of a line."""
_END = 1e-9
"""At a weight of 0 or 1 metrics would drop out of the mean; the lines end as near to it as scores can be told apart."""

Lines = Mapping[str, Sequence[tuple[float, float]]]
"""The weights and scores along the line of each model."""


@dataclass(frozen=True, slots=True)
class Moving:
    """A weight that moves, with the score of each model at any value of it."""

    of: Deciding
    sweep: Sweep

    def score(self, model: Candidate, weight: float) -> float:
        """The score at a weight from 0 to 1."""
        rule = self.of.rule.moved(self.sweep, min(max(weight, _END), 1 - _END))
        return rule.measure(model.values, self.of.metrics) or 0.0

    def winner(self, segment: Segment) -> Candidate:
        """The first of those that win there."""
        return next(one for one in self.of.candidates if one.name in segment.winners)

    def best(self, weight: float) -> float:
        """The best score at a weight."""
        first = self.sweep.winners(weight)[0]
        return self.score(next(one for one in self.of.candidates if one.name == first), weight)


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The scores as the weight moves that turns the choice first; None where no weights decide."""
    of, sweep = deciding(plan, evaluation), drawn_sweep(evaluation)
    if of is None or sweep is None or sweep.bound is not None or not sweep.now:
        return None
    moving = Moving(of, sweep)
    lines = {one.name: _line(moving, one, 0, 1) for one in _shown(moving)}
    values = [up for line in lines.values() for _, up in line]
    x = Axis(0, 1, (0, 0.25, 0.5, 0.75, 1), ("0", "0.25", "0.5", "0.75", "1"))
    y = number_axis((), values, reverse=of.result.better == "lower")
    left = max(text_width(label, SMALL) for label in y.labels or ("",)) + 12
    behind = _behind(moving, lines)
    room = max((text_width(text) + 10 for text in behind.values()), default=0)
    frame = Frame.within(width, 220, left=max(left, 24), right=max(room, 18), top=44, bottom=42)
    plot = Plot(x, y, frame)
    datasets: dict[str, Iterable[Row]] = {
        "lines": _lines(lines, y),
        "envelope": _envelope(moving, y),
        "rules": [{"x": sweep.declared}],
        "turns": [_breakpoint(moving, at, y) for at in _corners(sweep)],
        "labels": _labels(moving, lines, plot),
        "notes": [*_notes(moving, frame), *_ends(behind, lines, plot)],
    }
    return plot.figure(CHART.name, _title(moving), _alternative(moving), datasets, _table(moving))


def _shown(moving: Moving) -> list[Candidate]:
    """Those that win somewhere, the widest ranges first, then the best ones."""
    widest = sorted(moving.sweep.segments, key=lambda one: (one.winners != moving.sweep.now, one.low - one.high))
    first = [moving.winner(one) for one in widest]
    ranked = [one for one in moving.of.kept if one.measure is not None]
    return list({one.name: one for one in (*first, *ranked)}.values())[:MOST]


def _line(moving: Moving, model: Candidate, low: float, high: float) -> list[tuple[float, float]]:
    count = max(2, round(_STEPS * (high - low)))
    weights = (low + (high - low) * step / count for step in range(count + 1))
    return [(weight, moving.score(model, weight)) for weight in weights]


def _lines(lines: Lines, y: Axis) -> Iterator[Row]:
    for index, (name, line) in enumerate(lines.items()):
        for weight, score in line:
            yield {"x": weight, "y": y.held(score), "model": index, "tip": clean(name)}


def _envelope(moving: Moving, y: Axis) -> Iterator[Row]:
    for index, segment in enumerate(moving.sweep.segments):
        tip = f"{wins(segment.winners)} from {rounded(segment.low)} to {rounded(segment.high)}"
        for weight, score in _line(moving, moving.winner(segment), segment.low, segment.high):
            yield {"x": weight, "y": y.held(score), "part": index, "tip": tip}


def _corners(sweep: Sweep) -> list[float]:
    """The weights at which the winner changes; of very many those next to the declared one."""
    every = [point.at for point in sweep.breakpoints]
    passed = sum(at < sweep.declared for at in every)
    return every if len(every) <= MOST else every[max(0, passed - 1) : passed + 1]


def _breakpoint(moving: Moving, at: float, y: Axis) -> Row:
    tip = f"at a weight of {rounded(at)} {wins(moving.sweep.winners(at))}"
    return {"x": at, "y": y.held(moving.best(at)), "tip": tip}


def _labels(moving: Moving, lines: Lines, plot: Plot) -> Iterator[Row]:
    """The weights at the corners, and the winners over the middle of their ranges."""
    sweep = moving.sweep
    wanted: list[Wanted] = []
    widest = {segment.winners[0]: segment for segment in sorted(sweep.segments, key=lambda one: one.high - one.low)}
    named_first = sorted(widest.values(), key=lambda one: (one.winners != sweep.now, one.low - one.high))
    for segment in named_first[:_NAMED]:
        names = [fit(named(segment.winners), room, bold=True) for room in (170, 90)]
        line = lines.get(segment.winners[0])
        if line is not None and segment.high - segment.low < _NARROW:
            # Over so short a range a name would seem to belong to its neighbour.
            at = max((line[1], line[-2]), key=lambda point: plot.y.share(point[1]))
        else:
            middle = (segment.low + segment.high) / 2
            at = middle, moving.score(moving.winner(segment), middle)
        wanted.append(plot.label(*at, names, bold=segment.winners == sweep.now))
    wanted += [plot.label(at, moving.best(at), (rounded(at),)) for at in _corners(sweep)]
    return plot.labels(wanted, None, (), _lines_to_avoid(moving, lines, plot))


def _behind(moving: Moving, lines: Lines) -> dict[str, str]:
    """Those that win nowhere, with their names as they stand behind the ends of their lines: among the lines a name
    would seem to be that of a better one."""
    winners = {name for segment in moving.sweep.segments for name in segment.winners}
    return {name: fit(name, _BEHIND) for name in lines if name not in winners}


def _ends(behind: Mapping[str, str], lines: Lines, plot: Plot) -> Iterator[Row]:
    """Their names, as far as each has room beside its own end."""
    taken: list[float] = []
    for name, text in behind.items():
        end = plot.down(lines[name][-1][1]) + RISE * TEXT / 2
        free = (end + way for way in (0.0, 4.0, -4.0, 7.0, -7.0) if all(abs(end + way - py) >= TEXT for py in taken))
        py = next(free, None)
        if py is not None:
            taken.append(py)
            yield note(text, plot.frame.width + 6, round(py, 2))


def _lines_to_avoid(moving: Moving, lines: Lines, plot: Plot) -> list[Box]:
    edge = moving.sweep.declared * plot.frame.width
    disliked = [Box(edge - 1, 0, edge + 1, plot.frame.height)]
    for line in lines.values():
        places = [plot.at(weight, score) for weight, score in line]
        # Boxes close enough together that no text fits between two of them.
        for (x1, y1), (x2, y2) in pairwise(places):
            disliked += [Box.around(x1 + part * (x2 - x1), y1 + part * (y2 - y1), 4) for part in (0, 0.33, 0.67)]
    return disliked


def _notes(moving: Moving, frame: Frame) -> Iterator[Row]:
    of, sweep = moving.of, moving.sweep
    edge, now = sweep.declared * frame.width, f"now {rounded(sweep.declared)}"
    room = edge + 4 + text_width(now) < frame.width + frame.right
    yield note(now, edge + 4 if room else edge - 4, -8, "left" if room else "right", "ink")
    wide = frame.width + frame.left - 40
    yield note(f"↑ {fit(of.score_title(), wide)}", 6 - frame.left, -28)
    weight = f"Weight of {of.name(sweep.metric)}"
    whole = f"{weight}, {_rest(moving)}"
    yield note(f"{whole if text_width(whole) < wide else fit(weight, wide)} →", frame.width, frame.height + 36, "right")


def _rest(moving: Moving) -> str:
    others = [metric for metric in moving.of.rule.needs() if metric != moving.sweep.metric]
    return f"the rest on {moving.of.name(others[0])}" if len(others) == 1 else "the others in proportion"


def _title(moving: Moving) -> str:
    sweep, name = moving.sweep, moving.of.name(moving.sweep.metric)
    if not sweep.breakpoints:
        return f"{wins(sweep.now)} whatever the weight of {name} is"
    if len(sweep.breakpoints) < 4:
        first, last = sweep.segments[0], sweep.segments[-1]
        between = [f"{winner_names(one.winners)} up to {rounded(one.high)}" for one in sweep.segments[1:-1]]
        parts = [f"{wins(first.winners)} up to a weight of {rounded(first.high)} on {name}", *between]
        return f"{', '.join(parts)}, {winner_names(last.winners)} from there"
    now = next((one for one in sweep.segments if one.low < sweep.declared < one.high), None)
    where = f" from {rounded(now.low)} to {rounded(now.high)}" if now and now.winners == sweep.now else ""
    changes = f"The winner changes {len(sweep.breakpoints)} times with the weight of {name}"
    return f"{changes}; at {rounded(sweep.declared)}, as it is now, {wins(sweep.now)}{where}"


def _alternative(moving: Moving) -> str:
    of, sweep = moving.of, moving.sweep
    count = counted(len(of.kept), "model")
    sentences = [f"{of.score_title()} of {count} against the weight of {of.name(sweep.metric)}, {_rest(moving)}."]
    sentences.append(f"As it is now, {rounded(sweep.declared)}, by rank: {ordered(of)}.")
    if sweep.breakpoints:
        told = [
            f"at {rounded(point.at)}, where {wins(point.winners)} with {of.score(rough(moving.best(point.at)))}"
            for point in sweep.breakpoints[:8]
        ]
        more = [f"at {counted(len(sweep.breakpoints) - 8, 'more weight')}"] if len(sweep.breakpoints) > 8 else []
        sentences.append(f"The winner changes {listed([*told, *more])}.")
    ahead = {name for one in sweep.segments if len(one.winners) == 1 for name in one.winners}
    behind = [one.short for one in of.kept if one.name not in ahead]
    if behind:
        sentences.append(f"Never ahead alone: {named(behind)}.")
    return " ".join(sentences)


def _table(moving: Moving) -> Table:
    rows = tuple(
        (one.low, one.high, named(one.winners, len(one.winners)), moving.score(moving.winner(one), one.inside))
        for one in moving.sweep.segments
    )
    name = moving.of.title(moving.sweep.metric)
    head = (f"weight of {name}, above", "below", "chosen", f"{moving.of.score_title()}, in the middle")
    return Table(head, rows)


_X, _Y = across(), upward(grid=True)
_BEST = {"detail": {"field": "part", "type": "nominal"}, "stroke": BLUE, "strokeWidth": 3.2, "strokeCap": "round"}
_MARKS = (
    mark("lines", "line", x=_X, y=_Y, detail={"field": "model", "type": "nominal"}, stroke=FAINT, strokeWidth=1.4),
    mark("envelope", "line", x=_X, y=_Y, **_BEST),
    mark("rules", "rule", x=_X, stroke=MUTED, strokeDash=[4, 3]),
    mark("turns", "point", x=_X, y=_Y, shape="circle", size=60, fill=PAPER, stroke=BLUE),
)
CHART = ChartKind("weight_sweep", figure, chart(*_MARKS, label_marks(_X, _Y), note_marks()), crossed=True)
