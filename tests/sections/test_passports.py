"""What evidence says on a page: what values are of, where they are from, and on which part of the data a model is worst."""

import json
from typing import Any

import pytest

from planpress.explanations import explain
from planpress.sections import Subject
from planpress.sections.how_sure import sure_text
from planpress.sections.passports import passports
from tests.planning import judged
from tests.sections.test_verdict import PLAN

PROJECT = """
models: {table: models.csv}
decide_by: best
rules: {best: {rule: metric, metric: recall}}
"""
HASH = "sha256:" + "0123456789abcdef" * 4


def subject(metrics: dict[str, Any], **more: Any) -> Subject:
    """A project with two models and this evidence."""
    evidence = {"schema": 1, "metrics": metrics, **more}
    folder = "content/projects/p/"
    beside = {f"{folder}models.csv": "model,recall,precision,error\na,0.7,0.5,3\nb,0.6,0.5,4\n", f"{folder}models.evidence.json": json.dumps(evidence)}
    return Subject("p", judged(PLAN, {"p": PROJECT}, beside=beside))


def metric(*values: float, passport: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    models = {name: {"value": value, **more} for name, value in zip("ab", values, strict=True)}
    return {"passport": passport or {"metric": "mean"}, "models": models}


LINES = {
    "what is known": (
        {"recall": metric(0.7, 0.6, passport={"metric": "recall", "threshold": 0.5, "split": "test", "data": HASH}, n=400, clusters=40, se=0.02, method="CR1")},
        {}, ["recall: recall, threshold 0.5, split test, data 0123456789ab; 400 examples in 40 clusters, CR1"],
    ),
    "those of one kind stand together": (
        {"recall": metric(0.7, 0.6), "precision": metric(0.5, 0.5), "error": metric(3, 4, passport={"metric": "p95"})},
        {}, ["recall, precision: mean", "Error: p95"],
    ),
    "folds, and an error that is stated": (
        {"recall": metric(0.7, 0.6, folds=10, se=0.02, method="Nadeau-Bengio"), "error": metric(3, 4, n=50, se=1, method="stated")},
        {}, ["recall: mean; 10 folds, Nadeau-Bengio", "Error: mean; 50 examples, as stated"],
    ),
    "images that are drawn again and again": (
        {"recall": metric(0.7, 0.6, n=400, clusters=40, se=0.02, method="bootstrap")}, {}, ["recall: mean; 400 examples in 40 clusters, bootstrap"],
    ),
    "models that differ": (
        {"recall": {**metric(0.7, 0.6), "models": {"a": {"value": 0.7}, "b": {"value": 0.6, "differs": {"split": "train"}}}}},
        {}, ["recall: mean; not so for b"],
    ),
    "where it is from": (
        {"recall": metric(0.7, 0.6)},
        {"made": "2026-11-29", "sources": [{"source": "scores", "files": ["a.csv", "b.csv"], "sha256": [HASH, HASH]}, {"source": "mlflow", "files": ["m.db"], "sha256": [HASH]}]},
        ["recall: mean", "Evidence: scores and mlflow: a.csv, b.csv and m.db, read on 29 Nov 2026"],
    ),
    "a day that is none": (
        {}, {"made": "yesterday", "sources": [{"source": "scores", "files": ["a.csv"], "sha256": [HASH]}]}, ["Evidence: scores: a.csv"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_passports(name: str) -> None:
    """A line for each kind, led by its metrics."""
    metrics, more, expected = LINES[name]
    assert [f"{line.lead}: {line.text}" for line in passports(subject(metrics, **more))] == expected


def test_a_table_without_evidence_has_no_lines() -> None:
    """Nor has a project without a table."""
    assert [*passports(Subject("p", judged(PLAN, {"p": PROJECT.replace("table: models.csv", "rows: [{model: a, recall: 1}]")})))] == []


def test_a_passport_is_explained() -> None:
    """With what each model's error was made of."""
    found = subject({"recall": metric(0.7, 0.6, passport={"metric": "recall", "split": "test"}, n=400, se=0.02, method="t")})
    topic = next(topic for topic in explain(found.report, "p") if topic.title == "What is measured")
    [one] = topic.explanations
    assert one.subject == "p.metrics.recall"
    assert [(row.name, row.value, row.words) for row in one.inputs] == [
        ("metric", "recall", ""), ("split", "test", ""),
        ("a", "0.7", "(error 0.02, 400 examples, Student's t)"), ("b", "0.6", "(error 0.02, 400 examples, Student's t)"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "clusters", "says"),
    [
        ("CR1", 40, "(0.660 to 0.740, error 0.02 (CR1, 400 examples in 40 clusters))"),
        ("bootstrap", 40, "(0.660 to 0.740, error 0.02 (bootstrap, 400 examples in 40 clusters))"),
        ("bootstrap", 9, ""),
    ],
)
def test_a_value_says_how_its_error_was_made(method: str, clusters: int, says: str) -> None:
    """CR1 and a bootstrap are told apart, and fewer than ten clusters say nothing of either."""
    found = subject({"recall": metric(0.7, 0.6, n=400, clusters=clusters, se=0.02, method=method)})
    [one] = [one for topic in explain(found.report, "p") for one in topic.explanations if one.subject == "p.rules.best.a"]
    assert [row.words for row in one.inputs] == [says]


@pytest.mark.parametrize(
    ("lyon", "says"),
    [(0.5, "a is worst at lyon (site, 90 examples): recall 0.50, 0.70 of all"), (0.69, "No part of the examples is worse than chance explains (2 looked at)")],
)
def test_the_worst_part_of_the_data_is_named(lyon: float, says: str) -> None:
    """Where chance does not explain it; else it is said that none is."""
    parts = {"site": {"lyon": {"a": {"value": lyon, "n": 90, "se": 0.05}}, "ulm": {"a": {"value": 0.72, "n": 310, "se": 0.02}}}}
    found = subject({"recall": {**metric(0.7, 0.6, n=400, se=0.02, method="t"), "slices": parts}})
    assert says in str(sure_text(found))
