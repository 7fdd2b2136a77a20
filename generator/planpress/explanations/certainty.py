"""Explains the rank of a project, and how sure it is: what simulations of weights and ratings say."""

from collections.abc import Iterator

from planpress.explanations.working import where_written
from planpress.model.explanation import Explanation, Input
from planpress.model.metrics import TIE
from planpress.model.plan import GROUPS, Group, Plan
from planpress.model.project import Project
from planpress.model.ranking import QUADRANT_LABELS, FactorScore, Quadrant, RankedProject
from planpress.model.report import Report
from planpress.model.sources import Place
from planpress.model.wording import counted, fixed, number, percent, rounded
from planpress.priorities.score_methods import CONCENTRATION, DRAWS, SEED

DRAWN = {
    "interval": "any value of it alike",
    "triple": "from a triangle with its peak at {0}",
    "raters": "one rater's at a time",
}
"""How a rating that is not one number is drawn, by its form."""


def explain_certainty(project: Project, entry: RankedProject, report: Report) -> Iterator[Explanation]:
    """Rank and quadrant, the ranks in 90 % of simulations, and the share of them in which there is room for it."""
    if entry.priority.rank is None:
        return
    yield _rank(entry, report)
    if entry.quadrant is not None:
        yield _quadrant(project, entry, entry.quadrant, report.plan)
    drawn = tuple(_draws(project, entry, report.plan))
    if entry.rank_low is not None and entry.rank_high is not None:
        yield Explanation(
            subject=f"{entry.id}.rank_interval",
            value=f"{entry.rank_low} to {entry.rank_high}",
            formula=f"the 5th and the 95th percentile of its ranks in {DRAWS:,} simulations",
            aside=f"of {len(report.ranking.ordered)}",
            inputs=drawn,
        )
    if entry.within_capacity is not None:
        yield _within(entry, report.plan, drawn)


def _rank(entry: RankedProject, report: Report) -> Explanation:
    ordered, rank = report.ranking.ordered, entry.priority.rank or 0
    ahead = sum((other.priority.rank or 0) < rank for other in ordered)
    tied = report.ranking.tied_with(entry)
    at = ordered.index(entry)
    near = [*ordered[max(at - 1, 0) : at], *ordered[at + 1 : at + 2]]
    shared = f", shared with {counted(tied, 'other')}" if tied else ""
    return Explanation(
        subject=f"{entry.id}.rank",
        value=str(rank),
        formula="1 + projects with a higher priority",
        numbers=f"1 + {ahead}",
        aside=f"of {len(ordered)}{shared}",
        inputs=(_neighbour(entry, None, report), *(_neighbour(other, entry, report) for other in near)),
    )


def _quadrant(project: Project, entry: RankedProject, quadrant: Quadrant, plan: Plan) -> Explanation:
    """Which side of each cut the project is on; a value at the cut counts as high."""
    cuts = (plan.priority.cut.impact, plan.priority.cut.feasibility)
    return Explanation(
        subject=f"{entry.id}.quadrant",
        value=QUADRANT_LABELS[quadrant],
        formula="high from the cut of each axis on",
        place=where_written(plan, "priority"),
        inputs=tuple(
            _side(name, entry.group(name).value or 0.0, cut, project) for name, cut in zip(GROUPS, cuts, strict=True)
        ),
    )


def _side(group: Group, value: float, cut: float, project: Project) -> Input:
    high = value >= cut - TIE
    # In two digits 0.496 would seem to be at a cut of 0.5.
    shown = fixed(value) if (float(fixed(value)) >= cut) == high else repr(value)
    words = f"is {'high' if high else 'low'}, the cut is {number(cut)}"
    return Input(group, shown, words, place=project.places.key(group))


def _neighbour(other: RankedProject, entry: RankedProject | None, report: Report) -> Input:
    """A priority, and how far it is from that of `entry`."""
    assert other.priority.score is not None
    place = Place(report.evaluations[other.id].project.path)
    words = f"rank {other.priority.rank}"
    if entry is not None and entry.priority.score is not None:
        gap = other.priority.score - entry.priority.score
        side = "higher" if gap > 0 else "lower"
        words += ", tied with it" if other.priority.rank == entry.priority.rank else f", {rounded(abs(gap))} {side}"
    return Input(f"{other.id}.priority", fixed(other.priority.score), words, place=place)


def _within(entry: RankedProject, plan: Plan, drawn: tuple[Input, ...]) -> Explanation:
    assert entry.within_capacity is not None and plan.capacity is not None
    return Explanation(
        subject=f"{entry.id}.within_capacity",
        value=f"{percent(entry.within_capacity)} of simulations",
        formula=f"100 x simulations in which it is {plan.capacity.within} / simulations",
        numbers=f"100 x {round(DRAWS * entry.within_capacity)} / {DRAWS}",
        inputs=(Input("capacity", plan.capacity.words, place=plan.places.of("capacity")), *drawn),
    )


def _draws(project: Project, entry: RankedProject, plan: Plan) -> Iterator[Input]:
    """How the draws are made: their number and seed, the weights, and each rating that is not one number."""
    yield Input("simulations", f"{DRAWS:,},", f"seed {SEED}: the same plan gives the same result")
    for group in GROUPS:
        words = f"around the declared ones, Dirichlet with concentration {number(CONCENTRATION)}"
        yield Input(f"weights of {group}", words, place=plan.places.key(group))
    for group in GROUPS:
        for factor in entry.group(group).factors:
            if factor.low != factor.high:
                yield _drawn(factor, group, project)


def _drawn(factor: FactorScore, group: Group, project: Project) -> Input:
    rating = factor.rating
    if rating is None:
        return Input(factor.factor, "from its whole scale,", "as it is not rated", place=project.places.key(group))
    span = f"from {number(rating.low)} to {number(rating.high)},"
    how = DRAWN[rating.form].format(number(rating.central))
    return Input(factor.factor, span, how, place=project.places.of(group, factor.factor))
