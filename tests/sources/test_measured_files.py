"""Files of any tool: what DVC, W&B, AutoGluon, Optuna and pandas write, read to the digit, and what is refused."""

import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from planpress.model.errors import PlanpressError
from planpress.sources.measured_files import FilesSource
from planpress.sources.source import Brought, EvidenceFile
from planpress.sources.stated_numbers import stated_number
from tests.sources.reading import brought, made

FILES = Path(__file__).parent / "files/files"
REFUSED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "measured_files_refused.yml").read_text("utf-8"))
ASKED = {"source": "files", "name": {"part": "folder"}, "metrics": {"auc": {"path": "auc"}}}
BOMB = "a: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(f"b{at}: &a{at + 1} [{','.join([f'*a{at}'] * 10)}]\n" for at in range(12))
"""Ten to the power of 13 texts in 400 bytes."""


def read(*names: str, **keys: Any) -> Brought:
    return brought(FilesSource, {**ASKED, **keys}, *(FILES / name for name in names))


def values(found: Brought, metric: str = "m") -> dict[str, float]:
    return {model: one.value for model, one in found.metrics[metric].models.items()}


def column(name: str, **keys: Any) -> dict[str, Any]:
    return {"m": {"column": name, **keys}}


def path(name: str, **keys: Any) -> dict[str, Any]:
    return {"m": {"path": name, **keys}}


KEY = {"part": "key"}
TOOLS: dict[str, tuple[str, dict[str, Any], dict[str, float]]] = {
    "DVC's metrics, a model a file": ("metrics.json", {"name": {"part": "file"}, "metrics": path("nested.test.loss")}, {"metrics": 0.25}),
    "revisions of dvc metrics show": ("dvc_metrics_show_tags.json", {"name": KEY, "rows": ".", "metrics": path("data.metrics.json.data.val_angle")}, {"workspace": 6.5, "v1": 8.0625, "v2": 6.75}),
    "files of dvc metrics show": ("dvc_metrics_show_error.json", {"name": KEY, "rows": ".data", "metrics": path("data.val_recall")}, {"metrics.json": 0.875, "eval/resnet18.json": 0.8125, "eval/vit.yaml": 0.875}),
    "dvc metrics diff": ("dvc_metrics_diff.json", {"name": "v2", "metrics": path("metrics.json.val_recall.new")}, {"v2": 0.875}),
    "a model a key, YAML": ("metrics.yaml", {"name": KEY, "rows": ".", "metrics": path("val_recall")}, {"resnet18": 0.8125, "vit-tiny": 0.875}),
    "a model a key, TOML": ("metrics.toml", {"name": KEY, "rows": "models", "metrics": path("val_angle")}, {"resnet18": 8.0625, "vit-tiny": 6.75}),
    "steps in rows": ("metrics.jsonl", {"name": {"column": "model"}, "where": {"step": 2}, "metrics": column("val_angle")}, {"resnet18": 8.0625, "vit-tiny": 6.75}),
    "records of pandas": ("runs_records.json", {"name": {"column": "model"}, "where": {"seed": 2}, "metrics": column("val_recall")}, {"resnet18": 0.8, "vit-tiny": 0.9}),
    "AutoGluon's negated errors": ("autogluon_regression.csv", {"name": {"column": "model"}, "where": {"fit_order": [1, 3]}, "metrics": column("score_test", times=-1)}, {"RandomForest": 64.89233729061048, "KNeighbors": 66.83961665361942}),
    "Optuna's trials": ("optuna_trials.csv", {"name": {"column": "number"}, "where": {"state": "COMPLETE"}, "metrics": column("value")}, {"0": 2.1407374398595373, "1": 1.385642017678494, "2": 1.2380705504662242, "4": 0.6393357757314373, "7": 0.6529708855110772, "8": 0.6162245593919407, "10": 0.34761632027389355}),
    "two values of Optuna": ("optuna_two_values.csv", {"name": {"column": "number"}, "where": {"number": 0}, "metrics": column("values_1")}, {"0": 0.7780068289102605}),
    "W&B's runs": ("wandb_runs_export.csv", {"name": {"column": "Name"}, "where": {"State": "finished"}, "metrics": column("eval/recall")}, {"resnet18_0": 0.8125, "resnet18_1": 0.7916666666666666, "vit_0": 0.875}),
    "W&B's runs in per cent": ("wandb_runs_export_agent.csv", {"name": {"column": "Name"}, "where": {"State": "finished"}, "metrics": column("eval/recall", times=100)}, {"resnet18_0": 81.25, "resnet18_1": 79.16666666666666, "vit_0": 87.5}),
    **{f"{name}, a table": (name, {"name": {"column": "model"}, "where": {"seed": 0}, "metrics": column("val_recall")}, {"resnet18": 0.8125, "vit-tiny": 0.875})
       for name in ("runs.csv", "runs.parquet", "runs_indexed.parquet", "runs_category.parquet", "runs.xlsx", "runs_shared_strings.xlsx")},
    "decimals of Parquet": ("decimals.parquet", {"name": {"column": "model"}, "metrics": column("auc")}, {"a": 0.12345678901234568}),
    "tabs in a CSV": ("tabs.csv", {"name": {"column": "model"}, "metrics": column("auc")}, {"a, b": 0.5, "c": 0.25}),
    "a sheet of two": ("two_sheets.xlsx", {"name": {"column": "model"}, "sheet": "runs", "where": {"seed": 2}, "metrics": column("val_angle")}, {"resnet18": 8.25, "vit-tiny": 7.0}),
}  # fmt: skip


