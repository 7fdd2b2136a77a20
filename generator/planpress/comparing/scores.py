"""# Scores

Numbers that moved: the priority of a project, its impact and its feasibility, and the deciding score of its choice.
Each edit's share of the move is its Shapley value.
"""

from __future__ import annotations

from collections.abc import Iterator

from planpress.comparing.kind import METRICS, MODELS, RATINGS, SCORING, ConclusionKind, Said
from planpress.model.report import Report
from planpress.model.wording import about


def priority(report: Report, project: str) -> Iterator[Said]:
    entry = report.ranking.of(project)
    if entry is not None:
        yield _said(entry.priority.score)


def impact(report: Report, project: str) -> Iterator[Said]:
    entry = report.ranking.of(project)
    if entry is not None:
        yield _said(entry.impact.value)


def feasibility(report: Report, project: str) -> Iterator[Said]:
    entry = report.ranking.of(project)
    if entry is not None:
        yield _said(entry.feasibility.value)


def deciding(report: Report, project: str) -> Iterator[Said]:
    evaluation = report.evaluations.get(project)
    rule = evaluation.deciding if evaluation else None
    if rule is not None:
        score = rule.verdict(rule.winners[0]).score if rule.winners else None
        yield _said(score, rule.unit)


def _said(score: float | None, unit: str | None = None) -> Said:
    return Said("", score, "unknown" if score is None else about(score, unit), score)


def _kind(name: str, label: str, keys: frozenset[str]) -> ConclusionKind:
    say = {"priority": priority, "impact": impact, "feasibility": feasibility}[name]
    return ConclusionKind(name, label, "score", keys, SCORING, say, __doc__ or "", "score", True, True)


PRIORITY = _kind("priority", "priority", RATINGS)
IMPACT = _kind("impact", "impact", frozenset({"impact"}))
FEASIBILITY = _kind("feasibility", "feasibility", frozenset({"feasibility"}))
DECIDING = ConclusionKind(
    "score", "deciding score", "evaluation", MODELS, METRICS, deciding, __doc__ or "", "score", True
)
