"""Tables that fit a page, whatever stands in them."""

from collections.abc import Iterable, Sequence

import pytest

from planpress.charts.engine.text_metrics import text_width
from planpress.document.blocks import Cell, Column, Row, Table, row
from planpress.packets.table_blocks import SIZE, WIDTH, fitted

PADDING = 9.0
"""What stands beside the words of a cell, in points, as blocks.typ has it."""
HEAD = "precision of the night shift at most three errors a thousand"
assert len(HEAD) == 60


def fitting(heads: Sequence[Column], rows: Iterable[Row]) -> tuple[Table, ...]:
    return tuple(fitted(Table("Models", tuple(heads), tuple(rows))))


def made(columns: int, rows: int, head: str = "Metric") -> tuple[Table, ...]:
    heads = [Column("Model"), *(Column(f"{head} {at}", number=True) for at in range(columns))]
    return fitting(heads, (row(f"model-{one}", *["0.123456"] * columns) for one in range(rows)))


@pytest.mark.parametrize(
    ("columns", "rows", "head", "parts"),
    [(4, 500, HEAD, 1), (10, 500, "Metric", 2), (10, 3, "Metric", 2), (60, 500, "Metric", 8), (3, 0, "Metric", 0)],
    ids=["it fits", "long and too wide", "short and too wide", "the widest", "without a row"],
)
def test_a_table_fits_the_page(columns: int, rows: int, head: str, parts: int) -> None:
    """Split where it is too wide; nothing is lost, and the first column is in each part. One of a few rows stays together."""
    found = made(columns, rows, head)
    assert [one.together for one in found] == [rows <= 8] * parts
    for at, one in enumerate(found, start=1):
        assert sum(column.share for column in one.columns) <= WIDTH + 1
        assert one.caption == ("Models" if parts == 1 else f"Models, part {at} of {parts}")
        assert one.columns[0].title == "Model" and [each.cells[0].text for each in one.rows] == [f"model-{each}" for each in range(rows)]
        assert {len(each.cells) for each in one.rows} == {len(one.columns)}
    titles = [column.title for one in found for column in one.columns[1:]]
    assert titles == [f"{head} {at}" for at in range(columns if parts else 0)]


def test_modest_columns_get_what_they_need_first() -> None:
    """A sentence does not take the room from a name that would fit on one line."""
    (one,) = fitting([Column("Factor"), Column("Why")], [row("Accuracy requirement", "Because " * 40)])
    assert 85 < one.columns[0].share < one.columns[1].share


def test_a_line_of_several_words_is_turned_over_once() -> None:
    """Beside sentences it does not become as narrow as its longest word."""
    cells = ["ten words " * 6, "right part among the first ten", "a long sentence of the source " * 4]
    (one,) = fitting([Column("A"), Column("B"), Column("C")], [row(*cells)])
    assert 2 * (one.columns[1].share - PADDING) >= text_width(cells[1], SIZE)


def test_a_head_has_few_lines() -> None:
    head = "error on claims above a few euros"
    (one,) = fitting([Column("Model"), *(Column(head, number=True) for _ in range(7))], [row("a", *["0.5"] * 7)])
    assert 4 * (one.columns[1].share - PADDING) >= text_width(head, SIZE, bold=True)


def test_notes_and_lines_count() -> None:
    (one,) = fitting([Column("A"), Column("B")], [row(Cell("a", note="x" * 30), "b\nb")])
    assert one.columns[0].share > one.columns[1].share


def test_a_word_or_two_stay_on_one_line_beside_endless_names() -> None:
    """Where hardly any room is left, columns that break their lines in any case do not get it."""
    heads = [Column("Project"), *(Column("Feasibility", number=True) for _ in range(3)), Column("Stage"), Column("Chosen model")]
    (one,) = fitting(heads, [row("x" * 240, "0.75", "0.75", "0.75", "no stage", "x" * 240)])
    point = 439 / sum(column.share for column in one.columns)  # of A4, what a part of the width is
    assert one.columns[4].share * point >= text_width("no stage", SIZE) + PADDING


def test_a_table_higher_than_a_page_does_not_stay_together() -> None:
    (one,) = fitting([Column("A"), Column("B")], [row("a", "word " * 900)])
    assert not one.together
