"""Rank acceptability: seeded, in step with the declared scores, and fair to ties."""

from dataclasses import replace
from itertools import product

import numpy
import pytest

from planpress.model.metrics import estimate
from planpress.model.plan import METHODS, Capacity, Method, Plan, PriorityMethod
from planpress.model.project import Project
from planpress.model.ranking import Ranking
from planpress.priorities.draws import DRAWS, _combined, _draw_weights
from tests.priorities.building import PLAN, factors, plain, project, ranked

WIDE = [
    project(
        f"p{at}",
        {"cheap": [1, 1 + at], "pipeline": [1, 2, 5], "friction": {"lead": 1, "guest": 5}},
        {"data": [2, 4], "accuracy": 1 + at},
    )
    for at in range(5)
]


def level(name: str, impact: int = 3, feasibility: int = 3) -> Project:
    """A project with the same rating on all factors of a group."""
    return project(name, dict.fromkeys(PLAN.impact, impact), dict.fromkeys(PLAN.feasibility, feasibility))


def planned(count: int, method: Method = "geometric") -> Plan:
    """A plan of so many projects, by this method."""
    return replace(PLAN, capacity=Capacity(projects=count), priority=PriorityMethod(method))


def sure(found: Ranking) -> dict[str, tuple[int | None, int | None, float | None]]:
    """Rank interval and share within capacity by project."""
    return {entry.id: (entry.rank_low, entry.rank_high, entry.within_capacity) for entry in found.ordered}


def within(found: Ranking) -> dict[str, float]:
    return {entry.id: entry.within_capacity or 0.0 for entry in found.ordered}


@pytest.mark.parametrize("method", METHODS)
def test_the_same_plan_always_says_the_same(method: Method) -> None:
    """Two runs agree to the last bit, and so do projects read in another order."""
    plan = planned(2, method)
    first = sure(ranked(*WIDE, plan=plan))
    assert first == sure(ranked(*WIDE, plan=plan)) == sure(ranked(*WIDE[::-1], plan=plan))
    assert any(low != high for low, high, _ in first.values())


@pytest.mark.parametrize("method", METHODS)
def test_a_certain_project_that_dominates_all_is_always_carried(method: Method) -> None:
    """No draw of weights takes it from rank 1; and what all dominate is never carried."""
    projects = level("best", 5, 5), level("worst", 1, 1), level("p2", 2), level("p3")
    found = sure(ranked(*projects, plan=planned(1, method)))
    assert found["best"] == (1, 1, 1)
    assert found["worst"] == (4, 4, 0)


@pytest.mark.parametrize(("count", "method"), list(product([0, 1, 3, 5, 9], METHODS)))
def test_shares_within_capacity_sum_to_the_capacity(count: int, method: Method) -> None:
    """In every draw as many are carried as fit, ties or not."""
    shares = within(ranked(*WIDE, *map(level, "xyz"), plan=planned(count, method)))
    assert sum(shares.values()) == pytest.approx(min(count, 8))


@pytest.mark.parametrize(("names", "count", "share"), [("ab", 1, 1 / 2), ("abc", 1, 1 / 3), ("abc", 2, 2 / 3), ("abcd", 3, 3 / 4)])
def test_ties_take_turns_at_the_line(names: str, count: int, share: float) -> None:
    """Equal projects are carried equally often and share a rank: no order of ids decides."""
    found = ranked(*map(level, names), plan=planned(count))
    assert within(found) == {name: pytest.approx(share, abs=1 / DRAWS) for name in names}
    assert {(entry.rank_low, entry.rank_high) for entry in found.ordered} == {(1, 1)}


def test_ties_take_turns_by_person_weeks() -> None:
    """Two that tie and do not both fit are each carried in half of the draws."""
    projects = [replace(level(name), effort=estimate(6)) for name in "ab"]
    assert within(ranked(*projects, plan=replace(PLAN, capacity=Capacity(person_weeks=10)))) == {"a": 0.5, "b": 0.5}


def test_another_project_leaves_the_draws_as_they_are() -> None:
    """One that is always last, or a rating of another, changes nothing for those before it."""
    found = sure(ranked(*WIDE[1:], plan=planned(2)))
    assert found.items() <= sure(ranked(level("aa-last", 1, 1), *WIDE[1:], plan=planned(2))).items()


