"""Runs of MLflow: the latest value to the digit from stores of two versions and the CSV, and what is refused."""

import math
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from planpress.sources import mlflow_database
from planpress.sources.mlflow import MlflowSource
from planpress.sources.source import EvidenceFile, Offer, SourceError
from tests.sources.reading import brought, made

FILES = Path(__file__).parent / "files/mlflow"
STORES = ("mlflow.db", "mlflow_1.30.db", "mlflow_experiments.csv")
REFUSED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "mlflow_refused.yml").read_text("utf-8"))
ASKED = {"source": "mlflow", "store": "mlflow.db", "experiment": "pose", "metrics": {"m": "val_angle"}}


def asked(path: Path, **keys: Any) -> dict[str, Any]:
    """What is asked of a store; a CSV knows no experiment's name."""
    own = {**ASKED, **keys}
    return {name: value for name, value in own.items() if name != "experiment" or path.suffix == ".db"}


@pytest.mark.parametrize("name", STORES)
def test_reads_the_latest_values_to_the_digit(name: str) -> None:
    """Finished runs that live, as the tool itself reads them; of steps out of order the last step counts."""
    keys = {"where": {"status": "FINISHED"}, "metrics": {"angle": "val_angle", "recall": {"metric": "val_recall", "split": "val"}}, "columns": {"lr": "params.lr", "why": "tags.note"}}
    found = brought(MlflowSource, asked(FILES / name, **keys), FILES / name)
    assert {model: one.value for model, one in found.metrics["angle"].models.items()} == {"baseline-a": 8.0625, "baseline-b": 7.875, "convnext": 5.9, "out-of-order": 20.0, "vit": 6.75}
    assert {model: one.value for model, one in found.metrics["recall"].models.items()} == {"baseline-a": 0.8125, "baseline-b": 0.7916666666666666, "convnext": 1.0, "vit": 0.875}
    assert found.metrics["recall"].passport.items() == (("metric", "val_recall"), ("split", "val"))
    assert found.notes["lr"] == {"baseline-a": "0.001", "baseline-b": "0.0003", "convnext": "1e-4", "out-of-order": "0.1", "vit": "0.0003"}
    assert {*found.notes["why"].values()} == {'line one line "two", ünï'}, "a cell has one line"
    assert (found.rows, found.remarks) == (5, ())


@pytest.mark.parametrize("name", STORES)
def test_names_models_by_parameters_and_ids(name: str) -> None:
    """A parameter names a model where the runs are chosen so; ids always do; a list of values means any of them."""
    keys = {"name": "params.model", "where": {"status": "FINISHED", "params.seed": [1, 2], "params.model": ["resnet18", "vit-tiny"]}}
    assert [*brought(MlflowSource, asked(FILES / name, **keys), FILES / name).metrics["m"].models] == ["resnet18"]
    assert len(brought(MlflowSource, asked(FILES / name, name="run_id"), FILES / name).metrics["m"].models) == 7


def test_leaves_out_what_is_no_finite_number_and_says_so() -> None:
    """NaN is stored as 0 with a mark, an infinity as the greatest float; a CSV writes NaN as nothing."""
    for name, more in (("mlflow.db", ('val_loss of "convnext" is NaN, and is left out',)), ("mlflow_experiments.csv", ())):
        metrics = {"grad": "grad_norm", "neg": "neg", "angle": "val_angle"} | ({"loss": "val_loss"} if more else {})
        found = brought(MlflowSource, asked(FILES / name, metrics=metrics), FILES / name)
        infinite = tuple(f'{metric} of "convnext" is infinite, and is left out' for metric in ("grad_norm", "neg"))
        assert found.remarks == infinite + more
        assert not found.metrics["grad"].models and "convnext" in found.metrics["angle"].models


def test_says_which_runs_are_left_out() -> None:
    """A run without a name, or with none of the metrics, is in no table."""
    found = brought(MlflowSource, asked(FILES / "mlflow.db", metrics={"m": "val_recall"}, name="tags.stage", where={"run_name": ["out-of-order", "vit"]}), FILES / "mlflow.db")
    assert found.remarks == ('the run "out-of-order" has none of the metrics, and is left out',)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: str(case["says"]))
