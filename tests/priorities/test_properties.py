"""What holds of every ranking, under all three methods."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from planpress.model.metrics import Estimate, estimate
from planpress.model.plan import METHODS, Factor, Method, Plan, PriorityMethod
from planpress.model.project import Project
from planpress.model.ranking import RankedProject, Ranking
from planpress.priorities import rank
from tests.priorities.building import PLAN

quick = settings(deadline=None)

steps = st.integers(0, 8).map(lambda half: 1 + half / 2) | st.floats(1, 5)
ratings = st.one_of(
    steps,
    st.lists(steps, min_size=2, max_size=3).map(sorted),
    st.dictionaries(st.sampled_from(["lead", "guest", "third"]), steps, min_size=1),
).map(estimate)
weights = st.sampled_from([0.0, 1.0, 1.0, 2.0, 3.5]) | st.floats(0.01, 10)


IMPACT, FEASIBILITY = ("cheap", "pipeline", "friction"), ("data", "accuracy")


def _factors(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Factor]]:
    factor = st.builds(Factor, scale=st.sampled_from(["five", "cost"]), weight=weights)
    return st.fixed_dictionaries(dict.fromkeys(names, factor)).filter(
        lambda drawn: any(each.weight > 0 for each in drawn.values())
    )


def _projects() -> st.SearchStrategy[tuple[Project, ...]]:
    groups = (
        st.fixed_dictionaries({}, optional=dict.fromkeys(names, ratings)) for names in (IMPACT, FEASIBILITY)
    )
    rated = st.lists(st.tuples(*groups), min_size=1, max_size=6)
    return rated.map(
        lambda drawn: tuple(
            Project(f"p{at}", f"P{at}", "", impact=impact, feasibility=feasibility)
            for at, (impact, feasibility) in enumerate(drawn)
        )
    )


plans = st.builds(
    replace,
    st.just(PLAN),
    impact=_factors(IMPACT),
    feasibility=_factors(FEASIBILITY),
    projects=_projects(),
    priority=st.builds(PriorityMethod, st.sampled_from(METHODS), st.sampled_from([0.0, 0.3, 0.5, 1.0])),
)


def every(ranking: Ranking) -> dict[str, RankedProject]:
    return {entry.id: entry for entry in (*ranking.ordered, *ranking.unscored)}


def scores(ranking: Ranking, method: Method) -> dict[str, float]:
    found = {name: entry.by_method[method].score for name, entry in every(ranking).items()}
    return {name: score for name, score in found.items() if score is not None}


def ranks(ranking: Ranking, method: Method) -> dict[str, int]:
    found = {name: entry.by_method[method].rank for name, entry in every(ranking).items()}
    return {name: place for name, place in found.items() if place is not None}


@quick
@given(plans, st.data())
def test_another_project_never_changes_a_score_or_the_order_of_the_rest(plan: Plan, data: st.DataObject) -> None:
    """Bounds are declared, never taken from the data: without one of them the others score and stand as before."""
    gone = data.draw(st.sampled_from(plan.projects)).id
    whole, rest = rank(plan), rank(replace(plan, projects=tuple(p for p in plan.projects if p.id != gone)))
    for name, entry in every(rest).items():
        before = every(whole)[name]
        assert (entry.impact, entry.feasibility, entry.quadrant) == (before.impact, before.feasibility, before.quadrant)
    for method in METHODS:
        assert scores(rest, method) == {name: score for name, score in scores(whole, method).items() if name != gone}
        with_it, without = ranks(whole, method), ranks(rest, method)
        for one in without:
            for other in without:
                assert (with_it[one] < with_it[other]) == (without[one] < without[other])
    assert [entry.id for entry in rest.ordered] == [entry.id for entry in whole.ordered if entry.id != gone]


@quick
@given(plans, st.data())
def test_the_order_of_projects_never_matters(plan: Plan, data: st.DataObject) -> None:
    """Read in another order the ranking is the same, its draws included."""
    shuffled = rank(replace(plan, projects=tuple(data.draw(st.permutations(plan.projects)))))
    found = rank(plan)
    assert _undominated(shuffled.ordered) == _undominated(found.ordered)
    assert {entry.id for entry in shuffled.unscored} == {entry.id for entry in found.unscored}


@quick
@given(plans)
def test_low_central_high(plan: Plan) -> None:
    """Low <= central <= high, and all between 0 and 1: for each factor, group, and priority under each method."""
    for entry in every(rank(plan)).values():
        spans = [(group.low, group.value, group.high) for group in (entry.impact, entry.feasibility)]
        spans += [(each.low, each.score, each.high) for each in entry.by_method.values()]
        for group in (entry.impact, entry.feasibility):
            spans += [(factor.low, factor.utility, factor.high) for factor in group.factors]
        for low, central, high in spans:
            assert 0 <= low <= high <= 1
            assert central is None or low <= central <= high


@quick
@given(plans)
def test_ranks_agree_with_scores(plan: Plan) -> None:
    """A better rank is a higher score; scores that are equal to 1e-9 share a rank; ranks count who is before."""
    found = rank(plan)
    for method in METHODS:
        by_score, by_rank = scores(found, method), ranks(found, method)
        assert set(by_score) == set(by_rank)
        for one in by_score:
            assert by_rank[one] == 1 + sum(by_rank[other] < by_rank[one] for other in by_rank)
            for other in by_score:
                if abs(by_score[one] - by_score[other]) <= 1e-9:
                    assert by_rank[one] == by_rank[other]
                else:
                    assert (by_rank[one] < by_rank[other]) == (by_score[one] > by_score[other])


@quick
@given(plans, st.data())
def test_a_better_rating_never_lowers_a_project(plan: Plan, data: st.DataObject) -> None:
    """A rating that is better at all its points takes a project to no lower score and no worse rank, in any method."""
    project = data.draw(st.sampled_from([p for p in plan.projects if p.impact] or [None]))
    if project is None:
        return
    factor = data.draw(st.sampled_from(sorted(project.impact)))
    lower = plan.scales[plan.impact[factor].scale].better == "lower"
    better = replace(project, impact={**project.impact, factor: _best(project.impact[factor], lower)})
    others = tuple(better if p is project else p for p in plan.projects)
    before, after = rank(plan), rank(replace(plan, projects=others))
    for method in METHODS:
        if project.id in scores(before, method):
            assert scores(after, method)[project.id] >= scores(before, method)[project.id] - 1e-12
            assert ranks(after, method)[project.id] <= ranks(before, method)[project.id]


@quick
@given(plans)
def test_turning_a_scale_round_changes_nothing(plan: Plan) -> None:
    """Counting from the other end, with `better` turned round, gives the same utilities and the same ranks."""
    turned = {
        name: replace(factor, scale={"five": "cost", "cost": "five"}[factor.scale])
        for name, factor in plan.impact.items()
    }
    projects = tuple(
        replace(p, impact={name: _each(rating, lambda point: 6 - point) for name, rating in p.impact.items()}) for p in plan.projects
    )
    before, after = rank(plan), rank(replace(plan, impact=turned, projects=projects))
    for method in METHODS:
        assert ranks(before, method) == ranks(after, method)


@quick
@given(plans)
def test_certain_ranks_and_shares_are_in_their_bounds(plan: Plan) -> None:
    """Rank intervals lie within 1 and the number of ranked projects, low before high."""
    found = rank(plan)
    for entry in found.ordered:
        assert entry.rank_low is not None and entry.rank_high is not None
        assert 1 <= entry.rank_low <= entry.rank_high <= len(found.ordered)
        assert entry.within_capacity is None


@quick
@given(plans)
def test_who_dominates_scores_at_least_as_much(plan: Plan) -> None:
    """Each method is monotone: a dominating project never scores below the one that it dominates."""
    found = rank(plan)
    for entry in found.ordered:
        for name in entry.dominated_by:
            for method in METHODS:
                assert scores(found, method)[name] >= scores(found, method)[entry.id] - 1e-12


def _undominated(entries: tuple[RankedProject, ...]) -> list[RankedProject]:
    return [replace(entry, dominated_by=tuple(sorted(entry.dominated_by))) for entry in entries]


def _best(rating: Estimate, lower: bool) -> Estimate:
    """A number at the better end, or every point of a rating half-way to it."""
    end = 1.0 if lower else 5.0
    return estimate(end) if rating.low == rating.high else _each(rating, lambda point: (point + end) / 2)


def _each(rating: Estimate, move: Callable[[float], float]) -> Estimate:
    low, high = sorted(map(move, (rating.low, rating.high)))
    raters = {name: move(value) for name, value in rating.raters.items()}
    return replace(rating, low=low, central=move(rating.central), high=high, raters=raters)
