"""What evidence says reaches scores, choices and parts: exactly, with covariances and pairs, and never too surely."""

import math
import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from planpress.model.best_set import WorstSlice
from planpress.model.evidence import MetricEvidence, ModelEvidence, PairEvidence, Passport, SliceEvidence
from planpress.model.measured import Measured, Unsure
from planpress.model.metrics import Metric
from planpress.model.tables import Spread
from planpress.rules.formula import FormulaRule
from planpress.rules.mean import MeanRule
from planpress.rules.metric import MetricRule
from planpress.sources.examples import Examples, of_examples
from planpress.statistics.differences import error_of_mean
from planpress.statistics.intervals import measured
from planpress.statistics.paired_scores import paired_scores
from planpress.statistics.scores import all_known, score_of
from planpress.statistics.slices import worst_slice
from tests.statistics.paired_examples import on_the_same

METRICS = {"x": Metric(better="higher"), "y": Metric(better="higher")}
MEAN = MeanRule("mean", {"x": 1.0, "y": 1.0}, "arithmetic")


def examples(clusters: int = 0, seed: int = 7) -> tuple[Examples, Mapping[str, MetricEvidence]]:
    """Three models in two metrics on 300 examples that go together."""
    draw = random.Random(seed)
    scores: dict[str, dict[str, dict[str, float]]] = {name: {model: {} for model in "abc"} for name in "xy"}
    for at in range(300):
        hard = draw.gauss(0, 1)
        for model, shift in zip("abc", (0.3, 0.2, -0.5), strict=True):
            scores["x"][model][f"e{at}"] = hard + shift + draw.gauss(0, 0.2)
            scores["y"][model][f"e{at}"] = hard - shift + draw.gauss(0, 0.2)
    given = Examples(scores, {f"e{at}": f"c{at % clusters}" for at in range(300)} if clusters else {})
    return given, of_examples(given, {name: Passport() for name in "xy"}, {"x": "higher", "y": "higher"})


def known(evidence: Mapping[str, MetricEvidence], model: str) -> dict[str, Measured | Unsure]:
    found = {name: one.models[model] for name, one in evidence.items()}
    return {
        name: measured(one.value, Spread(se=one.se, of="clusters" if one.clusters else "examples", units=one.clusters or one.n, count=one.n), None, 0.95)
        for name, one in found.items()
    }


@pytest.mark.parametrize("clusters", [0, 25])
def test_a_mean_is_as_sure_as_the_mean_of_its_examples(clusters: int) -> None:
    """With the covariances, the error of a mean of two metrics is that of the examples' own means, alone and paired."""
    given, evidence = examples(clusters)
    lots = [given.clusters[f"e{at}"] for at in range(300)] if clusters else None
    own = {model: [(given.scores["x"][model][f"e{at}"] + given.scores["y"][model][f"e{at}"]) / 2 for at in range(300)] for model in "abc"}
    values = {model: {name: evidence[name].models[model].value for name in "xy"} for model in "abc"}
    covariances = {name: evidence[name].covariances["a"] for name in "xy"}
    score = score_of(MEAN, values["a"], known(evidence, "a"), METRICS, 0.95, covariances)
    assert isinstance(score, Measured) and all_known(MEAN, covariances)
    assert score.se == pytest.approx(error_of_mean(own["a"], lots)[0], rel=1e-9)
    pairs = paired_scores(MEAN, ["a", "b", "c"], values, evidence, METRICS)
    for one, other in (("a", "b"), ("a", "c"), ("b", "c")):
        expected = on_the_same([mine - theirs for mine, theirs in zip(own[one], own[other], strict=True)], lots)
        assert not isinstance(expected, Unsure)
        found = pairs[one, other]
        assert (found.size, found.se, found.degrees) == (pytest.approx(expected.size), pytest.approx(expected.se, rel=1e-9), expected.degrees)
        assert found.paired and found.count == 300


def test_without_covariances_errors_add_up() -> None:
    """The error of a mean is then the sum of the shares of its parts, never less than with them."""
    _, evidence = examples()
    values = {name: evidence[name].models["a"].value for name in "xy"}
    score = score_of(MEAN, values, known(evidence, "a"), METRICS, 0.95)
    assert isinstance(score, Measured) and not all_known(MEAN, {})
    assert score.se == pytest.approx(math.fsum(evidence[name].models["a"].se or 0.0 for name in "xy") / 2)
    bare = {name: replace(one, pairs=tuple(replace(pair, covariances={}) for pair in one.pairs)) for name, one in evidence.items()}
    with_, without = (paired_scores(MEAN, ["a", "b"], {m: {n: e[n].models[m].value for n in "xy"} for m in "ab"}, e, METRICS)["a", "b"] for e in (evidence, bare))
    assert without.se > with_.se


