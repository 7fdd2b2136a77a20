"""The order of the projects under each method, quadrants, the capacity line and dominance."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from planpress.model.metrics import TIE, ranked
from planpress.model.plan import METHODS, Capacity, Cut, Method, Plan
from planpress.model.project import Project
from planpress.model.ranking import (
    GroupScore,
    Line,
    Priority,
    Quadrant,
    RankedProject,
    Ranking,
    ScreenedOut,
)
from planpress.priorities.draws import acceptability
from planpress.priorities.methods import combine, ends
from planpress.priorities.score_methods import score_group


@dataclass(frozen=True, slots=True)
class _Scored:
    project: Project
    impact: GroupScore
    feasibility: GroupScore


def rank(plan: Plan) -> Ranking:
    """Rank the projects of a plan. Those that fail a must-have screen are out of the order before any scoring."""
    out = tuple(ScreenedOut(project.id, project.screened_out) for project in plan.projects if project.screened_out)
    scored = [
        _Scored(project, score_group(project, plan, "impact"), score_group(project, plan, "feasibility"))
        for project in plan.projects
        if project.screened_out is None
    ]
    by_method = {method: _priorities(scored, method, plan.priority.impact_share) for method in METHODS}
    decides = plan.priority.method
    entries = [_entry(one, by_method, plan) for one in scored]
    ordered = sorted((entry for entry in entries if entry.priority.rank is not None), key=_position)
    lines = lines_of(ordered, plan)
    sure = acceptability(ordered, plan)
    dominated = _dominance(ordered)
    finished = tuple(
        replace(
            entry,
            line=lines.get(entry.id),
            rank_low=sure[entry.id].rank_low,
            rank_high=sure[entry.id].rank_high,
            within_capacity=sure[entry.id].within_capacity,
            dominated_by=dominated[entry.id],
        )
        for entry in ordered
    )
    unscored = tuple(entry for entry in entries if entry.priority.rank is None)
    disagreements = tuple(
        entry.id
        for entry in finished
        if any(entry.by_method[method].rank != entry.priority.rank for method in METHODS if method != decides)
    )
    return Ranking(finished, unscored, out, disagreements)


def _position(entry: RankedProject) -> tuple[int, str]:
    assert entry.priority.rank is not None
    return entry.priority.rank, entry.id


def _priorities(scored: Sequence[_Scored], method: Method, share: float) -> dict[str, Priority]:
    central = {one.project.id: combine(method, one.impact, one.feasibility, share) for one in scored}
    ranks = rank_scores({name: score for name, score in central.items() if score is not None})
    priorities = {}
    for one in scored:
        name = one.project.id
        low, high = ends(method, one.impact, one.feasibility, share, central[name])
        priorities[name] = Priority(central[name], low, high, ranks.get(name))
    return priorities


def rank_scores(scores: Mapping[str, float]) -> dict[str, int]:
    """Ranks from 1, highest score first; scores that are equal to 1e-9 share one (1, 2, 2, 4)."""
    ordered = sorted(scores, key=lambda name: (-scores[name], name))
    return ranked(ordered, lambda name, before: scores[before] - scores[name] <= TIE)


def _entry(one: _Scored, by_method: Mapping[Method, Mapping[str, Priority]], plan: Plan) -> RankedProject:
    name = one.project.id
    return RankedProject(
        id=name,
        impact=one.impact,
        feasibility=one.feasibility,
        priority=by_method[plan.priority.method][name],
        by_method={method: by_method[method][name] for method in METHODS},
        quadrant=quadrant(one.impact.value, one.feasibility.value, plan.priority.cut),
        line=None,
        rank_low=None,
        rank_high=None,
        within_capacity=None,
        dominated_by=(),
    )


def quadrant(impact: float | None, feasibility: float | None, cut: Cut) -> Quadrant | None:
    """The quadrant of the 2x2; a value at the cut counts as high."""
    if impact is None or feasibility is None:
        return None
    pays, cheap = impact >= cut.impact - TIE, feasibility >= cut.feasibility - TIE
    if pays:
        return "high-priority" if cheap else "cheaper-first"
    return "easy" if cheap else "leave"


def lines_of(ordered: Sequence[RankedProject], plan: Plan) -> dict[str, Line]:
    """Where each project is against the capacity line. Ties that do not all fit are on it: order never breaks them."""
    if plan.capacity is None:
        return {}
    weeks = {project.id: project.effort.central if project.effort else None for project in plan.projects}
    lines: dict[str, Line] = {}
    full = False
    taken: list[str] = []
    for group in _tied(ordered):
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


def fits(capacity: Capacity, weeks: Sequence[float | None]) -> bool:
    """Whether projects of this effort, in person-weeks, can be carried together; an unknown effort never fits."""
    if capacity.projects is not None:
        return len(weeks) <= capacity.projects
    known = [effort for effort in weeks if effort is not None]
    assert capacity.person_weeks is not None
    return len(known) == len(weeks) and math.fsum(known) <= capacity.person_weeks + TIE


def _tied(ordered: Sequence[RankedProject]) -> Iterable[list[str]]:
    group: list[str] = []
    rank_of_group: int | None = None
    for entry in ordered:
        if group and entry.priority.rank != rank_of_group:
            yield group
            group = []
        group.append(entry.id)
        rank_of_group = entry.priority.rank
    if group:
        yield group


def _dominance(ordered: Sequence[RankedProject]) -> dict[str, tuple[str, ...]]:
    """For each project those that are at least as good on every factor and better on one.

    Where a factor is missing nothing is said: it may be anywhere on its scale.
    """
    vectors = {entry.id: _vector(entry) for entry in ordered}
    complete = [(name, vector) for name, vector in vectors.items() if vector is not None]
    if not complete:
        return dict.fromkeys(vectors, ())
    import numpy

    table = numpy.array([vector for _, vector in complete])
    dominated: dict[str, tuple[str, ...]] = dict.fromkeys(vectors, ())
    for at, (name, _) in enumerate(complete):
        not_worse = (table >= table[at] - TIE).all(axis=1)
        better = (table > table[at] + TIE).any(axis=1)
        dominated[name] = tuple(complete[other][0] for other in numpy.flatnonzero(not_worse & better))
    return dominated


def _vector(entry: RankedProject) -> list[float] | None:
    utilities = [
        factor.utility for group in (entry.impact, entry.feasibility) for factor in group.factors if factor.weight > 0
    ]
    known = [utility for utility in utilities if utility is not None]
    return known if len(known) == len(utilities) else None
