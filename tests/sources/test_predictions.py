"""Predictions: every metric held against scikit-learn, in any sharding and order, and what is refused."""

import csv
import hashlib
import io
import json
import math
import random
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import pyarrow
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from sklearn import metrics as sklearn

from planpress.model.errors import PlanpressError
from planpress.sources import duckdb_engine
from planpress.sources.example_scores import ScoresSource
from planpress.sources.predictions import PredictionsSource
from planpress.sources.source import Brought, EvidenceFile
from tests.sources.reading import brought, made

Row = tuple[float, float]
"""A label and a score."""

T = 0.5
DECISIONS: Mapping[str, Callable[[Any, Any], float]] = {
    "accuracy": sklearn.accuracy_score,
    "balanced-accuracy": sklearn.balanced_accuracy_score,
    "precision": lambda y, p: sklearn.precision_score(y, p, zero_division=np.nan),
    "recall": lambda y, p: sklearn.recall_score(y, p, zero_division=np.nan),
    "specificity": lambda y, p: sklearn.recall_score(y, p, pos_label=0, zero_division=np.nan),
    "f-beta": lambda y, p: sklearn.fbeta_score(y, p, beta=2, zero_division=np.nan),
}
SCORES: Mapping[str, Callable[[Any, Any], float]] = {
    "roc-auc": lambda y, s: sklearn.roc_auc_score(y, s) if len({*y}) == 2 else math.nan,
    "average-precision": lambda y, s: sklearn.average_precision_score(y, s) if any(y) else math.nan,
    "log-loss": lambda y, s: sklearn.log_loss(y, s, labels=[0, 1]),
    "brier": sklearn.brier_score_loss,
    "mae": sklearn.mean_absolute_error,
    "rmse": sklearn.root_mean_squared_error,
    "r2": lambda y, s: sklearn.r2_score(y, s) if len({*y}) > 1 else math.nan,
    "mean": lambda _, s: math.fsum(s) / len(s),
    "ece": lambda y, s: _ece(y, s, 15),
}


def _ece(labels: Any, scores: Any, bins: int) -> float:
    """By its definition, Guo and others 2017: the bins are (0, 1/15], (1/15, 2/15] and so on."""
    at = np.maximum(np.ceil(scores * bins), 1)
    return math.fsum(abs(float((labels[at == one] - scores[at == one]).sum())) for one in np.unique(at)) / len(labels)


ALL = {
    **{name: {"metric": name, "threshold": T, **({"beta": 2.0} if name == "f-beta" else {})} for name in DECISIONS},
    **{name: {"metric": name} for name in SCORES},
}


def written(models: Mapping[str, Sequence[Row]]) -> list[dict[str, Any]]:
    """A row an example and model; models that have other labels there have other examples."""
    labels = [{row[0] for row in rows if row} for rows in zip_longest(*models.values(), fillvalue=())]
    return [
        {"id": f"e{at}" if len(labels[at]) == 1 else f"e{at} of {label}", "model": model, "label": label, "score": score}
        for model, rows in models.items() for at, (label, score) in enumerate(rows)
    ]  # fmt: skip


def as_csv(rows: Sequence[Mapping[str, Any]], delimiter: str = ",") -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, [*rows[0]], delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def of(metrics: Mapping[str, Any], *paths: Path, **keys: Any) -> Brought:
    return brought(PredictionsSource, {"source": "predictions", "metrics": metrics, **keys}, *paths)


def by_oracle(name: str, rows: Sequence[Row]) -> float:
    labels, scores = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(DECISIONS[name](labels, scores >= T) if name in DECISIONS else SCORES[name](labels, scores))


def agrees(found: Brought, models: Mapping[str, Sequence[Row]]) -> None:
    for name, evidence in found.metrics.items():
        for model, rows in models.items():
            expected = by_oracle(name, rows)
            if math.isnan(expected):
                assert model not in evidence.models
                assert any(f'{name}: "{model}" has no value' in remark for remark in found.remarks)
            else:
                assert evidence.models[model].value == pytest.approx(expected, rel=1e-12, abs=1e-12), name
                assert evidence.models[model].n == len(rows)


