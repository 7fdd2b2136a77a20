"""Every row of a sheet becomes a project once, every cell stands in its files, and no row is written over anything."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planpress.model.errors import PlanpressError
from planpress.model.plan import Plan
from planpress.model.sources import Place, SourceFile
from planpress.pages.dialect import engine
from planpress.reading.mapping_document import ColumnMapping, mapped_columns, read_mapping
from planpress.reading.sheets import id_of, read_sheet
from planpress.reading.sources import read_source, refer
from planpress.reading.tree import MemoryTree
from planpress.scaffold import new_plan
from planpress.scaffold.sheet_projects import files_of_row
from planpress.workflows.check_plan import InvalidPlanError, check
from planpress.workflows.import_projects import SheetImport, read_import, summary, write_import

PLAN: dict[str, Any] = {
    "schema": 1, "title": "Plan", "as_of": "2019-06-01",
    "scales": {"five": {"bounds": [1, 5]}, "down": {"bounds": [1, 5], "better": "lower"}},
    "impact": {"worth": {"scale": "five"}}, "feasibility": {"data": {"scale": "five"}},
}  # fmt: skip
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "sheets.yml").read_text("utf-8"))


def plan_text(more: Mapping[str, Any]) -> str:
    merged = {key: {**PLAN.get(key, {}), **more[key]} if key in more else PLAN[key] for key in {**PLAN, **more}}
    return yaml.safe_dump(merged, allow_unicode=True).replace("'2019-06-01'", "2019-06-01")


def plan_of(text: str) -> Plan:
    plan = check(MemoryTree.of([("content/plan.yml", text)]), lambda: date(2019, 6, 1)).plan
    assert plan is not None
    return plan


def imported(case: Mapping[str, Any], folder: Path) -> tuple[SheetImport, Plan, Path]:
    sheet = folder / case.get("file", "projects.csv")
    sheet.write_bytes(case["sheet"].encode(case.get("encoding", "utf-8")))
    mapping = folder / "map.yml"
    if "map" in case:
        mapping.write_text(case["map"], "utf-8")
    plan = plan_of(plan_text(case.get("plan", {})))
    return read_import(folder, sheet, mapping if "map" in case else None, plan), plan, sheet


def noted(text: str) -> list[tuple[str, str]]:
    """The rows of the table that a plan.md shows, by the parser of narratives."""
    rows: list[list[str]] = []
    for token in engine().parse(text):
        if token.type == "tr_open":
            rows.append([])
        if token.type == "inline" and token.level and rows:
            parts = token.children or ()
            rows[-1].append("".join("\n" if one.type == "html_inline" else one.content for one in parts))
    return [(head, cell) for head, cell in rows[1:]]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_sheets(case: dict[str, Any], tmp_path: Path) -> None:
    """The table of cases: values, notes and the summary, or everything that is wrong and nothing written."""
    if "errors" in case:
        with pytest.raises(InvalidPlanError) as problem:
            imported(case, tmp_path)
        assert str(problem.value).replace(f"{tmp_path}/", "").splitlines() == case["errors"]
        return
    made, plan, sheet = imported(case, tmp_path)
    written = {path.relative_to(tmp_path).as_posix(): text for path, text in made.files.items()}
    if "has" in case:
        assert {one.id for one in made.new} == {*case["has"]}
    for name, values in case.get("has", {}).items():
        found = yaml.safe_load(written[f"content/projects/{name}/project.yml"])
        assert {key: found.get(key) for key in values} == values
    for name, notes in case.get("notes", {}).items():
        there = dict(noted(written[f"content/projects/{name}/plan.md"]))
        assert {head: there.get(head) for head in notes} == notes
    lines = list(summary(made, sheet, plan))
    assert [line for line in case.get("says", ()) if line not in lines] == []
    tree = MemoryTree.of([("content/plan.yml", plan_text(case.get("plan", {}))), *written.items()])
    assert [str(one) for one in check(tree, lambda: date(2019, 6, 1)).findings if one.level == "error"] == []


HEADS = ("Owner", "Status", "Stage", "Tags", "Reach", "Impact", "Confidence", "Effort", "URL", "Description", "worth", "Odd | <b>head</b>", "")
ODD = ("", "x: {y}", "- a", "<script>alert(1)</script>", "a | b", "*x* _y_ `z`", "[a](javascript:b)", "=1+1", "&amp;", "# no", "\\|", "no", "~", "'\"", "1e5", "80 %", "!!python/x", "&a *a", "two\nlines", "\u2028", "{{ x }}", "@SCHEMA@", "owner: x", "[w]{lang=ko}", "[^1]", "https://example.org/", "training", "3", "<br>", "a\\")
CELLS = st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).filter(lambda text: not re.search("[\ufffe\uffff]", text)))


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    heads = ["Title", "Own", *draw(st.lists(st.sampled_from(HEADS), max_size=6))]
    count = draw(st.integers(1, 5))
    return heads, [[f"{draw(CELLS)} t{row}", *(draw(CELLS) for _ in heads[1:])] for row in range(count)]


def shown(text: str) -> str:
    """A text as it is compared: how its lines and blanks are parted is free."""
    return " ".join(text.split())


@given(sheets())
def test_every_row_lands_once_and_no_cell_is_lost(sheet: tuple[list[str], list[list[str]]]) -> None:
    """Each cell's text stands in project.yml, in plan.md, or in parts as tags; and check finds no error."""
    heads, rows = sheet
    written = io.StringIO()
    csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([heads, *rows])
    raw = read_source(replace(refer("s.csv", Place("s.csv")), head=()), written.getvalue(), "s.csv", [])
    plan = plan_of(plan_text({}))
    assert raw is not None
    made, findings = read_sheet(raw, {}, plan)
    assert made is not None and findings == ()
    assert [one.values["title"] for one in made.projects] == [shown(row[0]) for row in rows]
    files: list[tuple[str, str]] = [("content/plan.yml", plan_text({}))]
    for project, row in zip(made.projects, rows, strict=True):
        texts = files_of_row(project, plan, "s.csv")
        files += [(f"content/projects/{project.id}/{name}", text) for name, text in texts.items()]
        values = yaml.safe_load(texts["project.yml"])
        there = [shown(text) for _, text in noted(texts["plan.md"])]
        flat = [shown(str(one)) for value in values.values() for one in _flat(value)]
        for cell in row:
            text, parts = shown(cell), [shown(part) for part in re.split(r"[,;|\n]", cell) if part.strip()]
            assert not text or text in there or text in flat or {*parts} <= {*values.get("tags", ())}, text
    checked = check(MemoryTree.of(files), lambda: date(2019, 6, 1))
    assert [str(one) for one in checked.findings if one.level == "error"] == []
    assert checked.projects == len(rows)


