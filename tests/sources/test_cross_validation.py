"""Cross-validation: scikit-learn's own files, corrected errors, pairs and covariances over folds, and what is refused."""

import json
import statistics
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planpress.model.errors import PlanpressError
from planpress.sources.cross_validation import CrossValidationSource
from planpress.sources.source import Brought, EvidenceFile
from planpress.statistics.differences import covariance_over_folds, over_folds
from planpress.statistics.distributions import both_sides
from tests.sources.reading import brought, made

FILES = Path(__file__).parent / "files/cross_validation"
REFUSED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cross_validation_refused.yml").read_text("utf-8"))
SCORE = {"score": {"test": "test_score", "train_share": 0.9}}
BOTH = {"acc": {"test": "test_accuracy", "train_share": 0.9}, "f1": {"test": "test_f1", "train_share": 0.9}}
CANDIDATES = ["{'clf__C': 0.01}", "{'clf__C': 0.1}", "{'clf__C': 1.0}", "{'clf__C': 10.0}"]
MEANS = [0.936842105263158, 0.968421052631579, 0.9631578947368421, 0.9578947368421054]
PLAIN = [0.02045948, 0.0178913, 0.01763136, 0.01889532]
"""sd / sqrt(10), the error that takes folds for independent."""


def read(name: str, metrics: dict[str, Any] = SCORE, **keys: Any) -> Brought:
    return brought(CrossValidationSource, {"source": "cross-validation", "metrics": metrics, **keys}, FILES / name)


@pytest.mark.parametrize("name", ["single.csv", "single_noindex.csv", "single_lists.json", "single.json", "single_records.json", "single.jsonl"])
def test_every_way_to_write_cv_results(name: str) -> None:
    """CSV with and without an index, the arrays themselves, and the JSON of pandas, which has ten decimals."""
    found = read(name)
    metric = found.metrics["score"]
    rounded = name in ("single.json", "single_records.json", "single.jsonl")
    assert [*metric.models] == CANDIDATES and found.rows == 4
    assert [one.value for one in metric.models.values()] == pytest.approx(MEANS, rel=1e-9 if rounded else 1e-15)
    # Of ten folds, each of a tenth of the data, the variance is 1 + 10/9 times as large.
    assert [one.se for one in metric.models.values()] == pytest.approx([se * (1 + 10 / 9) ** 0.5 for se in PLAIN], rel=1e-6)
    assert {(one.folds, one.n, one.method) for one in metric.models.values()} == {(10, None, "Nadeau-Bengio")}
    assert (metric.passport.metric, metric.passport.split) == ("test_score", "10 folds")
    assert found.remarks == ()


def test_a_mapping_of_rows(tmp_path: Path) -> None:
    """As pandas writes it with orient="index": the same as a list of rows."""
    rows = json.loads((FILES / "single_records.json").read_text("utf-8"))
    [path] = made(tmp_path, {"single.json": json.dumps({str(at): row for at, row in enumerate(rows)})})
    found = brought(CrossValidationSource, {"source": "cross-validation", "metrics": SCORE}, path)
    assert found.metrics == read("single_records.json").metrics
    assert CrossValidationSource.offer(EvidenceFile("single.json", str(path))) is not None


def test_the_interval_is_of_t_with_a_degree_less_than_folds() -> None:
    """METHOD's 5.1 of folds: t with J - 1 degrees."""
    one = read("single.csv").metrics["score"].models[CANDIDATES[0]]
    assert one.se is not None and one.low is not None and one.high is not None
    assert (one.high - one.value, one.value - one.low) == pytest.approx((both_sides(0.05, 9) * one.se,) * 2)


def test_the_published_corrected_t(tmp_path: Path) -> None:
    """scikit-learn's example of comparing two searches' models: t is 0.750 with 99 degrees, where plain t says 2.611."""
    from sklearn.datasets import make_moons
    from sklearn.model_selection import RepeatedStratifiedKFold, cross_val_score
    from sklearn.svm import SVC

    inputs, labels = make_moons(noise=0.352, random_state=1, n_samples=100)
    folds = RepeatedStratifiedKFold(n_splits=10, n_repeats=10, random_state=0)
    rows = {kernel: cross_val_score(SVC(kernel=kernel, random_state=0, **more), inputs, labels, scoring="roc_auc", cv=folds)
            for kernel, more in (("rbf", {}), ("linear", {}))}  # fmt: skip
    head = ",".join(["params", *(f"split{at}_test_score" for at in range(100))])
    text = "\n".join([head, *(",".join([kernel, *map(repr, scores.tolist())]) for kernel, scores in rows.items())])
    found = brought(CrossValidationSource, {"source": "cross-validation", "metrics": SCORE}, *made(tmp_path, {"cv.csv": text}))
    [pair] = found.metrics["score"].pairs
    assert (pair.a, pair.b, pair.folds, pair.n) == ("linear", "rbf", 100, 100)
    assert round(-pair.difference / pair.se, 3) == 0.750