GRID = [0.0, 0.1, 0.25, 0.5, 0.5000000001, 0.75, 1.0]
examples = st.lists(st.tuples(st.sampled_from([0, 1]), st.sampled_from(GRID) | st.floats(0, 1)), min_size=1, max_size=40)


@given(examples, examples)
def test_every_metric_is_that_of_scikit_learn(one: list[Row], other: list[Row]) -> None:
    """With ties, with one class alone, with a single example; one model has other examples than the other."""
    models = {"one": one, "other": other}
    with TemporaryDirectory() as folder:
        agrees(of(ALL, *made(Path(folder), {"p.csv": as_csv(written(models))}), errors=False), models)


@pytest.mark.parametrize(("seed", "digits"), [(1, 17), (2, 2), (3, 1)])
def test_many_examples(tmp_path: Path, seed: int, digits: int) -> None:
    """Five thousand, where all scores differ and where they repeat, as Parquet with its own types."""
    source = random.Random(seed)
    models = {
        f"m{at}": [(int(source.random() < 0.3), round(source.betavariate(2, 3), digits)) for _ in range(5000)] for at in range(3)
    }
    path = tmp_path / "p.parquet"
    duckdb.from_query("SELECT unnest(rows.id) id, unnest(rows.model) model, unnest(rows.label)::INT label, unnest(rows.score) score FROM (SELECT $r AS rows)", params={
        "r": {name: [row[name] for row in written(models)] for name in ("id", "model", "label", "score")},
    }).write_parquet(str(path))  # fmt: skip
    agrees(of(ALL, path, errors=False), models)


def test_numbers_of_any_size(tmp_path: Path) -> None:
    """Errors of numbers far from 0, and of large and small ones: sums lose no digit."""
    source = random.Random(4)
    for at, centre, spread in ((0, 1e6, 0.1), (1, 0.0, 1e30), (2, 0.0, 1e-40)):
        models = {"m": [(centre + source.gauss(0, spread), centre + source.gauss(0, spread)) for _ in range(300)]}
        names = {name: {"metric": name} for name in ("mae", "rmse", "r2", "mean")}
        found = of(names, *made(tmp_path, {f"{at}.csv": as_csv(written(models))}))
        for name, evidence in found.metrics.items():
            assert evidence.models["m"].value == pytest.approx(by_oracle(name, models["m"]), rel=1e-12, abs=0)


@pytest.mark.parametrize("label", [1e9 + 1 / 3, 1e15 + 0.5, 1e31 / 3, 0.1])
def test_labels_that_are_equal_have_no_r2(tmp_path: Path, label: float) -> None:
    """A model has none, nor has a part of it, also where the mean is another number by its rounding."""
    away = [0.0, label / 10, label / 7]
    rows = [{"id": at, "model": "m", "label": repr(label), "score": repr(label + one), "part": "p"} for at, one in enumerate(away)]
    alike, apart = ({**row, "id": f"{row['id']}b", "label": repr(label * 1.001), "part": "q"} for row in rows[:2])
    [path] = made(tmp_path, {"p.csv": as_csv(rows)})
    assert of({"r2": {"metric": "r2"}}, path).metrics["r2"].models == {}
    [path] = made(tmp_path, {"p.csv": as_csv([*rows, alike, apart])})
    found = of({"r2": {"metric": "r2"}}, path, slices=["part"]).metrics["r2"]
    assert [*found.models] == ["m"]
    assert found.slices["part"] == {}


def test_the_smallest_numbers(tmp_path: Path) -> None:
    """They are as good as 0 where errors are worked out."""
    models = {"m": [(0.0, 5e-324), (1e-310, 0.0), (0.0, 1e-320)]}
    found = of({name: {"metric": name} for name in ("mae", "rmse", "mean", "r2")}, *made(tmp_path, {"p.csv": as_csv(written(models))}))
    assert {name: one.models["m"].value for name, one in found.metrics.items() if name != "r2"} == pytest.approx({"mae": 0, "rmse": 0, "mean": 0})