@pytest.mark.parametrize("case", TOOLS)
def test_reads_what_tools_write(case: str) -> None:
    """Values are those of the file to the last digit, each of the model that it is said to be of."""
    name, keys, expected = TOOLS[case]
    assert values(read(name, **keys)) == expected


def test_brings_texts_beside_numbers() -> None:
    """A run without a parameter has no text of it; two lines of a note are one."""
    trials = read("optuna_trials.csv", name={"column": "number"}, where={"state": "COMPLETE"}, metrics=column("value"), columns={"depth": "params_depth", "net": "params_model"})
    assert trials.notes["depth"] == {"8": "4.0", "10": "5.0"} and trials.notes["net"]["10"] == "vit-tiny" and trials.rows == 12
    runs = read("wandb_runs_export.csv", name={"column": "Name"}, where={"State": "finished"}, metrics=column("val_angle"), columns={"why": "Notes"})
    assert runs.notes == {"why": {"resnet18_0": "-", "resnet18_1": "-", "vit_0": "two lines of notes"}}
    for name in ("runs.parquet", "runs.xlsx"):
        found = read(name, name={"column": "model"}, where={"seed": 0}, metrics=column("val_angle", n="n"), columns={"day": "date"})
        assert found.notes["day"]["resnet18"] == "2025-10-09 09:00:00"
        assert {one.n for one in found.metrics["m"].models.values()} == {240}


@pytest.mark.parametrize("name", ["runs.csv", "runs.parquet", "runs.xlsx"])
def test_a_blank_is_not_measured(name: str) -> None:
    """It is a remark, and no value."""
    found = read(name, name={"column": "model"}, where={"seed": 1}, metrics=column("val_recall"))
    assert values(found) == {"resnet18": 0.7916666666666666}
    assert found.remarks == ('m: nothing was measured of "vit-tiny"',)


def test_nan_and_infinities_are_not_measured() -> None:
    """Bare in JSON, as texts in CSV, and in TOML."""
    both = {"name": KEY, "rows": "."}
    assert read("bare_nan.json", **both, metrics=path("loss")).remarks == ('m: nothing was measured of "a"',)
    with pytest.raises(PlanpressError, match='"bad" holds no number of any model'):
        read("metrics.toml", name=KEY, rows="models", metrics=path("bad"))
    assert [stated_number(one) for one in (None, "", " - ", "NaN", "-Infinity", float("inf"), "n/a", ".nan")] == [None] * 8


def test_a_file_is_named_by_its_folder(tmp_path: Path) -> None:
    """By the folder's name, the file's own, or something in it; without a folder in the path by that on this machine."""
    (tmp_path / "net-1").mkdir()
    [real] = made(tmp_path / "net-1", {"metrics.json": '{"auc": 1, "params": {"name": "wide"}}'})
    for name, keys, expected in (
        ("runs/net-1/metrics.json", {"part": "folder"}, "net-1"), ("runs/net-1/metrics.json", {"part": "file"}, "metrics"),
        ("metrics.json", {"part": "folder"}, "net-1"), ("../metrics.json", {"part": "folder"}, "net-1"),
        ("metrics.json", {"path": "params.name"}, "wide"), ("metrics.json", "by hand", "by hand"),
    ):  # fmt: skip
        source = brought_as(EvidenceFile(name, str(real)), name=keys)
        assert values(source, "auc") == {expected: 1}


