"""plan.json: everything computed, for programs. Keys are only added within a version; a missing number is null."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from planpress.baselines import BY_ID
from planpress.formats.json_text import indented
from planpress.formats.plan_json_types import (
    BaselineJson,
    DiagnosisJson,
    EarlierRuleJson,
    FactorJson,
    FindingJson,
    GroupJson,
    MethodJson,
    MissingJson,
    PlanJson,
    PriorityJson,
    ProjectJson,
    RequirementJson,
    RuleJson,
    StageJson,
)
from planpress.formats.sensitivity_json import front_json, sweep_json, switch_point_json
from planpress.model.evaluation import BaselineResult, Evaluation, RuleResult
from planpress.model.findings import Finding
from planpress.model.plan import Plan
from planpress.model.ranking import GroupScore, Priority, RankedProject
from planpress.model.report import Report
from planpress.model.scales import Estimate

SCHEMA = 1


def plan_json(report: Report) -> PlanJson:
    """The report as plain values; projects in rank order, then those without a score, then the screened out."""
    return cast(PlanJson, _plan(report, list(_projects(report))))


def render(report: Report) -> str:
    """plan.json as text: two blanks of indent, every number at full precision, a newline at the end."""
    # One project after another, so that they are not all in memory twice.
    return indented(_plan(report, _projects(report))) + "\n"


def json_schema() -> dict[str, Any]:
    """The JSON Schema of plan.json."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(PlanJson).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "plan.json"}


def finding_json(finding: Finding) -> FindingJson:
    """A finding as plain values; line and column are null where it speaks of a whole file."""
    return {
        "code": finding.code,
        "level": finding.level,
        "path": finding.place.path,
        "line": finding.place.line or None,
        "column": finding.place.column or None,
        "message": finding.message,
    }


def _plan(report: Report, projects: Iterable[ProjectJson]) -> dict[str, Any]:
    plan = report.plan
    return {
        "schema": SCHEMA,
        "title": plan.title,
        "folder": plan.location.folder,
        "as_of": plan.as_of.isoformat(),
        "capacity": _capacity(plan),
        "method": plan.priority.method,
        "projects": projects,
        "findings": [finding_json(finding) for finding in report.findings],
    }


def _projects(report: Report) -> Iterator[ProjectJson]:
    return (_project(report.evaluations[name], report.ranking.of(name)) for name in report.order())


def _capacity(plan: Plan) -> int | dict[str, float] | None:
    if plan.capacity is None:
        return None
    if plan.capacity.projects is not None:
        return plan.capacity.projects
    return {"person_weeks": float(plan.capacity.person_weeks or 0)}


def _project(evaluation: Evaluation, entry: RankedProject | None) -> ProjectJson:
    project = evaluation.project
    return {
        "id": project.id,
        "title": project.title,
        "stage": project.current_stage,
        "owner": project.owner,
        "archetype": project.archetype,
        "tags": list(project.tags),
        "review_by": project.review_by.isoformat() if project.review_by else None,
        "person_weeks": project.effort.central if project.effort else None,
        "screened_out": project.screened_out,
        "impact": _group(entry.impact) if entry else None,
        "feasibility": _group(entry.feasibility) if entry else None,
        "priority": _priority(entry) if entry else None,
        "rules": [_rule(rule) for rule in evaluation.rules],
        "values": {model.name: dict(model.values) for model in project.table.models} if project.table else {},
        "baselines": [_baseline(result) for result in evaluation.baselines],
        "missing_baselines": _missing(evaluation),
        "floor": evaluation.floor,
        "ceiling": evaluation.ceiling,
        "gap_closed": {name: standing.gap_closed for name, standing in evaluation.standings.items()},
        "below_floor": [name for name, standing in evaluation.standings.items() if standing.below_floor],
        "above_ceiling": [name for name, standing in evaluation.standings.items() if standing.above_ceiling],
        "diagnosis": _diagnosis(evaluation),
        "requirements": _requirements(evaluation),
        "lifecycle": _lifecycle(evaluation),
        "rule_history": _rule_history(evaluation),
        "accuracy_cost": [
            {"label": step.label, "accuracy": step.accuracy, "multiple": step.multiple, "saves": step.saves}
            for step in evaluation.costs
        ],
        "sweeps": [sweep_json(sweep) for sweep in evaluation.sweeps],
        "flips": [switch_point_json(point) for point in evaluation.switch_points],
        "pareto_front": front_json(evaluation.front),
        "depends_on": list(project.depends_on),
    }


