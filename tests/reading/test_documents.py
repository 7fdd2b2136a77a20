"""What may be written in more than one way: ratings, efforts, capacities."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from planpress.model.plan import Capacity
from planpress.model.scales import Estimate
from planpress.reading.documents import read_capacity, read_estimate, read_rating

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=3),
    lambda below: (
        st.lists(below, max_size=4)
        | st.dictionaries(st.sampled_from(["value", "ratings", "why", "person_weeks", "anna"]), below, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (4, Estimate(4, 4, 4)),
        ([3, 5], Estimate(3, 4, 5, "interval")),
        ([3, 3.5, 5], Estimate(3, 3.5, 5, "triple")),
        ({"lead": 4, "reviewer": 3}, Estimate(3, 3.5, 4, "raters", {"lead": 4, "reviewer": 3})),
        ({"value": [3, 4, 5], "why": "so"}, Estimate(3, 4, 5, "triple", why="so")),
        ({"value": 4}, Estimate(4, 4, 4)),
        ({"ratings": {"lead": 4}, "why": "so"}, Estimate(4, 4, 4, "raters", {"lead": 4}, "so")),
    ],
)
def test_ratings_in_every_form(written: object, expected: Estimate) -> None:
    """Each form that CONTENT.md names is the estimate that it stands for."""
    assert read_rating(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [(0, Capacity(projects=0)), (3, Capacity(projects=3)), ({"person_weeks": 60}, Capacity(person_weeks=60.0))],
)
def test_capacities_in_every_form(written: object, expected: Capacity) -> None:
    """A count is of projects, a mapping of person-weeks."""
    assert read_capacity(written) == expected


@given(VALUES)
def test_any_value_is_read_or_refused(written: object) -> None:
    """A value is an estimate, a rating or a capacity, or is refused in words; nothing else is raised."""
    for read, kind in ((read_estimate, Estimate), (read_rating, Estimate), (read_capacity, Capacity)):
        with suppress(PydanticCustomError):
            assert isinstance(read(written), kind)
