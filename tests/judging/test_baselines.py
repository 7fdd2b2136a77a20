"""METHOD section 3: gains, floor and ceiling, the share of the gap, and the kinds that are missing."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress import baselines
from planpress.baselines import MEAN_PREDICTION, PUBLISHED, REQUIREMENT, SIMPLE_ML, BaselineKind
from planpress.judging.baseline_comparison import gain_over, share_of_gap
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import Bound, Direction
from planpress.model.project_parts import Baseline, Requirement, Waiver
from planpress.model.rule import Rule
from planpress.rules.formula import FormulaRule
from planpress.rules.mean import MeanRule
from planpress.rules.metric import MetricRule
from planpress.rules.threshold import ThresholdRule
from tests.judging.building import judged
from tests.lints.building import AS_OF

ERROR = MetricRule("metric", "error")
PRECISION = MetricRule("metric", "precision")
numbers = st.floats(-1e6, 1e6)
directions = st.sampled_from(["higher", "lower"])


def against(rule: Rule | None, values: dict[str, float], *baselines: Baseline) -> Evaluation:
    """One model, called net, held against baselines."""
    return judged({"net": values}, {"r": rule} if rule else {}, baselines=baselines)


def on_error(kind: str, value: float, name: str | None = None) -> Baseline:
    return Baseline(name or kind, kind, {"error": value})


def on_precision(kind: str, value: float) -> Baseline:
    return Baseline(kind, kind, {"precision": value})


@pytest.mark.parametrize(
    ("value", "reference", "better", "absolute", "relative"),
    [
        (0.9, 0.8, "higher", 0.1, 0.125),
        (0.8, 0.9, "higher", -0.1, -1 / 9),
        (1.2, 2.1, "lower", 0.9, 3 / 7),
        (2.1, 1.2, "lower", -0.9, -0.75),
        (-1, -2, "higher", 1, 0.5),
        (3, 0, "higher", 3, None),
        (3, 0, "lower", -3, None),
        (0, 0, "lower", 0, None),
    ],
)
def test_gains(value: float, reference: float, better: Direction, absolute: float, relative: float | None) -> None:
    """Positive is better, whatever the direction; relative to the size of the baseline's value, undefined at zero."""
    found = gain_over(value, reference, better)
    assert found.absolute == pytest.approx(absolute)
    assert found.relative == (None if relative is None else pytest.approx(relative))


def test_gains_of_every_metric_that_both_have() -> None:
    """Each model against each baseline in each metric; what one of them lacks is left out, not zero."""
    script = Baseline("script", "scripted", {"precision": 0.6, "latency": 20, "recall": 0.5})
    found = against(PRECISION, {"precision": 0.9, "latency": 80, "error": 3}, script).baselines[0].gains["net"]
    assert {metric: (round(gain.absolute, 9), gain.relative) for metric, gain in found.items()} == {
        "precision": (0.3, pytest.approx(0.5)),
        "latency": (-60, -3),
    }


@pytest.mark.parametrize(
    ("rule", "values", "measure"),
    [
        (PRECISION, {"precision": 0.6}, 0.6),
        (MeanRule("mean", {"precision": 1, "recall": 1}), {"precision": 0.6, "recall": 0.4}, 0.5),
        (MeanRule("mean", {"precision": 1, "recall": 1}), {"precision": 0.6}, None),
        (FormulaRule("formula", "precision - error / 100", "higher"), {"precision": 0.6, "error": 10}, 0.5),
        (FormulaRule("formula", "precision / error", "higher"), {"precision": 0.6, "error": 0}, None),
        (ThresholdRule("threshold", "precision", (Bound("recall", ">", 0.6),)), {"precision": 0.6, "recall": 0.1}, 0.6),
        (None, {"precision": 0.6}, None),
    ],
)
def test_the_deciding_measure(rule: Rule | None, values: dict[str, float], measure: float | None) -> None:
    """The rule's score of a baseline as if it were a model; for thresholds the optimised metric; None without one."""
    found = against(rule, {"precision": 0.9, "recall": 0.9, "error": 5}, Baseline("b", "scripted", values))
    assert found.baselines[0].measure == (None if measure is None else pytest.approx(measure))
    assert (found.floor == "b") == (measure is not None)
    assert bool(found.baselines[0].deciding_gains) == (measure is not None)


def test_thresholds_that_a_baseline_fails_are_said() -> None:
    """And do not take it away."""
    rule = ThresholdRule("threshold", "precision", (Bound("recall", ">", 0.6),))
    found = against(rule, {"precision": 0.8, "recall": 0.7}, Baseline("b", "scripted", {"precision": 0.9, "recall": 0.2}))
    assert found.baselines[0].fails == ("recall 0.2 (must be above 0.6)",)
    assert found.floor == "b" and found.standings["net"].below_floor


FLOORS = ("published", "scripted", "simple-ml", "mean-prediction")


@pytest.mark.parametrize("best", FLOORS)
def test_the_floor_is_the_best_of_its_kinds(best: str) -> None:
    """The least error, the most precision: any of the four kinds may be it; people, whose best is the ceiling, and targets
    are not."""
    errors = [on_error(kind, 20 if kind == best else 30) for kind in FLOORS]
    people = on_error("human", 3, "guests"), on_error("human", 2)
    found = against(ERROR, {"error": 10}, on_error("requirement", 5), *people, *errors)
    assert (found.floor, found.ceiling) == (best, "human")
    scores = [on_precision(kind, 0.6 if kind == best else 0.3) for kind in FLOORS]
    others = on_precision("requirement", 0.95), on_precision("human", 0.9)
    found = against(PRECISION, {"precision": 0.7}, *others, *scores)
    assert (found.floor, found.ceiling) == (best, "human")


