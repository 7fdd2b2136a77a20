"""The chart of rules: who wins under which, as the lecture has it."""

from __future__ import annotations

from planpress.charts.rules import MOST
from tests.charts import samples
from tests.charts.figures import MANY, made


def cells(name: str) -> dict[tuple[str, int], tuple[str, str, str | None]]:
    """By model and column of a drawing: the text of the cell, its weight, and the role of its mark."""
    figure = made(name)
    marks = {(row["id"], round(float(row["x"]))): str(row["role"]) for row in figure.datasets["points"]}
    found = {}
    for row in figure.datasets["labels"]:
        at = (str(row["id"]), round(float(row["x"]) + 0.5))
        found[at] = (str(row["text"]), str(row["weight"]), marks.get(at))
    return found


def test_the_lecture():
    """METHOD's table: three rules, three winners; a rejected model has no score; the rule that decides is marked."""
    figure = made("rules of the lecture")
    assert cells("rules of the lecture") == {
        ("Model 1", 0): ("3. 0.7", "normal", None),
        ("Model 1", 1): ("rejected", "normal", "rejected"),
        ("Model 1", 2): ("1. 0.7", "bold", "chosen"),
        ("Model 2", 0): ("2. 0.75", "normal", None),
        ("Model 2", 1): ("1. 0.8", "bold", "chosen"),
        ("Model 2", 2): ("2. 0.6", "normal", None),
        ("Model 3", 0): ("1. 0.8", "bold", "chosen"),
        ("Model 3", 1): ("2. 0.7", "normal", None),
        ("Model 3", 2): ("2. 0.6", "normal", None),
    }
    assert [row["x"] for row in figure.datasets["bands"]] == [0.5], "the second rule decides"
    assert [row["px"] for row in figure.datasets["notes"] if row["text"] == "decides"] != []
    assert figure.table.rows[0][4:7] == (None, None, "rejected; recall 0.5 is not above 0.6, short by 0.1")


def test_missing_values_are_dashes():
    """A model that was not evaluated has a dash and no mark; where nobody wins, the title says so."""
    found = cells("rules with missing values")
    assert found["blank", 0] == ("–", "normal", None)
    assert found["half", 3] == ("rejected", "normal", "rejected")
    assert "nobody by precision with recall above 0.95" in made("rules with missing values").title


def test_winners_are_always_drawn():
    """At most twenty of 200 models have a row, the winners of all rules and the nearest misses among them."""
    figure = made("rules of 200 models")
    drawn = {str(row["id"]) for row in figure.datasets["labels"]}
    assert len(drawn) == MOST and len(figure.table.rows) == 200
    winners = {name for rule in samples.ruled(MANY, samples.LECTURE_RULES, "mean").rules for name in rule.winners}
    assert winners <= drawn and len(winners) == 3


def test_numbers_are_not_cut():
    """A number for which there is no room is left out, and never a part of it shown."""
    texts = [text for text, _, _ in cells("rules of great numbers").values()]
    assert not any("…" in text for text in texts)
    assert "1." in texts and "2. 5" in texts
