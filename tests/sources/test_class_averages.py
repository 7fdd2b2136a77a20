"""Averages over classes: held against scikit-learn, and their errors against derivatives by weights."""

import math
import random
import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as sklearn

from planpress.model.errors import PlanpressError
from planpress.sources.class_averages import (
    PRECISION,
    RECALL,
    SPECIFICITY,
    Averaged,
    ClassCounts,
    f_beta,
)  # fmt: skip
from planpress.sources.predicted_values import NoValue
from tests.sources.reading import made
from tests.sources.test_prediction_errors import Vector, by_lot, draws, of_lots
from tests.sources.test_predictions import as_csv, of

Decided = tuple[str, str]
"""What an example is, and what it is taken as."""

AVERAGES = ("micro", "macro", "weighted")


def specificity(y: Any, p: Any, average: str, zero_division: float, sample_weight: Any = None) -> float:
    """From the four counts of each class, which scikit-learn has; it has no such average itself."""
    tables = sklearn.multilabel_confusion_matrix(y, p, sample_weight=sample_weight)
    right, negative = tables[:, 0, 0], tables[:, 0].sum(axis=1)
    if average == "micro":
        right, negative = right.sum(keepdims=True), negative.sum(keepdims=True)
    each = np.array([one / of if of else zero_division for one, of in zip(right, negative, strict=True)])
    return float(np.average(each, weights=tables[:, 1].sum(axis=1) if average == "weighted" else None))


Function = Callable[..., float]
METRICS: Mapping[str, Function] = {
    "precision": sklearn.precision_score, "recall": sklearn.recall_score, "specificity": specificity,
    "f-beta": lambda y, p, **keys: sklearn.fbeta_score(y, p, beta=2, **keys),
}  # fmt: skip
ALL = {f"{name} {average}": {"metric": name, "average": average, **({"beta": 2.0} if name == "f-beta" else {})} for name in METRICS for average in AVERAGES}


def quiet(function: Function, *values: Any, **keys: Any) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(function(*values, **keys))


def rows_of(models: Mapping[str, Sequence[Decided]], **more: Sequence[str]) -> list[dict[str, str]]:
    return [
        {"id": f"e{at}", "model": model, "label": label, "score": score, **{name: of[at] for name, of in more.items()}}
        for model, rows in models.items() for at, (label, score) in enumerate(rows)
    ]  # fmt: skip


CLASSES = st.sampled_from(["cat", "dog", "ox", "7", "a, \"b\"", "nan", "2d"])
decided = st.lists(st.tuples(CLASSES, CLASSES), min_size=1, max_size=30)


@given(decided, st.sampled_from([None, 0, 1]))
def test_every_average_is_that_of_scikit_learn(rows: list[Decided], division: int | None) -> None:
    """The classes are the labels and the predictions. Where a class has nothing to divide by and nothing is said of that, there is no value, and a remark; a weight of 0 asks for none."""
    keys = {} if division is None else {"zero_division": division}
    metrics = {name: {**one, **keys} for name, one in ALL.items()} | {"balanced": {"metric": "balanced-accuracy"}}
    with TemporaryDirectory() as folder:
        found = of(metrics, *made(Path(folder), {"p.csv": as_csv(rows_of({"m": rows}))}), errors=False)
    labels, scores = zip(*rows, strict=True)
    assert found.metrics["balanced"].models["m"].value == pytest.approx(quiet(sklearn.balanced_accuracy_score, labels, scores), rel=1e-12)
    for name, one in ALL.items():
        average = one["average"]
        low, high = (quiet(METRICS[str(one["metric"])], labels, scores, average=average, zero_division=value) for value in (0, 1))
        if division is None and low != high:
            assert "m" not in found.metrics[name].models
            assert any(remark.startswith(f'{name}: "m" has no value: ') for remark in found.remarks)
        else:
            value = found.metrics[name].models["m"].value
            assert value == pytest.approx(high if division else low, rel=1e-12, abs=1e-12), name
            assert found.metrics[name].passport.average == average