def test_two_metrics_have_covariances_over_folds() -> None:
    """Each model has that of its two values, each pair that of its two differences, which no two errors exceed."""
    found = read("multi.csv", BOTH).metrics
    assert [one.value for one in found["f1"].models.values()] == pytest.approx([0.9527632850241545, 0.9763076923076923, 0.9719598662207358, 0.9676265328874025], rel=1e-15)
    assert found["acc"].covariances[CANDIDATES[0]] == {"f1": found["f1"].covariances[CANDIDATES[0]]["acc"]}
    assert len(found["acc"].pairs) == 6
    for pair, other in zip(found["acc"].pairs, found["f1"].pairs, strict=True):
        assert pair.covariances["f1"] == other.covariances["acc"]
        assert abs(pair.covariances["f1"]) <= pair.se * other.se * (1 + 1e-12)


def test_the_rounded_json_of_two_metrics_is_nearly_the_same() -> None:
    """The JSON of pandas differs from the CSV in the eleventh digit alone."""
    exact, rounded = (read(name, BOTH).metrics["f1"].models for name in ("multi.csv", "multi.json"))
    assert [one.value for one in rounded.values()] == pytest.approx([one.value for one in exact.values()], abs=1e-10)


def test_repeated_folds_are_as_many_as_there_are_columns() -> None:
    """Five times four folds are 20, each of a quarter of the data; errors of the metric's sign are those of the file."""
    found = read("repeated_5x4.csv", {"loss": {"test": "test_neg_log_loss", "train_share": 0.75}}).metrics["loss"]
    values = [one.value for one in found.models.values()]
    assert values == pytest.approx([-0.25529474964331134, -0.13916952440704794, -0.11946099124472495], rel=1e-15)
    spread = 0.03811204433939828 * (20 / 19) ** 0.5
    assert found.models["{'clf__C': 0.01}"].se == pytest.approx(spread * (1 / 20 + 1 / 3) ** 0.5)


def test_models_are_named_by_their_parameters_as_text() -> None:
    """Names that no program could read again are names all the same; a blank parameter is told by params."""
    names = [*read("estimators.csv").metrics["score"].models]
    assert names[0] == "{'clf': LogisticRegression(max_iter=500), 'clf__C': 0.1}"
    assert names[3] == "{'clf': DecisionTreeClassifier(random_state=0), 'clf__max_depth': None}"


@pytest.mark.parametrize("name", ["failed.csv", "failed.json"])
def test_a_candidate_that_failed_is_a_remark(name: str) -> None:
    """Its folds are blank, and it has no value."""
    found = read(name)
    assert [*found.metrics["score"].models] == ["{'clf__C': 1.0}", "{'clf__C': 0.1}"]
    assert found.remarks == ("score: no value of \"{'clf__C': -1.0}\", as folds have no score",)


def test_rounds_of_halving_are_chosen() -> None:
    """The same parameters stand there once a round: without a choice that is an error, with it they are one."""
    with pytest.raises(PlanpressError, match="a second row of"):
        read("halving.csv")
    last = read("halving.csv", where={"iter": 1})
    assert last.rows > len(last.metrics["score"].models) > 1


def test_models_of_two_files_are_not_paired(tmp_path: Path) -> None:
    """Nothing says that folds of two searches are the same, which is a remark; another number of folds is marked."""
    head = "params,split0_test_score,split1_test_score"
    paths = made(tmp_path, {"1.csv": f"{head}\na,1,0.5\nb,0.5,0.25\n", "2.csv": f"{head},split2_test_score\nc,1,0,0.5\n"})
    found = brought(CrossValidationSource, {"source": "cross-validation", "metrics": SCORE}, *paths)
    assert [(pair.a, pair.b) for pair in found.metrics["score"].pairs] == [("a", "b")]
    assert found.remarks == ("models of different files are not paired: nothing says that their folds are the same",)
    assert found.metrics["score"].models["c"].differs == {"split": "3 folds"}