def test_models_of_other_sizes_do_not_share_units(tmp_path: Path) -> None:
    """A model that came apart takes no digit from the others."""
    source = random.Random(7)
    models = {f"m{at}": [(source.random(), source.gauss(0, size)) for _ in range(50)] for at, size in enumerate((1.0, 1e30, 1e-9, 0.0))}
    found = of({name: {"metric": name} for name in ("mae", "rmse", "r2", "mean")}, *made(tmp_path, {"p.csv": as_csv(written(models))}))
    agrees(found, models)


def test_formats_files_and_orders_bring_the_same(tmp_path: Path) -> None:
    """CSV, TSV, JSON Lines and Parquet, one file or several of two formats, in any order: the same evidence to the last digit."""
    source = random.Random(5)
    models = {f"m{at}": [(int(source.random() < 0.4), round(source.random(), 3)) for _ in range(300)] for at in range(4)}
    rows = written(models)
    whole = made(tmp_path, {
        "p.csv": as_csv(rows), "p.tsv": as_csv(rows, "\t"), "p.jsonl": "\n".join(map(json.dumps, rows)),
    })  # fmt: skip
    duckdb.read_csv(str(whole[0])).write_parquet(str(tmp_path / "p.parquet"))
    expected = of(ALL, whole[0])
    source.shuffle(rows)
    parts = made(tmp_path, {
        "a.csv": as_csv(rows[:400]), "b.csv": as_csv([dict(reversed(row.items())) for row in rows[400:900]]),
        "c.jsonl": "\n".join(map(json.dumps, rows[900:])),
    })  # fmt: skip
    for files in ([whole[1]], [whole[2]], [tmp_path / "p.parquet"], parts, parts[::-1]):
        assert of(ALL, *files) == expected


def test_models_in_batches_bring_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not all models are taken at once, each has the value that it has alone."""
    source = random.Random(6)
    models = {f"m{at}": [(int(source.random() < 0.4), source.random()) for _ in range(20 + at)] for at in range(7)}
    paths = made(tmp_path, {"p.csv": as_csv(written(models))})
    expected = of(ALL, *paths, errors=False)
    monkeypatch.setattr("planpress.sources.prediction_reading.BATCH", 50)
    assert of(ALL, *paths, errors=False) == expected


PADILLA = "R95T Y95F J91T A88F U84F C80F M78F F74F D71F B70T H67F P62T E54T X48T N45F T45F K44F Q44F V43F I38F L35F S23F G18T O14F"
"""The 24 boxes of METHOD's example: a name, the confidence in per cent, whether it is right; 7 of 15 objects are found."""


def test_ties_are_one_threshold_or_pessimistic(tmp_path: Path) -> None:
    """In the published example 7 of 15 objects have a box; its value is .1945 with ties as one threshold."""
    rows = [{"id": box[0], "model": "m", "label": int(box[-1] == "T"), "score": int(box[1:-1]) / 100} for box in PADILLA.split()]
    found = of({"one": {"metric": "average-precision"}, "worst": {"metric": "average-precision", "ties": "pessimistic"}}, *made(tmp_path, {"p.csv": as_csv(rows)}))
    one, worst = (found.metrics[name].models["m"].value * 7 / 15 for name in ("one", "worst"))
    assert f"{one:.4f}" == "0.1945"
    precisions = [1 / 2, 2 / 3, 3 / 10, 4 / 12, 5 / 13, 6 / 14, 7 / 23]
    assert worst == pytest.approx(math.fsum(precisions) / 15, rel=1e-12)
    assert [found.metrics[name].passport.ties for name in ("one", "worst")] == ["one-threshold", "pessimistic"]


LABELS = {
    "numbers": (["1", "0"], {}),
    "numbers with a point": (["1.0", "0.0"], {}),
    "truth values": (["true", "False"], {}),
    "names": (["cat", "dog"], {"positive": "cat"}),
    "numbers of which one is named": (["2", "1"], {"positive": 2}),
}


