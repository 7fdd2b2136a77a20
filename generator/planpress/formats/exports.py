"""plan.json read back as a report, as far as it goes: conclusions and scores, without what they were made from."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from planpress.formats.plan_json import SCHEMA
from planpress.formats.plan_json_types import BaselineJson, PlanJson, ProjectJson
from planpress.model.errors import PlanpressError, reason
from planpress.model.evaluation import (
    BaselineResult,
    Diagnosis,
    Evaluation,
    RequirementResult,
    RuleResult,
    Standing,
    Verdict,
)
from planpress.model.findings import Finding
from planpress.model.location import Location
from planpress.model.metrics import Bound
from planpress.model.plan import Plan
from planpress.model.project import Baseline, Project
from planpress.model.ranking import GroupScore, Priority, RankedProject, Ranking, ScreenedOut
from planpress.model.report import Report
from planpress.model.sources import Place
from planpress.model.wording import visible

LARGEST = 500_000_000


def read_export(name: str) -> Report:
    """The report of a plan.json file. Raises PlanpressError where it is none, or of another version."""
    from pydantic import TypeAdapter, ValidationError

    path = Path(name)
    try:
        if path.stat().st_size > LARGEST:
            raise PlanpressError(f'"{name}" has more than {LARGEST // 1_000_000} MB')
        data = path.read_bytes()
    except OSError as problem:
        raise PlanpressError(f'"{name}" cannot be read: {reason(problem)}') from None
    try:
        written = json.loads(data)
        version = written.get("schema", SCHEMA) if isinstance(written, dict) else SCHEMA
        if version != SCHEMA:
            shown = visible(str(version)[:20])
            raise PlanpressError(f'"{name}" is plan.json version {shown}, known here is {SCHEMA}; export it again')
        return _report(TypeAdapter(PlanJson).validate_python(written))
    except ValidationError as problem:
        where = ".".join(map(str, problem.errors(include_url=False)[0]["loc"])) or "its first character"
    except (ValueError, RecursionError):
        where = "its first character"
    raise PlanpressError(f'"{name}" is no plan.json (at {where}); write one: planpress export -o plan.json')


def _report(plan: PlanJson) -> Report:
    location = Location(plan.get("folder", Location().folder))
    evaluations = {project.id: _evaluation(project, location) for project in plan["projects"]}
    entries = [entry for project in plan["projects"] if (entry := _entry(project)) is not None]
    ordered = tuple(entry for entry in entries if entry.priority.rank is not None)
    unscored = tuple(entry for entry in entries if entry.priority.rank is None)
    out = tuple(ScreenedOut(one.id, one.screened_out) for one in plan["projects"] if one.screened_out is not None)
    findings = tuple(map(_finding, plan["findings"]))
    projects = tuple(evaluation.project for evaluation in evaluations.values())
    whole = Plan(plan["title"], date.fromisoformat(plan["as_of"]), {}, {}, {}, projects, location=location)
    return Report(whole, evaluations, Ranking(ordered, unscored, out), findings)


def _finding(found: Any) -> Finding:
    return Finding(found.code, found.level, Place(found.path, found.line or 0, found.column or 0), found.message)


def _entry(project: ProjectJson) -> RankedProject | None:
    impact, feasibility, priority = project.impact, project.feasibility, project.priority
    if impact is None or feasibility is None or priority is None:
        return None
    fields: Any = priority
    return RankedProject(
        id=project.id,
        impact=GroupScore("impact", impact.value, impact.low, impact.high, ()),
        feasibility=GroupScore("feasibility", feasibility.value, feasibility.low, feasibility.high, ()),
        priority=Priority(priority.score, priority.low, priority.high, priority.rank),
        by_method={},
        quadrant=fields.quadrant,
        line=fields.line,
        rank_low=priority.rank_low,
        rank_high=priority.rank_high,
        within_capacity=priority.within_capacity,
        dominated_by=tuple(priority.dominated_by),
    )


def _evaluation(project: ProjectJson, location: Location) -> Evaluation:
    return Evaluation(
        project=Project(project.id, project.title, location.project(project.id)),
        rules=tuple(map(_rule, project.rules)),
        baselines=tuple(map(_baseline, project.baselines)),
        floor=project.floor,
        ceiling=project.ceiling,
        standings={
            name: Standing(name, None, name in project.below_floor, name in project.above_ceiling, gap)
            for name, gap in project.gap_closed.items()
        },
        requirements=tuple(map(_requirement, project.requirements)),
        diagnosis=_diagnosis(project.diagnosis),
    )


def _rule(rule: Any) -> RuleResult:
    verdicts = tuple(Verdict(one.model, one.status, one.score, one.rank, tuple(one.because)) for one in rule.models)
    return RuleResult(
        rule.id, rule.kind, rule.label, rule.words, rule.decides, rule.better, rule.unit, verdicts,
        tuple(rule.winners), rule.nearest,
    )  # fmt: skip


def _baseline(one: BaselineJson) -> BaselineResult:
    baseline = Baseline(one.id, one.kind, one.values, one.label)
    return BaselineResult(baseline, one.measure, tuple(one.fails), {}, {}, tuple(one.identical))


def _requirement(one: Any) -> RequirementResult:
    return RequirementResult(
        Bound(one.metric, one.operator, one.limit), None, one.status, one.model, one.value, one.margin
    )


def _diagnosis(one: Any) -> Diagnosis | None:
    if one is None:
        return None
    return Diagnosis(
        one.model, one.metric, None, one.reference_value, one.train, one.validation,
        one.reference_gap, one.generalisation_gap, one.first, tuple(one.steps), "",
    )  # fmt: skip
