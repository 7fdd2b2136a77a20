"""Tables that fit a page, whatever stands in them."""

from collections.abc import Iterable, Sequence

from planpress.charts.engine.text_metrics import text_width
from planpress.document.blocks import Cell, Column, Row, Table, row
from planpress.packets.table_blocks import SIZE, TURNED, UPRIGHT, fitted

PADDING = 9.0
"""What stands beside the words of a cell, in points, as blocks.typ has it."""
HEAD = "precision of the night shift at most three errors a thousand"
assert len(HEAD) == 60


def fitting(caption: str, columns: Sequence[Column], rows: Iterable[Row]) -> tuple[Table, ...]:
    return fitted(Table(caption, tuple(columns), tuple(rows)))


def made(columns: int, rows: int, head: str = "Metric") -> tuple[Table, ...]:
    heads = [Column("Model"), *(Column(f"{head} {at}", number=True) for at in range(columns))]
    return fitting("Models", heads, (row(f"model-{one}", *["0.123456"] * columns) for one in range(rows)))


def test_a_table_that_fits_is_whole() -> None:
    (one,) = made(4, 500, HEAD)
    assert not one.turned and len(one.rows) == 500 and len(one.columns) == 5
    assert sum(column.share for column in one.columns) <= UPRIGHT + 1


def test_a_long_table_too_wide_is_turned() -> None:
    (one,) = made(10, 500)
    assert one.turned and len(one.columns) == 11
    assert UPRIGHT < sum(column.share for column in one.columns) <= TURNED + 1


def test_a_short_table_too_wide_is_split_with_its_first_column_in_each_part() -> None:
    """Every cell is in one of the parts, in order; each part says which it is."""
    parts = made(10, 3)
    assert len(parts) == 2 and not any(one.turned for one in parts)
    assert [one.caption for one in parts] == ["Models, part 1 of 2", "Models, part 2 of 2"]
    assert all(one.columns[0].title == "Model" and one.rows[2].cells[0].text == "model-2" for one in parts)
    assert [column.title for one in parts for column in one.columns[1:]] == [f"Metric {at}" for at in range(10)]


def test_the_widest_is_split_and_turned() -> None:
    parts = made(60, 500)
    assert len(parts) > 3 and all(one.turned for one in parts)
    assert sum(len(one.columns) - 1 for one in parts) == 60
    assert all(sum(column.share for column in one.columns) <= TURNED + 1 for one in parts)


def test_a_table_without_a_row_is_none() -> None:
    assert made(3, 0) == ()


def test_modest_columns_get_what_they_need_first() -> None:
    """A sentence does not take the room from a name that would fit on one line."""
    (one,) = fitting("t", [Column("Factor"), Column("Why")], [row("Accuracy requirement", "Because " * 40)])
    assert one.columns[0].share > 85
    assert one.columns[1].share > one.columns[0].share


def test_a_line_of_several_words_is_turned_over_once() -> None:
    """Beside sentences it does not become as narrow as its longest word."""
    cells = ["ten words " * 6, "right part among the first ten", "a long sentence of the source " * 4]
    (one,) = fitting("t", [Column("A"), Column("B"), Column("C")], [row(*cells)])
    assert 2 * (one.columns[1].share - 9) >= text_width(cells[1], SIZE)


def test_a_head_has_few_lines() -> None:
    head = "error on claims above a few euros"
    (one,) = fitting("t", [Column("Model"), *(Column(head, number=True) for _ in range(7))], [row("a", *["0.5"] * 7)])
    assert 4 * (one.columns[1].share - 9) >= text_width(head, SIZE, bold=True)


def test_notes_and_lines_count() -> None:
    (one,) = fitting("t", [Column("A"), Column("B")], [row(Cell("a", note="x" * 30), "b\nb")])
    assert one.columns[0].share > one.columns[1].share


def test_a_word_or_two_stay_on_one_line_beside_endless_names() -> None:
    """Where hardly any room is left, columns that break their lines in any case do not get it."""
    heads = [Column("Project"), *(Column("Feasibility", number=True) for _ in range(3)), Column("Stage"), Column("Chosen model")]
    (one,) = fitting("t", heads, [row("x" * 240, "0.75", "0.75", "0.75", "no stage", "x" * 240)])
    assert one.columns[4].share * one_point(one) >= text_width("no stage", SIZE) + PADDING


def one_point(one: Table) -> float:
    """How many points a part of the width is on A4."""
    return 439 / sum(column.share for column in one.columns)