@pytest.mark.parametrize("case", LABELS)
def test_labels_as_they_are_written(tmp_path: Path, case: str) -> None:
    """0 and 1, truth values, or names of which one is said to be positive; classes are predicted in the same way."""
    (yes, no), keys = LABELS[case]
    rows = [("m", yes, yes), ("m", yes, no), ("m", no, no), ("m", yes, yes), ("m", no, yes)]
    text = as_csv([{"id": at, "model": model, "label": label, "score": score} for at, (model, label, score) in enumerate(rows)])
    metrics = {"recall": {"metric": "recall", **keys}, "accuracy": {"metric": "accuracy"}, "match": {"metric": "exact-match"}}
    found = of(metrics, *made(tmp_path, {"p.csv": text}))
    assert [found.metrics[name].models["m"].value for name in metrics] == [2 / 3, 0.6, 0.6]


def test_a_division_by_zero_is_what_is_written(tmp_path: Path) -> None:
    """Left out, the value is missing and a remark says why; else it is 0 or 1."""
    paths = made(tmp_path, {"p.csv": "id,model,label,score\n1,m,0,0.1\n"})
    keys = {"metric": "precision", "threshold": 0.5}
    found = of({"none": keys, "zero": {**keys, "zero_division": 0}, "one": {**keys, "zero_division": 1}}, *paths)
    assert [{name: one.value for name, one in found.metrics[metric].models.items()} for metric in found.metrics] == [{}, {"m": 0}, {"m": 1}]
    assert found.remarks == ('none: "m" has no value: no example is taken as positive; zero_division: 0, or 1, gives it a value',)


def test_the_passport_says_what_values_are_of(tmp_path: Path) -> None:
    """The metric with its threshold and ties, and the hash of the examples; a model of other examples says so."""
    models = {"a": [(1, 0.5), (0, 0.25)], "b": [(1, 0.75), (0, 0.5)], "c": [(1, 0.5), (0, 0.25), (0, 0.125)]}
    paths = made(tmp_path, {"p.csv": as_csv(written(models))})
    found = of({"recall": {"metric": "recall", "threshold": 0.5, "split": "test"}, "f": {"metric": "f-beta", "threshold": 0.5}}, *paths)
    passport = found.metrics["recall"].passport
    assert (passport.metric, passport.threshold, passport.average, passport.split) == ("recall", 0.5, "binary", "test")
    assert found.metrics["f"].passport.variant == "beta 1"
    starts = sum(int(hashlib.md5(one.encode()).hexdigest()[:15], 16) for one in ("e0", "e1"))
    assert passport.data == f"sha256:{hashlib.sha256(f'2 ids {starts}'.encode()).hexdigest()}", "in every engine"
    assert [[*one.differs] for one in found.metrics["recall"].models.values()] == [[], [], ["data"]]
    assert found.engine == f"duckdb {duckdb.__version__}" and found.rows == 7
    assert of({"recall": {"metric": "recall", "threshold": 0.5, "data": "lots"}}, *paths).metrics["recall"].passport.data == "lots"


REFUSED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "predictions_refused.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: str(case["says"]))
def test_refuses_with_the_way_out(tmp_path: Path, case: dict[str, Any]) -> None:
    """Bad input is one message with its file, and no path of the machine."""
    data = case["text"].encode("latin-1" if "latin" in case else "utf-8")
    with pytest.raises(PlanpressError) as problem:
        of(case.get("metrics", {"auc": {"metric": "roc-auc"}}), *made(tmp_path, {case["file"]: data}))
    assert str(problem.value) == case["says"]


