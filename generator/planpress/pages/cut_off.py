"""What a page carries for the slider of a threshold: the kept points of a model as numbers for a script.

The script works values out from them by the formulas of `Outcomes` (templates/theme/assets/planpress/cut-off.js).
"""

from collections.abc import Mapping
from typing import Any

from planpress.charts.curve_words import DrawnCurves, drawn_curves
from planpress.model.metrics import Bound
from planpress.rules.common import bound_words
from planpress.sections import Subject


def cut_off_data(subject: Subject) -> Mapping[str, Any] | None:
    """The points of the first model, for a slider of its threshold, and which limits of the plan follow from them;
    None without curves."""
    drawn = drawn_curves(subject.plan, subject.evaluation)
    if drawn is None:
        return None
    limits = [limit for bound in _bounds(subject) if (limit := _limit(subject, drawn, bound)) is not None]
    return {
        "model": drawn.names[0], "cutOff": drawn.threshold, "limits": limits,
        "positives": drawn.first.positives, "negatives": drawn.first.negatives, "points": drawn.first.points,
    }  # fmt: skip


def _bounds(subject: Subject) -> list[Bound]:
    """The limits of the rule in force, and what is required."""
    rule = subject.evaluation.rule
    required = [one.bound for one in subject.project.requirements]
    return [*dict.fromkeys([*(rule.bounds() if rule else ()), *required])]


def _limit(subject: Subject, drawn: DrawnCurves, bound: Bound) -> Mapping[str, Any] | None:
    """A limit on a metric that follows from the counts at the plan's threshold; None of another."""
    evidence = subject.project.table.evidence if subject.project.table else None
    found = evidence.metrics.get(bound.metric) if evidence else None
    if found is None or bound.metric not in drawn.curve.metrics or found.passport.threshold != drawn.threshold:
        return None
    metric, beta = found.passport.metric, found.passport.beta
    if found.passport.of_counts(drawn.first.at(drawn.threshold or 0.0)) is None:
        return None
    words = bound_words(bound, subject.metrics)
    return {"words": words, "metric": metric, "beta": beta, "operator": bound.operator, "limit": bound.limit}
