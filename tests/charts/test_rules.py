"""The chart of rules: who wins under which, as the lecture has it, and every number of its words."""

from __future__ import annotations

import pytest

from planpress.charts.rules import MOST
from planpress.model.evaluation import Evaluation
from planpress.model.wording import number
from tests.charts import samples
from tests.charts.figures import AGREED, BLANKS, LECTURE_RULED, MANY, STRICT, made
from tests.charts.test_words import check


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
    assert figure.title == (
        "Three rules, three winners: Model 3 by mean of precision and recall, "
        "Model 2 by precision with recall above 0.6, Model 1 by mAP"
    )
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


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("rules of ties", "m0, m1 and 2 more tie under every rule"),
        ("rules of one model", "Every rule chooses only"),
        ("rules that agree", "Two rules, two winners: net-2 by angular error with position error below 1 cm, "
         "net-3 by position error"),
    ],
)  # fmt: skip
def test_titles(name, title):
    """Agreement, ties and disagreement are each said as what they are."""
    assert made(name).title == title


NAMED = {
    "rules of the lecture": LECTURE_RULED,
    "rules that agree": AGREED,
    "rules with missing values": samples.ruled(BLANKS, {**samples.LECTURE_RULES, "nobody": STRICT}, "nobody"),
    "rules of 200 models": samples.ruled(MANY, samples.LECTURE_RULES, "mean"),
}


def _expected(evaluation: Evaluation) -> set[str]:
    models = evaluation.project.models()
    expected = {str(len(models)), str(len(evaluation.rules))}
    for rule, defined in zip(evaluation.rules, evaluation.project.rules.values(), strict=True):
        statuses = [one.status for one in rule.verdicts]
        expected |= {str(statuses.count(status)) for status in ("rejected", "not-evaluated")}
        expected |= {str(statuses.count("ranked") - 5), *(str(one.rank) for one in rule.verdicts if one.rank)}
        for bound in defined.bounds():
            values = [model.values.get(bound.metric) for model in evaluation.project.table.models]
            expected |= {number(bound.limit), *(number(abs(one - bound.limit)) for one in values if one is not None)}
            expected |= {number(one) for one in values if one is not None}
        for model in evaluation.project.table.models:
            needed = [model.values.get(metric) for metric in defined.needs()]
            if all(value is not None for value in needed):
                mean = sum(needed) / len(needed)
                expected |= {number(float(f"{mean:.4g}")) if rule.kind == "mean" else number(needed[0])}
    return expected


@pytest.mark.parametrize("name", NAMED)
def test_words(name):
    """Every number of the words is a score, a rank, a limit, a distance from it, or a count."""
    check(made(name), _expected(NAMED[name]), NAMED[name].project.models())


def test_winners_are_always_drawn():
    """At most twenty of 200 models have a row, the winners of all rules and the nearest misses among them."""
    figure = made("rules of 200 models")
    drawn = {str(row["id"]) for row in figure.datasets["labels"]}
    assert len(drawn) == MOST and len(figure.table.rows) == 200
    winners = {name for rule in NAMED["rules of 200 models"].rules for name in rule.winners}
    assert winners <= drawn and len(winners) == 3


def test_numbers_are_not_cut():
    """A number for which there is no room is left out, and never a part of it shown."""
    texts = [text for text, _, _ in cells("rules of great numbers").values()]
    assert not any("…" in text for text in texts)
    assert "1." in texts and "2. 5" in texts