def test_equal_floors_keep_the_author_s_order() -> None:
    """The first that is written of two equal floors is named."""
    found = against(ERROR, {"error": 12}, on_error("scripted", 20), on_error("published", 20))
    assert found.floor == "scripted"


@pytest.mark.parametrize(
    ("measure", "floor", "ceiling", "better", "share"),
    [
        (1.2, 2.1, 0.6, "lower", 0.6),
        (0.8, 0.6, 0.9, "higher", 2 / 3),
        (0.5, 0.6, 0.9, "higher", -1 / 3),
        (0.95, 0.6, 0.9, "higher", 7 / 6),
        (0.8, 0.9, 0.9, "higher", None),
        (0.8, 0.9, 0.6, "higher", None),  # people are worse than the floor
        (0.8, None, 0.9, "higher", None),
        (0.8, 0.6, None, "higher", None),
        (3e-10, 5e-10, 1e-10, "lower", 0.5),
    ],
)
def test_share_of_the_gap(
    measure: float, floor: float | None, ceiling: float | None, better: Direction, share: float | None
) -> None:
    """`(model - floor) / (ceiling - floor)` in the good direction; None where there is no gap to close."""
    found = share_of_gap(measure, floor, ceiling, better)
    assert found == (None if share is None else pytest.approx(share))


@given(numbers, numbers, directions)
def test_nothing_is_closed_at_the_floor_and_all_at_the_ceiling(one: float, other: float, better: Direction) -> None:
    """0 at the floor, 1 at the ceiling, wherever there is a gap; and turned round there is none."""
    floor, ceiling = (min(one, other), max(one, other)) if better == "higher" else (max(one, other), min(one, other))
    if share_of_gap(floor, floor, ceiling, better) is not None:
        assert share_of_gap(floor, floor, ceiling, better) == 0
        assert share_of_gap(ceiling, floor, ceiling, better) == 1
    assert share_of_gap(floor, ceiling, floor, better) is None


@pytest.mark.parametrize(
    ("error", "precision", "below", "above", "share"),
    [
        (25, 0.5, True, False, -0.5),
        (20, 0.6, False, False, 0),
        (15, 0.7, False, False, 0.5),
        (10, 0.8, False, False, 1),
        (5, 0.9, False, True, 1.5),
        (20 + 1e-14, 0.6 - 1e-16, False, False, 0),  # rounding alone takes no model below the floor
        (10 - 1e-14, 0.8 + 1e-16, False, False, 1),
    ],
)
def test_standings(error: float, precision: float, below: bool, above: bool, share: float) -> None:
    """Below the floor, at it, between, at the ceiling, above it: the same on an error and on a score."""
    on_errors = against(ERROR, {"error": error}, on_error("scripted", 20), on_error("human", 10)).standings["net"]
    on_scores = against(PRECISION, {"precision": precision}, on_precision("scripted", 0.6), on_precision("human", 0.8))
    for standing in (on_errors, on_scores.standings["net"]):
        assert (standing.below_floor, standing.above_ceiling) == (below, above)
        assert standing.gap_closed == pytest.approx(share, abs=1e-9)
    blank = against(ERROR, {"precision": precision}, on_error("scripted", 20), on_error("human", 10)).standings["net"]
    assert (blank.measure, blank.gap_closed, blank.below_floor, blank.above_ceiling) == (None, None, False, False)


@pytest.mark.parametrize(
    ("kind", "values", "identical"),
    [
        ("scripted", {"precision": 0.9, "recall": 0.7}, True),
        ("scripted", {"precision": 0.9}, True),
        ("human", {"recall": 0.7}, True),
        ("scripted", {"precision": 0.9, "recall": 0.71}, False),
        ("scripted", {"precision": 0.9, "latency": 80}, False),
        ("scripted", {}, False),
        ("requirement", {"precision": 0.9}, False),
    ],
)
def test_identical_to_a_baseline(kind: str, values: dict[str, float], identical: bool) -> None:
    """Equal in every value that the baseline has: compared with itself. A target that is met exactly is no copy."""
    found = against(PRECISION, {"precision": 0.9, "recall": 0.7}, Baseline("b", kind, values))
    assert found.baselines[0].identical == (("net",) if identical else ())


@pytest.mark.parametrize(
    ("changes", "absent"),
    [
        ({}, baselines.ALL),
        ({"baselines": (on_error("scripted", 20), on_error("human", 10))}, (REQUIREMENT, PUBLISHED, SIMPLE_ML, MEAN_PREDICTION)),
        ({"requirements": (Requirement(Bound("error", "<", 5)),)}, baselines.ALL[1:]),  # a target is there already
    ],
)
def test_missing_kinds(changes: dict[str, Any], absent: tuple[BaselineKind, ...]) -> None:
    """Each kind that a project does not have is listed, in the order of the room."""
    assert [missing.kind for missing in judged({}, **changes).missing] == [kind.id for kind in absent]


@pytest.mark.parametrize(("days", "ended"), [([0], False), ([-1], True), ([-30, 30], False), ([30, -30], False)])
def test_waivers(days: list[int], ended: bool) -> None:
    """A waiver holds up to and with its last day, and the latest counts; other kinds are not waived by it."""
    waivers = tuple(Waiver("published", "nobody did this before", AS_OF + timedelta(until)) for until in days)
    first, second, *_ = judged({}, waivers=waivers).missing
    assert (first.waiver, first.ended) == (None, False)
    assert (second.waiver, second.ended) == (waivers[days.index(max(days))], ended)