def test_person_weeks_are_taken_in_order() -> None:
    """Until one does not fit: an unknown effort fits never, and lets nothing in behind it."""
    first, last = plain("a", 0.9, 0.9, effort=estimate(6)), plain("c", 0.7, 0.7, effort=estimate(1))
    projects = first, plain("b", 0.8, 0.8), last
    assert within(ranked(*projects, capacity=Capacity(person_weeks=10))) == {"a": 1, "b": 0, "c": 0}


def test_no_capacity_no_share() -> None:
    """Without a capacity there is nothing to be within; ranks are drawn all the same."""
    found = sure(ranked(*WIDE, plan=PLAN))
    assert {share for _, _, share in found.values()} == {None}
    assert ranked(plan=PLAN).ordered == ()


@pytest.mark.parametrize(
    ("rating", "share"),
    [
        ([0, 1], 0.75),  # uniform: above 0.25 in 3 of 4
        ([0, 0, 1], 0.5625),  # a triangle that falls from 0: (1 - 0.25)^2
        ({"lead": 0, "guest": 1}, 0.5),  # one rater or the other
        ({"lead": 0, "second": 1, "third": 1}, 2 / 3),
    ],
)
def test_what_is_drawn_from(rating: object, share: float) -> None:
    """How often an uncertain project is before a certain one at 0.25 is what its distribution says."""
    found = within(ranked(plain("a", rating, 0.5), plain("b", 0.25, 0.5), capacity=Capacity(projects=1)))
    assert found["a"] == pytest.approx(share, abs=0.05)


def test_a_missing_factor_is_drawn_from_its_whole_scale() -> None:
    """As from an interval over it: with half the weight at 1, it beats 0.75 in half of the draws."""
    plan = replace(
        PLAN, impact=factors(cheap=1, friction=1), feasibility=factors(data=1), capacity=Capacity(projects=1)
    )
    half = project("a", {"cheap": 5}, {"data": 5})
    other = project("b", {"cheap": 4, "friction": 4}, {"data": 5})
    assert within(ranked(half, other, plan=plan))["a"] == pytest.approx(0.5, abs=0.06)


def test_weights_stay_around_the_declared_ones() -> None:
    """Draws sum to 1, centre on the declared weights, never move a weight of 0, and spread by a quarter of a third."""
    plan = replace(
        PLAN, impact=factors(cheap=2, pipeline=2, idle=0, friction=2), feasibility=factors(data=3, accuracy=1)
    )
    drawn = _draw_weights(plan, "impact")
    assert drawn.shape == (DRAWS, 4)
    assert numpy.allclose(drawn.sum(axis=1), 1)
    assert (drawn[:, 2] == 0).all()
    assert numpy.allclose(drawn.mean(axis=0), [1 / 3, 1 / 3, 0, 1 / 3], atol=0.01)
    assert numpy.allclose(drawn.std(axis=0)[[0, 1, 3]], 0.085, atol=0.01)
    assert numpy.allclose(_draw_weights(plan, "feasibility").mean(axis=0), [0.75, 0.25], atol=0.01)


@pytest.mark.parametrize(("method", "share"), list(product(METHODS, [0, 0.3, 1])))
def test_arrays_agree_with_the_methods(method: str, share: float) -> None:
    """With the declared weights and central utilities in every draw, the arrays score as the scalars do."""
    projects = [
        project(f"p{a}{b}", {"cheap": a, "friction": b}, {"data": b, "accuracy": a}) for a in (1, 3, 5) for b in (1, 4)
    ]
    priority = PriorityMethod(method, share)
    plan: Plan = replace(
        PLAN, impact=factors(cheap=1, friction=2), feasibility=factors(data=3, accuracy=1), priority=priority
    )
    entries = sorted(ranked(*projects, plan=plan).ordered, key=lambda entry: entry.id)
    utilities = [
        numpy.array([[[factor.utility for factor in entry.group(group).factors] for entry in entries]])
        for group in ("impact", "feasibility")
    ]
    weights = [numpy.array([[1 / 3, 2 / 3]]), numpy.array([[3 / 4, 1 / 4]])]
    scores = _combined(priority.method, weights, utilities, share)
    assert scores[0] == pytest.approx([entry.priority.score for entry in entries], abs=1e-12)
