"""Requirements, lifecycle, rule history and accuracy cost of a project."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.judging import judge
from planpress.model.feasibility import cost_multiple
from planpress.model.metrics import Bound
from planpress.model.project_parts import Accuracy, DesignChange, LifecycleStep, Requirement, RuleChange
from planpress.model.stages import WAYS_BACK, Stage
from planpress.model.wording import number
from planpress.rules.metric import MetricRule
from planpress.rules.threshold import ThresholdRule
from tests.judging.building import judged
from tests.lints.building import plan, project

PRECISION = MetricRule("metric", "precision")
QUICK = ThresholdRule("threshold", "precision", (Bound("latency", "<", 50),))
ROWS = {"net-1": {"precision": 0.9, "latency": 80}, "net-2": {"precision": 0.8, "latency": 40}}
DAYS = [date(2019, month, 1) for month in range(1, 7)]


@pytest.mark.parametrize(
    ("bound", "status", "value", "margin"),
    [
        (Bound("precision", ">=", 0.85), "met", 0.9, 0.05),
        (Bound("precision", ">=", 0.9), "met", 0.9, 0),
        (Bound("precision", ">", 0.9), "missed", 0.9, 0),
        (Bound("latency", "<=", 50), "missed", 80, -30),
        (Bound("latency", "<", 100), "met", 80, 20),
        (Bound("recall", ">", 0.5), "not-measured", None, None),
    ],
)
def test_requirements(bound: Bound, status: str, value: float | None, margin: float | None) -> None:
    """Met or missed by the chosen model, with its margin in the metric's unit; or not measured."""
    found = judged(ROWS, {"r": PRECISION}, requirements=(Requirement(bound, "it must"),)).requirements[0]
    assert (found.bound, found.why, found.status, found.model, found.value) == (
        bound,
        "it must",
        status,
        "net-1",
        value,
    )
    assert found.margin == (None if margin is None else pytest.approx(margin))


def test_requirements_without_a_chosen_model() -> None:
    """While models tie, or no rule decides, nothing is held against a requirement."""
    required = (Requirement(Bound("precision", ">", 0.5)),)
    tied = {"a": {"precision": 0.9}, "b": {"precision": 0.9}}
    for found in (judged(tied, {"r": PRECISION}, requirements=required), judged(ROWS, requirements=required)):
        assert [(each.status, each.model, each.value) for each in found.requirements] == [("not-measured", None, None)]
        assert [each.absent for each in found.requirements] == ["nothing is chosen"]
    assert judged({}, requirements=required).requirements[0].absent == "not measured"


def test_requirements_of_the_nearest_miss() -> None:
    """Where every model is rejected the nearest miss is held against them: how far is it?"""
    strict = ThresholdRule("threshold", "precision", (Bound("latency", "<", 30),))
    found = judged(ROWS, {"r": strict}, requirements=(Requirement(Bound("latency", "<", 30)),)).requirements[0]
    assert (found.status, found.model, found.margin) == ("missed", "net-2", -10)


@pytest.mark.parametrize(
    ("old", "new", "code", "reason"),
    [(old, new, code, reason) for (old, new), codes in WAYS_BACK.items() for code, reason in codes.items()],
)
def test_all_six_ways_back_with_their_codes(old: Stage, new: Stage, code: str, reason: str) -> None:
    """A way back is told as such, with the words of its reason."""
    found = judged({}, lifecycle=(LifecycleStep(DAYS[0], old), LifecycleStep(DAYS[1], new, code))).sojourns
    assert [(stay.stage, stay.back, stay.because) for stay in found] == [(old, False, None), (new, True, reason)]


def test_sojourns_follow_each_other() -> None:
    """Each stay ends when the next begins; the last goes on. A way forward leads not back, and keeps its remark."""
    steps: list[tuple[Stage, str | None]] = [("planning", None), ("data", "at last"), ("planning", "easier-task")]
    lifecycle = tuple(LifecycleStep(day, to, code, f"note {to}") for day, (to, code) in zip(DAYS, steps, strict=False))
    found = judged({}, lifecycle=lifecycle).sojourns
    assert [(stay.since, stay.until) for stay in found] == [(DAYS[0], DAYS[1]), (DAYS[1], DAYS[2]), (DAYS[2], None)]
    assert [(stay.back, stay.because) for stay in found] == [
        (False, None),
        (False, "at last"),
        (True, "a different task is easier to label"),
    ]
    assert [stay.note for stay in found] == ["note planning", "note data", "note planning"]


