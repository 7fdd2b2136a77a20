"""The order and the models as CSV: every number in full, and no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.commands import export
from planpress.formats.exports import FORMATS
from planpress.formats.exports.spreadsheet import _cell, as_csv
from planpress.workflows.check_plan import load
from tests.small_plan import CSV, MODELS, PROJECT, Q, T, write

EVIDENCE = """{"schema": 1, "metrics": {"precision": {"passport": {"metric": "mean"}, "models": {
 "net-1": {"value": 0.8, "n": 100, "se": 0.04, "method": "t", "low": 0.72, "high": 0.88}}}}}
"""


def rows(root: Path, project: str | None = None) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(load(root), project))))


def plan(root: Path, files: Mapping[str, str] | None = None) -> Path:
    stopped = f"{PROJECT}status: {{state: stopped, since: 2019-01-01, because: no data}}\n"
    return write(root, {Q: MODELS, T: CSV, "content/projects/q/project.yml": stopped, **(files or {})})


def test_the_order(tmp_path: Path) -> None:
    """One row a project, with what leads, what decides and how sure that is; one that is left out has no rank."""
    assert rows(plan(tmp_path)) == [
        ["project", "title", "rank", "score", "impact", "feasibility", "status", "stage", "owner", "model", "rule", "value", "unit", "certainty"],
        ["p", "A project", "1", "0.6123724356957946", "0.75", "0.5", "active", "planning", "Kim", "net-1", "best", "0.8", "", "unknown"],
        ["q", "A project", "", "", "", "", "stopped", "planning", "Kim", "", "", "", "", ""],
    ]  # fmt: skip


def test_the_models_of_a_project(tmp_path: Path) -> None:
    """Errors and ends stand beside the metrics of which any is known, and nowhere else."""
    files = {"content/projects/p/models.evidence.json": EVIDENCE, T: f"{CSV}net-3,,0.9\n"}
    head, *models = rows(plan(tmp_path, files), "p")
    assert head == ["model", "rank", "score", "verdict", "because", "could_be_best", "precision", "precision.se", "precision.low", "precision.high", "recall"]
    assert models == [
        ["net-1", "1", "0.8", "ranked", "", "", "0.8", "0.04", *models[0][8:10], "0.7"],
        ["net-2", "2", "0.7", "ranked", "0.1 worse than net-1", "", "0.7", "", "", "", "0.8"],
        ["net-3", "", "", "not-evaluated", "no value for precision", "", "", "", "", "", "0.9"],
    ]
    assert [round(float(end), 2) for end in models[0][8:10]] == [0.72, 0.88]


def test_a_project_without_models_has_a_head(tmp_path: Path) -> None:
    assert rows(plan(tmp_path), "q") == [["model", "rank", "score", "verdict", "because", "could_be_best"]]


def test_which_could_be_best(tmp_path: Path) -> None:
    """Where that is known it is yes or no."""
    both = EVIDENCE.replace('"high": 0.88}', '"high": 0.88}, "net-2": {"value": 0.7, "n": 100, "se": 0.001, "method": "stated"}').replace("0.04", "0.001")
    _, *models = rows(plan(tmp_path, {"content/projects/p/models.evidence.json": both}), "p")
    assert [row[5] for row in models] == ["yes", "no"]


FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=", "-", "+1e", "-1,5"]
TEXTS = ["-1", "+1.5", "-1e-3", "-.5", "net-1", "a=b", "", "1", "'=1", " =1"]


@pytest.mark.parametrize(("text", "is_formula"), [*((one, True) for one in FORMULAS), *((one, False) for one in TEXTS)])
def test_no_cell_is_a_formula(text: str, is_formula: bool) -> None:
    """An apostrophe stands before what a spreadsheet would run, and before nothing else."""
    assert _cell(text) == (f"'{text}" if is_formula else text)


@given(st.text())
def test_a_cell_begins_like_a_formula_only_if_it_is_a_number(text: str) -> None:
    """Whatever authors write."""
    cell = str(_cell(text))
    if cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        assert isinstance(float(cell), float)
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_names_of_authors_come_through(tmp_path: Path) -> None:
    """A model that is called like a formula, in the order and among the models."""
    plan(tmp_path, {T: 'model,precision,recall\n"=HYPERLINK(""x"",""y"")",0.8,0.7\n-7,0.7,0.8\n'})
    assert rows(tmp_path)[1][9] == '\'=HYPERLINK("x","y")'
    assert [row[0] for row in rows(tmp_path, "p")[1:]] == ['\'=HYPERLINK("x","y")', "-7"]


def test_the_command_offers_every_format() -> None:
    """Its choices are those of the room, which it does not import to say them."""
    assert tuple(FORMATS) == export.FORMATS