def test_refuses_with_the_way_out(case: dict[str, Any]) -> None:
    """What is not there is said with what there is."""
    with pytest.raises(SourceError) as problem:
        brought(MlflowSource, {**ASKED, **case["keys"]}, FILES / case.get("file", "mlflow.db"))
    assert str(problem.value) == case["says"]


def test_a_field_that_is_none_is_refused_at_once() -> None:
    """A name that no run can have is a finding of project.yml."""
    with pytest.raises(ValidationError, match=r"is no field of a run; write params.x, tags.x, run_name, run_id or status"):
        TypeAdapter(MlflowSource).validate_python({**ASKED, "name": "model"})


def store(folder: Path, *statements: str) -> Path:
    """A copy of the store, changed."""
    path = folder / "mlflow.db"
    shutil.copyfile(FILES / "mlflow.db", path)
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        for statement in statements:
            opened.execute(statement)
    return path


def refusal(path: Path, **keys: Any) -> str:
    with pytest.raises(SourceError) as problem:
        brought(MlflowSource, asked(path, **keys), path)
    return str(problem.value)


FOREIGN = {
    "no tables": (["DROP TABLE runs", "DROP TABLE latest_metrics"], 'is no tracking store of MLflow, which has the tables "runs" and "latest_metrics"; stores of MLflow 1.30 to 3 are read'),
    "a view for a table": (["ALTER TABLE params RENAME TO p", "CREATE VIEW params AS SELECT * FROM p"], 'is no tracking store of MLflow, which has the table "params"; stores of MLflow 1.30 to 3 are read'),
    "another version": (["ALTER TABLE latest_metrics RENAME COLUMN is_nan TO nan"], 'is a tracking store of another version, without the column "latest_metrics.is_nan"; stores of MLflow 1.30 to 3 are read'),
    "text for a number": (["UPDATE latest_metrics SET value = 'best' WHERE key = 'val_angle'"], 'the metric "val_angle" holds "best", which is not a number'),
    "bytes for a text": (["UPDATE tags SET value = x'00ff' WHERE key = 'mlflow.runName'"], '"mlflow.runName" holds bytes where a text is expected'),
    "two experiments of one name": (["UPDATE experiments SET name = 'pose', workspace = 'other' WHERE experiment_id = 2"], '2 experiments are called "pose"; write the id of one: 1 or 2'),
}  # fmt: skip


@pytest.mark.parametrize("case", FOREIGN)
def test_refuses_foreign_tables(tmp_path: Path, case: str) -> None:
    """The message says which tables or columns there are not."""
    statements, says = FOREIGN[case]
    path = store(tmp_path, *statements)
    assert refusal(path) == f'"mlflow.db": {says}'


def test_an_id_tells_experiments_of_one_name_apart(tmp_path: Path) -> None:
    """A number is an id."""
    path = store(tmp_path, "UPDATE experiments SET name = 'pose', workspace = 'other' WHERE experiment_id = 2")
    assert [*brought(MlflowSource, asked(path, experiment=2), path).metrics["m"].models] == ["elsewhere"]


