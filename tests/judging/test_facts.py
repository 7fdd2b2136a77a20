"""Published numbers about baselines and diagnosis, and the lifecycle's moves."""

import pytest

from tests.planning import evaluated

ERROR = """\
metrics: {train: {better: lower, unit: "%"}, val: {better: lower, unit: "%"}}
models: {rows: [{model: net, train: TRAIN, val: VAL}]}
rules: {least: {rule: metric, metric: val}}
baselines:
HUMANS
diagnosis: {model: net, train: train, validation: val}
"""


def diagnosed(train: str, val: str, *humans: float) -> str:
    """A project with these errors, and human baselines with theirs."""
    lines = "\n".join(f"  - {{id: h{at}, kind: human, values: {{val: {human}}}}}" for at, human in enumerate(humans))
    return ERROR.replace("TRAIN", train).replace("VAL", val).replace("HUMANS", lines)


@pytest.mark.parametrize(
    ("train", "val", "human", "bias", "variance", "first"),
    [
        ("36", "41", 35.0, 1.0, 5.0, "overfitting"),  # the lecture, first baseline
        ("36", "41", 21.0, 15.0, 5.0, "underfitting"),  # the lecture, second baseline
        ("15", "30", 14.0, 1.0, 15.0, "overfitting"),  # Machine Learning Yearning, ch. 22
        ("10", "15", 5.0, 5.0, 5.0, "neither"),
        ("10", "9", 12.0, -2.0, -1.0, "neither"),
    ],
)
def test_the_larger_gap_comes_first(
    train: str, val: str, human: float, bias: float, variance: float, first: str
) -> None:
    """The same model against two baselines has two next steps."""
    found = evaluated(diagnosed(train, val, human)).diagnosis
    assert found is not None
    assert (found.reference_gap, found.generalisation_gap, found.first) == (bias, variance, first)
    assert bool(found.steps) == (first != "neither")


def test_the_reference_is_the_best_people() -> None:
    """MLY ch. 34: untrained 15, junior doctor 10, experienced 5, a team 2: the reference is 2."""
    found = evaluated(diagnosed("10", "12", 15, 10, 5, 2)).diagnosis
    assert found is not None and found.reference_value == 2 and found.reference_gap == 8


def test_without_a_validation_error_the_bias_is_at_least_the_gap() -> None:
    """MLY ch. 33: the model has 10 %, people have 2 %: the avoidable bias is at least 8 points."""
    text = diagnosed("10", "12", 2).replace(", validation: val}", "}").replace("{val: 2}", "{train: 2}")
    found = evaluated(text).diagnosis
    assert found is not None and found.reference_gap == 8 and found.first is None
    assert str(found.sentence) == "The avoidable bias is at least 8 points (against h0)."


def test_a_negative_bias_means_an_overfitted_training_set() -> None:
    """Better than the reference on what it was trained on is no merit."""
    found = evaluated(diagnosed("2", "9", 4)).diagnosis
    assert found is not None and found.reference_gap == -2 and found.first == "overfitting"
    assert "the training set is overfitted" in str(found.sentence)


LADDER = """\
metrics: {METRIC: {better: BETTER}}
models: {rows: [{model: a, METRIC: A}, {model: b, METRIC: B}]}
rules: {one: {rule: metric, metric: METRIC}}
baselines:
  - {id: mean, kind: mean-prediction, values: {METRIC: MEAN}}
  - {id: script, kind: scripted, values: {METRIC: SCRIPT}}
  - {id: wish, kind: requirement, values: {METRIC: WISH}}
  - {id: random, kind: human, rung: random-people, values: {METRIC: RANDOM}}
  - {id: experts, kind: human, rung: domain-experts, values: {METRIC: EXPERTS}}
"""


def ladder(better: str, **values: float) -> str:
    """A project with these values of one metric."""
    text = LADDER.replace("METRIC", "m").replace("BETTER", better)
    for name, value in values.items():
        text = text.replace(f"m: {name}", f"m: {value}")
    return text