def test_folds_that_do_not_differ_have_no_error(tmp_path: Path) -> None:
    """How sure they are is not known; two models that are the same on all folds are 0 apart."""
    text = "params,split0_test_score,split1_test_score\na,0.5,0.5\nb,0.5,0.5\n"
    found = brought(CrossValidationSource, {"source": "cross-validation", "metrics": SCORE}, *made(tmp_path, {"cv.csv": text}))
    one = found.metrics["score"].models["a"]
    assert (one.value, one.se, one.method, one.folds) == (0.5, None, None, 2)
    assert [(pair.difference, pair.se) for pair in found.metrics["score"].pairs] == [(0, 0)]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: str(case["says"]))
def test_refuses_with_the_way_out(tmp_path: Path, case: dict[str, Any]) -> None:
    """Bad input is one message with its file and line."""
    data = case["text"].encode("latin-1" if "latin" in case else "utf-8")
    keys = {"source": "cross-validation", "metrics": {"acc": {"test": "test_score", "train_share": 0.9}}, **case.get("keys", {})}
    with pytest.raises(PlanpressError) as problem:
        brought(CrossValidationSource, keys, *made(tmp_path, {case.get("file", "cv.csv"): data}))
    assert str(problem.value) == case["says"]


UNSURE = "{} folds do not say what part of the data each model was trained on, so that no error is known; write train_share: {}"
WAYS = {
    "multi.csv": UNSURE.format(10, "0.9 of 10 folds, 0.8 of 5 folds, 2 times over or 0.5 of 2 folds, 5 times over"),
    "repeated_5x4.csv": UNSURE.format(20, "0.95 of 20 folds, 0.9 of 10 folds, 2 times over, 0.8 of 5 folds, 4 times over or 0.75 of 4 folds, 5 times over"),
}  # fmt: skip


@pytest.mark.parametrize("name", WAYS)
def test_without_a_share_no_error_is_guessed(name: str) -> None:
    """Values are the same, and a remark says what the share may be."""
    offer = CrossValidationSource.offer(EvidenceFile(name, str(FILES / name)))
    assert offer is not None
    found = read(name, {metric: {**how} for metric, how in offer.metrics.items()})
    sure = read(name, {metric: {**how, "train_share": 0.75} for metric, how in offer.metrics.items()})
    assert found.remarks == (WAYS[name],)
    for metric, one in found.metrics.items():
        assert {model: measured.value for model, measured in one.models.items()} == {model: measured.value for model, measured in sure.metrics[metric].models.items()}
        assert {(measured.se, measured.low, measured.method) for measured in one.models.values()} == {(None, None, None)}
        assert one.passport == sure.metrics[metric].passport and not one.pairs and not one.covariances
        assert sure.metrics[metric].pairs


def test_offers_its_metrics() -> None:
    """By the name of each, without the share, which no file says; a file of another kind has nothing to offer."""
    offer = CrossValidationSource.offer(EvidenceFile("multi.csv", str(FILES / "multi.csv")))
    assert offer is not None and offer.keys == {"source": "cross-validation"}
    assert offer.metrics == {"accuracy": {"test": "test_accuracy"}, "f1": {"test": "test_f1"}}
    assert CrossValidationSource.offer(EvidenceFile("tree.csv", str(FILES / "cross_validate_tree.csv"))) is None


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=2, max_size=30), st.floats(0.01, 2))
def test_the_covariance_is_the_plain_one_with_the_correction(folds: list[tuple[float, float]], share: float) -> None:
    """Times 1/J + n_test/n_train; of a value with itself it is the square of its error."""
    one, other = ([fold[at] for fold in folds] for at in (0, 1))
    expected = statistics.covariance(one, other) * (1 / len(folds) + share)
    assert covariance_over_folds(one, other, share) == pytest.approx(expected, rel=1e-9, abs=1e-9)
    found = over_folds(one, share)
    if hasattr(found, "se"):
        assert covariance_over_folds(one, one, share) == pytest.approx(found.se**2, rel=1e-6)