def test_refuses_what_is_no_store(tmp_path: Path) -> None:
    """Text, nothing, a file cut off, a file overwritten, a CSV of something else."""
    whole = (FILES / "mlflow.db").read_bytes()
    text, empty, half, over, short, csv, number = made(tmp_path, {
        "a.db": "not a store", "b.db": "", "c.db": whole[: len(whole) // 2], "d.db": whole[:100] + b"\xff" * 9000 + whole[9100:], "e.db": whole[:16],
        "f.csv": "a,b\n1,2\n", "g.csv": "run_id,experiment_id,status,metrics.val_angle\nr,1,FINISHED,good\n",
    })  # fmt: skip
    no_file = "is no SQLite file; name the store's, as mlflow.db, or a .csv by mlflow experiments csv"
    assert [refusal(text), refusal(empty)] == [f'"a.db": {no_file}', f'"b.db": {no_file}']
    damaged = "is a damaged SQLite file, cut off or overwritten; copy it again"
    assert [refusal(one) for one in (half, over, short)] == [f'"{name}.db": {damaged}' for name in "cde"]
    assert refusal(csv) == '"f.csv", line 2: is not what mlflow experiments csv writes: nothing stands in "run_id", "experiment_id" and "status"'
    assert refusal(number) == '"g.csv", line 2: metrics.val_angle: "good" is not a number'
    assert [MlflowSource.offer(EvidenceFile(one.name, str(one))) for one in (text, empty, csv)] == [None] * 3


def test_a_store_that_is_written_to_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write of somebody else is waited for, and then the message says how to make a copy."""
    monkeypatch.setattr(mlflow_database, "PATIENCE", 0.0)
    path = store(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert refusal(path) == '"mlflow.db": is locked by a program that writes to it; stop what writes to it, or read a copy: sqlite3 mlflow.db ".backup copy.db"'


def test_a_write_cut_short_is_not_read(tmp_path: Path) -> None:
    """Where a journal has to be played back, nothing is written and nothing is guessed."""
    path = store(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA cache_size = 1")
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE params SET value = value || 'x'")
        other.execute("UPDATE latest_metrics SET value = 7")
        left = tmp_path / "left"
        left.mkdir()
        for name in ("mlflow.db", "mlflow.db-journal"):
            shutil.copyfile(tmp_path / name, left / name)
    assert refusal(left / "mlflow.db") == '"mlflow.db": was left in the middle of a write; open it once with MLflow, which mends it'


def test_a_store_with_a_log_of_writes(tmp_path: Path) -> None:
    """At rest it is read without a file beside it; with changes that stand in the log alone it is refused."""
    path = store(tmp_path, "PRAGMA journal_mode = WAL")
    assert len(brought(MlflowSource, asked(path), path).metrics["m"].models) == 7
    assert [one.name for one in tmp_path.iterdir()] == ["mlflow.db"]
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE latest_metrics SET value = 7")
        assert refusal(path) == '"mlflow.db": its last changes are in "mlflow.db-wal" alone; stop what writes to it, or read a copy: sqlite3 mlflow.db ".backup copy.db"'


def test_writes_nothing(tmp_path: Path) -> None:
    """The store has the same bytes after it was read, and nothing stands beside it."""
    path = store(tmp_path)
    before = path.read_bytes()
    brought(MlflowSource, asked(path), path)
    assert path.read_bytes() == before and [*tmp_path.iterdir()] == [path]


@given(st.lists(st.tuples(st.integers(16, 55_295), st.integers(0, 255)), min_size=1, max_size=200))
def test_a_damaged_store_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]) -> None:
    """Whatever bytes a file holds, it is read, or refused with a message."""
    content = bytearray((FILES / "mlflow.db").read_bytes())
    for at, byte in changes:
        content[at] = byte
    [path] = made(tmp_path_factory.mktemp("damaged"), {"mlflow.db": bytes(content)})
    with suppress(SourceError):
        MlflowSource.offer(EvidenceFile("mlflow.db", str(path)))
    with suppress(SourceError):
        found = brought(MlflowSource, asked(path, name="run_id"), path)
        assert all(math.isfinite(one.value) for one in found.metrics["m"].models.values())


def test_offers_what_there_is() -> None:
    """The finished runs of the experiment with the most, each named by what tells them apart."""
    names = ("grad_norm", "neg", "val_angle", "val_loss", "val_recall")
    keys = {"source": "mlflow", "experiment": "pose", "name": "run_name", "where": {"status": "FINISHED"}}
    for name in STORES:
        own = keys if name.endswith(".db") else {key: value for key, value in keys.items() if key != "experiment"}
        offer = MlflowSource.offer(EvidenceFile(name, str(FILES / name)))
        others = (f'"{name}": of the experiments "pose" has the most runs, and is taken; there is "pose/other" too',) if name.endswith(".db") else ()
        assert offer == Offer({**own, "store": name}, {one: one for one in names}, remarks=others)
        found = brought(MlflowSource, {**offer.keys, "metrics": {"val_recall": "val_recall"}}, FILES / name)
        assert not math.isnan(found.metrics["val_recall"].models["vit"].value)