PARQUETS: Mapping[str, tuple[str, int, str]] = {
    "cut short": ("'m' AS model, i % 2 AS label, i AS score", 100, "\"p.parquet\": cannot be read: No magic bytes found at end of file 'p.parquet'"),
    "no label": ("'m' AS model, i AS score", 0, '"p.parquet": there is no column "label"; there are "id", "model" and "score"'),
    "a score that is no number": ("'m' AS model, 1 AS label, CASE WHEN i = 7 THEN CAST('nan' AS DOUBLE) ELSE 0.5 END AS score", 0, '"p.parquet": "score" is "nan" of model "m", id "7"; write a number of at most 1e50'),
    "a class that is none": ("'m' AS model, 1 AS label, CASE WHEN i = 7 THEN CAST('nan' AS DOUBLE) ELSE 1 END AS score", 0, '"p.parquet": "score" is "nan" of model "m", id "7"; write a number'),
    "an answer that is none": ("'m' AS model, CASE WHEN i = 7 THEN CAST('nan' AS DOUBLE) ELSE 1 END AS label, 1.5 AS score", 0, '"p.parquet": "label" is "nan" of model "m", id "7"; write a number'),
    "names of which none is said": ("'m' AS model, CASE WHEN i = 0 THEN 'yes' ELSE 'no' END AS label, 0.5 AS score", 0, '"p.parquet": "label" is "yes" of model "m", id "0", not 0 or 1; write positive: and the label that counts as positive (20 such rows)'),
    "another label": ("concat('m', CAST(i % 2 AS STRING)) AS model, i % 2 AS label, 0.5 AS score", 0, '"p.parquet": "label" of id "0" is "1" of model "m1", and "0" of model "m0"; write one label an example'),
}  # fmt: skip
"""Columns of twenty examples, how many bytes of the end are missing, and what is said."""


@pytest.mark.parametrize("case", PARQUETS)
def test_refuses_parquet_with_the_way_out(tmp_path: Path, case: str) -> None:
    """Columns have types there: a float may be no number, and the end of a file holds where everything is."""
    columns, missing, says = PARQUETS[case]
    path = tmp_path / "p.parquet"
    ids = "i // 2" if case == "another label" else "i"
    duckdb.sql(f"SELECT {ids} AS id, {columns} FROM range(20) t(i)").write_parquet(str(path))
    path.write_bytes(path.read_bytes()[: -missing or None])
    with pytest.raises(PlanpressError) as problem:
        of({"x": {"metric": {"a class that is none": "accuracy", "an answer that is none": "exact-match"}.get(case, "roc-auc")}}, path)
    assert str(problem.value) == says


@pytest.mark.parametrize("kind", [pyarrow.float16(), pyarrow.float32(), pyarrow.float64()], ids=str)
@pytest.mark.parametrize("metric", ["roc-auc", "recall", "brier", "accuracy", "mae", "mean", "exact-match"])
@pytest.mark.parametrize("column", ["label", "score"])
def test_a_nan_that_statistics_leave_out_is_found(tmp_path: Path, kind: Any, metric: str, column: str) -> None:
    """pyarrow, and so pandas, states the sizes of a column without its NaN, which DuckDB believes: alone, and beside a
    file of another format."""
    given = {"label": [1.0, 0.0, 1.0], "score": [1.0, 0.0, 1.0], column: [1.0, 0.0, math.nan]}
    table = pyarrow.table({"id": ["1", "2", "3"], "model": ["m"] * 3, **{name: pyarrow.array(of_it, kind) for name, of_it in given.items()}})
    parquet.write_table(table, tmp_path / "p.parquet")
    [other] = made(tmp_path, {"p.csv": "id,model,label,score\n9,m,1,1\n"})
    keys = {"threshold": 0.5} if metric == "recall" else {}
    if column == "label" and metric == "mean":
        return  # which asks nothing of labels
    for paths in ([tmp_path / "p.parquet"], [other, tmp_path / "p.parquet"]):
        if metric in ("accuracy", "exact-match") and len(paths) > 1:
            continue  # beside texts it is the class of that name
        with pytest.raises(PlanpressError) as problem:
            of({"x": {"metric": metric, **keys}}, *paths)
        assert f'"p.parquet": "{column}" is "nan" of model "m", id "3"' in str(problem.value)


HEADS: Mapping[str, tuple[str, str]] = {
    "an index without a name": (",id,model,label,score", "0,1,m,1,1"),
    "no name at the end": ("id,model,label,score,,", "1,m,1,1,,"),
    "another case": ("ID,id,model,label,score,FILE", "8,1,m,1,1,9"),
    "a mark of the order of bytes": ("\ufeffid,model,label,score", "1,m,1,1"),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADS)
