"""The quick order says what the whole ranking says of scores, ranks, quadrants and lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from planpress.model.plan import METHODS, Capacity, PriorityMethod
from planpress.model.project import Screen
from planpress.model.scales import estimate
from planpress.priorities import order, rank
from planpress.priorities.quick import ScoreCache
from tests.priorities.building import PLAIN, plain

ratings = st.sampled_from([None, 0.2, 0.5, 0.9, [0.1, 0.6]])
plans = st.builds(
    lambda rated, method, capacity, screened: replace(
        PLAIN,
        as_of=date(2019, 6, 1),
        projects=tuple(
            plain(f"p{at}", impact, ease, effort=estimate(weeks), screens=(Screen("law", not (screened and at == 0)),))
            if impact is not None
            else replace(plain(f"p{at}", 0.1, ease), impact={})
            for at, (impact, ease, weeks) in enumerate(rated)
        ),
        priority=PriorityMethod(method),
        capacity=capacity,
    ),
    st.lists(st.tuples(ratings, ratings.filter(lambda one: one is not None), st.integers(1, 4)), max_size=6),
    st.sampled_from(METHODS),
    st.sampled_from([None, Capacity(projects=2), Capacity(person_weeks=5)]),
    st.booleans(),
)


@given(plans)
def test_the_quick_order_is_the_ranking(plan: object) -> None:
    """Everything about the deciding method is the same, with a memory that knows the projects already, too."""
    whole = rank(plan)  # type: ignore[arg-type]
    memory: ScoreCache = {}
    for quick in (order(plan), order(plan, memory), order(plan, memory)):  # type: ignore[arg-type]
        assert [_told(entry) for entry in quick.ordered] == [_told(entry) for entry in whole.ordered]
        assert [_told(entry) for entry in quick.unscored] == [_told(entry) for entry in whole.unscored]
        assert quick.screened_out == whole.screened_out


def _told(entry: object) -> tuple[object, ...]:
    names = ("id", "impact", "feasibility", "priority", "quadrant", "line")
    return tuple(getattr(entry, name) for name in names)
