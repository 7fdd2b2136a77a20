"""# ladder: how good the models are against what was there

Baselines and models on one axis, the deciding measure, the best on top and better to the right. The band goes from the
floor (the best of what there is without people) to the ceiling (the best people): the gap that can be closed. Models
are circles, the chosen one full; where all are rejected, crosses. Internal and published baselines are squares, people
triangles, requirements a tick.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planpress.baselines import BY_ID
from planpress.charts.candidates import (
    VALUES,
    Candidate,
    Deciding,
    apart,
    axis_notes,
    deciding,
    role,
    tip,
    together,
    value_note,
)
from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import plotted
from planpress.charts.engine.plot import Plot
from planpress.charts.engine.text_metrics import clean, fit, note, shorten, text_width
from planpress.charts.engine.ticks import Axis, number_axis, off, off_key, row_axis
from planpress.model.evaluation import BaselineResult, Evaluation
from planpress.model.figure import COLUMN, Figure, Frame, Row, Table
from planpress.model.metrics import gain
from planpress.model.plan import Plan
from planpress.model.wording import counted, few, in_sentence, percent

MOST = 16
"""The most rows; the chosen model, the floor and the ceiling are always among them, the table has all."""

_ROW = 22
_ROLES = {"ceiling": "human", "target": "target"}


@dataclass(frozen=True, slots=True)
class Rung:
    """A model or a baseline on the ladder, with its measure; `kind` is the baseline's, or model."""

    name: str
    kind: str
    measure: float
    vital: bool
    id: str
    tip: str
    standing: str = ""

    @property
    def role(self) -> str:
        """How it is drawn."""
        return self.standing or _ROLES.get(BY_ID[self.kind].role if self.kind in BY_ID else "", "internal")


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The ladder of one project; None where no baseline has a deciding measure."""
    of = deciding(plan, evaluation)
    rungs = _rungs(of, evaluation) if of else []
    if of is None or all(rung.kind == "model" for rung in rungs):
        return None
    shown = _shown(rungs)
    ends = _ends(evaluation)
    x = number_axis([rung.measure for rung in shown], [value for _, value in ends], reverse=of.result.better == "lower")
    left = min(max(text_width(rung.name, bold=rung.kind == "model") for rung in shown) + 20, width * 0.46)
    points = [_point(rung, row, x) for row, rung in enumerate(shown)]
    bottom = 60 if off_key(points) else 42
    frame = Frame.within(width, len(shown) * _ROW, left=left, right=VALUES, top=26, bottom=bottom)
    plot = Plot(x, row_axis(len(shown)), frame)
    datasets: dict[str, list[Row]] = {
        "bands": [{"x": x.held(ends[0][1]), "x2": x.held(ends[1][1])}] if len(ends) == 2 else [],
        "rules": [{"x": x.held(value)} for _, value in ends],
        "points": points,
        "labels": [],
        "notes": [*_notes(of, shown, ends, plot), *axis_notes(of, points, frame)],
    }
    words = (_title(of, evaluation), _alternative(of, rungs))
    return plot.figure(CHART.name, *words, datasets, _table(of, evaluation, rungs))


def _rungs(of: Deciding, evaluation: Evaluation) -> list[Rung]:
    """All that has a measure, the best first."""
    subjects = _subjects(of)
    models = [
        Rung(one.name, "model", one.measure or 0.0, one in subjects, one.name, _tip(of, one, evaluation), role(one))
        for one in of.kept or of.measured
    ]
    ends = {evaluation.floor: ", the floor", evaluation.ceiling: ", the ceiling"}
    baselines = []
    for one in evaluation.baselines:
        base = one.baseline
        if one.measure is not None:
            words = f"{base.kind.replace('-', ' ')} baseline{ends.get(base.id, '')}"
            said = f"{shorten(base.name)}: {in_sentence(of.score_title(unit=False))} {of.score(one.measure)}; {words}"
            baselines.append(Rung(base.name, base.kind, one.measure, base.id in ends, base.id, said))
    sign = -1 if of.result.better == "higher" else 1
    return sorted([*models, *baselines], key=lambda rung: (sign * rung.measure, rung.kind, rung.name))


def _subjects(of: Deciding) -> Sequence[Candidate]:
    """The models that the title speaks of: those that are chosen, else the nearest miss, else the best."""
    nearest = [one for one in of.candidates if one.name == of.result.nearest and one.measure is not None]
    return of.winners or nearest or (of.kept or of.measured)[:1]


def _tip(of: Deciding, one: Candidate, evaluation: Evaluation) -> str:
    standing = evaluation.standings.get(one.name)
    closed = standing.gap_closed if standing else None
    return f"{tip(of, one)}{f'; closes {percent(closed)} of the gap' if closed is not None else ''}"


def _shown(rungs: Sequence[Rung]) -> list[Rung]:
    """The rows: what must be seen, then baselines, then the best models."""
    wanted = sorted(rungs, key=lambda rung: (not rung.vital, rung.kind == "model"))[:MOST]
    return [rung for rung in rungs if rung in wanted]


def _ends(evaluation: Evaluation) -> list[tuple[str, float]]:
    """The floor and the ceiling that have a measure."""
    found = (("floor", evaluation.baseline(evaluation.floor)), ("ceiling", evaluation.baseline(evaluation.ceiling)))
    return [(word, one.measure) for word, one in found if one is not None and one.measure is not None]


def _point(rung: Rung, row: int, x: Axis) -> Row:
    about = {"id": rung.id, "tip": rung.tip}
    return {"x": x.held(rung.measure), "y": row, "role": rung.role, **off(x, rung.measure), **about}


def _notes(of: Deciding, shown: Sequence[Rung], ends: Sequence[tuple[str, float]], plot: Plot) -> Iterator[Row]:
    for row, rung in enumerate(shown):
        bold, py = rung.kind == "model" and rung.vital, (row + 0.5) * _ROW + 4.5
        tone = "ink" if rung.kind == "model" else "muted"
        text = fit(rung.name, plot.frame.left - 18, bold=bold)
        yield note(text, -12, py, "right", tone, "bold" if bold else "normal")
        yield value_note(of, rung.measure, py, plot.frame, bold=bold)
    # The two words lean away from each other, so that they never meet.
    leftmost = min(ends, key=lambda end: plot.across(end[1]), default=None)
    for end in ends:
        px = plot.across(end[1])
        outward = end is leftmost and px > text_width(end[0])
        yield note(end[0], px, -8, "right" if outward else "left", "ink")


def _title(of: Deciding, evaluation: Evaluation) -> str:
    floor, ceiling = evaluation.baseline(evaluation.floor), evaluation.baseline(evaluation.ceiling)
    best = next(iter(_subjects(of)), None)
    if best is None or best.measure is None:
        known = floor or ceiling
        bounds = f"; the {'floor' if known is floor else 'ceiling'} is {_named(of, known)}" if known else ""
        return f"No model is measured yet against {counted(len(evaluation.baselines), 'baseline')}{bounds}"
    tied = f", which ties with {together(of.winners[1:])}," if len(of.winners) > 1 else ""
    which = "nearest" if best.name == of.result.nearest else "best"
    head = f"{best.short}{tied}" if of.winners else f"No model is chosen; the {which}, {best.short},"
    standing = evaluation.standings.get(best.name)
    if floor is None or floor.measure is None:
        return _against(of, head, best, ceiling) if ceiling else _against(of, head, best, evaluation.baselines[0])
    if standing is None or standing.gap_closed is None or ceiling is None or standing.below_floor:
        return _against(of, head, best, floor)
    between = f"between {_named(of, floor)} and {_named(of, ceiling)}"
    if standing.above_ceiling:
        return f"{head} is above the ceiling: it closes {percent(standing.gap_closed)} of the gap {between}"
    return f"{head} closes {percent(standing.gap_closed)} of the gap {between}"


def _named(of: Deciding, one: BaselineResult) -> str:
    return f"{shorten(one.baseline.name)} ({of.score(one.measure or 0.0)})"


def _against(of: Deciding, head: str, best: Candidate, one: BaselineResult) -> str:
    if one.measure is None:
        return f"{head} reaches {of.score(best.measure or 0.0)}; no baseline bounds it"
    ahead = gain(best.measure or 0.0, one.measure, of.result.better)
    size = apart(best.measure or 0.0, one.measure, of.result.unit)
    if not ahead:
        return f"{head} is as good as {_named(of, one)}"
    return f"{head} is {size} {'better' if ahead > 0 else 'worse'} than {_named(of, one)}"


def _alternative(of: Deciding, rungs: Sequence[Rung]) -> str:
    models = sum(rung.kind == "model" for rung in rungs)
    order = [f"{clean(shorten(rung.name))} {of.score(rung.measure)}" for rung in rungs]
    subject = f"{counted(models, 'model')} and {counted(len(rungs) - models, 'baseline')}"
    absent = len(of.candidates) - models
    left_out = f" Left out: {counted(absent, 'model')} without a rank." if absent and of.kept else ""
    return f"{subject} by {in_sentence(of.score_title())}, best first: {few(order, MOST)}.{left_out}"


def _table(of: Deciding, evaluation: Evaluation, rungs: Sequence[Rung]) -> Table:
    standings = evaluation.standings
    rows = tuple(
        (
            rung.name,
            rung.kind,
            rung.measure,
            standings[rung.name].gap_closed if rung.kind == "model" and rung.name in standings else None,
        )
        for rung in rungs
    )
    return Table(("name", "kind", of.score_title(), "share of the gap closed"), rows)


CHART = ChartKind("ladder", figure, plotted(in_rows=True))
