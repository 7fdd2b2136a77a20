"""Errors of predictions: held against derivatives by weights, DeLong, scores of examples, and a bootstrap by cluster."""

import math
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn import metrics as sklearn

from planpress.sources.example_scores import ScoresSource
from tests.sources.reading import brought, made
from tests.sources.test_predictions import ALL, DECISIONS, Row, T, as_csv, by_oracle, of, written

Vector = np.ndarray[Any, np.dtype[np.float64]]
SURE = {name: keys for name, keys in ALL.items() if name != "ece"}


def sample(seed: int, n: int, clusters: int) -> tuple[dict[str, list[Row]], list[str]]:
    """Scores with ties of two models on the same examples, which are alike in a cluster."""
    source = random.Random(seed)
    shifts = [source.gauss(0, 0.5) for _ in range(clusters)]
    lots = [source.randrange(clusters) for _ in range(n)]
    models: dict[str, list[Row]] = {"a": [], "b": []}
    for lot in lots:
        label, hardness = int(source.random() < 0.35), source.gauss(0, 1)
        for rows, skill in ((models["a"], 1.0), (models["b"], 0.8)):
            logit = skill * (2 * label - 1) + 0.7 * hardness + shifts[lot] + source.gauss(0, 0.7)
            rows.append((label, round(1 / (1 + math.exp(-logit)), 2)))
    return models, [f"lot {lot}" for lot in lots]


def clustered(models: dict[str, list[Row]], lots: Sequence[str]) -> str:
    return as_csv([{**row, "lot": lot} for row, lot in zip(written(models), [*lots] * len(models), strict=True)])


def weighted(name: str, labels: Vector, scores: Vector, weights: Vector) -> float:
    """The metric with a weight for each example, by scikit-learn."""
    taken, keys = (scores >= T).astype(float), {"sample_weight": weights}
    if name == "mean":
        return float(np.average(scores, weights=weights))
    if name in DECISIONS:
        function = {
            "accuracy": sklearn.accuracy_score, "balanced-accuracy": sklearn.balanced_accuracy_score, "precision": sklearn.precision_score,
            "recall": sklearn.recall_score, "specificity": lambda y, p, **more: sklearn.recall_score(y, p, pos_label=0, **more),
            "f-beta": lambda y, p, **more: sklearn.fbeta_score(y, p, beta=2, **more),
        }[name]  # fmt: skip
        return float(function(labels, taken, **keys))
    function = {
        "roc-auc": sklearn.roc_auc_score, "average-precision": sklearn.average_precision_score, "log-loss": sklearn.log_loss, "brier": sklearn.brier_score_loss,
        "mae": sklearn.mean_absolute_error, "rmse": sklearn.root_mean_squared_error, "r2": sklearn.r2_score,
    }[name]  # fmt: skip
    return float(function(labels, scores, **keys))


def moved(name: str, rows: Sequence[Row]) -> Vector:
    """By how much each example's weight moves the value: the central difference."""
    labels, scores = (np.array([row[at] for row in rows], float) for at in (0, 1))
    step, found = 1e-4, []
    for at in range(len(rows)):
        up, down = np.ones(len(rows)), np.ones(len(rows))
        up[at], down[at] = 1 + step, 1 - step
        found.append((weighted(name, labels, scores, up) - weighted(name, labels, scores, down)) / (2 * step))
    return np.array(found)


def by_lot(shares: Vector, lots: Sequence[str], kept: Sequence[bool]) -> Vector:
    """Sums over the clusters that have an example which the value is of."""
    names = sorted({lot for lot, keep in zip(lots, kept, strict=True) if keep})
    return np.array([math.fsum(share for share, lot in zip(shares, lots, strict=True) if lot == name) for name in names])


KEPT = {"recall": lambda row: row[0] == 1, "specificity": lambda row: row[0] == 0, "precision": lambda row: row[1] >= T}


