"""How sure the order is: stochastic multicriteria acceptability analysis (SMAA; Lahdelma and Salminen 2001).

Weights are drawn from a Dirichlet around the declared ones, factors from their intervals; every draw is ranked. Seeded,
so that the same plan always says the same. The module is imported where it is needed, as numpy takes its time.
"""

import zlib
from collections.abc import Sequence
from dataclasses import replace

import numpy
from numpy.random import Generator
from numpy.typing import NDArray

from planpress.model.metrics import TIE, Scale
from planpress.model.plan import GROUPS, Group, Method, Plan
from planpress.model.ranking import FactorScore, RankedProject
from planpress.priorities.score_methods import CONCENTRATION, DRAWS, OF_MEANS, SEED, shares

Floats = NDArray[numpy.float64]
Places = NDArray[numpy.intp]


def acceptability(ordered: Sequence[RankedProject], plan: Plan) -> tuple[RankedProject, ...]:
    """Every ranked project with its rank acceptability, over 1,000 seeded draws.

    An interval is drawn from uniformly, a triple from a triangle with its peak at the likely value, raters one by one,
    a missing factor from its whole scale. The share of impact and the capacity are taken as declared, efforts at their
    central values. Projects that tie in a draw share its rank, and take turns at the capacity line.
    """
    if not ordered:
        return ()
    entries = sorted(ordered, key=lambda entry: entry.id)
    weights = [_draw_weights(plan, group) for group in GROUPS]
    utilities = [_draw_utilities(entries, plan, group) for group in GROUPS]
    order, ranks = _order(_combined(plan.priority.method, weights, utilities, plan.priority.impact_share))
    carried = _carried(order, [entry.id for entry in entries], plan)
    low, high = numpy.percentile(ranks, [5, 95], axis=0, method="inverted_cdf")
    at = {entry.id: place for place, entry in enumerate(entries)}
    return tuple(
        replace(
            entry,
            rank_low=int(low[at[entry.id]]),
            rank_high=int(high[at[entry.id]]),
            within_capacity=None if carried is None else float(carried[at[entry.id]]),
        )
        for entry in ordered
    )


def _generator(*names: str) -> Generator:
    """A stream of its own for each drawn quantity: what is added to a plan leaves the other draws as they are."""
    return numpy.random.Generator(numpy.random.PCG64([SEED, zlib.crc32("/".join(names).encode())]))


def _draw_weights(plan: Plan, group: Group) -> Floats:
    """Draws of one group's weights, DRAWS x factors, each row summing to 1; a weight of 0 stays 0."""
    declared = numpy.array(shares([factor.weight for factor in plan.factors(group).values()]))
    drawn = numpy.zeros((DRAWS, len(declared)))
    positive = declared > 0
    drawn[:, positive] = _generator("weights", group).dirichlet(CONCENTRATION * declared[positive], size=DRAWS)
    return drawn


def _draw_utilities(entries: Sequence[RankedProject], plan: Plan, group: Group) -> Floats:
    """Draws of one group's utilities, DRAWS x projects x factors."""
    factors = plan.factors(group)
    drawn: Floats = numpy.empty((DRAWS, len(entries), len(factors)))
    for row, entry in enumerate(entries):
        for column, factor in enumerate(entry.group(group).factors):
            scale = plan.scales[factors[factor.factor].scale]
            stream = (entry.id, group, factor.factor)
            drawn[:, row, column] = _draw_factor(factor, scale, stream) if factor.low < factor.high else factor.low
    return drawn


def _draw_factor(factor: FactorScore, scale: Scale, stream: tuple[str, ...]) -> Floats:
    generator = _generator(*stream)
    rating = factor.rating
    if rating is None or rating.form == "interval":
        return generator.uniform(factor.low, factor.high, DRAWS)
    if rating.form == "raters":
        return generator.choice([scale.utility(given) for given in rating.raters.values()], DRAWS)
    # Rounding may put the likely utility just outside its own ends, which the triangle refuses.
    likely = min(max(scale.utility(rating.central), factor.low), factor.high)
    return generator.triangular(factor.low, likely, factor.high, DRAWS)