def _flat(value: object) -> list[object]:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return [value] if parts is None else [one for part in parts for one in _flat(part)]


@given(st.text(max_size=200))
def test_an_id_is_an_id_or_nothing(title: str) -> None:
    """No title leaves its folder; the same title makes the same id."""
    name = id_of(title)
    assert re.fullmatch(r"(?:[^\W_][\w-]{0,71})?", name) and id_of(title) == name


def test_a_second_run_writes_the_new_rows_alone(tmp_path: Path) -> None:
    """What is there stays byte for byte, whoever wrote it and however its name is spelt; the summary says so."""
    case = {"sheet": "Name\nSearch\nRouting\n"}
    made, _, _ = imported(case, tmp_path)
    assert len(write_import(made)) == 4
    own = tmp_path / "content/projects/search/project.yml"
    own.write_text("mine", "utf-8")
    (tmp_path / "content/projects/Grasp").mkdir()
    made, plan, sheet = imported({"sheet": "Name\nSearch\nRouting\nGrasp\nPose\n"}, tmp_path)
    assert [path.name for path in write_import(made)] == ["plan.md", "project.yml"]
    assert own.read_text("utf-8") == "mine" and (tmp_path / "content/projects/pose/project.yml").is_file()
    lines = list(summary(made, sheet, plan))
    assert lines[0] == "projects.csv: 4 rows, 1 new project"
    assert lines[-1] == "there already, and left as they are: search, routing and grasp"


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_all_files_or_none(stop: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interruption or a full disk at the last file leaves nothing."""
    made, _, _ = imported({"sheet": "Name\nSearch\nRouting\n"}, tmp_path)
    opened: list[object] = []

    def opening(path: Path, *arguments: Any, **named: Any) -> Any:
        opened.append(path)
        if len(opened) == len(made.files):
            raise stop
        return open(path, *arguments, **named)

    monkeypatch.setattr(new_plan, "open", opening, raising=False)
    with pytest.raises(KeyboardInterrupt if stop is KeyboardInterrupt else PlanpressError):
        write_import(made)
    assert not (tmp_path / "content").exists()


def test_five_hundred_rows(tmp_path: Path) -> None:
    """A whole backlog."""
    rows = "".join(f"Project {number},{number}\n" for number in range(500))
    made, _, _ = imported({"sheet": f"Name,Votes\n{rows}"}, tmp_path)
    assert len(made.files) == 1_000


@pytest.mark.parametrize("head", ["Owner\n", "A: b", "b\\", "x" * 80, "[x]", "1.5", "no", "#", "a, b", '"', "{"])
def test_what_a_summary_offers_can_be_written(head: str) -> None:
    """The line of a mapping is YAML whatever the head is, and is understood once it is filled in."""
    text = io.StringIO()
    csv.writer(text).writerows([["Title", f"Effort {head}"], ["x", "1"]])
    raw = read_source(refer("s.csv", Place("s.csv")), text.getvalue().replace("\r\n", "\n"), "s.csv", [])
    plan = plan_of(plan_text({}))
    assert raw is not None
    made, _ = read_sheet(raw, {}, plan)
    assert made is not None
    lines = [use.mapping for use in made.uses if use.mapping]
    assert len(lines) == 1
    filled = "columns:\n" + "".join(f"  {line.replace('WEEKS', '4')}\n" for line in lines)
    heads = [cell.text.strip() for cell in raw.head]
    document, places, findings = read_mapping(SourceFile("map.yml", filled.encode()))
    given = ColumnMapping("effort", weeks=4)
    assert findings == () and document and mapped_columns(document, places, heads, "s.csv", plan) == ({1: given}, ())
