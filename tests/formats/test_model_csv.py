"""A table with columns written anew: what nobody asked for stays, sign for sign."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.formats.model_csv import Columns, new_csv, with_columns
from planpress.model.sources import Place
from planpress.reading.sources import read_source, refer


def edited(text: str, columns: Columns, key: int = 0) -> str:
    raw = read_source(refer("models.csv", Place("m")), text, "models.csv", [])
    assert raw is not None
    return with_columns(text, raw, key, columns)


CASES = [
    ("a value", "model,acc\na,0.1\nb,0.2\n", {"acc": {"a": 0.15}}, "model,acc\na,0.15\nb,0.2\n"),
    ("blanks, notes and quotes stay", 'model, acc ,note\n"a", 0.1 ,"x, ""y"""\n\nb,0.2,\n', {"acc": {"b": 0.25}}, 'model, acc ,note\n"a", 0.1 ,"x, ""y"""\n\nb,0.25,\n'),
    ("a blank cell", "model,acc,n\na,,7\n", {"acc": {"a": 0.5}}, "model,acc,n\na,0.5,7\n"),
    ("a value that is gone", "model,acc\na,0.1\nb,0.2\n", {"acc": {"b": None}}, "model,acc\na,0.1\nb,\n"),
    ("a new column", "model,acc\na,0.1\nb,0.2\n", {"auc": {"b": 0.7}}, "model,acc,auc\na,0.1,\nb,0.2,0.7\n"),
    ("two new columns", "model\na\n", {"x": {"a": 1.0}, "y": {"a": 2.5}}, "model,x,y\na,1,2.5\n"),
    ("a new model", "model,acc,note\na,0.1,x\n", {"acc": {"c, big": 0.3}}, 'model,acc,note\na,0.1,x\n"c, big",0.3,\n'),
    ("no line end at the end", "model,acc\na,0.1", {"acc": {"b": 0.3}}, "model,acc\na,0.1\nb,0.3\n"),
    ("semicolons and decimal commas", "model;acc;f\na;0,12;1,5\n", {"acc": {"a": 0.25, "b": 0.5}}, "model;acc;f\na;0,25;1,5\nb;0,5;\n"),
    ("a head in another form of its letters", "model,pr\u00e9cision\na,0.1\n", {"pre\u0301cision": {"a": 0.2}}, "model,pr\u00e9cision\na,0.2\n"),
    ("a text", "model,lr\na,1e-3\n", {"lr": {"a": '3"'}}, 'model,lr\na,"3"""\n'),
    ("blank cells behind the head", "model,acc\na,0.1,,\n", {"auc": {"a": 0.9}}, "model,acc,auc\na,0.1,0.9,\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "columns", "after"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_writes_exactly(before: str, columns: Columns, after: str) -> None:
    """The cells that are brought, and no other sign."""
    assert edited(before, columns) == after


cell = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=5)


@given(st.lists(st.tuples(cell, cell), min_size=1, max_size=5, unique_by=lambda row: row[0]), st.floats(allow_nan=False, allow_infinity=False))
def test_every_other_cell_is_the_same(rows: list[tuple[str, str]], value: float) -> None:
    """Read again, the table has the new values to the last digit and everything else as it was."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([("model", "acc", "note"), *((name, "0.5", note) for name, note in rows)])
    last = rows[-1][0]
    again = [*csv.reader(io.StringIO(edited(out.getvalue(), {"acc": {last: value}, "auc": {last: value}})))]
    expected = [[name, "0.5", note, ""] for name, note in rows]
    expected[-1][1] = expected[-1][3] = repr(value).removesuffix(".0")
    assert again == [["model", "acc", "note", "auc"], *expected]
    assert float(again[-1][1]) == value


def test_a_table_that_is_not_there() -> None:
    """Has a row for each model, in the order in which they come."""
    assert new_csv("model", {"b": {"y": 2.0, "x": 0.1}, "a": {"z": 1e-07}}) == "model,b,a\ny,2,\nx,0.1,\nz,,1e-07\n"