@pytest.mark.parametrize(
    ("better", "values"),
    [
        ("higher", {"A": 0.8, "B": 0.5, "MEAN": 0.3, "SCRIPT": 0.6, "WISH": 0.99, "RANDOM": 0.7, "EXPERTS": 1.0}),
        ("lower", {"A": 0.2, "B": 0.5, "MEAN": 0.7, "SCRIPT": 0.4, "WISH": 0.01, "RANDOM": 0.3, "EXPERTS": 0.0}),
    ],
)
def test_floor_ceiling_and_gap_follow_the_direction(better: str, values: dict[str, float]) -> None:
    """On an error the bound is a larger number; a requirement bounds nothing; the best of people is the ceiling."""
    evaluation = evaluated(ladder(better, **values))
    assert (evaluation.floor, evaluation.ceiling) == ("script", "experts")
    best, worse = evaluation.standings["a"], evaluation.standings["b"]
    assert best.gap_closed == pytest.approx(0.5) and not best.below_floor and not best.above_ceiling
    assert worse.gap_closed == pytest.approx(-0.25) and worse.below_floor
    script = evaluation.baseline("script")
    assert script is not None
    gains = {model: gain["m"] for model, gain in script.gains.items()}
    assert gains["a"].absolute == pytest.approx(0.2) and gains["b"].absolute == pytest.approx(-0.1)
    assert gains["a"].relative == pytest.approx(0.2 / abs(values["SCRIPT"]))


def test_a_relative_gain_over_zero_is_undefined() -> None:
    """Nothing is a share of nothing."""
    text = ladder("lower", A=0.2, B=0.5, MEAN=0.7, SCRIPT=0.4, WISH=0.01, RANDOM=0.3, EXPERTS=0.0)
    experts = evaluated(text).baseline("experts")
    assert experts is not None and experts.gains["a"]["m"].relative is None
    assert experts.gains["a"]["m"].absolute == pytest.approx(-0.2)


def test_above_the_ceiling_and_identical() -> None:
    """Better than the best people: a leak? Equal in every value: compared with itself?"""
    text = ladder("higher", A=0.9, B=0.6, MEAN=0.3, SCRIPT=0.6, WISH=0.99, RANDOM=0.7, EXPERTS=0.8)
    evaluation = evaluated(text)
    assert evaluation.standings["a"].above_ceiling
    script = evaluation.baseline("script")
    assert script is not None and script.identical == ("b",)


def test_a_baseline_is_measured_by_the_optimised_metric_and_its_failures_are_noted() -> None:
    """For a threshold rule the thresholds that a baseline fails are said, and do not take it away."""
    evaluation = evaluated(
        "metrics: {precision: {better: higher}, recall: {better: higher}}\n"
        "models: {rows: [{model: a, precision: 0.8, recall: 0.7}]}\n"
        "rules: {keep: {rule: threshold, optimise: precision, subject_to: ['recall > 0.6']}}\n"
        "baselines: [{id: s, kind: scripted, values: {precision: 0.9, recall: 0.2}}]\n"
    )
    script = evaluation.baseline("s")
    assert script is not None and script.measure == 0.9
    assert script.fails == ("recall 0.2 is not above 0.6, short by 0.4",)
    assert evaluation.floor == "s" and evaluation.standings["a"].below_floor


def test_earlier_rules_say_what_they_would_choose_today() -> None:
    """A rule has a history; each entry ends where the next begins."""
    evaluation = evaluated(
        "metrics: {a: {better: higher}, b: {better: higher}}\n"
        "models: {rows: [{model: x, a: 1, b: 2}, {model: y, a: 2, b: 1}]}\n"
        "decide_by: second\nrules: {first: {rule: metric, metric: a}, second: {rule: metric, metric: b}}\n"
        "rule_history:\n  - {since: 2019-01-01, rule: first}\n  - {since: 2019-03-01, rule: second}\n"
    )
    assert [(e.change.rule, str(e.until), e.winners, e.agrees) for e in evaluation.earlier] == [
        ("first", "2019-03-01", ("y",), False),
        ("second", "None", ("x",), True),
    ]
