"""Verdicts: ties, sentences, the nearest miss, and the rule that decides."""

from __future__ import annotations

import pytest

from planpress.judging import deciding_rule
from planpress.model.bounds import Bound
from planpress.model.rule import Rule
from planpress.rules.mean import MeanRule
from planpress.rules.metric import MetricRule
from planpress.rules.threshold import ThresholdRule
from tests.judging.building import Rows, because, judged, result
from tests.lints.building import project

PRECISION = MetricRule("metric", "precision")
ERROR = MetricRule("metric", "error", "Least error")
HARMONIC = MeanRule("mean", {"precision": 1, "recall": 1}, "harmonic")
RECALL_ABOVE = ThresholdRule("threshold", "precision", (Bound("recall", ">", 0.6),))
TWO_LIMITS = ThresholdRule("threshold", "precision", (Bound("recall", ">", 0.6), Bound("latency", "<=", 100)))


def column(metric: str, *values: float) -> Rows:
    """Models a, b, c, ... with one metric."""
    return {name: {metric: value} for name, value in zip("abcdefgh", values, strict=False)}


@pytest.mark.parametrize(
    ("rule", "values", "ranks"),
    [
        (PRECISION, (0.9, 0.8, 0.8, 0.7), [1, 2, 2, 4]),
        (PRECISION, (0.7, 0.9, 0.9, 0.9), [4, 1, 1, 1]),
        (PRECISION, (0.1 + 0.2, 0.3), [1, 1]),
        (ERROR, (5, 3, 4, 3), [4, 1, 3, 1]),
        (ERROR, (1e-9, 5e-10), [2, 1]),
        (ERROR, (0, 0), [1, 1]),
        (PRECISION, (0.5,), [1]),
    ],
)
def test_ties_share_a_rank(rule: Rule, values: tuple[float, ...], ranks: list[int]) -> None:
    """Ranks count from 1, ties share one (1, 2, 2, 4), equality is but for rounding, and 0 may be the best value."""
    metric = rule.needs()[0]
    found = result(column(metric, *values), rule)
    assert [verdict.rank for verdict in found.verdicts] == ranks
    assert found.winners == tuple(verdict.model for verdict in found.verdicts if verdict.rank == 1)


@pytest.mark.parametrize(
    ("rows", "rule", "sentences"),
    [
        (column("error", 12, 9.5), ERROR, {"a": "12 is above the 9.5 % of b, behind by 2.5", "b": ""}),
        (
            column("precision", 0.9, 0.9, 0.8),
            PRECISION,
            {"a": "ties with b", "b": "ties with a", "c": "0.8 is below the 0.9 of a and b, behind by 0.1"},
        ),
        (
            column("precision", 0.9, 0.89999999),
            PRECISION,
            {"a": "", "b": "0.89999999 is below the 0.9 of a, behind by 1e-08"},
        ),
        ({"a": {"precision": 0.9}, "b": {}}, PRECISION, {"a": "", "b": "no value for precision"}),
        (  # computed scores have four digits
            {"a": {"precision": 0.71, "recall": 0.62}, "b": {"precision": 0.7, "recall": 0.58}},
            HARMONIC,
            {"a": "", "b": "0.6344 is below the 0.662 of a, behind by 0.0276"},
        ),
        (  # and in full where four would not tell them apart
            {"a": {"precision": 0.7, "recall": 0.6}, "b": {"precision": 0.70001, "recall": 0.6}},
            HARMONIC,
            {"a": "0.646154 is below the 0.646158 of b, behind by 4.26e-06", "b": ""},
        ),
        (
            {"a": {"precision": 0.9}, "b": {"recall": 0.9}},
            RECALL_ABOVE,
            {"a": "no value for recall", "b": "no value for precision"},
        ),
        (
            {"a": {"recall": 0.5, "latency": 130}},
            TWO_LIMITS,
            {"a": "recall 0.5 is not above 0.6, short by 0.1; latency 130 is not at most 100 ms, over by 30"},
        ),
    ],
)
def test_sentences(rows: Rows, rule: Rule, sentences: dict[str, str]) -> None:
    """Who does not win alone is told why, with the numbers told apart where they differ."""
    assert because(rows, rule) == sentences


