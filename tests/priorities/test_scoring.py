"""Uncertain and missing ratings, the capacity line and dominance."""

from dataclasses import replace
from typing import Any

import pytest

from planpress.model.metrics import estimate
from planpress.model.plan import Capacity
from planpress.priorities import ScoreCache, order, rank
from tests.case_files import cases
from tests.priorities.building import PLAIN, PLAN, factors, only, plain, project, ranked

CASES = cases(__file__)
HALF = {"data": 3, "accuracy": 3, "difficulty": 3}


@pytest.mark.parametrize(("rating", "low", "central", "high"), CASES["test_ends_of_a_rating"])
@pytest.mark.parametrize("turned", [False, True])
def test_ends_of_a_rating(rating: object, low: float, central: float, high: float, turned: bool) -> None:
    """Interval, triple and raters have a central utility and two ends; where lower is better all are turned round."""
    plan = replace(PLAN, impact=factors("cost" if turned else "five", cheap=1))
    factor = only(project("a", {"cheap": rating}, HALF), plan=plan).impact.factors[0]
    wanted = (1 - high, 1 - central, 1 - low) if turned else (low, central, high)
    assert (factor.low, factor.utility, factor.high) == wanted
    assert factor.rating == estimate(rating)


def test_every_factor_at_its_end() -> None:
    """Low and high of a group, and of the priority, put every factor at its low, or at its high, end."""
    uncertain = project("a", {"cheap": [2, 4], "pipeline": 3, "friction": [1, 2, 5]}, {**HALF, "data": [3, 5]})
    entry = only(uncertain, plan=PLAN)
    assert (entry.impact.low, entry.impact.high) == (pytest.approx(0.75 / 3), pytest.approx(2.25 / 3))
    assert (entry.feasibility.low, entry.feasibility.high) == (pytest.approx(0.5), pytest.approx(4.5 / 6))
    assert entry.priority.low == pytest.approx((0.25 * 0.5) ** 0.5)
    assert entry.priority.high == pytest.approx((0.75 * 0.75) ** 0.5)
    summed = entry.by_method["weighted-sum"]
    assert (summed.low, summed.high) == (pytest.approx(0.375), pytest.approx(0.75))


def test_a_missing_factor_is_not_zero() -> None:
    """The central value leaves it out and weighs the rest anew; the interval spans its whole scale."""
    entry = only(project("a", {"cheap": 4, "pipeline": [2, 4]}, HALF), plan=PLAN)
    friction = entry.impact.factors[2]
    assert (friction.rating, friction.utility, friction.low, friction.high) == (None, None, 0, 1)
    assert entry.impact.value == pytest.approx(0.625)
    assert entry.impact.low == pytest.approx((0.75 + 0.25) / 3)
    assert entry.impact.high == pytest.approx((0.75 + 0.75 + 1) / 3)
    assert entry.priority.score == pytest.approx((0.625 * 0.5) ** 0.5)
    assert entry.by_method["weighted-sum"].score == pytest.approx(0.5625)


def test_a_missing_factor_that_does_not_count() -> None:
    """With a weight of 0 a missing factor widens nothing."""
    plan = replace(PLAN, impact=factors(cheap=1, friction=0))
    entry = only(project("a", {"cheap": 4}, HALF), plan=plan)
    assert (entry.impact.low, entry.impact.value, entry.impact.high) == (0.75, 0.75, 0.75)


def test_topsis_with_a_missing_factor_still_spans_its_value() -> None:
    """Without the missing factor the rest of its group weighs more, which may score lower than taking it at 0."""
    plan = replace(PLAN, impact=factors(cheap=1, friction=1), feasibility=factors(data=1))
    nearness = only(project("a", {"cheap": 1}, {"data": 5}), plan=plan).by_method["topsis"]
    assert nearness.score == pytest.approx(0.5)
    assert nearness.low == nearness.score
    assert nearness.high > 0.5