@pytest.mark.parametrize("labels", [(0, 1), (1,)])
def test_two_classes_are_a_case_of_several(tmp_path: Path, labels: Sequence[int]) -> None:
    """Scores with a threshold have the averages, and their errors, of the classes that it makes."""
    source = random.Random(8)
    rows = [(source.choice(labels), source.random()) for _ in range(40)]
    [scores, classes] = made(tmp_path, {
        "s.csv": as_csv(rows_of({"m": rows})),  # type: ignore[dict-item]
        "c.csv": as_csv(rows_of({"m": [(label, int(score >= 0.5)) for label, score in rows]})),  # type: ignore[misc]
    })  # fmt: skip
    both = {name: {**one, "zero_division": 0} for name, one in ALL.items()}
    one, other = of({name: {**keys, "threshold": 0.5} for name, keys in both.items()}, scores), of(both, classes)
    for name, evidence in other.metrics.items():
        assert one.metrics[name].models["m"].value == evidence.models["m"].value
        assert one.metrics[name].models["m"].se == pytest.approx(evidence.models["m"].se, rel=1e-9, abs=1e-15)


def sample(seed: int, n: int, lots: int) -> tuple[dict[str, list[Decided]], list[str]]:
    """Classes of two models on the same examples, of which some are rare; in a lot they err alike."""
    source = random.Random(seed)
    hard = [source.random() for _ in range(lots)]
    names, models = ["1", "2", "cat", "dog", "rare"], dict[str, list[Decided]](a=[], b=[])
    lot_of = [source.randrange(lots) for _ in range(n)]
    for lot in lot_of:
        label = source.choices(names, [5, 4, 3, 2, 1])[0]
        for rows, skill in ((models["a"], 0.9), (models["b"], 0.7)):
            rows.append((label, label if source.random() < skill * (1 - hard[lot] / 2) else source.choice(names)))
    return models, [f"lot {lot}" for lot in lot_of]


def moved(function: Function, rows: Sequence[Decided], average: str) -> Vector:
    """By how much each example's weight moves the value: the central difference."""
    labels, scores = zip(*rows, strict=True)
    step, found = 1e-4, []
    for at in range(len(rows)):
        weights = [np.ones(len(rows)), np.ones(len(rows))]
        weights[0][at], weights[1][at] = 1 + step, 1 - step
        up, down = (quiet(function, labels, scores, average=average, zero_division=0, sample_weight=one) for one in weights)
        found.append((up - down) / (2 * step))
    return np.array(found)


@pytest.mark.parametrize("name", [*ALL, "balanced"])
def test_errors_are_those_of_derivatives(tmp_path: Path, name: str) -> None:
    """CR1 of what each cluster moves, by scikit-learn's weights: of a value, and of the difference of two; covariances are the products of the two."""
    models, lots = sample(3, 80, 12)
    keys = ALL.get(name, {"metric": "balanced-accuracy"})
    function = METRICS.get(str(keys["metric"]), lambda y, p, average, zero_division, **more: sklearn.balanced_accuracy_score(y, p, **more))
    metrics = {"x": {**keys, **({"zero_division": 0} if name in ALL else {})}, "right": {"metric": "accuracy"}}
    brought = of(metrics, *made(tmp_path, {"p.csv": as_csv(rows_of(models, lot=lots))}), cluster="lot").metrics
    found, units = brought["x"], len({*lots})
    every = [True] * len(lots)
    shares = {model: moved(function, rows, str(keys.get("average"))) for model, rows in models.items()}
    for model, evidence in found.models.items():
        sums = by_lot(shares[model], lots, every)
        assert (evidence.clusters, evidence.method, evidence.n) == (units, "CR1", len(lots))
        assert evidence.se == pytest.approx(math.sqrt(units / (units - 1) * math.fsum(sums**2)), rel=1e-6)
        rights = np.array([label == score for label, score in models[model]], float)
        of_right = by_lot((rights - rights.mean()) / len(lots), lots, every)
        assert found.covariances[model]["right"] == pytest.approx(units / (units - 1) * math.fsum(sums * of_right), rel=1e-6)
    sums = by_lot(shares["a"] - shares["b"], lots, every)
    [pair] = found.pairs
    assert pair.se == pytest.approx(math.sqrt(units / (units - 1) * math.fsum(sums**2)), rel=1e-6)
    assert pair.difference == found.models["a"].value - found.models["b"].value


