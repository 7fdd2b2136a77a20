"""# Scores

Numbers that moved: the priority of a project, its impact and its feasibility, and the deciding score of its choice.
Each edit's share of the move is its Shapley value.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from planpress.comparing.conclusion_kind import (
    METRICS,
    MODELS,
    RATINGS,
    SCORING,
    ConclusionKind,
    ConclusionValue,
    of_entry,
    of_evaluation,
)
from planpress.model.evaluation import Evaluation
from planpress.model.plan import Plan
from planpress.model.ranking import RankedProject
from planpress.model.report import Report
from planpress.model.wording import about


@of_evaluation
def deciding(evaluation: Evaluation, report: Report) -> Iterator[ConclusionValue]:
    rule = evaluation.deciding
    if rule is not None:
        yield _said(rule.score, rule.unit)._replace(measure=measure(report.plan, evaluation))


def measure(plan: Plan, evaluation: Evaluation) -> tuple[str, str] | None:
    """What a deciding score is: by which rule, whatever its thresholds, its weights and the labels of its metrics; and
    the units and directions of those."""
    rule = evaluation.rule
    if rule is None:
        return None
    metrics = {name: replace(one, label=None) for name, one in plan.metrics_of(evaluation.project).items()}
    measured = rule.measured()
    known = [f"{name} {metrics[name].better} {metrics[name].unit or ''}" for name in measured if name in metrics]
    by = f"{rule.rule} {rule.words(metrics)}" if rule.computed else f"metric {measured[0]}"
    return by, "; ".join(known)


def _said(score: float | None, unit: str | None = None) -> ConclusionValue:
    return ConclusionValue("", score, "unknown" if score is None else about(score, unit), score)


def _kind(name: str, keys: frozenset[str], score: Callable[[RankedProject], float | None]) -> ConclusionKind:
    say = of_entry(lambda entry: iter((_said(score(entry)),)))
    return ConclusionKind(name, name, "score", keys, SCORING, say, __doc__ or "", "score", both=True)


PRIORITY = _kind("priority", RATINGS, lambda entry: entry.priority.score)
IMPACT = _kind("impact", frozenset({"impact"}), lambda entry: entry.impact.value)
FEASIBILITY = _kind("feasibility", frozenset({"feasibility"}), lambda entry: entry.feasibility.value)
DECIDING = ConclusionKind("score", "deciding score", "evaluation", MODELS, METRICS, deciding, __doc__ or "", "score")