def test_a_formula_is_paired_by_the_delta_method() -> None:
    """A linear formula has exactly its difference; a metric alone has the pair as the evidence has it."""
    _, evidence = examples()
    values = {model: {name: evidence[name].models[model].value for name in "xy"} for model in "ab"}
    formula = FormulaRule("formula", "2 * x + y", "higher")
    pair = evidence["x"].pairs[0]
    found = paired_scores(formula, ["a", "b"], values, evidence, METRICS)["a", "b"]
    other = evidence["y"].pairs[0]
    expected = math.sqrt(4 * pair.se**2 + other.se**2 + 4 * pair.covariances["y"])
    assert found.se == pytest.approx(expected, rel=1e-6)
    assert paired_scores(MetricRule("metric", "x"), ["a", "b"], values, evidence, METRICS)["a", "b"].se == pair.se


PAIR = PairEvidence("a", "b", 0.1, 0.02, 50)


@pytest.mark.parametrize(
    ("pair", "degrees"),
    [
        (PAIR, 49), (replace(PAIR, clusters=12), 11), (replace(PAIR, folds=10, n=10), 9), (replace(PAIR, discordant=(7, 2)), math.inf),
        (replace(PAIR, clusters=9), None), (replace(PAIR, se=0.0), None), (replace(PAIR, n=1), None), (replace(PAIR, b="z"), None),
    ],
)  # fmt: skip
def test_which_pairs_count(pair: PairEvidence, degrees: float | None) -> None:
    """Those of ten clusters or more, with an error, of two models that the rule ranks; each with its degrees."""
    values = {"a": {"x": 0.7}, "b": {"x": 0.6}}
    found = paired_scores(MetricRule("metric", "x"), ["a", "b"], values, {"x": MetricEvidence(pairs=(pair,))}, METRICS)
    assert [one.degrees for one in found.values()] == ([] if degrees is None else [degrees])


def parts(**values: tuple[float, int, float]) -> dict[str, MetricEvidence]:
    slices = {part: {"a": SliceEvidence(value, n, None, se)} for part, (value, n, se) in values.items()}
    return {"x": MetricEvidence(models={"a": ModelEvidence(0.7)}, slices={"site": slices})}


def test_the_worst_part_is_beyond_chance_among_all() -> None:
    """By Student's t, two-sided, adjusted for the parts that were looked at (Holm): .6 with an error of .02 of 41 is five
    errors away; alone .002 would do, among three parts it is three times as probable."""
    found, count = worst_slice("a", ("x",), parts(lyon=(0.6, 41, 0.02), ulm=(0.69, 41, 0.02), rome=(0.8, 41, 0.02)), METRICS, 0.95)
    assert isinstance(found, WorstSlice) and count == 3
    assert (found.part, found.value, found.whole, found.n, found.parts) == ("lyon", 0.6, 0.7, 41, 3)
    alone, _ = worst_slice("a", ("x",), parts(lyon=(0.6, 41, 0.02)), METRICS, 0.95)
    assert alone is not None and found.probability == pytest.approx(3 * alone.probability)


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({"lyon": (0.66, 41, 0.02)}, 1), ({"rome": (0.9, 41, 0.02)}, 1), ({"few": (0.1, 1, 0.02)}, 0), ({"same": (0.1, 41, 0.0)}, 0),
        ({"lyon": (0.658, 41, 0.02), "ulm": (0.7, 41, 0.02), "rome": (0.7, 41, 0.02)}, 3),
    ],
)  # fmt: skip
def test_no_part_is_called_worse_by_chance(values: dict[str, tuple[float, int, float]], count: int) -> None:
    """Two errors, a better part, one example, examples that do not differ, and two errors among three parts."""
    assert worst_slice("a", ("x",), parts(**values), METRICS, 0.95) == (None, count)


def test_a_part_of_few_clusters_is_not_looked_at() -> None:
    """As of any value, nine clusters say nothing."""
    slices = {"lyon": {"a": SliceEvidence(0.1, 90, 9, 0.01)}, "ulm": {"a": SliceEvidence(0.1, 90, 10, 0.01)}}
    evidence = {"x": MetricEvidence(models={"a": ModelEvidence(0.7)}, slices={"site": slices})}
    found, count = worst_slice("a", ("x",), evidence, METRICS, 0.95)
    assert count == 1 and found is not None and found.part == "ulm"
