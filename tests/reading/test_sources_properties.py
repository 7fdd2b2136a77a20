"""What holds for every table and for any text, in all formats."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.reading.models_document import ModelsDocument
from planpress.reading.table_files import read_models
from planpress.reading.table_shapes import shaped
from tests.bounds import SIZED
from tests.reading.test_sources import WRITTEN, read_text
from tests.reading.test_tables import METRICS, PLACES, models_of

HEAD = ["model", "precision", "recall", "note"]
NAMES = st.text("abcXYZ0189.-한글é ", min_size=1, max_size=8).map(str.strip).filter(bool)
VALUES = st.one_of(st.none(), SIZED)
NOTES = st.one_of(st.none(), st.text("abc ,;'가", max_size=6).map(lambda text: text.strip() and f"n{text.strip()}"))
ROWS = st.lists(st.tuples(NAMES, VALUES, VALUES, NOTES), min_size=1, max_size=6, unique_by=lambda row: row[0])
Rows = list[tuple[str, float | None, float | None, str | None]]


def texts(rows: Rows) -> list[list[str]]:
    return [HEAD, *([name, *("" if value is None else str(value) for value in rest)] for name, *rest in rows)]


def as_csv(rows: Rows) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(texts(rows))
    return file.getvalue()


def as_yaml(rows: Rows) -> str:
    """The rows as PyYAML writes them; texts in quotes, as they may look like numbers."""
    return "".join("- " + json.dumps(dict(zip(HEAD, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)


def as_markdown(rows: Rows) -> str:
    head, *body = (f"| {' | '.join(row)} |\n" for row in texts(rows))
    return "".join(["# Plan\n\n## Models\n\n", head, "|---" * len(HEAD), "|\n", *body])


WRITERS: dict[str, Callable[[Rows], str]] = {
    "models.csv": as_csv,
    "models.tsv": lambda rows: "".join("\t".join(row) + "\n" for row in texts(rows)),
    "models.json": lambda rows: json.dumps([dict(zip(HEAD, row, strict=True)) for row in rows], indent=1),
    "models.jsonl": lambda rows: "".join(json.dumps(dict(zip(HEAD, row, strict=True))) + "\n" for row in rows),
    "models.yml": as_yaml,
    "plan.md#models": as_markdown,
}


def values_of(rows: Rows) -> dict[str, tuple[dict[str, float], dict[str, str]]]:
    return {
        name: (
            {metric: value for metric, value in (("precision", precision), ("recall", recall)) if value is not None},
            {"note": note} if note else {},
        )
        for name, precision, recall, note in rows
    }


@pytest.mark.parametrize("written", WRITERS)
@given(rows=ROWS, data=st.data())
def test_what_is_written_is_read_in_any_order(written: str, rows: Rows, data: st.DataObject) -> None:
    columns = set()
    for order in (rows, data.draw(st.permutations(rows))):
        table, findings = models_of(written, WRITERS[written](order))
        assert table and not findings
        assert {model.name: (model.values, model.notes) for model in table.models} == values_of(rows)
        assert list(table.names()) == [name for name, *_ in order]
        columns.add(frozenset(table.columns))
    assert len(columns) == 1


@pytest.mark.parametrize("written", WRITERS)
@given(rows=ROWS)
def test_a_place_is_where_its_text_stands(written: str, rows: Rows) -> None:
    """At the line and column of each cell stands its text, after a quote where there is one."""
    text = WRITERS[written](rows)
    table, _ = read_text(written, text)
    assert table
    for cell in (cell for row in (table.head, *table.rows) for cell in row if cell.text):
        there = text.split("\n")[cell.place.line - 1][cell.place.column - 1 :]
        if written.startswith("models.json") and there.startswith('"'):
            assert json.JSONDecoder().raw_decode(there)[0] == cell.text
        else:
            assert there.removeprefix('"').startswith(cell.text)


SIGNS = {
    "models.csv": 'ab1.,;\t" \n-%',
    "models.tsv": 'ab1.,;\t" \n-%',
    "models.json": '[[{{}}]]"":,, \n\\u1ab.-nulltrue',
    "models.jsonl": '{{}}"":,, \n\\u1ab.-nulltrue',
    "models.yml": "-- ::{{}}[]&*!#|>'\"a1.~ \n\t?",
    "plan.md#models": "#|||--- \n\\`*_<>[]()a1.!&:M",
}


@st.composite
def broken(draw: st.DrawFn, written: str) -> str:
    """A table of which a part is another one."""
    text, at = WRITERS[written](draw(ROWS)), draw(st.integers(0, 60))
    return text[:at] + draw(st.text(SIGNS[written], max_size=3)) + text[at + draw(st.integers(0, 3)) :]


@pytest.mark.parametrize("written", WRITTEN)
@given(data=st.data())
def test_any_text_gives_a_table_or_findings(written: str, data: st.DataObject) -> None:
    """No text raises; without an error there is a table; a finding is one line, in the file or at the reference."""
    text = data.draw(st.text() | st.text(SIGNS[written], max_size=60) | broken(written))
    if written.startswith("plan.md") and "## Models" not in text:
        text = f"## Models\n{text}"
    table, findings = read_text(written, text)
    assert table or any(finding.level == "error" for finding in findings)
    if table:
        document = ModelsDocument(table=written)
        models, more = read_models(shaped(table, document, PLACES), document, METRICS, PLACES)
        assert (models is None) == any(finding.level == "error" for finding in more)
        findings += more
    for finding in findings:
        assert "\n" not in str(finding)
        assert finding.place.path in (written.partition("#")[0], "project.yml")
        assert 0 <= finding.place.line <= max(text.count("\n") + 2, 4)


@given(st.lists(st.lists(st.text("ab,\"\n;'한 ", max_size=5), min_size=2, max_size=4), min_size=1, max_size=5))
def test_csv_round_trip(rows: list[list[str]]) -> None:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    table, findings = read_text("models.csv", file.getvalue())
    if [finding.code for finding in findings] == ["PP325"]:
        return  # the head seems to be another row
    assert table and not findings
    assert [[cell.text for cell in row] for row in (table.head, *table.rows)] == rows


@given(st.text('ab,"\n', max_size=30))
def test_csv_is_read_as_the_csv_module_reads_it(text: str) -> None:
    """What the csv module takes in its strict mode has the same cells here, and what it refuses is refused."""
    table, findings = read_text("models.csv", text)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except csv.Error:
        assert [finding.code for finding in findings] == ["PP320"]
        return
    if rows and [finding.code for finding in findings] != ["PP325"]:
        assert table and [[cell.text for cell in row] for row in (table.head, *table.rows)] == rows


JSON_VALUES = st.one_of(st.none(), st.booleans(), st.text(max_size=5), st.integers(), st.floats())


@given(st.lists(st.dictionaries(st.text(max_size=4), JSON_VALUES, max_size=4), min_size=1, max_size=4))
def test_json_is_read_as_the_json_module_reads_it(rows: list[dict[str, object]]) -> None:
    """What the json module writes is read key by key and text by text, escapes and all."""
    table, findings = read_text("models.json", json.dumps(rows))
    assert table and not findings
    columns = [cell.text for cell in table.head]
    for row, cells in zip(rows, table.rows, strict=True):
        by_column = dict(zip(columns, (cell.text for cell in cells), strict=True))
        for column, value in row.items():
            spelt = "" if value is None else value if isinstance(value, str) else json.dumps(value)
            assert by_column.pop(column) == spelt
        assert set(by_column.values()) <= {""}


@given(st.text(SIGNS["models.json"], max_size=40))
def test_json_that_the_json_module_refuses_is_refused(text: str) -> None:
    """Nothing is read as rows that is no JSON; nested values, which are refused anyway, are not looked into."""
    table, findings = read_text("models.json", text)
    if table and not findings:
        assert isinstance(json.loads(text), list)
