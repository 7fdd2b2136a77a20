"""Metrics, bounds, scales and estimates: the arithmetic that everything else stands on."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planpress.model.metrics import Bound, Direction, Metric, Operator, Scale, estimate, gain, same
from tests.case_files import cases

CASES = cases(__file__)

values = st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    ("operator", "below", "at", "above"),
    [("<", True, False, False), ("<=", True, True, False), (">", False, False, True), (">=", False, True, True)],
)
def test_a_bound_is_held_exactly(operator: Operator, below: bool, at: bool, above: bool) -> None:
    """Below, at and above the limit; no tolerance is added to what the author wrote."""
    bound = Bound("recall", operator, 0.6)
    assert (bound.holds(0.6 - 1e-15), bound.holds(0.6), bound.holds(0.6 + 1e-15)) == (below, at, above)


@pytest.mark.parametrize(
    ("operator", "value", "margin"), [("<", 80, 20), ("<=", 120, -20), (">", 120, 20), (">=", 80, -20)]
)
def test_a_margin_is_positive_on_the_good_side(operator: Operator, value: float, margin: float) -> None:
    """The margin is in the metric's unit and negative where the value falls short."""
    assert Bound("latency", operator, 100).margin(value) == margin


@pytest.mark.parametrize(("operator", "better"), [("<", "lower"), ("<=", "lower"), (">", "higher"), (">=", "higher")])
def test_the_direction_of_a_bound(operator: Operator, better: Direction) -> None:
    """An upper limit is easier to keep with less, a lower limit with more."""
    assert Bound("latency", operator, 100).better == better


def test_a_bound_as_it_is_written() -> None:
    """A bound reads as the author writes it."""
    assert str(Bound("recall", ">=", 0.60)) == "recall >= 0.6"


@pytest.mark.parametrize(("one", "other", "equal"), CASES["test_equal_but_for_rounding"])
def test_equal_but_for_rounding(one: float, other: float, equal: bool) -> None:
    """Measures are compared relative to their size, in both orders alike."""
    assert same(one, other) is equal
    assert same(other, one) is equal


@given(values, values, st.sampled_from(["higher", "lower"]))
def test_gain_is_antisymmetric(one: float, other: float, better: Direction) -> None:
    """What one gains over the other, the other loses; and less of an error is a gain."""
    assert gain(one, other, better) == -gain(other, one, better)
    assert (gain(one, other, better) > 0) == ((one > other) if better == "higher" else (one < other))


@pytest.mark.parametrize(("better", "utility"), [("higher", 0.25), ("lower", 0.75)])
def test_utility_of_a_metric_in_its_range(better: Direction, utility: float) -> None:
    """0 is the worst and 1 the best value of the declared range, whatever the direction."""
    metric = Metric(better, range=(100, 500))
    assert metric.utility(200) == utility
    assert {metric.utility(100), metric.utility(500)} == {0, 1}


def test_no_utility_without_a_range() -> None:
    """Without a declared range there is no utility, not a guess from the data."""
    with pytest.raises(ValueError, match="without a range"):
        Metric("higher").utility(0.5)


@pytest.mark.parametrize(("better", "utilities"), [("higher", [0, 0.25, 0.5, 1]), ("lower", [1, 0.75, 0.5, 0])])
def test_utility_of_a_rating(better: Direction, utilities: list[float]) -> None:
    """`(value - low) / (high - low)`, turned round where lower is better."""
    scale = Scale((1, 5), better=better)
    assert [scale.utility(value) for value in (1, 2, 3, 5)] == utilities


@pytest.mark.parametrize(
    ("written", "ends", "form"),
    [
        (4, (4, 4, 4), "number"),
        ([2, 5], (2, 3.5, 5), "interval"),
        ((2, 3, 5), (2, 3, 5), "triple"),
        ({"lead": 4, "reviewer": 3, "guest": 5}, (3, 4, 5), "raters"),
    ],
)
def test_estimates(written: object, ends: tuple[float, float, float], form: str) -> None:
    """Central is the middle of an interval, the likely value of a triple, the mean of raters; low and high are the ends."""
    found = estimate(written, "a reason")
    assert (found.low, found.central, found.high) == ends
    assert (found.form, found.why) == (form, "a reason")


def test_raters_are_kept_apart() -> None:
    """Who rated what is not lost in the mean."""
    assert estimate({"lead": 4, "reviewer": 3}).raters == {"lead": 4, "reviewer": 3}


@given(st.lists(st.floats(0.1, 10), min_size=1, max_size=9))
@example([0.1, 0.1, 0.1])
def test_the_mean_of_raters_is_between_them(ratings: list[float]) -> None:
    """Rounding does not put the mean of equal ratings above them, as that of 0.1, 0.1 and 0.1 would be."""
    found = estimate({str(at): rating for at, rating in enumerate(ratings)})
    assert min(ratings) <= found.central <= max(ratings)


def test_what_is_no_estimate() -> None:
    """Anything else is a mistake of the caller, not a number."""
    with pytest.raises(TypeError, match="not an estimate: 'four'"):
        estimate("four")
