"""# ladder: how good the models are against what was there

Baselines and models on one axis, the deciding measure, the best on top and better to the right. The band goes from the
floor (the best of what there is without people) to the ceiling (the best people): the gap that can be closed. Models
are circles, the chosen one full; where all are rejected, crosses. Internal and published baselines are squares, people
triangles, requirements a tick.
"""

from __future__ import annotations

from collections.abc import Sequence

from planpress.baselines import BY_ID
from planpress.charts.candidates import Candidate, Deciding, apart, deciding, role, tip, together
from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import plotted
from planpress.charts.engine.text_metrics import clean, shorten
from planpress.charts.score_rows import ScoreRow, score_rows
from planpress.model.evaluation import BaselineResult, Evaluation
from planpress.model.figure import COLUMN, Figure, Table
from planpress.model.metrics import gain
from planpress.model.plan import Plan
from planpress.model.wording import counted, few, in_sentence, percent

MOST = 16
"""The most rows; the chosen model, the floor and the ceiling are always among them, the table has all."""

_ROLES = {"ceiling": "human", "target": "target"}


def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The ladder of one project; None where no baseline has a deciding measure."""
    of = deciding(plan, evaluation)
    rungs = _rungs(of, evaluation) if of else []
    if of is None or all(rung.model for rung in rungs):
        return None
    plot, datasets = score_rows(of, _shown(rungs), width, _ends(evaluation), names=0.46)
    words = (_title(of, evaluation), _alternative(of, rungs))
    return plot.figure(CHART.name, *words, datasets, _table(of, evaluation, rungs))


def _rungs(of: Deciding, evaluation: Evaluation) -> list[ScoreRow]:
    """All that has a measure, the best first."""
    subjects = _subjects(of)
    models = [_model(of, one, one in subjects, evaluation) for one in of.kept or of.measured]
    ends = {evaluation.floor: ", the floor", evaluation.ceiling: ", the ceiling"}
    baselines = []
    for one in evaluation.baselines:
        base = one.baseline
        if one.measure is not None:
            drawn = _ROLES.get(BY_ID[base.kind].role, "internal")
            what = f"{base.kind.replace('-', ' ')} baseline{ends.get(base.id, '')}"
            words = f"{shorten(base.name)}: {in_sentence(of.score_title(unit=False))} {of.score(one.measure)}; {what}"
            about = (base.id in ends, base.id, words, drawn, "muted")
            baselines.append(ScoreRow(base.name, base.kind, one.measure, *about))
    sign = -1 if of.result.better == "higher" else 1
    return sorted([*models, *baselines], key=lambda rung: (sign * rung.score, rung.kind, rung.name))


def _subjects(of: Deciding) -> Sequence[Candidate]:
    """The models that the title speaks of: those that are chosen, else the nearest miss, else the best."""
    nearest = [one for one in of.candidates if one.name == of.result.nearest and one.measure is not None]
    return of.winners or nearest or (of.kept or of.measured)[:1]


def _model(of: Deciding, one: Candidate, vital: bool, evaluation: Evaluation) -> ScoreRow:
    standing = evaluation.standings.get(one.name)
    closed = standing.gap_closed if standing else None
    words = f"{tip(of, one)}{f'; closes {percent(closed)} of the gap' if closed is not None else ''}"
    return ScoreRow(one.name, "model", one.measure or 0.0, vital, one.name, words, role(one))


def _shown(rungs: Sequence[ScoreRow]) -> list[ScoreRow]:
    """The rows: what must be seen, then baselines, then the best models."""
    wanted = sorted(rungs, key=lambda rung: (not rung.vital, rung.model))[:MOST]
    return [rung for rung in rungs if rung in wanted]


def _ends(evaluation: Evaluation) -> list[tuple[str, float]]:
    """The floor and the ceiling that have a measure."""
    found = (("floor", evaluation.baseline(evaluation.floor)), ("ceiling", evaluation.baseline(evaluation.ceiling)))
    return [(word, one.measure) for word, one in found if one is not None and one.measure is not None]


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


def _alternative(of: Deciding, rungs: Sequence[ScoreRow]) -> str:
    models = sum(rung.model for rung in rungs)
    order = [f"{clean(shorten(rung.name))} {of.score(rung.score)}" for rung in rungs]
    subject = f"{counted(models, 'model')} and {counted(len(rungs) - models, 'baseline')}"
    absent = len(of.candidates) - models
    left_out = f" Left out: {counted(absent, 'model')} without a rank." if absent and of.kept else ""
    return f"{subject} by {in_sentence(of.score_title())}, best first: {few(order, MOST)}.{left_out}"


def _table(of: Deciding, evaluation: Evaluation, rungs: Sequence[ScoreRow]) -> Table:
    standings = evaluation.standings
    rows = tuple(
        (
            rung.name,
            rung.kind,
            rung.score,
            standings[rung.name].gap_closed if rung.model and rung.name in standings else None,
        )
        for rung in rungs
    )
    return Table(("name", "kind", of.score_title(), "share of the gap closed"), rows)


CHART = ChartKind("ladder", figure, plotted(in_rows=True))
