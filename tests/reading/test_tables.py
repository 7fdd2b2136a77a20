"""Raw tables to tables of models."""

from __future__ import annotations

import re

import pytest

from planpress.model.findings import Finding
from planpress.model.metrics import Metric
from planpress.model.project import Uncertainty
from planpress.model.sources import Place
from planpress.model.tables import ModelTable
from planpress.reading import kinds, sources
from planpress.reading.table_files import numeric_columns, read_models
from tests.reading.prose import Case, cases, spelled
from tests.reading.test_sources import CASES as SOURCE_CASES
from tests.reading.test_sources import read_text

METRICS = {
    "precision": Metric("higher"),
    "recall": Metric("higher"),
    "latency": Metric("lower", unit="ms"),
    "error": Metric("lower", unit="%"),
}
KEY_PLACE = Place("project.yml", 4, 8)
CASES = cases("tables/models.md")


def models_of(
    written: str, text: str, key: str | None = None, numeric: dict[str, str | None] | None = None
) -> tuple[ModelTable | None, tuple[Finding, ...]]:
    """The models of a text in the format of the name `written`."""
    table, findings = read_text(written, text)
    assert table and not findings, findings
    return read_models(table, key=key, metrics=METRICS, numeric=numeric or {}, key_place=KEY_PLACE)


def drawn(table: ModelTable | None, findings: tuple[Finding, ...]) -> str:
    """A table of models for the eye, or the findings."""
    if table is None:
        return "\n".join(map(str, findings))
    lines = [f"{table.key}: {', '.join(table.columns)}"]
    for model in table.models:
        parts = [f"{name}={value!r}" for name, value in model.values.items()]
        parts += [f"{name}: {note}" for name, note in model.notes.items()]
        lines.append(f"{model.name} | {', '.join(parts)}")
    return "\n".join(line.rstrip() for line in lines)


def read_case(case: Case) -> str:
    """What a case gives, for the eye."""
    text = spelled(case.input)
    key = None
    if text.startswith("key: "):
        first, _, text = text.partition("\n")
        key = first.removeprefix("key: ")
    return drawn(*models_of("models.csv", text, key))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_models_and_findings(case: Case) -> None:
    """A table gives exactly these models, or exactly these findings, all of them."""
    assert read_case(case) == case.expected


@pytest.mark.parametrize("written", ["models.csv", "models.tsv", "plan.md#models"])
def test_too_many_cells_say_what_splits_them(written: str) -> None:
    """The way out of a row with too many cells is the one of its format."""
    text = {
        "models.csv": "model,precision\na,0,9\n",
        "models.tsv": "model\tprecision\na\t0\t9\n",
        "plan.md#models": "## Models\n| model | precision |\n|---|---|\n| a|b | 0.9 |\n",
    }[written]
    finding = models_of(written, text)[1][0]
    ways_out = {
        "models.csv": "models.csv:2:5: error PP305 3 cells where the head has 2; quote a cell that holds a comma, and"
        " write 0.85, not 0,85",
        "models.tsv": "models.tsv:2:5: error PP305 3 cells where the head has 2; quote a cell that holds a tab",
        "plan.md#models": "plan.md:4:9: error PP305 3 cells where the head has 2; write \\| for a | inside a cell",
    }
    assert str(finding) == ways_out[written]


def test_every_value_has_its_place() -> None:
    """A model and each of its cells, blank ones too, know the line and column that they stand at."""
    table, _ = models_of("models.csv", "model,precision,note\n\na,0.9,\nb,,slow\n")
    assert table
    assert [model.place for model in table.models] == [Place("models.csv", 3, 1), Place("models.csv", 4, 1)]
    assert table.models[0].cells == {"precision": Place("models.csv", 3, 3), "note": Place("models.csv", 3, 7)}
    assert table.models[1].cells == {"precision": Place("models.csv", 4, 3), "note": Place("models.csv", 4, 4)}