@pytest.mark.parametrize("missing", ["impact", "feasibility"])
def test_a_group_without_any_rating_has_no_value(missing: str) -> None:
    """Nothing known of an axis: no score, no rank, no quadrant, listed apart; the interval is the whole of it."""
    unknown = replace(plain("a", 1, 1), **{missing: {}})
    found = ranked(unknown, plain("b", 0.5, 0.5))
    assert [entry.id for entry in found.ordered] == ["b"]
    (entry,) = found.unscored
    group = entry.impact if missing == "impact" else entry.feasibility
    assert (group.value, group.low, group.high) == (None, 0, 1)
    assert (entry.priority.score, entry.priority.rank, entry.quadrant, entry.line) == (None, None, None, None)
    assert (entry.priority.low, entry.priority.high) == (0, 1)
    assert (entry.rank_low, entry.rank_high, entry.within_capacity, entry.dominated_by) == (None, None, None, ())
    assert found.of("a") == entry
    assert found.disagreements == ()


@pytest.mark.parametrize(("capacity", "projects", "where"), CASES["test_capacity"])
def test_capacity(capacity: dict[str, Any], projects: list[tuple[float, float | None]], where: list[str]) -> None:
    """As many fit, or efforts add up in order until one does not; ties of which only some fit are on the line."""
    made = [
        plain(f"p{at}", score, score, effort=None if weeks is None else estimate(weeks))
        for at, (score, weeks) in enumerate(projects)
    ]
    assert [entry.line for entry in ranked(*made, capacity=Capacity(**capacity)).ordered] == where


@pytest.mark.parametrize(("vectors", "by"), CASES["test_dominance"])
def test_dominance(vectors: list[list[object]], by: dict[str, list[str]]) -> None:
    """At least as good on every factor and better on one; of a project with a missing factor nothing is said."""
    plan = replace(PLAN, impact=factors(cheap=1, friction=2), feasibility=factors(data=1))
    projects = []
    for name, (cheap, friction, data) in zip("abc", vectors, strict=False):
        known = {"cheap": cheap} if friction is None else {"cheap": cheap, "friction": friction}
        projects.append(project(name, known, {"data": data}))
    assert {entry.id: sorted(entry.dominated_by) for entry in ranked(*projects, plan=plan).ordered} == by


def test_dominance_goes_by_utilities_and_by_factors_that_count() -> None:
    """Where lower is better the lower rating dominates; a factor without weight says nothing, missing or not."""
    plan = replace(PLAN, impact=factors("cost", cheap=1) | factors(friction=0), feasibility=factors(data=1))
    low = project("low", {"cheap": 1, "friction": 1}, {"data": 3})
    high = project("high", {"cheap": 2, "friction": 5}, {"data": 3})
    missing = project("missing", {"cheap": 3}, {"data": 3})
    found = ranked(low, high, missing, plan=plan)
    by = {entry.id: set(entry.dominated_by) for entry in found.ordered}
    assert by == {"low": set(), "high": {"low"}, "missing": {"low", "high"}}


def test_the_order_alone_is_that_of_the_ranking() -> None:
    """Without draws and other methods, and with scores that were kept from another call, it says the same."""
    projects = (plain("a", 0.5, 0.5, effort=estimate(3)), plain("b", 0.9, [0.1, 0.6], effort=estimate(3)))
    unrated = replace(plain("c", 0.1, 0.5), impact={})
    plan = replace(PLAIN, projects=(*projects, unrated), capacity=Capacity(person_weeks=4))
    kept: ScoreCache = {}
    alone = replace(plan, projects=projects[:1])
    assert order(alone, kept).ordered[0].priority.rank == 1
    for found in (order(plan), order(plan, kept), order(plan, kept)):
        for entry, whole in zip(found.ordered, rank(plan).ordered, strict=True):
            assert (entry.id, entry.priority, entry.line) == (whole.id, whole.priority, whole.line)
        assert [entry.id for entry in found.unscored] == ["c"]
