"""Judged plans from a few lines of YAML, through the whole pipeline."""

from collections.abc import Mapping
from datetime import date

from planpress.model.evaluation import Evaluation
from planpress.model.report import Report
from planpress.model.rule_result import RuleResult
from planpress.reading.tree import MemoryTree
from planpress.workflows.check_plan import check, conclude

HEAD = """\
schema: 1
title: Plan
as_of: 2019-06-01
"""
AXES = """\
scales: {unit: {bounds: [0, 1]}}
impact: {worth: {scale: unit}}
feasibility: {ease: {scale: unit}}
"""


def judged(
    plan: str, projects: Mapping[str, str], stage: str = "planning", *, beside: Mapping[str, str] | None = None
) -> Report:
    """The report on a plan; `plan` and each project are YAML without their schema lines; all are in `stage`. Other
    files stand `beside` these."""
    files = [("content/plan.yml", HEAD + plan), *(beside or {}).items()]
    files += [
        (f"content/projects/{name}/project.yml", f"schema: 1\ntitle: {name}\nstage: {stage}\n{text}")
        for name, text in projects.items()
    ]
    return conclude(check(MemoryTree.of(files), lambda: date(2019, 6, 1)))


def evaluated(project: str, plan: str = "") -> Evaluation:
    """The evaluation of one project; `plan` adds to plan.yml, for instance metrics."""
    return judged(AXES + plan, {"p": project}).evaluations["p"]


def result(evaluation: Evaluation, rule: str) -> RuleResult:
    """The result of one rule."""
    return next(found for found in evaluation.rules if found.id == rule)
