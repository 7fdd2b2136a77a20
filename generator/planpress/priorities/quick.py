"""The order by the deciding method alone: what a comparison asks for again and again, with some of its edits made."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace

from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.ranking import Priority, RankedProject, Ranking, ScreenedOut
from planpress.priorities.methods import combine, ends
from planpress.priorities.order import lines_of, quadrant, rank_scores
from planpress.priorities.scoring import score_group

Memory = MutableMapping[int, tuple[Project, RankedProject]]
"""Projects by their identity, with their scores under one plan's scales, factors and method."""


def order(plan: Plan, memory: Memory | None = None) -> Ranking:
    """What `rank` says but for the draws, dominance and the methods that do not decide: those need numpy, and time.

    `memory` keeps the scores of projects between calls; it must be one for one plan.yml.
    """
    memory = {} if memory is None else memory
    out = tuple(ScreenedOut(project.id, project.screened_out) for project in plan.projects if project.screened_out)
    entries = [_scored(project, plan, memory) for project in plan.projects if project.screened_out is None]
    scores = {entry.id: entry.priority.score for entry in entries if entry.priority.score is not None}
    ranks = rank_scores(scores)
    ranked = [replace(one, priority=replace(one.priority, rank=ranks[one.id])) for one in entries if one.id in ranks]
    ordered = sorted(ranked, key=lambda entry: (ranks[entry.id], entry.id))
    lines = lines_of(ordered, plan)
    placed = tuple(replace(entry, line=lines[entry.id]) for entry in ordered) if lines else tuple(ordered)
    return Ranking(placed, tuple(entry for entry in entries if entry.id not in ranks), out)


def _scored(project: Project, plan: Plan, memory: Memory) -> RankedProject:
    known = memory.get(id(project))
    if known is None:
        # The project is kept with its scores, so that no other one can get its identity.
        known = memory[id(project)] = (project, _entry(project, plan))
    return known[1]


def _entry(project: Project, plan: Plan) -> RankedProject:
    impact, feasibility = score_group(project, plan, "impact"), score_group(project, plan, "feasibility")
    method, share = plan.priority.method, plan.priority.impact_share
    score = combine(method, impact, feasibility, share)
    priority = Priority(score, *ends(method, impact, feasibility, share), None)
    return RankedProject(
        id=project.id,
        impact=impact,
        feasibility=feasibility,
        priority=priority,
        by_method={method: priority},
        quadrant=quadrant(impact.value, feasibility.value, plan.priority.cut),
        line=None,
        rank_low=None,
        rank_high=None,
        within_capacity=None,
        dominated_by=(),
    )
