"""Published figures of METHOD: intervals, errors, tests and sizes of test sets, to their digits."""

import math

import pytest

from planpress.model.measured import Measured, MeasuredDifference, Unsure
from planpress.model.metrics import Bound
from planpress.statistics.best_sets import choice_certainty
from planpress.statistics.differences import (
    apart,
    error_of_mean,
    holm,
    mcnemar,
    right_or_wrong,
)
from planpress.statistics.intervals import of_cases, of_ends, of_error, of_runs, wilson
from planpress.statistics.limits import keeps


@pytest.mark.parametrize(
    ("successes", "cases", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_newcombe_1998(successes: int, cases: int, low: float, high: float) -> None:
    assert [round(end, 4) for end in wilson(successes / cases, cases, 0.95)] == [low, high]


def test_three_errors_of_one_toy_set() -> None:
    values, clusters = [1, 1, 1, 0, 0, 0, 1, 0, 1], [*"aaabbbccc"]
    clustered, degrees = error_of_mean(values, clusters)
    assert (round(clustered, 4), degrees) == (0.2940, 2)
    assert round(clustered / math.sqrt(3 / 2), 4) == 0.2400
    assert round(error_of_mean(values)[0], 4) == 0.1757


def test_mcnemar_of_agresti() -> None:
    behind, ahead = 86, 150
    assert round((ahead - behind) ** 2 / (ahead + behind), 3) == 17.356
    assert f"{mcnemar(ahead, behind):.3e}" == "3.716e-05"
    found = right_or_wrong(ahead, behind, 1600)
    assert found.size == pytest.approx(0.04)
    # Printed is the error of the counts as they are; ours is that of the counts with 1/2 more each.
    assert round(math.sqrt(236 - 64**2 / 1600) / 1600, 5) == 0.00955
    assert round(found.se, 5) == 0.00956


def test_holm() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def _needed(best: Measured, other: Measured, pairs: MeasuredDifference | None = None) -> int | None:
    found = choice_certainty(
        {"a": best, "b": other}, ["a"], "higher", 0.95, pairs={("a", "b"): pairs} if pairs else None
    )
    assert found is not None
    return found.models["b"].needed_n


def _of_cases(share: float, cases: int) -> Measured:
    found = of_cases(share, cases, 1.0, 0.95)
    assert isinstance(found, Measured)
    return found


def test_cases_that_tell_two_shares_apart() -> None:
    assert _needed(_of_cases(0.84, 100), _of_cases(0.82, 100)) == 5534


@pytest.mark.parametrize(("discordant", "size", "needed"), [(0.10, 0.02, 1960), (0.20, 0.05, 626)])
def test_connor_1987(discordant: float, size: float, needed: int) -> None:
    count = 200
    ahead = round((discordant + size) / 2 * count)
    found = right_or_wrong(ahead, round(discordant * count) - ahead, count)
    assert _needed(_of_cases(0.84, count), _of_cases(0.84 - size, count), found) == needed


def test_miller_2024() -> None:
    difference = MeasuredDifference(0.03, math.sqrt(1 / 9 / 400), paired=True, count=400)
    assert _needed(_of_cases(0.84, 400), _of_cases(0.81, 400), difference) == 969


def test_a_limit_without_a_failure() -> None:
    kept = keeps(Bound("failures", "<=", 0.05), _of_cases(0.0, 20), 1.0)
    assert kept is not None
    assert round(kept.probability, 2) == 0.85
    assert kept.near


@pytest.mark.parametrize(
    "unsure",
    [
        of_runs(0.8, 0.0, 5, 0.95),
        of_runs(0.8, None, 1, 0.95),
        of_error(0.8, 0.0, 0.95),
        of_error(0.8, None, 0.95),
        of_ends(0.8, (0.8, 0.8), 0.95, 0.95),
        of_ends(0.8, (0.81, 0.9), 0.95, 0.95),
        of_cases(0.8, 100, None, 0.95),
        of_cases(1.2, 100, 1.0, 0.95),
    ],
)
def test_unknown_is_never_zero(unsure: object) -> None:
    assert isinstance(unsure, Unsure)
    assert unsure.why


def test_an_interval_is_drawn_again_at_the_certainty_of_the_plan() -> None:
    found = of_ends(0.85, (0.81, 0.89), 0.90, 0.95)
    assert isinstance(found, Measured)
    assert found.se == pytest.approx(0.08 / (2 * 1.6448536269514722))
    assert found.high == pytest.approx(0.85 + 1.959963984540054 * found.se)


def test_differences_by_agresti_caffo_and_welch() -> None:
    shares = apart(_of_cases(1.0, 10), _of_cases(0.6, 10))
    assert shares.size == pytest.approx(11 / 12 - 7 / 12)
    assert shares.se == pytest.approx(math.sqrt((11 / 12 * 1 / 12 + 7 / 12 * 5 / 12) / 12))
    one, other = of_runs(0.8, 0.02, 3, 0.95), of_runs(0.7, 0.01, 5, 0.95)
    assert isinstance(one, Measured)
    assert isinstance(other, Measured)
    assert apart(one, other).degrees == pytest.approx((0.0004 + 0.0001) ** 2 / (0.0004**2 / 2 + 0.0001**2 / 4))


def test_two_perfect_models_need_cases_too() -> None:
    """Where both have all right their variances are 0, and would ask for no case at all."""
    found = choice_certainty({"a": _of_cases(1, 50), "b": _of_cases(1, 50)}, ["a", "b"], "higher", 0.95, matters=0.01)
    assert found is not None
    assert found.models["b"].needed_n == 2847
    assert found.suggested is None


def test_a_tie_but_for_rounding_asks_for_no_cases() -> None:
    found = choice_certainty({"a": _of_cases(0.1 + 0.2, 10), "b": _of_cases(0.3, 10)}, ["a", "b"], "higher", 0.95)
    assert found is not None
    assert (found.models["b"].needed_n, found.models["b"].needed_times) == (None, None)


def test_what_is_clear_is_suggested_where_values_tie() -> None:
    """At a certainty just above one half, 1000 of 1000 put 1 of 1 out."""
    found = choice_certainty({"a": _of_cases(1, 1), "b": _of_cases(1, 1000)}, ["a", "b"], "higher", 0.51)
    assert found is not None
    assert (found.verdict, found.could_be_best, found.suggested) == ("clear", ("b",), "b")


@pytest.mark.parametrize("value", [0.1, 0.3, 0.7, 0.83, 1 / 3])
@pytest.mark.parametrize("runs", [2, 3, 7, 10])
def test_runs_that_are_the_same_have_no_error(value: float, runs: int) -> None:
    assert error_of_mean([value] * (runs - 1) + [math.nextafter(value, 1)]) == (0.0, runs - 1)


def test_a_certainty_next_to_1_has_a_quantile() -> None:
    found = of_error(0.8, 0.01, math.nextafter(1, 0))
    assert isinstance(found, Measured)
    assert 0.88 < found.high < 0.89
