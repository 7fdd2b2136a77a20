"""What decides between models, in a sentence each: the sentences as a person read them, and the ranges behind them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from planpress.model.evaluation import Evaluation
from planpress.model.plan import Plan
from planpress.model.rule import Rule
from planpress.model.sensitivity import named
from planpress.rules.mean import MeanRule
from planpress.rules.metric import MetricRule
from planpress.rules.threshold import ThresholdRule
from planpress.sections.choice_sentences import choice_sentences
from planpress.sections.factors import held_back
from tests.charts import samples
from tests.charts.figures import (
    ANGLE,
    BEST,
    CIRCLE,
    EASY,
    EASY_RECALL,
    EQUAL,
    F1,
    FAR,
    FULL,
    HOSTILE_PAIRS,
    LATENCY,
    LONG,
    MEAN,
    MISSING,
    NONE,
    ONLY,
    PLAN,
    RECALL,
    ROWS_200,
    STRICT,
    TILT,
    TWO,
)

SAID: dict[str, str] = yaml.safe_load(Path(__file__).with_name("choice_sentences.yml").read_text("utf-8"))
THREE = MeanRule("mean", {"precision": 2, "recall": 1, "map": 1}, "geometric")
ERRORS = {name: {"angular_error": index, "tilt": 9 - index * index} for index, name in enumerate("abcd")}
NEGATIVES = {"a": {"precision": -0.5, "recall": -3.0}, "b": {"precision": -0.6, "recall": 9.0}}
BLANKS = {**samples.LECTURE, "blank": {}, "half": {"recall": 0.9, "map": 0.6}}
MANY = {
    f"net {i}": {"precision": (i % 200) / 200, "recall": 1 - i / 300, "map": (i * 7 % 200) / 1e3} for i in range(200)
}
SIX = {
    **samples.LECTURE_RULES,
    "a": MetricRule("metric", "recall", "x" * 200),
    "b": MetricRule("metric", "latency", samples.HOSTILE[0]),
    "c": MetricRule("metric", "precision", samples.HOSTILE[2]),
}
THREE_HOSTILE = dict(zip(samples.HOSTILE[1:], samples.LECTURE.values(), strict=False))
TWINS = {f"m{i}": samples.LECTURE["Model 2"] for i in range(4)}
GREAT = {"far": {"latency": -1.23456e12, "map": 1e-9}, "x" * 200: {"latency": 5.0, "map": 123456.7}}

LIMITS: Mapping[str, tuple[samples.Rows, ThresholdRule]] = {
    "threshold sweep": (samples.POSE, ANGLE),
    "threshold sweep of the lecture": (samples.LECTURE, RECALL),
    "threshold sweep that nothing keeps": (samples.LECTURE, STRICT),
    "threshold sweep of two thresholds that nothing keeps": (samples.POSE, TWO),
    "threshold sweep of one model": (ONLY, RECALL),
    "threshold sweep of equal models": (EQUAL, RECALL),
    "threshold sweep with missing values": (MISSING, RECALL),
    "threshold sweep with an outlier": (FAR, ANGLE),
    "threshold sweep of 200 models": (ROWS_200, RECALL),
    "threshold sweep that needs no threshold": (samples.LECTURE, EASY_RECALL),
    "threshold sweep of negatives": (NEGATIVES, RECALL),
    "threshold sweep of hostile names": (HOSTILE_PAIRS, RECALL),
}
WEIGHTS: Mapping[str, tuple[samples.Rows, MeanRule]] = {
    "weight sweep of the lecture": (samples.LECTURE, MEAN),
    "weight sweep of F1": (samples.LECTURE, F1),
    "weight sweep of one model": (ONLY, MEAN),
    "weight sweep of equal models": (EQUAL, MEAN),
    "weight sweep with missing values": (MISSING, MEAN),
    "weight sweep with an outlier": ({**samples.LECTURE, "far": {"precision": 1e9, "recall": -4e7}}, MEAN),
    "weight sweep of 200 models": (CIRCLE, MEAN),
    "weight sweep of errors": (ERRORS, TILT),
    "weight sweep of zeros": ({n: {"precision": 0.0, "recall": 0.1 * i} for i, n in enumerate("abcd")}, F1),
    "weight sweep of three weights": (samples.LECTURE, THREE),
    "weight sweep of hostile names": (HOSTILE_PAIRS, MEAN),
}
RULES: Mapping[str, tuple[samples.Rows, Mapping[str, Rule], str | None]] = {
    "rules of the lecture": (samples.LECTURE, samples.LECTURE_RULES, "threshold"),
    "rules that agree": (samples.POSE, {"angle": ANGLE, "close": MetricRule("metric", "position_error", "Near")}, None),
    "rules with missing values": (BLANKS, {**samples.LECTURE_RULES, "nobody": STRICT}, "nobody"),
    "rules of ties": (TWINS, samples.LECTURE_RULES, "map"),
    "rules of one model": ({"only": samples.LECTURE["Model 2"]}, samples.LECTURE_RULES, "map"),
    "rules of 200 models": (MANY, samples.LECTURE_RULES, "mean"),
    "rules of hostile names": (THREE_HOSTILE, SIX, "c"),
    "rules of great numbers": (
        GREAT, {"a": LATENCY, "b": MetricRule("metric", "map"), "c": MetricRule("metric", "map", "Again")}, None,
    ),
}  # fmt: skip
FACTORS: Mapping[str, tuple[samples.Utilities, samples.Utilities]] = {
    "contributions": (FULL, EASY),
    "contributions all at their best": (BEST, NONE),
    "contributions all zero": (dict.fromkeys(samples.IMPACT, 0.0), dict.fromkeys(samples.FEASIBILITY, 0.0)),
}
Make = Callable[[], tuple[Plan, Evaluation]]
MOVED: Mapping[str, Make] = {
    **{name: lambda given=given: (PLAN, samples.judged(*given)) for name, given in (*LIMITS.items(), *WEIGHTS.items())},
    "threshold sweep of long metric names": lambda: (LONG, samples.pose()),
    "weight sweep of long metric names": lambda: (LONG, samples.judged(samples.LECTURE, MEAN)),
}


@pytest.mark.parametrize("name", MOVED)
def test_what_a_limit_or_a_weight_decides(name: str) -> None:
    """The sentence to the digit; a weight that turns nothing, and a limit that no model meets anywhere, say nothing."""
    assert " ".join(choice_sentences(*MOVED[name]())) == SAID[name]


@pytest.mark.parametrize("name", RULES)
def test_what_the_rules_choose(name: str) -> None:
    """The first sentence says who wins under which rule."""
    assert next(choice_sentences(PLAN, samples.ruled(*RULES[name]))) == SAID[name]


@pytest.mark.parametrize("name", FACTORS)
def test_what_holds_a_project_back(name: str) -> None:
    """The values of both groups, and the factor that leaves out most of them."""
    assert held_back(PLAN, samples.entry("p000", *FACTORS[name])) == SAID[name]


def test_nothing_is_said_of_nothing() -> None:
    """One rule is no comparison; without a model, or a rating, there is no sentence."""
    assert not list(choice_sentences(PLAN, Evaluation(samples.project())))
    assert not list(choice_sentences(PLAN, samples.judged({"a": {}, "b": {}}, ANGLE)))
    assert held_back(PLAN, samples.entry("p", {}, {}, None, None)) == ""


@pytest.mark.parametrize("name", SAID)
def test_names_are_cut(name: str) -> None:
    """No sentence holds a name of 200 characters; each is one sentence."""
    assert "x" * 60 not in SAID[name] and len(SAID[name]) < 330 and not SAID[name].endswith("..")


def winners(rows: samples.Rows, rule: Rule) -> list[str]:
    """The best of the models that the rule gives a score."""
    scores = {name: rule.judge(row, samples.METRICS).score for name, row in rows.items()}
    known = {name: score for name, score in scores.items() if score is not None}
    best = (max if rule.direction(samples.METRICS) == "higher" else min)(known.values(), default=0.0)
    return [name for name, score in known.items() if abs(score - best) <= 1e-9 * abs(best)]


@pytest.mark.parametrize("name", [name for name in LIMITS if "equal" not in name and "hostile" not in name])
def test_the_ranges_of_limits_are_true(name: str) -> None:
    """Whoever is said to win in a range wins there, found again by trying every model."""
    rows, rule = LIMITS[name]
    bound = rule.subject_to[0]
    sweep = next(one for one in samples.judged(rows, rule).sweeps if one.bound == bound)
    values = sorted({row[bound.metric] for row in rows.values() if bound.metric in row})
    for segment in sweep.segments:
        low, high = max(segment.low, values[0] - 9), min(segment.high, values[-1] + 9)
        limit = low + 0.37 * (high - low)
        moved = replace(rule, subject_to=tuple(replace(b, limit=limit) if b == bound else b for b in rule.subject_to))
        assert named(segment.winners, 999) == named(winners(rows, moved), 999), limit


def at(rule: MeanRule, weight: float) -> MeanRule:
    """The mean with this weight on its first metric and the rest on its second."""
    return replace(rule, of=dict(zip(rule.of, (weight, 1 - weight), strict=True)))


def crossings(rows: samples.Rows, rule: MeanRule) -> list[float]:
    """Where the winner changes, by halving intervals of a fine grid."""
    grid = [(step + 0.5) / 20011 for step in range(20011)]
    found = []
    for low, high in pairwise(grid):
        before = winners(rows, at(rule, low))
        if before == winners(rows, at(rule, high)):
            continue
        begin, end = low, high
        for _ in range(40):
            middle = (begin + end) / 2
            begin, end = (middle, end) if winners(rows, at(rule, middle)) == before else (begin, middle)
        found.append(begin)
    return found


@pytest.mark.parametrize("name", ["weight sweep of the lecture", "weight sweep of F1", "weight sweep of errors"])
def test_the_weights_that_turn_are_true(name: str) -> None:
    """The winner changes at its weights, and its ranges are true."""
    rows, rule = WEIGHTS[name]
    sweep = next(one for one in samples.judged(rows, rule).sweeps if one.metric == next(iter(rule.of)))
    assert [one.low for one in sweep.segments[1:]] == pytest.approx(crossings(rows, rule), abs=1e-6)
    for one in sweep.segments:
        assert list(one.winners) == winners(rows, at(rule, one.low + 0.37 * (one.high - one.low)))
