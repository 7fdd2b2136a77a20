"""What may be written in more than one way: ratings, efforts, capacities."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from planpress.model.metrics import Estimate
from planpress.model.plan import Capacity
from planpress.reading.written_forms import read_capacity, read_estimate, read_rating

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=3),
    lambda below: (
        st.lists(below, max_size=4)
        | st.dictionaries(st.sampled_from(["value", "ratings", "why", "person_weeks", "anna"]), below, max_size=3)
    ),
    max_leaves=8,
)


@given(VALUES)
def test_any_value_is_read_or_refused(written: object) -> None:
    for read, kind in ((read_estimate, Estimate), (read_rating, Estimate), (read_capacity, Capacity)):
        with suppress(PydanticCustomError):
            assert isinstance(read(written), kind)