def _group(group: GroupScore) -> GroupJson:
    factors: dict[str, FactorJson] = {}
    for factor in group.factors:
        rating = factor.rating or Estimate(0, 0, 0)
        factors[factor.factor] = {
            "utility": factor.utility,
            "low": factor.low,
            "high": factor.high,
            "weight": factor.weight,
            "value": rating.central if factor.rating else None,
            "form": rating.form if factor.rating else None,
            "raters": dict(rating.raters),
            "why": rating.why,
        }
    return {"value": group.value, "low": group.low, "high": group.high, "factors": factors}


def _method(priority: Priority) -> MethodJson:
    return {"score": priority.score, "low": priority.low, "high": priority.high, "rank": priority.rank}


def _priority(entry: RankedProject) -> PriorityJson:
    return {
        **_method(entry.priority),
        "quadrant": entry.quadrant,
        "rank_low": entry.rank_low,
        "rank_high": entry.rank_high,
        "within_capacity": entry.within_capacity,
        "line": entry.line,
        "methods": {method: _method(priority) for method, priority in entry.by_method.items()},
        "dominated_by": list(entry.dominated_by),
    }


def _rule(rule: RuleResult) -> RuleJson:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "label": rule.label,
        "words": rule.words,
        "decides": rule.decides,
        "better": rule.better,
        "unit": rule.unit,
        "winners": list(rule.winners),
        "nearest": rule.nearest,
        "models": [
            {
                "model": verdict.model,
                "score": verdict.score,
                "rank": verdict.rank,
                "status": verdict.status,
                "because": list(verdict.because),
            }
            for verdict in rule.verdicts
        ],
    }


def _baseline(result: BaselineResult) -> BaselineJson:
    baseline = result.baseline
    return {
        "id": baseline.id,
        "kind": baseline.kind,
        "role": BY_ID[baseline.kind].role,
        "label": baseline.name,
        "rung": baseline.rung,
        "measure": result.measure,
        "fails": list(result.fails),
        "values": dict(baseline.values),
        "gains": {
            model: {metric: {"absolute": gain.absolute, "relative": gain.relative} for metric, gain in gains.items()}
            for model, gains in result.gains.items()
        },
        "identical": list(result.identical),
    }


def _missing(evaluation: Evaluation) -> list[MissingJson]:
    return [
        {
            "kind": missing.kind,
            "waived": missing.waiver is not None and not missing.ended,
            "because": missing.waiver.because if missing.waiver else None,
            "until": missing.waiver.until.isoformat() if missing.waiver else None,
        }
        for missing in evaluation.missing
    ]


def _diagnosis(evaluation: Evaluation) -> DiagnosisJson | None:
    found = evaluation.diagnosis
    if found is None:
        return None
    return {
        "model": found.model,
        "metric": found.metric,
        "reference": found.reference.id if found.reference else None,
        "reference_value": found.reference_value,
        "train": found.train,
        "validation": found.validation,
        "reference_gap": found.reference_gap,
        "generalisation_gap": found.generalisation_gap,
        "first": found.first,
        "steps": list(found.steps),
    }


def _requirements(evaluation: Evaluation) -> list[RequirementJson]:
    return [
        {
            "metric": result.bound.metric,
            "operator": result.bound.operator,
            "limit": result.bound.limit,
            "status": result.status,
            "model": result.model,
            "value": result.value,
            "margin": result.margin,
        }
        for result in evaluation.requirements
    ]


def _lifecycle(evaluation: Evaluation) -> list[StageJson]:
    return [
        {
            "stage": sojourn.stage,
            "since": sojourn.since.isoformat(),
            "until": sojourn.until.isoformat() if sojourn.until else None,
            "back": sojourn.back,
            "because": sojourn.because,
        }
        for sojourn in evaluation.sojourns
    ]


def _rule_history(evaluation: Evaluation) -> list[EarlierRuleJson]:
    return [
        {
            "since": earlier.change.since.isoformat(),
            "until": earlier.until.isoformat() if earlier.until else None,
            "rule": earlier.change.rule,
            "because": earlier.change.because,
            "winners": list(earlier.winners),
            "agrees": earlier.agrees,
        }
        for earlier in evaluation.earlier
    ]