@pytest.mark.parametrize(
    ("rows", "rule", "nearest"),
    [
        # The smallest shortfall.
        ({"a": {"precision": 0.9, "recall": 0.5}, "b": {"precision": 0.1, "recall": 0.55}}, RECALL_ABOVE, "b"),
        # Fewer failed thresholds come first, however far the one is.
        (
            {
                "a": {"precision": 0.9, "recall": 0.59, "latency": 101},
                "b": {"precision": 0.9, "recall": 0.1, "latency": 90},
            },
            TWO_LIMITS,
            "b",
        ),
        # Of as many failed thresholds the largest shortfall counts.
        (
            {
                "a": {"precision": 0.9, "recall": 0.1, "latency": 101},
                "b": {"precision": 0.9, "recall": 0.5, "latency": 150},
            },
            TWO_LIMITS,
            "b",
        ),
        # 0.1 of 1 is nearer than 60 of 500 ms: ranges are the measure.
        (
            {
                "a": {"precision": 0.9, "recall": 0.7, "latency": 160},
                "b": {"precision": 0.9, "recall": 0.5, "latency": 90},
            },
            TWO_LIMITS,
            "b",
        ),
        # Exactly at the limit is as near as can be.
        ({"a": {"precision": 0.9, "recall": 0.59}, "b": {"precision": 0.9, "recall": 0.6}}, RECALL_ABOVE, "b"),
        # What lacks a value may be anywhere.
        ({"a": {"recall": 0.59}, "b": {"precision": 0.9, "recall": 0.5}}, RECALL_ABOVE, "b"),
        ({"a": {"recall": 0.59}, "b": {"precision": 0.9}}, RECALL_ABOVE, "a"),
        # Equally near: by name, whatever the order of rows.
        ({"b": {"precision": 0.9, "recall": 0.5}, "a": {"precision": 0.1, "recall": 0.5}}, RECALL_ABOVE, "a"),
        # None where there is a winner, and none where nothing was rejected.
        ({"a": {"precision": 0.9, "recall": 0.5}, "b": {"precision": 0.1, "recall": 0.7}}, RECALL_ABOVE, None),
        ({"a": {"precision": 0.9}}, RECALL_ABOVE, None),
        ({}, RECALL_ABOVE, None),
    ],
)
def test_the_nearest_miss(rows: Rows, rule: Rule, nearest: str | None) -> None:
    """Where every model with values is rejected the nearest is named, with its reasons."""
    found = result(rows, rule)
    assert found.nearest == nearest
    assert found.nearest_because == (found.verdict(nearest).because if nearest else ())
    assert nearest is None or found.winners == ()


def test_the_size_of_a_limit_without_a_range() -> None:
    """Without a range a shortfall is taken relative to the limit's size; at a limit of 0, as it is."""
    rule = ThresholdRule("threshold", "precision", (Bound("error", "<", 50), Bound("position", "<=", 0)))
    rows = {
        "a": {"precision": 0.9, "error": 75, "position": 0},  # 25 of 50
        "b": {"precision": 0.9, "error": 10, "position": 0.4},
        "c": {"precision": 0.9, "error": 76, "position": 0},
    }
    assert result(rows, rule).nearest == "b"
    assert result({name: rows[name] for name in "ac"}, rule).nearest == "a"


@pytest.mark.parametrize(
    ("decide_by", "rules", "decides"),
    [
        (None, {}, None),
        (None, {"one": PRECISION}, "one"),
        (None, {"one": PRECISION, "two": ERROR}, None),
        ("two", {"one": PRECISION, "two": ERROR}, "two"),
    ],
)
def test_the_rule_that_decides(decide_by: str | None, rules: dict[str, Rule], decides: str | None) -> None:
    """`decide_by`, else the only rule; between several nothing is guessed."""
    assert deciding_rule(project(decide_by=decide_by, rules=rules)) == decides
    found = judged(column("precision", 0.9), rules, decide_by=decide_by)
    assert [each.id for each in found.rules if each.decides] == [decides] * (decides is not None)
    assert (found.deciding.id if found.deciding else None) == decides


def test_what_a_result_carries() -> None:
    """Kind, label, words, direction and unit of each rule, in the author's order."""
    found = judged(column("error", 3), {"second_look": ERROR, "first-look": PRECISION}, decide_by="second_look").rules
    assert [(each.id, each.kind, each.label, each.words, each.better, each.unit) for each in found] == [
        ("second_look", "metric", "Least error", "the lowest error", "lower", "%"),
        ("first-look", "metric", "First look", "the highest precision", "higher", None),
    ]


def test_a_project_without_a_table() -> None:
    """Rules may be written before there are models: then nothing wins, and nothing is near."""
    found = judged(None, {"r": RECALL_ABOVE}).rules[0]
    assert (found.verdicts, found.winners, found.nearest) == ((), (), None)
