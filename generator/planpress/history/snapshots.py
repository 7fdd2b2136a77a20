"""How projects stood after a commit."""

from __future__ import annotations

from planpress.charts.candidates import deciding
from planpress.comparing import winner
from planpress.comparing.shared_scores import measure
from planpress.model.evaluation import Evaluation
from planpress.model.plan import Plan
from planpress.model.ranking import Ranking
from planpress.model.report import Report
from planpress.model.timelines import Measure, Snapshot

Choice = tuple[str | None, float | None, Measure | None]
"""What a deciding rule chose, with which score, and what that measures."""


def choice(plan: Plan, ranking: Ranking, evaluation: Evaluation) -> Choice:
    """What follows for the marks of a project from its own files."""
    name = evaluation.project.id
    said = next(winner.say(Report(plan, {name: evaluation}, ranking, ()), name), None)
    rule = evaluation.deciding
    score = rule.verdict(rule.winners[0]).score if rule is not None and rule.winners else None
    return said.words if said else None, score, _measure(plan, evaluation)


def mark(ranking: Ranking, name: str, chosen: Choice) -> Snapshot:
    """How one project stands in a plan."""
    entry = ranking.of(name)
    out = None if entry else next((out.reason for out in ranking.screened_out if out.id == name), None)
    return Snapshot(entry.priority.rank if entry else None, len(ranking.ordered), out, *chosen)


def _measure(plan: Plan, evaluation: Evaluation) -> Measure | None:
    """What the deciding score measures; of a rule that optimises one metric that, whatever its thresholds."""
    of, known = deciding(plan, evaluation), measure(plan, evaluation)
    if of is None or known is None:
        return None
    what = known[0] if of.measures else ": ".join(known)
    return Measure(what, of.score_title(unit=False), of.result.unit, of.result.better)