def test_other_columns_have_any_name(tmp_path: Path, case: str) -> None:
    """As pandas writes its index, or as a spreadsheet has cells to the right."""
    for end in ("\n", "\r\n"):
        found = of({"x": {"metric": "accuracy"}}, *made(tmp_path, {"p.csv": "".join(f"{line}{end}" for line in HEADS[case])}))
        assert found.metrics["x"].models["m"].value == 1


@pytest.mark.parametrize("name", ["filename", "FILE", "c0"])
def test_other_columns_of_parquet_have_any_name(tmp_path: Path, name: str) -> None:
    """As one may be called that an engine adds; it may be asked for, too."""
    columns = {"id": ["1", "2"], "model": ["m", "m"], "label": [1, 0], "score": [0.5, 0.2], name: ["x", "y"]}
    parquet.write_table(pyarrow.table(columns), tmp_path / "p.parquet")
    found = of({"x": {"metric": "roc-auc"}}, tmp_path / "p.parquet", cluster=name).metrics["x"]
    assert (found.models["m"].value, found.models["m"].clusters) == (1, 2)


def test_files_of_any_name(tmp_path: Path) -> None:
    """What they are called is never a part of a query, nor a pattern."""
    table = pyarrow.table({"id": ["1", "2"], "model": ["m", "m"], "label": [1, 0], "score": [0.5, 0.2]})
    paths = [tmp_path / f"{name}.parquet" for name in ("a'b", "x') --", "é[1]*?", "a\nb", '"q"', "$paths", ":model", "a\\'b")]
    for path in paths:
        parquet.write_table(table, path)
        assert of({"x": {"metric": "roc-auc"}}, path).metrics["x"].models["m"].value == 1


def test_labels_are_held_against_each_other_over_files(tmp_path: Path) -> None:
    """The file of each is named; the same label in another notation is the same, in classes too."""
    paths = made(tmp_path, {"a.csv": "id,model,label,score\n7,a,1,1\n8,a,cat,1\n", "b.csv": "id,model,label,score\n7,b,1.0,1\n8,b,dog,1\n9,b,dog,1\n"})
    with pytest.raises(PlanpressError) as problem:
        of({"x": {"metric": "exact-match"}}, *paths)
    assert str(problem.value) == '"b.csv": "label" of id "8" is "dog" of model "b", and "cat" of model "a" in "a.csv"; write one label an example'


@pytest.mark.parametrize("name", ["a[1].csv", "b*.csv", "c?.jsonl", "d{x}.csv", "e[!x].csv", "[f]/*.csv"])
def test_a_file_whose_name_is_a_pattern_is_that_file(tmp_path: Path, name: str) -> None:
    """Not those that the pattern means, of which there is one."""
    row = {"id": "1", "model": "m", "label": 1, "score": 1}
    meant = name.translate(str.maketrans({"*": "zz", "?": "z", "[": "", "]": "", "{": "", "}": "", "!": ""}))
    for each, model in ((name, "m"), (meant, "other")):
        (tmp_path / each).parent.mkdir(exist_ok=True)
        (tmp_path / each).write_text(json.dumps({**row, "model": model}) if each.endswith("jsonl") else as_csv([{**row, "model": model}]))
    assert [*of({"x": {"metric": "accuracy"}}, tmp_path / name).metrics["x"].models] == ["m"]


@pytest.mark.parametrize("head", ["", "column 1", "COLUMN 1"])
def test_an_index_of_pandas_is_no_column(tmp_path: Path, head: str) -> None:
    """Columns without a name are passed over, however many there are and whatever the others are called."""
    row = f"id,{head or 'x'},model,label,score\n"
    paths = made(tmp_path, {"p.csv": f"{row}1,7,a,1,0.9\n2,7,a,0,0.1\n", "i.csv": f",,{row}0,9,1,7,a,1,0.9\n1,9,2,7,a,0,0.1\n"})
    plain, indexed = (of({"auc": {"metric": "roc-auc"}}, path) for path in paths)
    assert plain == indexed and plain.metrics["auc"].models["a"].value == 1


