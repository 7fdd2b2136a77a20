"""Raw tables to tables of models."""

import re
from collections.abc import Mapping

import pytest

from planpress.model.findings import Finding
from planpress.model.metrics import Metric
from planpress.model.sources import Place, Places
from planpress.model.tables import ModelTable
from planpress.model.uncertainty import Uncertainty
from planpress.reading import kinds, sources
from planpress.reading.models_document import ModelsDocument
from planpress.reading.table_files import numeric_columns, read_models
from planpress.reading.table_shapes import shaped
from planpress.reading.yaml_text import compose
from tests.reading.prose import FOLDER, Case, cases, spelled
from tests.reading.test_sources import CASES as SOURCE_CASES
from tests.reading.test_sources import read_text

METRICS = {
    "precision": Metric("higher"),
    "recall": Metric("higher"),
    "latency": Metric("lower", unit="ms"),
    "error": Metric("lower", unit="%"),
}
PLACES = Places("project.yml", compose("schema: 1\nmodels:\n  table: models.csv\n  key: name").mark)
CASES = cases("tables/models.md")


def models_of(
    written: str, text: str, key: str | None = None, uncertainty: Mapping[str, Uncertainty] | None = None
) -> tuple[ModelTable | None, tuple[Finding, ...]]:
    """The models of a text in the format of the name `written`."""
    table, findings = read_text(written, text)
    assert table and not findings, findings
    document = ModelsDocument(table=written, key=None if key is None else (key,), uncertainty=uncertainty or {})
    return read_models(shaped(table, document, PLACES), document, METRICS, PLACES)


def drawn(table: ModelTable | None, findings: tuple[Finding, ...]) -> str:
    """A table of models for the eye, or the findings."""
    if table is None:
        return "\n".join(map(str, findings))
    lines = [*map(str, findings), f"{table.key}: {', '.join(table.columns)}"]
    for model in table.models:
        parts = [f"{name}={value!r}" for name, value in model.values.items()]
        parts += [f"{name}: {note}" for name, note in model.notes.items()]
        lines.append(f"{model.name} | {', '.join(parts)}")
    return "\n".join(line.rstrip() for line in lines)


def read_case(case: Case) -> str:
    """The models of a case. Lines before its table may say the file and the heading, and the key."""
    given = re.match(r"(?:table: (.+)\n)?(?:key: (.+)\n)?", text := spelled(case.input))
    assert given
    return drawn(*models_of(given[1] or "models.csv", text[given.end() :], given[2]))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_models_and_findings(case: Case) -> None:
    assert read_case(case) == case.expected


def test_every_value_has_its_place() -> None:
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
    table, findings = models_of("models.csv", f"{head}a,12,1.2 %,80 ms,95,1e3,0.8 0.9\n", uncertainty=uncertainty)
    assert table and not findings
    assert dict(table.models[0].values) == {"error": 12, "error_se": 1.2, "low": 80, "high": 95, "cases": 1000}
    assert dict(table.models[0].notes) == {"recall_by_seed": "0.8 0.9"}
    _, findings = models_of("models.csv", f"{head}a,12,small,80,95,many,\n", uncertainty=uncertainty)
    assert [finding.place.column for finding in findings] == [6, 18]


def test_a_declared_metric_keeps_its_unit() -> None:
    table, _ = models_of("models.csv", "model,latency\na,80 ms\n", uncertainty={"precision": Uncertainty(se="latency")})
    assert table and table.models[0].values == {"latency": 80.0}


def test_a_cell_without_end() -> None:
    """A note is cut; in a column that something names a cell that long is a finding."""
    _, findings = models_of("models.csv", f"model,precision\na,{'1' * 2001}\n")
    assert str(findings[0]) == "models.csv:2:3: error PP304 a cell of 2,001 characters; the most is 2,000"
    table, findings = models_of("models.csv", f"model,note\na,{'x' * 2001}\n")
    assert table and not findings and table.models[0].notes == {"note": f"{'x' * 1999}…"}


def test_every_suffix_has_the_same_table_in_a_case() -> None:
    suffixes = {suffix for known in sources.ALL for suffix in known.suffixes}
    (one,) = {case.expected for case in CASES if case.title.startswith("One table in all formats")}
    written = [case.input.partition("\n")[0] for case in CASES if case.expected == one]
    assert {name[name.rindex(".") :].partition("#")[0] for name in written} == suffixes


def test_every_kind_has_a_case() -> None:
    """The exact text of each finding is in a case; those about files are made where files are looked for."""
    shapes = [case for file in (FOLDER / "shapes").glob("*.md") for case in cases(f"shapes/{file.name}")]
    expected = "\n".join(case.expected for case in (*CASES, *SOURCE_CASES, *shapes))
    elsewhere = {"PP301", "PP302", "PP303", "PP304", "PP326", "PP327"}  # 302 and 304: test_sources.py; the last two: tests/bad_input
    assert {kind.code for kind in kinds.ALL if kind.code.startswith("PP3")} - set(re.findall(r" (?:error|warning) (PP3\d\d) ", expected)) == elsewhere