@pytest.mark.parametrize("name", SURE)
def test_errors_are_those_of_derivatives(tmp_path: Path, name: str) -> None:
    """CR1 of what each cluster moves, by scikit-learn's weights: of a value, and of the difference of two."""
    models, lots = sample(1, 60, 12)
    found = of({name: SURE[name]}, *made(tmp_path, {"p.csv": clustered(models, lots)}), cluster="lot").metrics[name]
    shares = {model: moved(name, rows) for model, rows in models.items()}
    kept = {model: [KEPT.get(name, bool)(row) for row in rows] for model, rows in models.items()}
    for model, evidence in found.models.items():
        sums = by_lot(shares[model], lots, kept[model])
        assert evidence.clusters == len(sums) and evidence.method == "CR1" and evidence.n == sum(kept[model])
        assert evidence.se == pytest.approx(math.sqrt(len(sums) / (len(sums) - 1) * math.fsum(sums**2)), rel=1e-6)
    [pair] = found.pairs
    sums = by_lot(shares["a"] - shares["b"], lots, [one or other for one, other in zip(kept["a"], kept["b"], strict=True)])
    assert pair.se == pytest.approx(math.sqrt(len(sums) / (len(sums) - 1) * math.fsum(sums**2)), rel=1e-6)
    assert pair.difference == found.models["a"].value - found.models["b"].value


def placements(rows: Sequence[Row]) -> tuple[Vector, Vector]:
    """How large a share of the other class each positive and negative example is on the right side of."""
    yes, no = ([score for label, score in rows if label == wanted] for wanted in (1, 0))
    return (
        np.array([math.fsum((one > other) + (one == other) / 2 for other in no) / len(no) for one in yes]),
        np.array([math.fsum((one > other) + (one == other) / 2 for one in yes) / len(yes) for other in no]),
    )


def test_without_clusters_the_error_of_roc_auc_is_that_of_delong(tmp_path: Path) -> None:
    """DeLong, DeLong and Clarke-Pearson (1988), of two models and of their difference."""
    models, _ = sample(2, 200, 5)
    found = of({"auc": {"metric": "roc-auc"}}, *made(tmp_path, {"p.csv": as_csv(written(models))})).metrics["auc"]
    sides = {name: placements(rows) for name, rows in models.items()}
    parts = [np.cov(np.array([sides["a"][side], sides["b"][side]])) / len(sides["a"][side]) for side in (0, 1)]
    whole = parts[0] + parts[1]
    for at, name in enumerate(models):
        assert found.models[name].se == pytest.approx(math.sqrt(whole[at, at]), rel=1e-10)
        assert found.models[name].method == "t" and found.models[name].clusters is None
    assert found.pairs[0].se == pytest.approx(math.sqrt(whole[0, 0] + whole[1, 1] - 2 * whole[0, 1]), rel=1e-10)


@pytest.mark.parametrize("lot", [True, False])
def test_shares_and_means_have_the_errors_of_scores(tmp_path: Path, lot: bool) -> None:
    """Accuracy and Brier scores as scores of examples: intervals, pairs, counts, covariances and slices are the same."""
    models, lots = sample(3, 150, 30)
    rows = [{**row, "lot": lot_, "site": f"s{int(row['id'][1:]) % 3}", "right": int((row["score"] >= T) == row["label"]), "off": (row["score"] - row["label"]) ** 2}
            for row, lot_ in zip(written(models), lots * 2, strict=True)]  # fmt: skip
    rows = [row for row in rows if not (row["model"] == "b" and row["id"] in ("e7", "e8", "e100"))]
    [path] = made(tmp_path, {"p.csv": as_csv(rows)})
    keys = {"slices": ["site"], **({"cluster": "lot"} if lot else {})}
    found = of({"right": {"metric": "accuracy", "threshold": T}, "off": {"metric": "brier"}}, path, **keys)
    expected = brought(ScoresSource, {"source": "scores", "metrics": {name: {"score": name} for name in ("right", "off")}, **keys}, path)
    for name, evidence in expected.metrics.items():
        ours = found.metrics[name]
        for model, one in evidence.models.items():
            other = ours.models[model]
            assert (other.n, other.clusters, other.method) == (one.n, one.clusters, one.method)
            for part in ("value", "se", "low", "high"):
                assert getattr(other, part) == pytest.approx(getattr(one, part), rel=1e-9)
            assert ours.covariances[model] == pytest.approx(evidence.covariances[model], rel=1e-9)
        [pair], [one_pair] = ours.pairs, evidence.pairs
        assert (pair.n, pair.clusters, pair.discordant) == (one_pair.n, one_pair.clusters, one_pair.discordant) and pair.n == 147
        assert (pair.difference, pair.se) == (pytest.approx(one_pair.difference, rel=1e-9), pytest.approx(one_pair.se, rel=1e-9))
        assert pair.covariances == pytest.approx(one_pair.covariances, rel=1e-9)
        assert [*ours.slices["site"]] == [*evidence.slices["site"]] == ["s0", "s1", "s2"]
        for part, of_models in evidence.slices["site"].items():
            for model, cell in of_models.items():
                ours_there = ours.slices["site"][part][model]
                assert (ours_there.n, ours_there.clusters) == (cell.n, cell.clusters)
                assert (ours_there.value, ours_there.se) == (pytest.approx(cell.value, rel=1e-9), pytest.approx(cell.se, rel=1e-9))