def brought_as(*files: EvidenceFile, **keys: Any) -> Brought:
    from pydantic import TypeAdapter

    from planpress.model.metrics import Metric

    source = TypeAdapter(FilesSource).validate_python({"files": "*", **ASKED, **keys})
    return source.read(files, {"auc": Metric(better="higher")})


def test_a_glob_over_mixed_files(tmp_path: Path) -> None:
    """What is in some files alone is a remark; what is in none, and a file of another kind, is an error."""
    texts = {"a.json": '{"auc": 0.5, "more": {"se": 0.1}}', "b.yaml": "auc: 0.25\n", "c.toml": "f1 = 1\n", "d.jsonl": '{"auc": 0.125}\n'}
    files = made(tmp_path, texts)
    found = brought(FilesSource, {**ASKED, "name": {"part": "file"}, "metrics": {"auc": {"path": "auc", "se": "more.se"}}}, *files)
    assert values(found, "auc") == {"a": 0.5, "b": 0.25, "d": 0.125}
    assert found.remarks == ('auc: se is not known of "b" and "d"', 'auc: nothing was measured of "c"')
    with pytest.raises(PlanpressError) as problem:
        brought(FilesSource, {**ASKED, "name": {"part": "file"}}, *files, *made(tmp_path, {"README.md": "auc: 1"}))
    assert str(problem.value).startswith('"README.md": is of no kind that is read')
    with pytest.raises(PlanpressError) as problem:
        brought(FilesSource, {**ASKED, "name": {"part": "file"}, "metrics": {"auc": {"path": "recall"}}}, *files)
    assert str(problem.value) == '"a.json", "b.yaml", "c.toml" and "d.jsonl": there is no column or path "recall"; there are "auc" and "more.se"'


ERRORS: dict[str, tuple[dict[str, Any], tuple[float, float | None, float | None, float | None]]] = {
    "a standard error": ({"se": "se"}, (0.75, 0.02, None, None)),
    "the ends at 95 %": ({"low": "lo", "high": "hi"}, (0.75, 0.1 / 1.959963984540054, 0.65, 0.85)),
    "the ends at 90 %": ({"low": "lo", "high": "hi", "level": 0.9}, (0.75, 0.1 / 1.6448536269514722, 0.75 - 0.1 / 1.6448536269514722 * 1.959963984540054, 0.75 + 0.1 / 1.6448536269514722 * 1.959963984540054)),
    "both, of which the error counts": ({"se": "se", "low": "lo", "high": "hi"}, (0.75, 0.02, 0.65, 0.85)),
    "in per cent": ({"se": "se", "low": "lo", "high": "hi", "times": 100}, (75, 2, 65, 85)),
    "with another sign": ({"se": "se", "low": "lo", "high": "hi", "times": -1}, (-0.75, 0.02, -0.85, -0.65)),
}  # fmt: skip


@pytest.mark.parametrize("case", ERRORS)
def test_what_is_stated_of_how_sure(tmp_path: Path, case: str) -> None:
    """Standard errors and intervals, multiplied with their value; each is stated, without degrees of freedom."""
    keys, (value, se, low, high) = ERRORS[case]
    files = made(tmp_path, {"m.json": '{"auc": 0.75, "se": 0.02, "lo": 0.65, "hi": 0.85, "n": 400}'})
    found = brought(FilesSource, {**ASKED, "name": "net", "metrics": {"auc": {"path": "auc", "n": "n", **keys}}}, *files)
    one = found.metrics["auc"].models["net"]
    assert (one.value, one.n, one.method, one.clusters, one.folds) == (value, 400, "stated", None, None)
    assert (one.se, one.low, one.high) == (pytest.approx(se), low and pytest.approx(low), high and pytest.approx(high))


