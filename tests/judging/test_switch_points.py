"""What turns the choice of a model: the lecture's weights to the digit, and scoring again everywhere around each."""

import math
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.judging.switch_points import chosen, switch_points
from planpress.model.evaluation import Evaluation
from planpress.model.fields import LARGEST, SMALLEST
from planpress.model.metrics import Bound, Direction, Metric, Operator
from planpress.model.rule import Rule
from planpress.model.sensitivity import Breakpoint, Segment, beats, pareto_front
from planpress.model.tables import Model
from planpress.rules.formula import FormulaRule
from planpress.rules.mean import MeanRule
from planpress.rules.metric import MetricRule
from planpress.rules.threshold import ThresholdRule
from tests.judging.building import judged

INFINITE = math.inf
LECTURE = {
    "Model 1": {"precision": 0.9, "recall": 0.5},
    "Model 2": {"precision": 0.8, "recall": 0.7},
    "Model 3": {"precision": 0.7, "recall": 0.9},
}
POSE = {
    "net-1": {"position": 1.25, "angle": 8.1},
    "net-2": {"position": 0.88, "angle": 9.5},
    "net-3": {"position": 0.75, "angle": 9.9},
}
PR = {"precision": 1, "recall": 1}


def swept(rows: Mapping[str, Mapping[str, float]], rule: Rule) -> Evaluation:
    return judged(rows, {"rule": rule})


def told(evaluation: Evaluation) -> list[tuple[float, bool, bool, tuple[str, ...]]]:
    """The switch points in short: where, whether upward, whether that value is enough, and who wins then."""
    return [(point.at, point.rises, point.reached, point.winners) for point in evaluation.switch_points]


def test_the_weight_on_precision_of_the_lecture() -> None:
    """METHOD section 2: Model 3 wins below 2/3, Model 1 above, all three tie at 2/3; Model 2 never wins alone."""
    (sweep,) = swept(LECTURE, MeanRule("mean", PR)).sweeps
    assert sweep.metric == "precision" and sweep.bound is None and sweep.declared == 0.5
    assert sweep.breakpoints == (Breakpoint(2 / 3, tuple(LECTURE)),)
    assert sweep.segments == (Segment(0, 2 / 3, ("Model 3",)), Segment(2 / 3, 1, ("Model 1",)))
    assert told(swept(LECTURE, MeanRule("mean", PR))) == [(2 / 3, True, False, ("Model 1",))]


def test_at_the_tie_both_sides_are_flips_without_a_move() -> None:
    """With the weights 2 and 1 all three tie; the least change of the weight decides, either way."""
    evaluation = swept(LECTURE, MeanRule("mean", {"precision": 2, "recall": 1}))
    assert evaluation.sweeps[0].now == tuple(LECTURE)
    assert told(evaluation) == [(2 / 3, False, False, ("Model 3",)), (2 / 3, True, False, ("Model 1",))]
    assert [point.relative for point in evaluation.switch_points] == [0, 0]


@pytest.mark.parametrize(
    ("operator", "declared", "expected"),
    [
        (">", 0.6, [(0.5, False, False, ("Model 1",)), (0.7, True, True, ("Model 3",))]),
        (">=", 0.6, [(0.5, False, True, ("Model 1",)), (0.7, True, False, ("Model 3",))]),
        (">", 0.5, [(0.5, False, False, ("Model 1",)), (0.7, True, True, ("Model 3",))]),
        (">=", 0.5, [(0.5, True, False, ("Model 2",))]),
        (">", 0.95, [(0.9, False, False, ("Model 3",))]),
    ],
)
def test_the_threshold_on_recall_of_the_lecture(operator: Operator, declared: float, expected: object) -> None:
    """Model 2 wins because recall must be above 0.6: it needs a limit from 0.5 up to, but not at, 0.7."""
    rule = ThresholdRule("threshold", "precision", (Bound("recall", operator, declared),))
    assert told(swept(LECTURE, rule)) == expected


def test_position_error_of_the_worked_example() -> None:
    """net-2 is chosen below 1 cm; at 0.88 cm it is no longer below the limit, and above 1.25 cm net-1 is."""
    evaluation = swept(POSE, ThresholdRule("threshold", "angle", (Bound("position", "<", 1.0),)))
    assert told(evaluation) == [(0.88, False, True, ("net-3",)), (1.25, True, False, ("net-1",))]
    assert [point.relative for point in evaluation.switch_points] == pytest.approx([0.12, 0.25])


def test_each_threshold_and_each_weight_moves_alone() -> None:
    """Two thresholds are two sweeps, three weights are three; of two weights one is enough."""
    two = ThresholdRule("threshold", "angle", (Bound("position", "<", 1.0), Bound("time", "<", 100)))
    assert [sweep.bound for sweep in swept({}, two).sweeps] == list(two.subject_to)
    three = MeanRule("mean", {"precision": 1, "recall": 2, "map": 1})
    assert [(sweep.metric, sweep.declared) for sweep in swept({}, three).sweeps] == [
        ("precision", 0.25),
        ("recall", 0.5),
        ("map", 0.25),
    ]
    assert len(swept(LECTURE, MeanRule("mean", PR)).sweeps) == 1


