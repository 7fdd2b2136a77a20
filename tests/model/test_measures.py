"""Metrics, bounds, scales and estimates: the arithmetic that everything else stands on."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planpress.model.metrics import Bound, Direction, Metric, Operator, Scale, estimate, gain, same

values = st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    ("operator", "better", "held"),
    [
        ("<", "lower", (True, False, False)), ("<=", "lower", (True, True, False)),
        (">", "higher", (False, False, True)), (">=", "higher", (False, True, True)),
    ],
)  # fmt: skip
def test_a_bound(operator: Operator, better: Direction, held: tuple[bool, ...]) -> None:
    """Held exactly, without a tolerance; the margin is positive on the good side, in the metric's unit."""
    bound = Bound("recall", operator, 0.60)
    assert tuple(map(bound.holds, (0.6 - 1e-15, 0.6, 0.6 + 1e-15))) == held
    assert bound.margin(0.85) == pytest.approx(0.25 if better == "higher" else -0.25)
    assert (bound.better, str(bound)) == (better, f"recall {operator} 0.6")


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (0.30000000000000004, 0.3, True),
        (0.7666666666, 0.7666666667, True),
        (0.7666, 0.7667, False),
        (1e-09, 5e-10, False),  # failures per hour: a half of almost nothing is a half
        (5.5e-17, 0.0, True),  # what a subtraction leaves over
        (1000000000000.0, 1000000000001.0, True),
        (1000000000000.0, 1100000000000.0, False),
    ],
)
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
    with pytest.raises(ValueError, match="without a range"):
        Metric(better).utility(0.5)


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
    found = estimate(written)
    assert (found.low, found.central, found.high) == ends
    assert found.form == form
    assert found.raters == (written if form == "raters" else {})


@given(st.lists(st.floats(0.1, 10), min_size=1, max_size=9))
@example([0.1, 0.1, 0.1])
def test_the_mean_of_raters_is_between_them(ratings: list[float]) -> None:
    """Rounding does not put the mean of equal ratings above them, as that of 0.1, 0.1 and 0.1 would be."""
    found = estimate({str(at): rating for at, rating in enumerate(ratings)})
    assert min(ratings) <= found.central <= max(ratings)