@pytest.mark.parametrize("other", [0, 1, 2])
def test_a_mean_of_right_and_wrong_has_the_counts_of_pairs(tmp_path: Path, other: int) -> None:
    """As scores of examples have them; where one score is another number there are none."""
    source = random.Random(9)
    rows = [{"id": at, "model": model, "label": "x", "score": source.randrange(2) if at else other} for model in "ab" for at in range(30)]
    [path] = made(tmp_path, {"p.csv": as_csv(rows)})
    [pair] = of({"x": {"metric": "mean"}}, path).metrics["x"].pairs
    [expected] = brought(ScoresSource, {"source": "scores", "metrics": {"x": {"metric": "mean"}}}, path).metrics["x"].pairs
    assert (pair.discordant, pair.n) == (expected.discordant, 30)
    assert (pair.discordant is None) == (other == 2)
    assert (pair.difference, pair.se) == (pytest.approx(expected.difference), pytest.approx(expected.se, rel=1e-9))


def test_what_has_no_error_says_so(tmp_path: Path) -> None:
    """The calibration error, and precisions of which equal scores count differently."""
    models, _ = sample(4, 40, 5)
    metrics = {"ece": {"metric": "ece"}, "ap": {"metric": "average-precision", "ties": "pessimistic"}, "acc": {"metric": "accuracy", "threshold": T}}
    found = of(metrics, *made(tmp_path, {"p.csv": as_csv(written(models))}))
    assert found.remarks == ("ece: how sure its values are is not known: ece has no error", "ap: how sure its values are is not known: average-precision has no error")
    assert all(one.se is None and one.method is None for name in ("ece", "ap") for one in found.metrics[name].models.values())
    assert found.metrics["ece"].pairs == () and found.metrics["acc"].models["a"].se is not None


def test_values_alone_are_the_same_without_errors(tmp_path: Path) -> None:
    """`errors: false` leaves out errors, pairs and covariances, and changes no value."""
    models, lots = sample(5, 90, 10)
    [path] = made(tmp_path, {"p.csv": clustered(models, lots)})
    whole, alone = of(ALL, path, cluster="lot"), of(ALL, path, cluster="lot", errors=False)
    for name, evidence in whole.metrics.items():
        assert {model: one.value for model, one in evidence.models.items()} == {model: one.value for model, one in alone.metrics[name].models.items()}
        assert alone.metrics[name].pairs == () and alone.metrics[name].covariances == {} and alone.metrics[name].passport == evidence.passport
        assert all(one.se is None for one in alone.metrics[name].models.values())


@pytest.mark.parametrize("rows", [[(1, 0.7)], [(1, 0.7), (1, 0.7)], [(0, 0.2), (1, 0.9)], [(0, 1.0), (1, 0.0)]])
def test_few_examples(tmp_path: Path, rows: list[Row]) -> None:
    """A single example has no error; examples that do not differ have one of 0; perfect and hopeless models divide by nothing."""
    found = of(SURE, *made(tmp_path, {"p.csv": as_csv(written({"a": rows, "b": rows}))}))
    for name, evidence in found.metrics.items():
        for one in evidence.models.values():
            assert one.value == pytest.approx(by_oracle(name, rows))
            assert (one.se is None) == (one.n < 2)
            assert one.se is None or one.se >= 0
        assert all(pair.difference == 0 for pair in evidence.pairs)