def test_parts_have_the_averages_of_their_examples(tmp_path: Path) -> None:
    """A part has its own classes; what is a share of what is right has the counts of pairs that accuracy has."""
    models, lots = sample(4, 90, 3)
    rows = rows_of(models, lot=lots)
    [path] = made(tmp_path, {"p.csv": as_csv(rows)})
    metrics = {name: {**keys, "zero_division": 1} for name, keys in ALL.items()} | {"right": {"metric": "accuracy"}}
    found = of(metrics, path, slices=["lot"]).metrics
    for part in sorted({*lots}):
        [alone] = made(tmp_path, {"one.csv": as_csv([row for row in rows if row["lot"] == part])})
        of_part = of(metrics, alone).metrics
        for name in metrics:
            for model, cell in found[name].slices["lot"][part].items():
                whole = of_part[name].models[model]
                assert (cell.value, cell.n) == (whole.value, whole.n)
                assert cell.se == pytest.approx(whole.se, rel=1e-9)
    right = found["right"].pairs[0]
    for name in ("precision micro", "recall micro", "f-beta micro", "recall weighted"):
        assert found[name].models["a"].value == pytest.approx(found["right"].models["a"].value, rel=1e-12)
        assert (found[name].pairs[0].discordant, found[name].pairs[0].se) == (right.discordant, right.se)
    assert found["precision macro"].pairs[0].discordant is None


@given(decided, st.sampled_from([PRECISION, RECALL, SPECIFICITY, f_beta(0.5)]), st.sampled_from(AVERAGES))
def test_as_many_more_of_each_change_nothing(rows: list[Decided], ratio: Any, average: Any) -> None:
    """Examples of which each is there twice have the same value: what all of them move is 0 in all."""
    labels, scores, both = Counter(row[0] for row in rows), Counter(row[1] for row in rows), Counter(row[0] for row in rows if row[0] == row[1])
    classes = {name: ClassCounts(both[name], labels[name], scores[name], len(rows)) for name in sorted(labels | scores)}
    averaged = Averaged(ratio, average, 0)
    value = averaged.value(classes)
    assert not isinstance(value, NoValue)
    slopes = averaged.slopes(classes, value)
    moves = [slopes[label].labelled + slopes[score].taken + slopes[label].both * (label == score) for label, score in rows]
    assert [*slopes] == [*classes] and math.fsum(moves) == pytest.approx(0, abs=1e-12)


def test_labels_that_are_ids_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The counts of every class come back: there are not more than a bound."""
    monkeypatch.setattr("planpress.sources.prediction_reading.MOST_CLASSES", 3)
    rows = rows_of({"few": [("1", "2"), ("3", "true")], "many": [("1", "2"), ("3", "4")]})
    [path] = made(tmp_path, {"p.csv": as_csv(rows)})
    with pytest.raises(PlanpressError) as problem:
        of({"x": {"metric": "recall", "average": "macro"}}, path)
    assert str(problem.value) == '"p.csv": "label" and "score" of "many" have 4 classes, over 3; name the columns of classes as label: and score:'
    assert of({"x": {"metric": "recall", "positive": 1}}, path).metrics["x"].models["many"].value == 0


def test_rows_in_any_order_bring_the_same(tmp_path: Path) -> None:
    """To the last digit, with errors, pairs and parts, and whole numbers in another notation."""
    models, lots = sample(5, 60, 10)
    rows = rows_of(models, lot=lots, part=["x", "y", "z"] * 20)
    other = [{**row, "label": {"1": "1.0", "2": "2e0"}.get(row["label"], row["label"])} for row in rows]
    random.Random(6).shuffle(other)
    metrics = {name: {**keys, "zero_division": 1} for name, keys in ALL.items()}
    one, two, three = made(tmp_path, {"p.csv": as_csv(rows), "q.csv": as_csv(other[:50]), "r.csv": as_csv(other[50:])})
    assert of(metrics, one, cluster="lot", slices=["part"]) == of(metrics, two, three, cluster="lot", slices=["part"])


def test_slices_of_many_parts_and_classes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before they fill the memory."""
    monkeypatch.setattr("planpress.sources.prediction_reading.MOST_COUNTS", 4)
    models, parts = {"m": [("cat", "cat"), ("dog", "dog"), ("cat", "dog"), ("dog", "dog")]}, ["x", "x", "y", "z"]
    [path] = made(tmp_path, {"p.csv": as_csv(rows_of(models, part=parts))})
    asked = {"x": {"metric": "recall", "average": "macro", "zero_division": 0}}
    assert of(asked, path).metrics["x"].models["m"].value == 0.75
    with pytest.raises(PlanpressError) as problem:
        of(asked, path, slices=["part"])
    assert str(problem.value) == '"p.csv": models, or parts of slices, have over 4 classes in all; ask for slices of fewer parts, or for fewer models'


