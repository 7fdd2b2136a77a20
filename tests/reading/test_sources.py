"""Each format of model tables: its cells with their places, and what is refused."""

import json
import subprocess
import sys

import pytest

from planpress.model.findings import Finding
from planpress.model.sources import Place, Places
from planpress.model.tables import RawTable
from planpress.reading import sources, yaml_text
from planpress.reading.sources.formats import MOST_CELLS, MOST_ROWS, Refused
from planpress.reading.sources.rows import table_of_rows
from tests.reading.prose import Case, cases, spelled

Reading = tuple[RawTable | None, tuple[Finding, ...]]

PLACE = Place("project.yml", 3, 10)
FILES = {"csv": "models.csv", "tsv": "models.tsv", "json": "models.json", "json-lines": "models.jsonl", "yaml": "models.yml"}
CASES = [case for known in sources.ALL for case in cases(f"tables/{known.id}.md")]


def read_text(written: str, text: str) -> Reading:
    """The table that project.yml would name as `written`, in a file that holds `text`."""
    findings: list[Finding] = []
    try:
        reference = sources.refer(written, PLACE)
        return sources.read_source(reference, text, reference.file, findings), tuple(findings)
    except Refused as problem:
        return None, (*findings, problem.finding)


def read_case(case: Case) -> Reading:
    """The table of a case. One in Markdown begins with the heading."""
    text = spelled(case.input)
    if case.file.endswith("markdown.md"):
        heading, _, text = text.partition("\n")
        return read_text(f"plan.md{heading}", text)
    return read_text(FILES[case.file.removeprefix("tables/").removesuffix(".md")], text)


def drawn(table: RawTable | None, findings: tuple[Finding, ...]) -> str:
    """A table for the eye: a line for each row, each cell with its place, then the findings."""
    rows = (table.head, *table.rows) if table else ()
    lines = [" | ".join(f"{cell.place.line}:{cell.place.column} {cell.text}".replace("\n", "⏎") for cell in row) for row in rows]
    return "\n".join([line.rstrip() for line in lines] + [str(finding) for finding in findings])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_cells_and_their_places(case: Case) -> None:
    assert drawn(*read_case(case)) == case.expected


def test_every_suffix_belongs_to_one_format() -> None:
    """No two formats claim one suffix or one id, and each has a page of documentation."""
    suffixes = [suffix for known in sources.ALL for suffix in known.suffixes]
    assert len(set(suffixes)) == len(suffixes) == 8
    assert len({known.id for known in sources.ALL}) == len(sources.ALL)
    assert all(known.documentation.startswith(f"# {known.label}\n") for known in sources.ALL)


def many(written: str, rows: int, columns: int) -> str:
    """A text with as many rows and columns, in the format of `written`."""
    head = [f"c{index}" for index in range(columns)]
    values = ["1"] * columns
    if written.endswith((".csv", ".tsv")):
        separator = "," if written.endswith("csv") else "\t"
        return "\n".join(separator.join(row) for row in [head, *[values] * rows])
    if written.endswith(".json"):
        return json.dumps([dict.fromkeys(head, 1)] * rows)
    if written.endswith(".jsonl"):
        return (json.dumps(dict.fromkeys(head, 1)) + "\n") * rows
    if written.endswith(".yml"):
        return ("- {" + ", ".join(f"{name}: 1" for name in head) + "}\n") * rows
    lines = [head, ["---"] * columns, *[values] * rows]
    return "## Models\n\n" + "\n".join("|" + "|".join(row) + "|" for row in lines)


WRITTEN = [*FILES.values(), "plan.md#models"]


@pytest.mark.parametrize("written", WRITTEN)
def test_a_table_that_is_too_large(written: str) -> None:
    """Its rows are counted, and its cells, however many columns they make."""
    table, findings = read_text(written, many(written, MOST_ROWS, 1))
    assert table and (len(table.rows), len(table.head)) == (MOST_ROWS, 1) and not findings
    message = "more than 5,000 rows, as raw predictions have; write one row a model, with its metrics"
    for more in (1, 2):
        finding = read_text(written, many(written, MOST_ROWS + more, 1))[1][0]
        assert (finding.code, finding.message) == ("PP304", message)
    table, findings = read_text(written, many(written, 1, 600))
    assert table and len(table.head) == 600 and not findings