def test_names_are_quoted(tmp_path: Path) -> None:
    """Columns, files, models and classes of any name are names, and nothing of them is run."""
    hostile = "x\"; DROP VIEW given; --' :v0 {samples} $1"
    rows = [{"file": at, hostile: f"{hostile}{at}", "model": hostile, "y'": label, "s": score} for at, (label, score) in enumerate([(hostile, 0.9), ("b", 0.2), ("b", 0.1)])]
    path = tmp_path / "a[1]*'\"?.csv"
    path.write_text(as_csv(rows))
    (tmp_path / "a[1]zz'\"?.csv").write_text("not,read\n")
    found = of({"auc": {"metric": "roc-auc", "positive": hostile}}, path, id=hostile, label="y'", score="s")
    assert {name: one.value for name, one in found.metrics["auc"].models.items()} == {hostile: 1}


def test_an_engine_that_is_not_installed_names_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With how to install it; nothing is read."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(PlanpressError) as problem:
        of({"auc": {"metric": "roc-auc"}}, *made(tmp_path, {"p.csv": "id,model,label,score\n1,a,1,1\n"}))
    assert str(problem.value) == 'source: predictions needs the package "duckdb", which is not installed; pip install "planpress[engine]"'


OFFERED = {
    "p.csv": "id,model,label,score\n1,a,1,1\n", "p.tsv": "score\tid\tmodel\tlabel\n", "p.jsonl": '\n{"id": 1, "model": "a", "label": 1, "score": 0.5, "more": 1}\n{}\n',
    "p.parquet": None, "s.csv": "id,model,score\n", "s.jsonl": '{"id": 1, "model": "a", "score": 0.5}\n', "s.parquet": None,
    "x.json": "{}", "empty.jsonl": "", "list.jsonl": "[1]\n",
}  # fmt: skip


@pytest.mark.parametrize("name", OFFERED)
def test_offers_what_has_its_columns(tmp_path: Path, name: str) -> None:
    """A table of predictions is one by its columns: by its head, its first line, or what Parquet says of them."""
    [path] = made(tmp_path, {name: OFFERED[name] or ""})
    if OFFERED[name] is None:
        columns = "1 AS id, 'a' AS model, 0.5 AS score" + (", 1 AS label" if name == "p.parquet" else "")
        duckdb.sql(f"SELECT {columns}").write_parquet(str(path))
    file = EvidenceFile(name, str(path))
    if name == "list.jsonl":
        with pytest.raises(PlanpressError):
            PredictionsSource.offer(file)
        return
    offer = PredictionsSource.offer(file)
    assert (offer is not None) == name.startswith("p.")
    assert offer is None or offer.keys == {"source": "predictions"}


def test_parquet_is_of_another_kind_without_the_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has what other sources need can import their files."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    [path] = made(tmp_path, {"p.parquet": "PAR1"})
    assert PredictionsSource.offer(EvidenceFile("p.parquet", str(path))) is None


def test_the_hash_of_examples_is_that_of_scores(tmp_path: Path) -> None:
    """The same examples have one hash, whichever source read them, so that their passports are alike."""
    rows = "".join(f"é{at},{model},{at % 2},{(at * 7 + len(model)) % 2}\n" for at in range(30) for model in ("a", "bb"))
    [file] = made(tmp_path, {"p.csv": f"id,model,label,score\n{rows}"})
    found = [brought(kind, {"source": name, "metrics": {"x": {"metric": "mean"}}}, file).metrics["x"].passport.data
             for kind, name in ((PredictionsSource, "predictions"), (ScoresSource, "scores"))]  # fmt: skip
    assert found[0] == found[1] and str(found[0]).startswith("sha256:")


def test_too_little_memory_is_said_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What DuckDB cannot put on the disk meanwhile is no fault of the file."""
    path = tmp_path / "p.csv"
    rows = (f"e{at},m,{at % 2},{at / 50_000}" for at in range(50_000))
    path.write_text("id,model,label,score\n" + "\n".join(rows), encoding="utf-8")
    monkeypatch.setattr(duckdb_engine, "MEMORY", "2 MB")
    with pytest.raises(PlanpressError, match=r'^"p.csv": 2 MB of memory are too few .*; write errors: false, .* --engine spark$'):
        brought(PredictionsSource, {"source": "predictions", "metrics": {"auc": {"metric": "roc-auc"}}}, path)