WHY = {
    "precision": 'no example is taken as "1" (2 such classes)', "recall": 'no example is "cat" (2 such classes)',
}  # fmt: skip


@pytest.mark.parametrize("metric", WHY)
def test_a_class_with_nothing_to_divide_by_is_named(tmp_path: Path, metric: str) -> None:
    """With how many there are, and how to give it a value."""
    [path] = made(tmp_path, {"p.csv": as_csv(rows_of({"m": [("1", "cat"), ("2", "dog"), ("1", "cat")]}))})
    found = of({"x": {"metric": metric, "average": "macro"}}, path)
    assert found.remarks == (f'x: "m" has no value: {WHY[metric]}; zero_division: 0, or 1, gives it a value',)


def replicated(rows: Sequence[Decided], lots: Sequence[str], names: Sequence[str], often: Vector) -> dict[str, Vector]:
    """Every average in every replicate, of the counts of clusters."""
    classes = sorted({one for row in rows for one in row})
    labels, scores = (np.eye(len(classes))[[classes.index(row[at]) for row in rows]] for at in (0, 1))
    labelled, taken, both = (often @ of_lots(lots, names, one) for one in (labels, scores, labels * scores))
    n = labelled.sum(axis=1, keepdims=True)
    ratios = {
        "precision": (both, taken), "recall": (both, labelled), "specificity": (n - labelled - taken + both, n - labelled),
        "f-beta": (5 * both, 4 * labelled + taken),
    }  # fmt: skip
    made = {}
    for name, (above, below) in ratios.items():
        made[f"{name} micro"] = above.sum(axis=1) / below.sum(axis=1)
        made[f"{name} macro"] = (above / below).mean(axis=1)
        made[f"{name} weighted"] = (labelled * above / below).sum(axis=1) / n[:, 0]
    return made


@pytest.mark.parametrize("seed", [21, 22])
def test_errors_are_those_of_a_bootstrap_by_cluster(tmp_path: Path, seed: int) -> None:
    """Over 250 clusters: values are those of clusters drawn once, and errors of values and of differences are within 2 per cent."""
    models, lots = sample(seed, 2500, 250)
    found = of(ALL, *made(tmp_path, {"p.csv": as_csv(rows_of(models, lot=lots))}), cluster="lot")
    names, often = draws(seed, lots)
    replicates = {model: replicated(rows, lots, names, often) for model, rows in models.items()}
    once = {model: replicated(rows, lots, names, np.ones((1, len(names)))) for model, rows in models.items()}
    for name, evidence in found.metrics.items():
        a, b = (replicates[model][name] for model in "ab")
        for model, drawn in (("a", a), ("b", b)):
            assert evidence.models[model].value == pytest.approx(once[model][name][0], rel=1e-12)
            assert evidence.models[model].se == pytest.approx(np.std(drawn, ddof=1), rel=0.02), (name, model)
        assert evidence.pairs[0].se == pytest.approx(np.std(a - b, ddof=1), rel=0.02), name