def test_columns_may_not_grow_row_by_row() -> None:
    """Each row may bring columns of its own, until the table that they make is too large."""
    text = "\n".join(f'{{"c{index}": 1}}' for index in range(1_100))
    finding = read_text("models.jsonl", text)[1][0]
    assert finding.message == f"more than {MOST_CELLS:,} cells; keep the columns that matter"


def test_columns_that_are_written_twice_in_many_rows() -> None:
    """Each of them is said; together they are not too many columns."""
    text = json.dumps([{"model": "a", "recall": 1}] * 300).replace('"recall"', '"model"')
    assert [finding.code for finding in read_text("models.json", text)[1]] == ["PP105"] * 300


@pytest.mark.parametrize("deep", ["[" * 100_000, '[{"model": ' + "[" * 100_000, '[{"a":' * 100_000])
def test_depth_without_end_in_json(deep: str) -> None:
    assert [finding.code for finding in read_text("models.json", deep)[1]] == ["PP315"]


def test_a_deep_value_in_json_that_ends() -> None:
    """What is too deep to be entered is a list like others, of which only its column's rule says more."""
    text = '[{"model": "a", "precision": ' + "[" * 50_000 + "]" * 50_000 + ', "recall": 0.5}]'
    table, findings = read_text("models.json", text)
    assert table and not findings
    assert [(cell.text, cell.form) for cell in table.rows[0]] == [("a", "text"), ("", "list"), ("0.5", "text")]


def test_aliases_without_end_in_yaml() -> None:
    bomb = "- &a {model: x}\n" + "".join(f"- &b{index} [{'*a, ' * 9}*a]\n" for index in range(10))
    assert {finding.code for finding in read_text("models.yml", bomb)[1]} == {"PP317"}
    assert [finding.code for finding in read_text("models.yml", "[" * 100)[1]] == ["PP108"]


def test_warnings_of_yaml_leave_the_table() -> None:
    table, findings = read_text("models.yml", "- {model: no, precision: 0.9}")
    assert [(finding.code, finding.level) for finding in findings] == [("PP106", "warning")]
    assert table and table.rows[0][0].text == "no"


def test_inline_rows_are_read_as_a_yaml_file() -> None:
    """The `rows:` of project.yml give the cells of a file with the same rows, at their places in project.yml."""
    rows = "    - {model: 1.10, precision: 0.90}\n    - {model: b, recall: ~}\n"
    composed = yaml_text.compose(f"models:\n  rows:\n{rows}")
    assert isinstance(composed.data, dict) and composed.mark
    mark = composed.mark.children["models"].children["rows"]
    inline = table_of_rows(composed.data["models"]["rows"], Places("project.yml", mark), [])
    assert drawn(inline, ()) == (
        "3:8 model | 3:21 precision | 4:18 recall\n"
        "3:15 1.10 | 3:32 0.90 | 3:7\n"
        "4:15 b | 4:7  | 4:26"
    )  # fmt: skip


def test_rows_without_marks() -> None:
    table = table_of_rows([{"model": "a", "precision": 0.5, None: True}], Places("project.yml"), [])
    assert drawn(table, ()) == "0:0 model | 0:0 precision | 0:0\n0:0 a | 0:0 0.5 | 0:0 True"


@pytest.mark.process
def test_markdown_it_is_imported_only_for_markdown() -> None:
    program = (
        "import sys; from planpress.model.sources import Place; from planpress.reading import sources;"
        "sources.read_source(sources.refer('m.csv', Place('')), 'model\\na', 'm.csv', []);"
        "assert 'markdown_it' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env={"PYTHONPATH": ":".join(sys.path)})
