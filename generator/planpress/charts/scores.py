"""# scores: the models in the order of the rule that decides

For a rule without a threshold on another metric: each model's score on one axis, the best on top, better to the
right. The chosen model is a full circle; rejected models are crosses at the score that they would have had.
"""

from __future__ import annotations

from collections.abc import Sequence

from planpress.charts.candidates import Candidate, Deciding, apart, deciding, ordered, role, tip, together
from planpress.charts.chart_kind import ChartKind
from planpress.charts.engine.layers import plotted
from planpress.charts.score_rows import ScoreRow, score_rows
from planpress.model.evaluation import Evaluation
from planpress.model.figure import COLUMN, Figure, Table
from planpress.model.metrics import same
from planpress.model.plan import Plan
from planpress.model.wording import counted, in_sentence

MOST = 20
"""The most models that have a row; the table has all."""



def figure(plan: Plan, evaluation: Evaluation, width: float = COLUMN) -> Figure | None:
    """The scores of the models; None without a score, and where the chart of trade-offs says it all."""
    of = deciding(plan, evaluation)
    if of is None or not of.measured or of.main_bound is not None:
        return None
    rows = [_row(of, one) for one in _shown(of)]
    plot, datasets = score_rows(of, rows, width, names=0.42)
    return plot.figure(CHART.name, _title(of), _alternative(of), datasets, _table(of))


def _row(of: Deciding, one: Candidate) -> ScoreRow:
    tone = "muted" if role(one) == "rejected" else "ink"
    return ScoreRow(one.name, "model", one.measure or 0.0, one.won, one.name, tip(of, one), role(one), tone)


def _shown(of: Deciding) -> Sequence[Candidate]:
    """The best models, and the winners whatever else there is."""
    best = of.measured[:MOST]
    return best if len(of.measured) <= MOST else [*of.winners[:MOST], *(one for one in best if not one.won)][:MOST]


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