REPLICATES = 20_000


def draws(seed: int, lots: Sequence[str]) -> tuple[list[str], Vector]:
    """The clusters, and how often each is drawn in each of the replicates."""
    names = sorted({*lots})
    return names, np.random.default_rng(seed).multinomial(len(names), [1 / len(names)] * len(names), REPLICATES).astype(float)


def of_lots(lots: Sequence[str], names: Sequence[str], values: Vector) -> Vector:
    """The sums of each cluster, of values an example (a row of columns each)."""
    made = np.zeros((len(names), *values.shape[1:]))
    np.add.at(made, np.searchsorted(names, lots), values)
    return made


def replicated(rows: Sequence[Row], lots: Sequence[str], names: Sequence[str], often: Vector) -> dict[str, Vector]:
    """Every metric in every replicate, by its definition, of sums of clusters."""
    y, s = (np.array([row[at] for row in rows], float) for at in (0, 1))
    taken, p = (s >= T).astype(float), np.clip(s, 2**-52, 1 - 2**-52)
    columns = [np.ones_like(y), y, taken, y * taken, s, abs(y - s), (y - s) ** 2, -np.where(y == 1, np.log(p), np.log(1 - p))]
    n, yes, as_yes, hits, score, away, squares, log = (often @ of_lots(lots, names, np.array(columns).T)).T
    no, recall, specificity = n - yes, hits / yes, (n - yes - as_yes + hits) / (n - yes)
    levels, at = np.unique(-s, return_inverse=True)
    of_level = np.eye(len(levels))[at]
    positive, negative = (often @ of_lots(lots, names, of_level * side[:, None]) for side in (y, 1 - y))
    above, below = positive.cumsum(axis=1), negative.cumsum(axis=1)
    every = above + below
    return {
        "accuracy": (n - yes - as_yes + 2 * hits) / n, "balanced-accuracy": (recall + specificity) / 2, "precision": hits / as_yes,
        "recall": recall, "specificity": specificity, "f-beta": 5 * hits / (4 * yes + as_yes),
        "roc-auc": 1 - (positive * (below - negative / 2)).sum(axis=1) / (yes * no),
        "average-precision": (positive * above / np.maximum(every, 1)).sum(axis=1) / yes,
        "log-loss": log / n, "brier": squares / n, "mae": away / n, "rmse": np.sqrt(squares / n),
        "r2": 1 - squares / (yes - yes**2 / n), "mean": score / n,
    }  # fmt: skip


def test_replicates_are_of_the_metrics() -> None:
    """With every cluster drawn once they have the values, and with some drawn more often those that weights have."""
    models, lots = sample(1, 200, 20)
    names, often = draws(1, lots)
    found = replicated(models["a"], lots, names, np.concatenate([np.ones((1, len(names))), often[:2]]))
    labels, scores = np.array(models["a"]).T
    for name in SURE:
        assert found[name][0] == pytest.approx(by_oracle(name, models["a"]), rel=1e-9)
        for at in (0, 1):
            weights = often[at][np.searchsorted(names, lots)]
            assert found[name][at + 1] == pytest.approx(weighted(name, labels, scores, weights), rel=1e-9), name
    assert {*found} == {*SURE}


@pytest.mark.parametrize("seed", [11, 12])
def test_errors_are_those_of_a_bootstrap_by_cluster(tmp_path: Path, seed: int) -> None:
    """Over 250 clusters: errors of values and of differences are within 2 per cent."""
    models, lots = sample(seed, 2500, 250)
    found = of(SURE, *made(tmp_path, {"p.csv": clustered(models, lots)}), cluster="lot")
    names, often = draws(seed, lots)
    replicates = {model: replicated(rows, lots, names, often) for model, rows in models.items()}
    for name, evidence in found.metrics.items():
        a, b = (replicates[model][name] for model in "ab")
        for model, drawn in (("a", a), ("b", b)):
            assert evidence.models[model].se == pytest.approx(np.std(drawn, ddof=1), rel=0.02), (name, model)
        assert evidence.pairs[0].se == pytest.approx(np.std(a - b, ddof=1), rel=0.02), name
