"""# scores: the models in the order of the rule that decides

For a rule without a threshold on another metric: each model's score on one axis, the best on top, better to the
right. The chosen model is a full circle; rejected models are crosses at the score that they would have had.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planpress.charts.candidates import (
    VALUES,
    Candidate,
    Deciding,
    apart,
    axis_notes,
    deciding,
    ordered,
    role,
    tip,
    together,
    value_note,
)
from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import plotted
from planpress.charts.engine.plot import Plot
from planpress.charts.engine.text_metrics import fit, note, text_width
from planpress.charts.engine.ticks import Axis, number_axis, off, off_key, row_axis
from planpress.model.evaluation import Evaluation
from planpress.model.figure import COLUMN, Figure, Frame, Row, Table
from planpress.model.metrics import same
from planpress.model.plan import Plan
from planpress.model.wording import counted, in_sentence

MOST = 20
"""The most models that have a row; the table has all."""

_ROW = 22


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The scores of the models; None without a score, and where the chart of trade-offs says it all."""
    of = deciding(plan, evaluation)
    if of is None or not of.measured or of.main_bound is not None:
        return None
    shown = _shown(of)
    x = number_axis([one.measure or 0.0 for one in shown], reverse=of.result.better == "lower")
    left = min(max(text_width(one.name, bold=True) for one in shown) + 20, width * 0.42)
    points = [_point(of, one, row, x) for row, one in enumerate(shown)]
    frame = Frame.within(width, len(shown) * _ROW, left=left, right=VALUES, top=8, bottom=60 if off_key(points) else 42)
    datasets = {
        "bands": [],
        "rules": [],
        "labels": [],
        "points": points,
        "notes": [*_names(of, shown, frame), *axis_notes(of, points, frame)],
    }
    return Plot(x, row_axis(len(shown)), frame).figure(CHART.name, _title(of), _alternative(of), datasets, _table(of))


def _shown(of: Deciding) -> Sequence[Candidate]:
    """The best models, and the winners whatever else there is."""
    best = of.measured[:MOST]
    return best if len(of.measured) <= MOST else [*of.winners[:MOST], *(one for one in best if not one.won)][:MOST]


def _point(of: Deciding, one: Candidate, row: int, x: Axis) -> Row:
    value, about = one.measure or 0.0, {"id": one.name, "tip": tip(of, one)}
    return {"x": x.held(value), "y": row, "role": role(one), **off(x, value), **about}


def _names(of: Deciding, shown: Sequence[Candidate], frame: Frame) -> Iterator[Row]:
    for row, one in enumerate(shown):
        text, py = fit(one.name, frame.left - 18, bold=True), (row + 0.5) * _ROW + 4.5
        tone = "muted" if role(one) == "rejected" else "ink"
        yield note(text, -12, py, "right", tone, "bold" if one.won else "normal")
        yield value_note(of, one.measure or 0.0, py, frame, bold=one.won)


def _title(of: Deciding) -> str:
    winners, kept = of.winners, of.kept
    if not winners:
        return f"None of {counted(len(of.candidates), 'model')} is chosen: {of.result.words} has no answer"
    score = of.score(winners[0].measure or 0.0)
    name = in_sentence(of.score_title(unit=False))
    if len(kept) == 1:
        return f"{winners[0].short} is the only model with a score: {name} {score}"
    best = "highest" if of.result.better == "higher" else "lowest"
    if len(winners) > 1:
        return f"{together(winners)} share the {best} {name}, {score}, of {len(kept)} models"
    rest = [one for one in kept if not one.won]
    ahead = apart(rest[0].measure or 0.0, winners[0].measure or 0.0, of.result.unit)
    behind = together([one for one in rest if one.verdict.rank == rest[0].verdict.rank])
    return f"{winners[0].short} has the {best} {name}, {score}: {ahead} ahead of {behind}"


def _alternative(of: Deciding) -> str:
    values = [one.measure or 0.0 for one in of.measured]
    best, worst = of.measured[0], of.measured[-1]
    sentences = [f"{counted(len(values), 'model')} by {in_sentence(of.score_title())}."]
    if len(values) > 1 and same(values[0], values[-1]):
        sentences.append(f"All are equal, at {of.score(values[0])}.")
    elif len(values) > 1:
        ends = (f"{of.score(one.measure or 0.0)} ({one.short})" for one in (best, worst))
        sentences.append(f"From best to worst: {' to '.join(ends)}.")
    if of.kept:
        sentences.append(f"By rank: {ordered(of)}.")
    rejected = sum(one.verdict.status == "rejected" for one in of.candidates)
    unknown = sum(one.verdict.status == "not-evaluated" for one in of.candidates)
    sentences += [f"Rejected: {rejected}."] * bool(rejected) + [f"Not evaluated: {unknown}."] * bool(unknown)
    return " ".join(sentences)


def _table(of: Deciding) -> Table:
    rows = tuple(
        (one.name, one.measure, one.verdict.rank, one.standing, one.verdict.reasons) for one in of.candidates
    )
    return Table(("model", of.score_title(), "rank", "verdict", "why"), rows)


CHART = ChartKind("scores", figure, plotted(in_rows=True))