def test_the_passport_says_where_it_was_and_what_is_written_of_it() -> None:
    """The metric as its source calls it, and the keys of project.yml."""
    found = read("runs.csv", name={"column": "model"}, where={"seed": 0}, metrics=column("val_recall", split="validation", data="v2"))
    assert found.metrics["m"].passport.items() == (("metric", "val_recall"), ("split", "validation"), ("data", "v2"))


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: str(case["says"]))
def test_refuses_with_the_way_out(tmp_path: Path, case: dict[str, Any]) -> None:
    """Bad input is one message with its file and its place."""
    text = BOMB if "bomb" in case else case.get("text", case.get("repeat", "") * case.get("times", 1))
    files = made(tmp_path, {case["file"]: text.encode("latin-1" if "latin" in case else "utf-8")})
    with pytest.raises(PlanpressError) as problem:
        brought(FilesSource, {**ASKED, **case.get("keys", {})}, *files)
    assert str(problem.value) == case["says"]


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    """The system's reason, whatever the kind."""
    for name in ("m.csv", "m.json", "m.parquet", "m.xlsx"):
        with pytest.raises(PlanpressError, match=f'"{name}": cannot be read: no such file or directory'):
            brought(FilesSource, ASKED, tmp_path / name)


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_truncated_table(tmp_path: Path, share: float) -> None:
    """Parquet and XLSX that end too early are said to, and nothing of them is read."""
    for name, kind in (("runs.parquet", "Parquet"), ("runs.xlsx", "XLSX")):
        data = (FILES / name).read_bytes()
        files = made(tmp_path, {name: data[: int(len(data) * share)]})
        with pytest.raises(PlanpressError, match=f'"{name}": is not {kind}, or is not whole: '):
            brought(FilesSource, {**ASKED, "name": {"column": "model"}, "metrics": column("val_recall")}, *files)


def workbook(folder: Path, rows: list[list[Any]], *sheets: str) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for name in sheets:
        book.create_sheet(name)
    book.save(folder / "m.xlsx")
    return folder / "m.xlsx"


