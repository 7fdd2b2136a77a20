"""What a page carries for its sliders: the ratings of a plan, or the models of a rule, as numbers for a script.

The script computes priorities and choices anew from them, by the same formulas (templates/theme/assets/planpress/
scoring.js); tests hold it against priorities/ and rules/.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planpress.model.bounds import WORDS, Bound
from planpress.model.evaluation import Evaluation, RuleResult
from planpress.model.metrics import Metric
from planpress.model.plan import GROUPS, Group, Plan
from planpress.model.ranking import FactorScore, RankedProject
from planpress.model.report import Report
from planpress.pages.site_paths import factor_label
from planpress.rules.common import metric_name
from planpress.rules.mean import MeanRule
from planpress.rules.threshold import ThresholdRule

STEPS = 200
"""About how many steps a slider has from one end to the other."""


def plan_data(report: Report) -> Mapping[str, Any] | None:
    """The plan for sliders of its weights: utilities as [low, central, high]. None where nothing is ranked."""
    plan, ranking = report.plan, report.ranking
    if not ranking.ordered:
        return None
    names = report.names()
    capacity = {"projects": plan.capacity.projects, "weeks": plan.capacity.person_weeks} if plan.capacity else None
    weeks = {project.id: project.effort.central if project.effort else None for project in plan.projects}
    return {
        "method": plan.priority.method,
        "share": plan.priority.impact_share,
        "cut": {"impact": plan.priority.cut.impact, "feasibility": plan.priority.cut.feasibility},
        "capacity": capacity,
        "factors": {group: _factors(plan, group) for group in GROUPS},
        "projects": [_project(entry, names, weeks) for entry in (*ranking.ordered, *ranking.unscored)],
    }


def rule_data(evaluation: Evaluation, plan: Plan) -> Mapping[str, Any] | None:
    """The deciding rule and its models, for sliders of thresholds or of weights; None where it has none to move."""
    result, project = evaluation.deciding, evaluation.project
    if result is None or project.table is None:
        return None
    metrics = plan.metrics_of(project)
    rule = project.rules[result.id]
    said = _common(result, [{"name": model.name, "values": dict(model.values)} for model in project.table.models])
    if isinstance(rule, ThresholdRule) and rule.bounds():
        columns = {bound.metric: _values(evaluation, bound.metric) for bound in rule.bounds()}
        bounds = list(_bounds(rule.bounds(), metrics, columns))
        return {**said, "kind": "threshold", "optimise": rule.optimise, "bounds": bounds}
    if isinstance(rule, MeanRule) and rule.beta is None and sum(weight > 0 for weight in rule.of.values()) > 1:
        return {**said, "kind": "mean", "mean": rule.kind, "of": list(_weights(rule, metrics))}
    return None


def _factors(plan: Plan, group: Group) -> list[Mapping[str, Any]]:
    return [
        {"id": name, "label": factor_label(name, factor), "weight": factor.weight}
        for name, factor in plan.factors(group).items()
    ]


def _project(entry: RankedProject, names: Mapping[str, str], weeks: Mapping[str, float | None]) -> Mapping[str, Any]:
    ends: dict[str, Any] = {group: [_ends(factor) for factor in entry.group(group).factors] for group in GROUPS}
    return {"id": entry.id, "title": names[entry.id], "weeks": weeks[entry.id], **ends}


def _ends(factor: FactorScore) -> list[float | None]:
    return [factor.low, factor.utility, factor.high]


def _common(result: RuleResult, models: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    return {"id": result.id, "label": result.label, "better": result.better, "unit": result.unit, "models": models}


def _values(evaluation: Evaluation, metric: str) -> list[float]:
    table = evaluation.project.table
    return [model.values[metric] for model in table.models if metric in model.values] if table else []


def _bounds(
    bounds: Sequence[Bound], metrics: Mapping[str, Metric], columns: Mapping[str, Sequence[float]]
) -> Iterator[Mapping[str, Any]]:
    for at, bound in enumerate(bounds):
        low, high, step = _span([*columns[bound.metric], bound.limit])
        unit = metrics[bound.metric].unit if bound.metric in metrics else None
        name = metric_name(bound.metric, metrics)
        words = WORDS[bound.operator]
        nth = sum(other.metric == bound.metric for other in bounds[: at + 1])
        said = {"metric": bound.metric, "nth": nth, "operator": bound.operator, "limit": bound.limit, "unit": unit}
        yield {**said, "name": name, "words": words, "label": f"{name[:1].upper()}{name[1:]} {words}",
               "low": low, "high": high, "step": step}  # fmt: skip


def _weights(rule: MeanRule, metrics: Mapping[str, Metric]) -> Iterator[Mapping[str, Any]]:
    """The metrics that count; whether their utilities are taken depends on which of them are left with a weight."""
    for name, weight in rule.of.items():
        if weight <= 0:
            continue
        metric, high = metrics[name], max(2.0, 2 * weight)
        said = {"metric": name, "nth": 1, "weight": weight, "label": f"Weight of {metric_name(name, metrics)}"}
        yield {**said, "metricUnit": metric.unit, "better": metric.better, "range": metric.range,
               "low": 0, "high": high, "step": high / STEPS}  # fmt: skip


def _span(values: Sequence[float]) -> tuple[float, float, float]:
    """The ends of a slider over all values with some room, on a grid of round steps."""
    low, high = min(values), max(values)
    room = (high - low) * 0.1 or abs(high) * 0.5 or 1.0
    rough = (high - low + 2 * room) / STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= rough)
    ends = math.floor((low - room) / step) * step, math.ceil((high + room) / step) * step
    return float(f"{ends[0]:.12g}"), float(f"{ends[1]:.12g}"), float(f"{step:.12g}")