def test_rule_history() -> None:
    """Since when, until when, because of what, and what each earlier rule would choose today."""
    history = (RuleChange(DAYS[0], "first", "first look"), RuleChange(DAYS[2], "second"), RuleChange(DAYS[4], "first"))
    found = judged(ROWS, {"first": PRECISION, "second": QUICK}, decide_by="first", rule_history=history).earlier
    assert [(entry.change, entry.until, entry.winners, entry.agrees) for entry in found] == [
        (history[0], DAYS[2], ("net-1",), True),
        (history[1], DAYS[4], ("net-2",), False),
        (history[2], None, ("net-1",), True),
    ]


@pytest.mark.parametrize(
    ("now", "wanted", "per_nine", "multiple"),
    [
        (0.9, 0.99, 10, "10"),
        (0.9, 0.999, 10, "100"),
        (0.99, 0.999, 10, "10"),
        (0.9, 0.99, 3, "3"),
        (0.9, 0.999, 3, "9"),
        (0.9, 0.9, 10, "1"),
        (0.5, 0.9, 10, "5"),
        (0.99, 0.9, 10, "0.1"),
        (0.0, 0.9, 10, "10"),
    ],
)
def test_each_added_nine_multiplies_the_cost(now: float, wanted: float, per_nine: float, multiple: str) -> None:
    """METHOD section 1: 90 -> 99 % is 10 times, 90 -> 99.9 % is 100 times, by default."""
    assert number(cost_multiple(now, wanted, per_nine)) == multiple


def test_cost_is_convex_over_the_axis_of_the_slide() -> None:
    """50, 90, 99 and 99.9 % stand evenly spaced on the slide's axis, and cost grows by more from each to the next."""
    costs = [cost_multiple(0.5, accuracy, 10) for accuracy in (0.5, 0.9, 0.99, 0.999)]
    rises = [after - before for before, after in pairwise(costs)]
    assert all(later > 2 * earlier > 0 for earlier, later in pairwise(rises))


@given(*[st.floats(0, 0.9999)] * 3, st.floats(1.01, 100))
def test_costs_multiply_along_the_way(start: float, middle: float, end: float, per_nine: float) -> None:
    """From one accuracy to another costs the same by way of a third; and more accuracy never costs less."""
    direct = cost_multiple(start, end, per_nine)
    assert direct == pytest.approx(cost_multiple(start, middle, per_nine) * cost_multiple(middle, end, per_nine))
    assert (direct >= 1) == (end >= start) or direct == pytest.approx(1)


def test_what_a_design_saves() -> None:
    """A design that needs less is held against the full requirement: 95 % instead of 99 % from 90 % costs 2, not 10."""
    accuracy = Accuracy(0.99, now=0.9, design=(DesignChange("confirm", 0.95), DesignChange("nothing", 0.99)))
    now, required, confirm, nothing = judged({}, accuracy=accuracy).costs
    assert (now.label, now.accuracy, now.multiple, now.saves) == ("now", 0.9, 1, None)
    assert (required.label, required.multiple, required.saves) == ("required", pytest.approx(10), None)
    assert (confirm.label, confirm.multiple, confirm.saves) == ("confirm", pytest.approx(2), pytest.approx(0.8))
    assert nothing.saves == pytest.approx(0)


def test_cost_without_a_measured_accuracy() -> None:
    """Where nothing is measured yet the curve begins at a coin's toss, as the slide's does."""
    start, required = judged({}, accuracy=Accuracy(0.95)).costs
    assert (start.label, start.accuracy, start.multiple) == ("a coin's toss", 0.5, 1)
    assert required.multiple == pytest.approx(10)
    assert judged({}).costs == ()


def test_the_plan_says_what_a_nine_costs() -> None:
    """`cost_per_nine` of the plan holds for its projects."""
    one = project(accuracy=Accuracy(0.99, now=0.9))
    assert judge(one, plan(one, cost_per_nine=4)).costs[1].multiple == pytest.approx(4)


def test_a_bare_project() -> None:
    """A project with nothing but a title is judged: there is nothing to say, and nothing raises."""
    found = judged(None)
    assert (found.rules, found.baselines, found.floor, found.ceiling, found.standings) == ((), (), None, None, {})
    assert (found.requirements, found.sojourns, found.earlier, found.chosen) == ((), (), (), None)
    assert found.baseline(None) is None
