"""What decides between models, in a sentence each, as a person read them; that their ranges are true, the tests of sweeps say."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from planpress.model.evaluation import Evaluation
from planpress.model.plan import Plan
from planpress.model.rule import Rule
from planpress.rules.mean import MeanRule
from planpress.rules.metric import MetricRule
from planpress.rules.threshold import ThresholdRule
from planpress.sections.factors import held_back
from planpress.sections.models import choice_sentences
from tests.charts import figures, samples

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
ONLY = {"only": {"precision": 0.5, "recall": 0.7}}
ROWS_200 = {f"net {i}": {"precision": i / 200, "recall": 1 - i / 300} for i in range(200)}
TWINS = {f"m{i}": samples.LECTURE["Model 2"] for i in range(4)}
GREAT = {"far": {"latency": -1.23456e12, "map": 1e-9}, "x" * 200: {"latency": 5.0, "map": 123456.7}}

LIMITS: Mapping[str, tuple[samples.Rows, ThresholdRule]] = {
    "threshold sweep": (samples.POSE, figures.ANGLE),
    "threshold sweep of the lecture": (samples.LECTURE, figures.RECALL),
    "threshold sweep that nothing keeps": (samples.LECTURE, figures.STRICT),
    "threshold sweep of two thresholds that nothing keeps": (samples.POSE, figures.TWO),
    "threshold sweep of one model": (ONLY, figures.RECALL),
    "threshold sweep of equal models": (figures.EQUAL, figures.RECALL),
    "threshold sweep with missing values": (figures.MISSING, figures.RECALL),
    "threshold sweep with an outlier": (figures.FAR, figures.ANGLE),
    "threshold sweep of 200 models": (ROWS_200, figures.RECALL),
    "threshold sweep that needs no threshold": (samples.LECTURE, figures.EASY_RECALL),
    "threshold sweep of negatives": (NEGATIVES, figures.RECALL),
    "threshold sweep of hostile names": (figures.HOSTILE_PAIRS, figures.RECALL),
}
WEIGHTS: Mapping[str, tuple[samples.Rows, MeanRule]] = {
    "weight sweep of the lecture": (samples.LECTURE, figures.MEAN),
    "weight sweep of F1": (samples.LECTURE, figures.F1),
    "weight sweep of one model": (ONLY, figures.MEAN),
    "weight sweep of equal models": (figures.EQUAL, figures.MEAN),
    "weight sweep with missing values": (figures.MISSING, figures.MEAN),
    "weight sweep with an outlier": ({**samples.LECTURE, "far": {"precision": 1e9, "recall": -4e7}}, figures.MEAN),
    "weight sweep of 200 models": (figures.CIRCLE, figures.MEAN),
    "weight sweep of errors": (ERRORS, figures.TILT),
    "weight sweep of zeros": ({n: {"precision": 0.0, "recall": 0.1 * i} for i, n in enumerate("abcd")}, figures.F1),
    "weight sweep of three weights": (samples.LECTURE, THREE),
    "weight sweep of hostile names": (figures.HOSTILE_PAIRS, figures.MEAN),
}
RULES: Mapping[str, tuple[samples.Rows, Mapping[str, Rule], str | None]] = {
    "rules of the lecture": (samples.LECTURE, samples.LECTURE_RULES, "threshold"),
    "rules that agree": (samples.POSE, {"angle": figures.ANGLE, "close": MetricRule("metric", "position_error", "Near")}, None),
    "rules with missing values": (BLANKS, {**samples.LECTURE_RULES, "nobody": figures.STRICT}, "nobody"),
    "rules of ties": (TWINS, samples.LECTURE_RULES, "map"),
    "rules of one model": ({"only": samples.LECTURE["Model 2"]}, samples.LECTURE_RULES, "map"),
    "rules of 200 models": (MANY, samples.LECTURE_RULES, "mean"),
    "rules of hostile names": (THREE_HOSTILE, SIX, "c"),
    "rules of great numbers": (
        GREAT, {"a": figures.LATENCY, "b": MetricRule("metric", "map"), "c": MetricRule("metric", "map", "Again")}, None,
    ),
}  # fmt: skip
FACTORS: Mapping[str, tuple[samples.Utilities, samples.Utilities]] = {
    "contributions": (figures.FULL, figures.EASY),
    "contributions all at their best": (figures.BEST, figures.NONE),
    "contributions all zero": (dict.fromkeys(samples.IMPACT, 0.0), dict.fromkeys(samples.FEASIBILITY, 0.0)),
}
Make = Callable[[], tuple[Plan, Evaluation]]
MOVED: Mapping[str, Make] = {
    **{name: lambda given=given: (figures.PLAN, samples.judged(*given)) for name, given in (*LIMITS.items(), *WEIGHTS.items())},
    "threshold sweep of long metric names": lambda: (figures.LONG, samples.pose()),
    "weight sweep of long metric names": lambda: (figures.LONG, samples.judged(samples.LECTURE, figures.MEAN)),
}


@pytest.mark.parametrize("name", MOVED)
def test_what_a_limit_or_a_weight_decides(name: str) -> None:
    """The sentence to the digit; a weight that turns nothing, and a limit that no model meets anywhere, say nothing."""
    assert " ".join(choice_sentences(*MOVED[name]())) == SAID[name]


@pytest.mark.parametrize("name", RULES)
def test_what_the_rules_choose(name: str) -> None:
    """The first sentence says who wins under which rule."""
    assert next(choice_sentences(figures.PLAN, samples.ruled(*RULES[name]))) == SAID[name]


@pytest.mark.parametrize("name", FACTORS)
def test_what_holds_a_project_back(name: str) -> None:
    """The values of both groups, and the factor that leaves out most of them."""
    assert held_back(figures.PLAN, samples.entry("p000", *FACTORS[name])) == SAID[name]


def test_nothing_is_said_of_nothing() -> None:
    """One rule is no comparison; without a model, or a rating, there is no sentence."""
    assert not list(choice_sentences(figures.PLAN, Evaluation(samples.project())))
    assert not list(choice_sentences(figures.PLAN, samples.judged({"a": {}, "b": {}}, figures.ANGLE)))
    assert held_back(figures.PLAN, samples.entry("p", {}, {}, None, None)) == ""


@pytest.mark.parametrize("name", SAID)
def test_names_are_cut(name: str) -> None:
    """No sentence holds a name of 200 characters; each is one sentence."""
    assert "x" * 60 not in SAID[name] and len(SAID[name]) < 330 and not SAID[name].endswith("..")
