"""How much of a large table of models is written, and in which order."""

import re

import pytest

from planpress.document.blocks import Block, Bullets, Column, Paragraph, Table
from planpress.sections.model_table import LONGEST_NOTES, MOST_NOTED, model_table, score_table
from planpress.sections.section import Subject
from planpress.sections.table_extent import FIRST_COLUMNS, FIRST_ROWS, MOST_CELLS, MOST_COLUMNS
from tests.conftest import ROOT
from tests.planning import AXES, judged

PROJECT = """
metrics: {m8: {better: higher}, m3: {better: lower}, m5: {better: higher}}
models: {table: models.csv}
rules:
  held: {rule: threshold, optimise: m3, subject_to: ["m8 > 0"]}
  other: {rule: metric, metric: m5}
decide_by: held
baselines: [{id: script, kind: scripted, values: {m3: 5000.5}}]
"""


def subject(rows: int, columns: int, *, paper: bool = False, project: str = PROJECT, note: str = "") -> Subject:
    """A project of so many models, the first of which is the best by m3, in so many columns."""
    heads = ["model", *(["note"] if note else []), *(f"m{at}" for at in range(columns))]
    lines = [[f"net-{row}", *([note] if note else []), *[str(row + 1)] * columns] for row in range(rows)]
    table = "\n".join(map(",".join, [heads, *reversed(lines)]))
    report = judged(AXES, {"p": project}, beside={"content/projects/p/models.csv": table})
    return Subject("p", report, paper=paper)


def blocks(of: Subject) -> tuple[Table, list[Block]]:
    every = list(model_table(of))
    return next(one for one in every if isinstance(one, Table)), every


def told(every: list[Block]) -> str:
    return " ".join(str(one.text) for one in every if isinstance(one, Paragraph))


def names(table: Table) -> list[str]:
    return [str(row.cells[0].text) for row in table.rows]


def shown(columns: tuple[Column, ...]) -> list[str]:
    return [one.id.removeprefix("value.") for one in columns if one.at_first and one.number]


def test_a_small_table_is_whole() -> None:
    """In the order of its file, without a control and without a word about it."""
    table, every = blocks(subject(FIRST_ROWS, FIRST_COLUMNS + 2, project=PROJECT.replace("m8", "m6")))
    assert len(table.rows) == FIRST_ROWS + 1 and not table.every
    table, every = blocks(subject(3, FIRST_COLUMNS, project=PROJECT.replace("m8", "m6")))
    assert shown(table.columns) == [f"m{at}" for at in range(FIRST_COLUMNS)] and told(every) == ""


def test_the_columns_that_something_names_come_first() -> None:
    """Those of the rule in force, then other metrics; the rest may be chosen."""
    table, every = blocks(subject(3, 12))
    ids = [one.id.removeprefix("value.") for one in table.columns if one.number]
    assert ids == ["m3", "m8", "m5", "m0", "m1", "m2", "m4", "m6", "m7", "m9", "m10", "m11"]
    assert shown(table.columns) == ["m3", "m8", "m5"] and told(every) == ""


def test_where_nothing_is_named_the_first_are_shown() -> None:
    """There is no rule and no metric: what is in the file is all there is."""
    table, _ = blocks(subject(3, 12, project="models: {table: models.csv}"))
    assert shown(table.columns) == [f"m{at}" for at in range(FIRST_COLUMNS)]


def test_a_large_table_is_cut_and_says_so() -> None:
    """The best are there, and where all of them are."""
    table, every = blocks(subject(1000, 60))
    rows = MOST_CELLS // MOST_COLUMNS
    assert names(table) == [*(f"net-{at}" for at in range(rows)), "script"]
    assert len(table.columns) == MOST_COLUMNS + 2 and table.every == f"Show the first {rows} models"
    assert told(every) == f"Here are the first {rows} of 1,000 models and {MOST_COLUMNS} of 60 columns of values; all are in models.csv."


def test_every_row_of_a_long_table_of_few_columns_is_there() -> None:
    """1,556 models in nine columns of values."""
    table, every = blocks(subject(1556, 9))
    assert len(table.rows) == 1557 and table.every == "Show all 1,556 models" and told(every) == ""


def test_paper_has_what_a_page_shows_at_first() -> None:
    """Nobody can ask for more there: it says how much is left out."""
    table, every = blocks(subject(30, 12, paper=True))
    assert names(table) == [*(f"net-{at}" for at in range(FIRST_ROWS)), "script"] and not table.every
    assert shown(table.columns) == ["m3", "m8", "m5"] and all(one.at_first for one in table.columns)
    assert told(every) == "Here are the first 20 of 30 models and 3 of 12 columns of values; all are in models.csv."


@pytest.mark.parametrize("written", ["decisions: [{date: 2019-05-01, decision: Take it, model: net-25}]", "in_use: {model: net-25}"])
def test_what_people_decided_is_never_left_out(written: str) -> None:
    table, _ = blocks(subject(30, 9, paper=True, project=f"{PROJECT}{written}\n"))
    assert "net-25" in names(table) and "net-24" not in names(table)


def test_scores_and_notes_are_cut_too() -> None:
    """The best twenty of a table of scores, and as many notes as a page has room for."""
    of = subject(1000, 9, note="word " * 300)
    (scores,) = score_table(of)
    assert isinstance(scores, Table) and scores.every == "Show all 1,000 models"
    notes = next(one for one in model_table(of) if isinstance(one, Bullets))
    assert notes.folded == f"Notes on the first {MOST_NOTED} models" and len(notes.lines) == MOST_NOTED
    assert all(len(str(line.text)) <= LONGEST_NOTES for line in notes.lines)


def test_the_style_sheet_counts_as_many() -> None:
    """Rows after the first twenty, and each column that may be chosen."""
    sheet = (ROOT / "templates/theme/assets/planpress/planpress.css").read_text("utf-8")
    assert f"tr:nth-child(n + {FIRST_ROWS + 1})" in sheet
    known = {int(at) for at in re.findall(r'\[value="(\d+)"\]:not\(:checked\)', sheet)}
    assert known == set(range(2, MOST_COLUMNS + 5))
