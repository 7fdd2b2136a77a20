"""plan.json: everything computed, for programs."""

from __future__ import annotations

from typing import Any

from planpress.formats.plan_json_types import FindingJson, ProjectJson
from planpress.model.evaluation import Evaluation
from planpress.model.findings import Finding
from planpress.model.plan import Plan
from planpress.model.ranking import RankedProject
from planpress.model.report import Report

SCHEMA = 1


def render(report: Report) -> str:
    """plan.json as text: two blanks of indent, every number at full precision, a newline at the end."""
    from pydantic_core import to_json

    # One project is read off after another, so that they are not all in memory twice.
    return to_json(_plan(report), indent=2).decode() + "\n"


def projects_json(report: Report) -> list[dict[str, Any]]:
    """The projects as plain values: in rank order, then those without a score, then the screened out."""
    return [project.model_dump() for project in _plan(report)["projects"]]


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as plain values; line and column are null where it speaks of a whole file."""
    return FindingJson.model_validate(finding).model_dump()


def _plan(report: Report) -> dict[str, Any]:
    """Projects in rank order, then those without a score, then the screened out."""
    plan = report.plan
    return {
        "schema": SCHEMA,
        "title": plan.title,
        "folder": plan.location.folder,
        "as_of": plan.as_of.isoformat(),
        "capacity": _capacity(plan),
        "method": plan.priority.method,
        "projects": (_project(report.evaluations[name], report.ranking.of(name)) for name in report.order()),
        "findings": map(FindingJson.model_validate, report.findings),
    }


def _capacity(plan: Plan) -> int | dict[str, float] | None:
    if plan.capacity is None:
        return None
    if plan.capacity.projects is not None:
        return plan.capacity.projects
    return {"person_weeks": float(plan.capacity.person_weeks or 0)}


def _project(evaluation: Evaluation, entry: RankedProject | None) -> ProjectJson:
    project, standings = evaluation.project, evaluation.standings
    return ProjectJson.model_validate({
        "id": project.id,
        "title": project.title,
        "stage": project.current_stage,
        "owner": project.owner,
        "archetype": project.archetype,
        "tags": project.tags,
        "review_by": project.review_by,
        "person_weeks": project.effort.central if project.effort else None,
        "screened_out": project.screened_out,
        "impact": entry.impact if entry else None,
        "feasibility": entry.feasibility if entry else None,
        "priority": entry,
        "rules": evaluation.rules,
        "values": {model.name: model.values for model in project.table.models} if project.table else {},
        "baselines": evaluation.baselines,
        "missing_baselines": evaluation.missing,
        "floor": evaluation.floor,
        "ceiling": evaluation.ceiling,
        "gap_closed": {name: standing.gap_closed for name, standing in standings.items()},
        "below_floor": [name for name, standing in standings.items() if standing.below_floor],
        "above_ceiling": [name for name, standing in standings.items() if standing.above_ceiling],
        "diagnosis": evaluation.diagnosis,
        "requirements": evaluation.requirements,
        "lifecycle": evaluation.sojourns,
        "rule_history": evaluation.earlier,
        "accuracy_cost": evaluation.costs,
        "sweeps": evaluation.sweeps,
        "flips": evaluation.switch_points,
        "pareto_front": evaluation.front,
        "depends_on": project.depends_on,
    })  # fmt: skip