def _order(scores: Floats) -> tuple[Places, Places]:
    """The order of the projects in every draw, best first, and the rank of each; both DRAWS x projects.

    Equal scores share a rank (1, 2, 2, 4). In the order they stand in turn: each comes first equally often, as no
    order of ids may decide who is carried.
    """
    draws, count = scores.shape
    order = numpy.argsort(-scores, axis=1, kind="stable")
    sorted_scores = numpy.take_along_axis(scores, order, axis=1)
    places = numpy.broadcast_to(numpy.arange(count), order.shape)
    opens = numpy.ones(order.shape, dtype=bool)
    opens[:, 1:] = sorted_scores[:, :-1] - sorted_scores[:, 1:] > TIE
    first = numpy.maximum.accumulate(numpy.where(opens, places, 0), axis=1)
    closes = numpy.ones(order.shape, dtype=bool)
    closes[:, :-1] = opens[:, 1:]
    after = numpy.minimum.accumulate(numpy.where(closes, places + 1, count)[:, ::-1], axis=1)[:, ::-1]
    turned = first + (places - first + numpy.arange(draws)[:, None]) % (after - first)
    ranks, in_turn = numpy.empty_like(order), numpy.empty_like(order)
    numpy.put_along_axis(ranks, order, first + 1, axis=1)
    numpy.put_along_axis(in_turn, turned, order, axis=1)
    return in_turn, ranks


def _combined(method: Method, weights: Sequence[Floats], utilities: Sequence[Floats], share: float) -> Floats:
    """The priority of every project in every draw, DRAWS x projects; of TOPSIS the array form of `topsis`."""
    if method == "topsis":
        weighted = [part * weight[:, None, :] for part, weight in zip((share, 1 - share), weights, strict=True)]
        to_ideal = sum(((w * (1 - u)) ** 2).sum(axis=2) for w, u in zip(weighted, utilities, strict=True))
        to_anti = sum(((w * u) ** 2).sum(axis=2) for w, u in zip(weighted, utilities, strict=True))
        nearness: Floats = numpy.sqrt(to_anti) / (numpy.sqrt(to_ideal) + numpy.sqrt(to_anti))
        return nearness
    impact, feasibility = (numpy.einsum("df,dpf->dp", w, u) for w, u in zip(weights, utilities, strict=True))
    combined: Floats = OF_MEANS[method](impact, feasibility, share)
    return combined


def _carried(order: Places, names: Sequence[str], plan: Plan) -> Floats | None:
    """The share of draws in which each project can be carried; None where the plan declares no capacity."""
    capacity = plan.capacity
    if capacity is None:
        return None
    if capacity.teams:
        return _carried_by_teams(order, names, plan)
    if capacity.projects is not None:
        fits = numpy.broadcast_to(numpy.arange(len(names)) < capacity.projects, order.shape)
    else:
        efforts = {project.id: project.effort for project in plan.projects}
        known = [effort.central if (effort := efforts[name]) else numpy.inf for name in names]
        fits = numpy.cumsum(numpy.array(known)[order], axis=1) <= float(capacity.person_weeks or 0) + TIE
    carried = numpy.empty_like(fits)
    numpy.put_along_axis(carried, order, fits, axis=1)
    shares: Floats = carried.mean(axis=0)
    return shares


def _carried_by_teams(order: Places, names: Sequence[str], plan: Plan) -> Floats:
    """The same where each team has its weeks: in every draw, project by project, all draws at once."""
    projects = {project.id: project for project in plan.projects}
    bound = [name for name, team in plan.teams.items() if team.weeks is not None]
    asks = numpy.array([[plan.asks(projects[name]).get(team, 0.0) for team in bound] for name in names])
    known = numpy.array([projects[name].effort is not None for name in names])
    left = numpy.tile([float(plan.teams[team].weeks or 0) for team in bound], (len(order), 1))
    carried = numpy.empty(order.shape, dtype=bool)
    draws = numpy.arange(len(order))
    for place in order.T:
        asked = asks[place]
        fits = (asked <= left + TIE).all(axis=1) & known[place]
        left -= numpy.where(fits[:, None], asked, 0.0)
        carried[draws, place] = fits
    shares: Floats = carried.mean(axis=0)
    return shares