def test_columns_of_uncertainty_are_numbers_in_their_unit() -> None:
    """A standard error is read in its metric's unit, and a text in it is a finding."""
    uncertainty = {
        "error": Uncertainty(se="error_se"),
        "latency": Uncertainty(ci=("low", "high")),
        "precision": Uncertainty(n="cases"),
        "recall": Uncertainty(seeds="recall_by_seed"),
        "unknown": Uncertainty(se="unknown_se"),
    }
    numeric = numeric_columns(uncertainty, METRICS)
    assert numeric == {"error_se": "%", "low": "ms", "high": "ms", "cases": None, "unknown_se": None}
    head = "model,error,error_se,low,high,cases,recall_by_seed\n"
    table, findings = models_of("models.csv", f"{head}a,12,1.2 %,80 ms,95,1e3,0.8 0.9\n", numeric=numeric)
    assert table and not findings
    assert dict(table.models[0].values) == {"error": 12, "error_se": 1.2, "low": 80, "high": 95, "cases": 1000}
    assert dict(table.models[0].notes) == {"recall_by_seed": "0.8 0.9"}
    _, findings = models_of("models.csv", f"{head}a,12,small,80,95,many,\n", numeric=numeric)
    assert [finding.place.column for finding in findings] == [6, 18]


def test_a_declared_metric_keeps_its_unit() -> None:
    """A column that is both a metric and the uncertainty of one is read by the metric's own unit."""
    table, _ = models_of("models.csv", "model,latency\na,80 ms\n", numeric={"latency": "s"})
    assert table and table.models[0].values == {"latency": 80.0}


def test_a_cell_without_end() -> None:
    """A cell longer than any name or note is refused; one that is as long as allowed is read."""
    _, findings = models_of("models.csv", f"model,note\na,{'x' * 2001}\n")
    assert list(map(str, findings)) == [
        "models.csv:2:3: error PP304 a cell of 2,001 characters; the most is 2,000",
    ]
    table, findings = models_of("models.csv", f"model,note\na,{'x' * 2000}\n")
    assert table and not findings


def test_rows_that_say_nothing() -> None:
    """A list of empty mappings is an empty table."""
    _, findings = models_of("models.json", "[{}, {}]")
    assert list(map(str, findings)) == ["models.json: error PP309 the table has no rows; write one row a model"]


def test_a_key_may_have_another_form_and_blanks() -> None:
    """The key column is found by its look: blanks around it and the form of its accents do not matter."""
    table, findings = models_of("models.csv", "precision,mod\u00e8le\n0.9,a\n", key=" mode\u0300le")
    assert table and table.key == "mod\u00e8le" and not findings


SIX = {
    "models.csv": 'model,precision,latency,note\n1.10,0.90,80 ms,"a, b"\n모델 2,85 %,,\n',
    "models.tsv": "model\tprecision\tlatency\tnote\n1.10\t0.90\t80 ms\ta, b\n모델 2\t85 %\tn/a\t\n",
    "models.json": '[{"model": "1.10", "precision": 0.90, "latency": "80 ms", "note": "a, b"},'
    ' {"model": "모델 2", "precision": "85 %", "latency": null}]',
    "models.yml": "- {model: 1.10, precision: 0.90, latency: 80 ms, note: 'a, b'}\n"
    "- {model: 모델 2, precision: 85 %}\n",
    "models.yaml": "- model: 1.10\n  precision: 0.90\n  latency: 80 ms\n  note: a, b\n"
    "- model: 모델 2\n  precision: 85 %\n",
    "plan.md#models": "## Models\n\n| model | precision | latency | note |\n|---|--:|--:|---|\n"
    "| 1.10 | **0.90** | 80 ms | a, b |\n| 모델 2 | 85 % | — | |\n",
}


@pytest.mark.parametrize("written", SIX)
def test_one_table_in_six_formats(written: str) -> None:
    """The format of a table changes nothing about its models."""
    table, findings = models_of(written, SIX[written])
    assert not findings
    assert drawn(table, ()) == (
        "model: precision, latency\n"
        "1.10 | precision=0.9, latency=80.0, note: a, b\n"
        "모델 2 | precision=0.85"
    )  # fmt: skip


def test_every_suffix_is_among_the_six() -> None:
    """A new format brings its way of writing the table above."""
    suffixes = {suffix for known in sources.ALL for suffix in known.suffixes}
    assert {written[written.rindex(".") :].partition("#")[0] for written in SIX} == suffixes


def test_every_kind_has_a_case() -> None:
    """The exact text of each finding is in a case; those about files are made where files are looked for."""
    expected = "\n".join(case.expected for case in (*CASES, *SOURCE_CASES))
    elsewhere = {"PP301", "PP302", "PP303", "PP304"}  # 302 and 304: test_sources.py
    assert {kind.code for kind in kinds.ALL if kind.code.startswith("PP3")} - set(re.findall(r" error (PP3\d\d) ", expected)) == elsewhere