@pytest.mark.parametrize(
    "rule",
    [
        MetricRule("metric", "precision"),
        FormulaRule("formula", "precision + 2 * recall", "higher"),
        MeanRule("mean", {"precision": 1}),
        MeanRule("mean", {"precision": 1, "recall": 0}),
    ],
)
def test_rules_with_nothing_to_move(rule: Rule) -> None:
    """One metric, a formula, a mean of one: no threshold and no weight whose move has a closed form."""
    evaluation = swept(LECTURE, rule)
    assert evaluation.sweeps == () and evaluation.switch_points == ()


DECIMALS = st.integers(0, 60).map(lambda step: step / 20)
ROWS = st.dictionaries(
    st.sampled_from([f"m{index}" for index in range(7)]),
    st.fixed_dictionaries({}, optional=dict.fromkeys(("a", "b", "c"), DECIMALS)),
    max_size=7,
)
WEIGHTS = st.integers(1, 8).map(float)
DIRECTIONS = st.sampled_from(("higher", "lower"))
OPERATORS = st.sampled_from(("<", "<=", ">", ">="))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Rule, list[Model], dict[str, Metric]]:
    """A threshold or mean rule over metrics in any direction, and models on a coarse grid, so that many tie."""
    better = draw(st.fixed_dictionaries(dict.fromkeys(("a", "b", "c"), DIRECTIONS)))
    metrics = {name: Metric(way, range=(0, 4)) for name, way in better.items()}
    models = [Model(name, row) for name, row in draw(ROWS).items()]
    if draw(st.booleans()):
        bounds = st.builds(Bound, st.sampled_from(("a", "b", "c")), OPERATORS, DECIMALS)
        limits = draw(st.lists(bounds, min_size=1, max_size=3))
        return ThresholdRule("threshold", draw(st.sampled_from("abc")), tuple(limits)), models, metrics
    kind = draw(st.sampled_from(("arithmetic", "harmonic", "geometric")))
    names = draw(st.sampled_from((("a", "b"), ("a", "b", "c"))))
    return MeanRule("mean", {name: draw(WEIGHTS) for name in names}, kind), models, metrics


def within(segment: Segment, share: float) -> float:
    """A value of a segment, never nearer to its ends than scores can be told apart."""
    low = segment.low if math.isfinite(segment.low) else min(segment.high, 0.0) - 10
    high = segment.high if math.isfinite(segment.high) else max(segment.low, 0.0) + 10
    return low + (high - low) * (1e-4 + share * (1 - 2e-4))


@given(cases(), st.floats(0, 1))
def test_judging_the_changed_rule_gives_what_the_sweep_says(case: tuple, share: float) -> None:
    """In every segment, close to both ends of it and anywhere between, and at every breakpoint."""
    rule, models, metrics = case
    for sweep in rule.sweeps(models, metrics):
        for segment in sweep.segments:
            for value in (within(segment, 0), within(segment, share), within(segment, 1)):
                assert chosen(rule.moved(sweep, value), models, metrics) == segment.winners == sweep.winners(value)
        for point in sweep.breakpoints:
            assert chosen(rule.moved(sweep, point.at), models, metrics) == point.winners == sweep.winners(point.at)
        assert sweep.now == chosen(rule, models, metrics)


@given(cases())
def test_stretches_cover_the_whole_range_and_neighbours_differ(case: tuple) -> None:
    """No gap, no overlap, no breakpoint at which nothing changes."""
    rule, models, metrics = case
    for sweep in rule.sweeps(models, metrics):
        ends = (0.0, 1.0) if sweep.bound is None else (-INFINITE, INFINITE)
        assert (sweep.segments[0].low, sweep.segments[-1].high) == ends
        for before, point, after in zip(sweep.segments, sweep.breakpoints, sweep.segments[1:], strict=False):
            assert before.high == point.at == after.low and before.winners != after.winners


@given(cases())
def test_no_smaller_move_flips(case: tuple) -> None:
    """Up to a switch point the declared winners win; there or beyond others do; and every breakpoint next to the rule is one."""
    rule, models, metrics = case
    found = rule.sweeps(models, metrics)
    every = switch_points(rule, found, models, metrics)
    assert [point.relative for point in every] == sorted(point.relative for point in every)
    for sweep in found:
        mine = [point for point in every if (point.metric, point.bound) == (sweep.metric, sweep.bound)]
        assert bool(mine) == bool(sweep.breakpoints)
        for point in mine:
            for part in (0.0, 0.3, 0.7, 0.999):
                assert sweep.winners(sweep.declared + part * (point.at - sweep.declared)) == sweep.now
            step = 1e-4 if point.rises else -1e-4
            assert sweep.winners(point.at if point.reached else point.at + step) == point.winners != sweep.now


