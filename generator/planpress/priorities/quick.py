"""The order by the deciding method alone: what a comparison asks for again and again, with some of its edits made."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field, replace

from planpress.model.plan import Plan
from planpress.model.project import Project
from planpress.model.ranking import Line, Priority, RankedProject, Ranking, ScreenedOut
from planpress.priorities.methods import combine, ends
from planpress.priorities.order import lines_of, quadrant, rank_scores
from planpress.priorities.score_methods import score_group


@dataclass(frozen=True, slots=True)
class Remembered:
    """A project with its scores, and its entries by rank and line. It keeps the project, and so its identity."""

    project: Project
    entry: RankedProject
    placed: dict[tuple[int, Line | None], RankedProject] = field(default_factory=dict)


ScoreCache = MutableMapping[int, Remembered]
"""Projects by their identity, with their scores under one plan's scales, factors and method."""


def order(plan: Plan, memory: ScoreCache | None = None) -> Ranking:
    """What `rank` says but for the draws, dominance and the methods that do not decide: those need numpy, and time.

    `memory` keeps the scores of projects between calls; it must be one for one plan.yml.
    """
    memory = {} if memory is None else memory
    out = tuple(ScreenedOut(project.id, project.screened_out) for project in plan.projects if project.screened_out)
    known = {one.id: _remembered(one, plan, memory) for one in plan.projects if one.screened_out is None}
    scores = {name: one.entry.priority.score for name, one in known.items()}
    ranks = rank_scores({name: score for name, score in scores.items() if score is not None})
    names = sorted(ranks, key=lambda name: (ranks[name], name))
    ordered = [_placed(known[name], ranks[name], None) for name in names]
    lines = lines_of(ordered, plan)
    if lines:
        ordered = [_placed(known[name], ranks[name], lines[name]) for name in names]
    return Ranking(tuple(ordered), tuple(one.entry for name, one in known.items() if name not in ranks), out)


def _placed(one: Remembered, rank: int, line: Line | None) -> RankedProject:
    found = one.placed.get((rank, line))
    if found is None:
        found = replace(one.entry, priority=replace(one.entry.priority, rank=rank), line=line)
        one.placed[rank, line] = found
    return found


def _remembered(project: Project, plan: Plan, memory: ScoreCache) -> Remembered:
    found = memory.get(id(project))
    if found is None:
        found = memory[id(project)] = Remembered(project, _entry(project, plan))
    return found


def _entry(project: Project, plan: Plan) -> RankedProject:
    impact, feasibility = score_group(project, plan, "impact"), score_group(project, plan, "feasibility")
    method, share = plan.priority.method, plan.priority.impact_share
    score = combine(method, impact, feasibility, share)
    priority = Priority(score, *ends(method, impact, feasibility, share, score), None)
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
