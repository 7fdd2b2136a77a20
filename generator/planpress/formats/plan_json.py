"""plan.json: everything computed, for programs."""

from types import SimpleNamespace
from typing import Any

from planpress.deciding import loads, stage_time, ways_taken
from planpress.formats.plan_json_types import FindingJson, ProjectJson
from planpress.model.plan import Plan
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


def _plan(report: Report) -> dict[str, Any]:
    """Projects in rank order, then those without a score, then the screened out."""
    plan = report.plan
    order = ((report.evaluations[name], report.ranking.of(name)) for name in report.order())
    judged = (
        SimpleNamespace(
            project=one.project,
            evaluation=one,
            entry=entry,
            teams=plan.asks(one.project),
            time=stage_time(one, report),
        )
        for one, entry in order
    )
    return {
        "schema": SCHEMA,
        "title": plan.title,
        "folder": plan.location.folder,
        "as_of": plan.as_of.isoformat(),
        "capacity": _capacity(plan),
        "method": plan.priority.method,
        "projects": map(ProjectJson.model_validate, judged),
        "open": report.open,
        "stuck": report.obstacles,
        "teams": loads(report),
        "ways_back": [one for one in ways_taken(report) if one.projects],
        "findings": map(FindingJson.model_validate, report.findings),
    }


def _capacity(plan: Plan) -> int | dict[str, float | bool] | None:
    if plan.capacity is None:
        return None
    if plan.capacity.projects is not None:
        return plan.capacity.projects
    if plan.capacity.teams:
        return {"teams": True}
    return {"person_weeks": float(plan.capacity.person_weeks or 0)}
