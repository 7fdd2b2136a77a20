"""METHOD section 3: gains, floor and ceiling, the share of the gap, and the kinds that are missing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.judging.baseline_comparison import gain_over, share_of_gap
from planpress.model.evaluation import Evaluation
from planpress.model.metrics import Bound, Direction
from planpress.model.project import Baseline, Requirement, Waiver
from planpress.model.rule import Rule
from planpress.rules.formula import FormulaRule
from planpress.rules.mean import MeanRule
from planpress.rules.metric import MetricRule
from planpress.rules.threshold import ThresholdRule
from tests.case_files import cases
from tests.judging.building import judged
from tests.lints.building import AS_OF

CASES = cases(__file__)

ERROR = MetricRule("metric", "error")
PRECISION = MetricRule("metric", "precision")
numbers = st.floats(-1e6, 1e6)
directions = st.sampled_from(["higher", "lower"])


def against(rule: Rule | None, values: dict[str, float], *baselines: Baseline) -> Evaluation:
    """One model, called net, held against baselines."""
    return judged({"net": values}, {"r": rule} if rule else {}, baselines=baselines)


def on_error(kind: str, value: float, name: str | None = None) -> Baseline:
    return Baseline(name or kind, kind, {"error": value})


def on_precision(kind: str, value: float, name: str | None = None) -> Baseline:
    return Baseline(name or kind, kind, {"precision": value})


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


def test_thresholds_that_a_baseline_fails_are_noted() -> None:
    """The floor may be what no rule would let ship: it says which thresholds it fails; unmeasured ones it fails not."""
    rule = ThresholdRule("threshold", "precision", (Bound("recall", ">", 0.6), Bound("latency", "<", 100)))
    script = Baseline("script", "scripted", {"precision": 0.6, "recall": 0.5})
    found = against(rule, {"precision": 0.9, "recall": 0.7, "latency": 50}, script)
    assert found.floor == "script"
    assert found.baselines[0].fails == ("recall 0.5 is not above 0.6, short by 0.1",)
    assert found.baselines[0].deciding_gains["net"].absolute == pytest.approx(0.3)


FLOORS = ("published", "scripted", "simple-ml", "mean-prediction")


@pytest.mark.parametrize("best", FLOORS)
def test_the_floor_is_the_best_of_its_kinds(best: str) -> None:
    """The least error, the most precision: any of the four kinds may be it; people and targets are not."""
    errors = [on_error(kind, 20 if kind == best else 30) for kind in FLOORS]
    found = against(ERROR, {"error": 10}, on_error("requirement", 5), on_error("human", 2), *errors)
    assert (found.floor, found.ceiling) == (best, "human")
    scores = [on_precision(kind, 0.6 if kind == best else 0.3) for kind in FLOORS]
    others = on_precision("requirement", 0.95), on_precision("human", 0.9)
    found = against(PRECISION, {"precision": 0.7}, *others, *scores)
    assert (found.floor, found.ceiling) == (best, "human")


def test_the_ceiling_is_the_best_of_people() -> None:
    """MLY ch. 34: untrained 15, junior doctor 10, experienced 5, team 2: the ceiling is the team."""
    people = [on_error("human", value, name) for name, value in MLY_34.items()]
    assert against(ERROR, {"error": 12}, *people).ceiling == "team"


MLY_34 = {"untrained": 15.0, "junior": 10.0, "experienced": 5.0, "team": 2.0}


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
    ],
)
def test_standings(error: float, precision: float, below: bool, above: bool, share: float) -> None:
    """Below the floor, at it, between, at the ceiling, above it: the same on an error and on a score."""
    on_errors = against(ERROR, {"error": error}, on_error("scripted", 20), on_error("human", 10)).standings["net"]
    on_scores = against(PRECISION, {"precision": precision}, on_precision("scripted", 0.6), on_precision("human", 0.8))
    for standing in (on_errors, on_scores.standings["net"]):
        assert (standing.below_floor, standing.above_ceiling) == (below, above)
        assert standing.gap_closed == pytest.approx(share)


@pytest.mark.parametrize(("rule", "sign"), [(PRECISION, 1), (ERROR, -1)], ids=["a score", "an error"])
def test_a_whole_ladder_follows_the_direction(rule: MetricRule, sign: int) -> None:
    """On an error the bound is a larger number; a requirement bounds nothing; the best of people is the ceiling."""
    steps = {"mean-prediction": 0.3, "scripted": 0.6, "requirement": 0.99, "human": 0.7}
    levels = {name: {rule.metric: value if sign > 0 else 1 - value} for name, value in {**steps, "a": 0.8, "b": 0.5, "experts": 1.0}.items()}
    baselines = [Baseline(kind, kind, levels[kind]) for kind in steps] + [Baseline("experts", "human", levels["experts"])]
    found = judged({name: levels[name] for name in "ab"}, {"r": rule}, baselines=tuple(baselines))
    assert (found.floor, found.ceiling) == ("scripted", "experts")
    assert [found.standings[name].gap_closed for name in "ab"] == pytest.approx([0.5, -0.25])
    assert [(one.below_floor, one.above_ceiling) for one in found.standings.values()] == [(False, False), (True, False)]
    gains = [found.baselines[1].gains[name][rule.metric] for name in "ab"]
    assert [gain.absolute for gain in gains] == pytest.approx([0.2, -0.1])
    assert gains[0].relative == pytest.approx(0.2 / levels["scripted"][rule.metric])


def test_standing_of_a_model_that_was_not_measured() -> None:
    """Blank is not zero: no measure, no place, no share."""
    standing = against(ERROR, {"precision": 0.9}, on_error("scripted", 20), on_error("human", 10)).standings["net"]
    assert (standing.measure, standing.gap_closed) == (None, None)
    assert not standing.below_floor and not standing.above_ceiling


def test_one_floating_point_step_is_not_below_the_floor() -> None:
    """Rounding alone takes no model below the floor or above the ceiling."""
    found = against(PRECISION, {"precision": 0.3}, on_precision("scripted", 0.1 + 0.2)).standings["net"]
    assert not found.below_floor
    found = against(PRECISION, {"precision": 0.1 + 0.2}, on_precision("human", 0.3)).standings["net"]
    assert not found.above_ceiling


@pytest.mark.parametrize(("kind", "values", "identical"), CASES["test_identical_to_a_baseline"])
def test_identical_to_a_baseline(kind: str, values: dict[str, float], identical: bool) -> None:
    """Equal in every value that the baseline has: compared with itself. A target that is met exactly is no copy."""
    found = against(PRECISION, {"precision": 0.9, "recall": 0.7}, Baseline("b", kind, values))
    assert found.baselines[0].identical == (("net",) if identical else ())


ALL_KINDS = ["requirement", "published", "scripted", "simple-ml", "mean-prediction", "human"]


def test_missing_kinds() -> None:
    """Each kind that a project does not have is listed, in the order of the room."""
    found = judged(
        {}, baselines=(Baseline("script", "scripted", {"error": 20}), Baseline("crew", "human", {"error": 10}))
    )
    assert [missing.kind for missing in found.missing] == ["requirement", "published", "simple-ml", "mean-prediction"]
    assert [missing.kind for missing in judged({}).missing] == ALL_KINDS


def test_requirements_stand_for_a_baseline_of_their_kind() -> None:
    """Who writes requirements has a target already."""
    found = judged({}, requirements=(Requirement(Bound("error", "<", 5)),))
    assert [missing.kind for missing in found.missing] == ALL_KINDS[1:]


@pytest.mark.parametrize(("until", "ended"), [(AS_OF, False), (AS_OF - timedelta(1), True), (date.max, False)])
def test_waivers(until: date, ended: bool) -> None:
    """A waiver holds up to and with its last day; other kinds are not waived by it."""
    waiver = Waiver("published", "nobody did this before", until)
    first, second, *_ = judged({}, waivers=(waiver,)).missing
    assert (first.waiver, first.ended) == (None, False)
    assert (second.waiver, second.ended) == (waiver, ended)


def test_the_latest_waiver_counts() -> None:
    """A waiver that was renewed has not ended, in whichever order the two stand."""
    old, new = (Waiver("published", "why", AS_OF + timedelta(days)) for days in (-30, 30))
    for waivers in ((old, new), (new, old)):
        missing = judged({}, waivers=waivers).missing[1]
        assert (missing.waiver, missing.ended) == (new, False)