@given(cases(), st.sampled_from((("a", "b"), ("a", "b", "c"))))
def test_front(case: tuple, names: tuple[str, ...]) -> None:
    """On the front is whoever has every value and is beaten by nobody; whoever is not, somebody on it beats."""
    _, models, metrics = case
    better: dict[str, Direction] = {name: metrics[name].better for name in names}
    front = pareto_front(tuple(models), better)
    placed = {model.name: model.values for model in models if all(name in model.values for name in names)}
    assert set(front) <= set(placed) and bool(front) == bool(placed)
    for name, values in placed.items():
        rivals = [other for other in placed if beats(placed[other], values, better)]
        assert (name in front) == (not rivals) and (not rivals or set(rivals) & set(front))


def test_front_of_the_lecture() -> None:
    """Each of the three models is best at something; a fourth that model 2 equals in one and beats in the other is not."""
    rows = {**LECTURE, "Model 4": {"precision": 0.8, "recall": 0.6}, "blank": {"precision": 1.0}}
    found = swept(rows, MetricRule("metric", "precision")).front
    assert found is not None
    assert (found.metrics, found.models) == (("precision", "recall"), ("Model 1", "Model 2", "Model 3"))
    assert swept({"a": {"precision": 1.0}}, MetricRule("metric", "precision")).front is None


def test_front_without_the_rejected() -> None:
    """A model that the rule rejects is on no front, and beats none that is; while none is rejected, all compete."""
    rows = {"a": {"precision": 0.9, "recall": 0.9, "latency": 300}, "b": {"precision": 0.8, "recall": 0.7, "latency": 20}}
    strict = ThresholdRule("threshold", "precision", (Bound("latency", "<", 100),))
    loose = ThresholdRule("threshold", "precision", (Bound("latency", "<", 400),))
    found = [swept(rows, rule).front for rule in (strict, loose, ThresholdRule("threshold", "precision", (Bound("latency", "<", 1),)))]
    assert [one and one.models for one in found] == [("b",), ("a", "b"), ()]


POSITIVE = st.just(0.0) | st.floats(SMALLEST, LARGEST)
HUGE = POSITIVE | st.floats(-LARGEST, -SMALLEST)
NUMBERS = {"arithmetic": HUGE, "geometric": POSITIVE, "harmonic": POSITIVE}


@given(st.lists(st.tuples(HUGE, HUGE), max_size=5), st.sampled_from((">", "<=")), HUGE)
def test_no_number_is_trouble_for_a_threshold(
    values: list[tuple[float, float]], operator: Operator, limit: float
) -> None:
    """No number is too large or too close to another."""
    models = [Model(f"m{index}", {"a": one, "b": other}) for index, (one, other) in enumerate(values)]
    metrics = {"a": Metric("higher"), "b": Metric("lower")}
    rule = ThresholdRule("threshold", "b", (Bound("a", operator, limit),))
    found = rule.sweeps(models, metrics)
    assert found[0].now == chosen(rule, models, metrics)
    assert all(math.isfinite(point.at) for point in switch_points(rule, found, models, metrics))


@pytest.mark.parametrize("kind", NUMBERS)
@given(st.data())
def test_no_number_is_trouble_for_a_weight(kind: Any, data: st.DataObject) -> None:
    """No number is too large or too small; every weight lies between 0 and 1, and who wins there was scored again."""
    pairs = data.draw(st.lists(st.tuples(NUMBERS[kind], NUMBERS[kind]), max_size=4))
    models = [Model(f"m{index}", {"a": one, "b": other}) for index, (one, other) in enumerate(pairs)]
    metrics = {"a": Metric("higher"), "b": Metric("higher")}
    rule = MeanRule("mean", {"a": 1, "b": 3}, kind)
    found = rule.sweeps(models, metrics)
    assert all(0 < point.at < 1 for point in found[0].breakpoints)
    for point in switch_points(rule, found, models, metrics):
        assert 0 < point.at < 1 and point.winners != found[0].now


@pytest.mark.parametrize("kind", ["arithmetic", "harmonic", "geometric"])
@pytest.mark.parametrize(("one", "other"), [(0.5, 1e-50), (1e-50, 3.0), (1e50, 1e-50), (1e50, 1e50)])
def test_weights_of_any_size_are_swept(kind: Any, one: float, other: float) -> None:
    """A share that rounds to nothing, or to all, has its winner; nothing overflows."""
    rule = MeanRule("mean", {"precision": one, "recall": other}, kind)
    evaluation = swept(LECTURE, rule)
    assert evaluation.deciding is not None
    assert all(sweep.now for sweep in evaluation.sweeps)
