"""Two sides that are judged already, compared; and what is found in a plan where only some of it may differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from planpress import lints
from planpress.comparing import compare
from planpress.comparing.counterfactuals import MOST_SPENT
from planpress.comparing.edits import edits
from planpress.comparing.goalposts import goalposts
from planpress.comparing.renames import renames
from planpress.history.partial_plans import PartialPlans
from planpress.model.change import Comparison
from planpress.model.findings import Finding, in_file_order
from planpress.model.plan import Plan
from planpress.model.report import Report
from planpress.model.written_values import WrittenPlan, WrittenProject
from planpress.priorities import ScoreCache
from planpress.reading.plans import Reading


def compare_judged(
    names: tuple[str, str],
    reports: tuple[Report, Report],
    written: tuple[WrittenPlan, WrittenPlan],
    memories: tuple[ScoreCache, ScoreCache],
    tolerances: Mapping[str, float] | None = None,
    *,
    shares: bool = True,
    most: float = MOST_SPENT,
    reread: Callable[[str], WrittenProject | None] = lambda name: None,
) -> Comparison:
    """What differs between two sides that are judged as far as they may differ, and because of what.

    `most` is how much may be spent on causes, in judgings; without `shares` a changed number is not split over the
    edits, which is most of that work. `reread` gives what is written in the base in a project that `written` lacks.
    """
    old, new = reports
    renamed = renames(written[0].projects, written[1].projects)
    made = edits(*written, renamed)
    worlds = PartialPlans(written[0], old.plan, new.plan, made, renamed, memories, most, reread)
    return Comparison(
        base=names[0],
        head=names[1],
        edits=made,
        changes=tuple(compare(old, new, made, worlds, renamed, tolerances, shares=shares)),
        goalposts=tuple(goalposts(old, new, made, worlds, renamed)),
        renamed=renamed,
        location=new.plan.location,
    )


def findings_of(reading: Reading, plan: Plan, touched: frozenset[str] | None) -> tuple[Finding, ...]:
    """What was found in a plan; with `touched`, only in these projects and what depends on them or they depend on."""
    if touched is not None:
        near = _near(plan, touched)
        others = tuple(project.id for project in plan.projects if project.id not in near)
        projects = tuple(project for project in plan.projects if project.id in near)
        plan = replace(plan, projects=projects, unreadable=(*plan.unreadable, *others))
    return in_file_order([*reading.findings, *lints.run(plan)])


def _near(plan: Plan, touched: frozenset[str]) -> frozenset[str]:
    """The touched projects, and those that hang together with them by what they depend on."""
    beside: dict[str, set[str]] = {}
    for project in plan.projects:
        for other in project.depends_on:
            beside.setdefault(project.id, set()).add(other)
            beside.setdefault(other, set()).add(project.id)
    found, pending = set[str](), list(touched)
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += beside.get(name, ())
    return frozenset(found)
