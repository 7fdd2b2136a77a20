"""The order of the projects under each method, quadrants, the capacity line and dominance."""

import math
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter, sub

from planpress.model.metrics import TIE, ranked
from planpress.model.plan import METHODS, Capacity, Cut, Method, Plan
from planpress.model.project import Project
from planpress.model.ranking import Line, Quadrant, RankedProject, Ranking
from planpress.priorities.score_methods import priority, score_group
from planpress.priorities.team_capacity import lines_by_team

ScoreCache = MutableMapping[int, tuple[Project, RankedProject]]
"""Scored projects by their identity, under one plan's scales, factors and method. A project is kept with its scores, so
that its identity stays its own."""


def rank(plan: Plan) -> Ranking:
    """Rank the projects of a plan by every method, and say how sure the order is."""
    from planpress.priorities.draws import acceptability

    found = order(plan, methods=METHODS)
    dominated = _dominance(found.ordered)
    sure = acceptability(found.ordered, plan)
    ordered = tuple(replace(entry, dominated_by=dominated[entry.id]) for entry in sure)
    disagreements = tuple(
        entry.id for entry in ordered if any(one.rank != entry.priority.rank for one in entry.by_method.values())
    )
    return replace(found, ordered=ordered, disagreements=disagreements)


def order(plan: Plan, scores: ScoreCache | None = None, methods: Sequence[Method] = ()) -> Ranking:
    """The order by the deciding method, and by `methods`: what `rank` says but for what needs numpy, and time.

    Projects that fail a must-have, or do not go on, are out of the order before any scoring. A comparison asks again
    and again, with some of its edits made, and passes `scores` from one call to the next.
    """
    scores = {} if scores is None else scores
    decides = plan.priority.method
    methods = methods or (decides,)
    out = tuple(project.left_out for project in plan.projects if project.left_out is not None)
    entries = []
    for project in plan.projects:
        if project.left_out is None:
            known = scores.get(id(project))
            if known is None:
                known = scores[id(project)] = project, _scored(project, plan, methods)
            entries.append(known[1])
    scored = [entry for entry in entries if entry.priority.score is not None]
    ranks = {method: rank_scores({one.id: one.by_method[method].score or 0 for one in scored}) for method in methods}
    placed = ranks[decides]
    in_order = sorted(scored, key=lambda entry: (placed[entry.id], entry.id))
    lines = _lines([(entry.id, placed[entry.id]) for entry in in_order], plan)
    ordered = tuple(_placed(entry, ranks, lines.get(entry.id), decides) for entry in in_order)
    return Ranking(ordered, tuple(entry for entry in entries if entry.id not in placed), out)


def _scored(project: Project, plan: Plan, methods: Sequence[Method]) -> RankedProject:
    """A project with its scores, and no place yet."""
    impact, feasibility = score_group(project, plan, "impact"), score_group(project, plan, "feasibility")
    by_method = {method: priority(method, impact, feasibility, plan.priority.impact_share) for method in methods}
    return RankedProject(
        id=project.id,
        impact=impact,
        feasibility=feasibility,
        priority=by_method[plan.priority.method],
        by_method=by_method,
        quadrant=quadrant(impact.value, feasibility.value, plan.priority.cut),
    )


def _placed(
    entry: RankedProject, ranks: Mapping[Method, Mapping[str, int]], line: Line | None, decides: Method
) -> RankedProject:
    by_method = {method: replace(one, rank=ranks[method][entry.id]) for method, one in entry.by_method.items()}
    return replace(entry, priority=by_method[decides], by_method=by_method, line=line)


def rank_scores(scores: Mapping[str, float]) -> dict[str, int]:
    """Ranks from 1, highest score first; scores that are equal to 1e-9 share one (1, 2, 2, 4)."""
    ordered = sorted(scores, key=lambda name: (-scores[name], name))
    return ranked(ordered, lambda name, before: scores[before] - scores[name] <= TIE)


def quadrant(impact: float | None, feasibility: float | None, cut: Cut) -> Quadrant | None:
    """The quadrant of the 2x2; a value at the cut counts as high."""
    if impact is None or feasibility is None:
        return None
    pays, cheap = impact >= cut.impact - TIE, feasibility >= cut.feasibility - TIE
    if pays:
        return "high-priority" if cheap else "cheaper-first"
    return "easy" if cheap else "leave"


def _lines(placed: Sequence[tuple[str, int]], plan: Plan) -> dict[str, Line]:
    """Where each project is against the capacity line. Ties that do not all fit are on it: order never breaks them."""
    if plan.capacity is None:
        return {}
    if plan.capacity.teams:
        return _lines_by_team(placed, plan)
    weeks = {project.id: project.effort.central if project.effort else math.inf for project in plan.projects}
    lines: dict[str, Line] = {}
    full = False
    taken: list[str] = []
    for _, tied in groupby(placed, key=itemgetter(1)):
        group = [name for name, _ in tied]
        if full:
            lines.update(dict.fromkeys(group, "out"))
        elif fits(plan.capacity, [weeks[name] for name in (*taken, *group)]):
            lines.update(dict.fromkeys(group, "in"))
            taken += group
        else:
            full = True
            some = any(fits(plan.capacity, [weeks[name] for name in (*taken, one)]) for one in group)
            lines.update(dict.fromkeys(group, "on-the-line" if some else "out"))
    return lines


def _lines_by_team(placed: Sequence[tuple[str, int]], plan: Plan) -> dict[str, Line]:
    bound = {name: team.weeks for name, team in plan.teams.items() if team.weeks is not None}
    known = {project.id: plan.asks(project) for project in plan.projects if project.effort is not None}
    asks = {name: tuple(asked.get(team, 0.0) for team in bound) for name, asked in known.items()}
    groups = ([name for name, _ in tied] for _, tied in groupby(placed, key=itemgetter(1)))
    return lines_by_team(groups, asks, tuple(bound.values()))


def fits(capacity: Capacity, weeks: Sequence[float]) -> bool:
    """Whether projects of this effort, in person-weeks, can be carried together; an unknown one is infinite."""
    if capacity.projects is not None:
        return len(weeks) <= capacity.projects
    return math.fsum(weeks) <= (capacity.person_weeks or 0) + TIE


def _dominance(ordered: Sequence[RankedProject]) -> dict[str, tuple[str, ...]]:
    """For each project those that are at least as good on every factor and better on one.

    Where a factor is missing nothing is said: it may be anywhere on its scale.
    """
    vectors = {entry.id: _vector(entry) for entry in ordered}
    return {
        name: tuple(other for other, rival in vectors.items() if vector and rival and _dominates(rival, vector))
        for name, vector in vectors.items()
    }


def _dominates(one: Sequence[float], other: Sequence[float]) -> bool:
    gaps: list[float] = list(map(sub, one, other))
    return min(gaps) >= -TIE and max(gaps) > TIE


def _vector(entry: RankedProject) -> list[float] | None:
    factors = (*entry.impact.factors, *entry.feasibility.factors)
    utilities = [factor.utility for factor in factors if factor.weight > 0]
    known = [utility for utility in utilities if utility is not None]
    return known if len(known) == len(utilities) else None