def test_a_formula_has_the_value_that_is_stored_with_it(tmp_path: Path) -> None:
    """One that nobody has worked out yet is an error where it is asked for, and nothing elsewhere."""
    rows = [["model", "auc", "other"], ["net", "=1/2", 0.25]]
    keys = {**ASKED, "name": {"column": "model"}}
    at = workbook(tmp_path, rows)
    assert values(brought(FilesSource, {**keys, "metrics": column("other")}, at)) == {"net": 0.25}
    with pytest.raises(PlanpressError) as problem:
        brought(FilesSource, keys, at)
    assert str(problem.value) == '"m.xlsx", row 2: auc: "=1/2" has no value with it; open the file with a spreadsheet program and save it'.replace('", row 2', '": row 2')
    with zipfile.ZipFile(at) as parts:
        whole = {name: parts.read(name) for name in parts.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert b"<f>1/2</f><v" in whole[sheet]
    whole[sheet] = whole[sheet].replace(b"<f>1/2</f><v />", b"<f>1/2</f><v>0.5</v>").replace(b"<f>1/2</f><v></v>", b"<f>1/2</f><v>0.5</v>")
    with zipfile.ZipFile(at, "w") as parts:
        for name, data in whole.items():
            parts.writestr(name, data)
    assert values(brought(FilesSource, keys, at), "auc") == {"net": 0.5}


def test_sheets_are_named_where_there_are_several(tmp_path: Path) -> None:
    """Which of them is not guessed; one that is not there is an error with those that are."""
    at = workbook(tmp_path, [["model", "auc"], ["net", 0.5]], "notes")
    keys = {**ASKED, "name": {"column": "model"}}
    for more, says in (({}, 'has the sheets "Sheet" and "notes"; say which, as in sheet: Sheet'), ({"sheet": "runs"}, 'has no sheet "runs"; there is "Sheet" and "notes"'), ({"sheet": "notes"}, "no rows")):
        with pytest.raises(PlanpressError) as problem:
            brought(FilesSource, {**keys, **more}, at)
        assert str(problem.value) == f'"m.xlsx": {says}'
    assert values(brought(FilesSource, {**keys, "sheet": "Sheet"}, at), "auc") == {"net": 0.5}


def test_a_workbook_that_unpacks_to_more_than_there_is_room_for(tmp_path: Path) -> None:
    """A part of 65 MB of zeros in 65 kB is not unpacked; nor are rows read that begin a billion lines below."""
    with zipfile.ZipFile(tmp_path / "m.xlsx", "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", bytes(65_000_000))
    with pytest.raises(PlanpressError, match='holds more than 64 MB when it is unpacked'):
        brought(FilesSource, ASKED, tmp_path / "m.xlsx")
    at = workbook(tmp_path, [["model", "auc"], ["net", 0.5]])
    with zipfile.ZipFile(at) as parts:
        whole = {name: parts.read(name) for name in parts.namelist()}
    with zipfile.ZipFile(at, "w") as parts:
        for name, data in whole.items():
            parts.writestr(name, data.replace(b'r="2"', b'r="999999999"').replace(b'"A2"', b'"A999999999"').replace(b'"B2"', b'"B999999999"'))
    with pytest.raises(PlanpressError, match='has more than 2,000,000 cells'):
        brought(FilesSource, {**ASKED, "name": {"column": "model"}}, at)


@pytest.mark.parametrize(("package", "name"), [("pyarrow", "runs.parquet"), ("openpyxl", "runs.xlsx")])
def test_what_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch, package: str, name: str) -> None:
    """With the extra that brings it."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(PlanpressError) as problem:
        read(name, name={"column": "model"}, metrics=column("val_recall"))
    assert str(problem.value) == f'reading "{name}" needs the package "{package}", which is not installed; pip install "planpress[evidence]"'


WRITTEN: dict[str, tuple[dict[str, Any], str]] = {
    "no name": ({"name": {}}, "names no model; write {path: model}"),
    "two names": ({"name": {"path": "a", "column": "b"}}, "names no model"),
    "an unknown part": ({"name": {"part": "drive"}}, "names no model"),
    "no place of values": ({"metrics": {"auc": {"se": "se"}}}, "needs one place of values"),
    "two places of values": ({"metrics": {"auc": {"path": "a", "column": "b"}}}, "needs one place of values"),
    "one end of an interval": ({"metrics": {"auc": {"path": "a", "low": "b"}}}, "has one end of an interval; write low and high"),
    "a level that is none": ({"metrics": {"auc": {"path": "a", "level": 95}}}, "less than 1"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRITTEN)
def test_what_project_yml_may_not_ask(case: str) -> None:
    """It is found when project.yml is read, without a file."""
    keys, says = WRITTEN[case]
    with pytest.raises(ValidationError, match=says):
        brought(FilesSource, {**ASKED, **keys})


OFFERS: dict[str, tuple[str, dict[str, Any], tuple[str, ...]]] = {
    "Optuna": ("optuna_trials.csv", {"name": {"column": "number"}, "where": {"state": "COMPLETE"}}, ("value", "params_depth", "params_lr", "user_attrs_val_recall")),
    "W&B": ("wandb_runs_export.csv", {"name": {"column": "Name"}, "where": {"State": "finished"}}, ("Runtime", "batch_size", "lr", "seed", "epoch", "eval/mse_mean", "eval/recall", "train_loss", "val_loss", "val_angle")),
    "a workbook": ("runs.xlsx", {"name": {"column": "model"}}, ("seed", "val_angle", "val_recall", "n")),
    "Parquet": ("runs.parquet", {"name": {"column": "model"}}, ("seed", "val_angle", "val_recall", "n")),
    "a document": ("metrics.json", {"name": {"part": "file"}}, ("val_angle", "val_recall", "nested.train.loss", "nested.test.loss")),
    "models by key": ("metrics.yaml", {"name": {"part": "key"}, "rows": "."}, ("val_angle", "val_recall", "n")),
}  # fmt: skip


@pytest.mark.parametrize("case", OFFERS)
def test_offers_what_is_a_number(case: str) -> None:
    """With the column of names, and the runs that are done, where the tool marks them; what is offered is read."""
    name, keys, metrics = OFFERS[case]
    offer = FilesSource.offer(EvidenceFile(name, str(FILES / name)))
    assert offer is not None
    assert (offer.keys, tuple(offer.metrics)) == ({"source": "files", **keys}, metrics)
    if case not in ("a workbook", "Parquet"):
        assert set(read(name, **{**offer.keys, "metrics": dict(offer.metrics)}).metrics) == set(metrics)


@given(st.floats(-1e50, 1e50).filter(lambda value: value == 0 or abs(value) >= 1e-50))
def test_numbers_keep_all_their_digits(value: float) -> None:
    """As a number, as its shortest text, and in the notations of others where they have one meaning."""
    assert stated_number(value) == value and stated_number(repr(value)) == value


@pytest.mark.parametrize(("text", "value"), [("0,85", 0.85), ("1.234,5", 1234.5), ("1 234", 1234), ("−0.5", -0.5), (" 3 ", 3), ("22,910,480", 22910480)])
def test_notations_of_others(text: str, value: float) -> None:
    """Decimal commas, groups and signs of typography, each where it has one meaning."""
    assert stated_number(text) == value
