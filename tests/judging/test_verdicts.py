"""Verdicts: ties, sentences, the nearest miss, and the rule that decides."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from planpress.model.metrics import Bound
from planpress.model.rule import Rule
from planpress.reading.documents import AnyRule
from planpress.rules.threshold import ThresholdRule
from tests.judging.building import Rows, judged, result
from tests.lints.building import project

WRITTEN = yaml.safe_load((Path(__file__).parent / "verdicts.yml").read_text("utf-8"))
RULES: Mapping[str, Rule] = TypeAdapter(Mapping[str, AnyRule]).validate_python(WRITTEN["rules"])
PRECISION, ERROR, RECALL_ABOVE = RULES["precision"], RULES["error"], RULES["recall"]


def column(metric: str, *values: float) -> Rows:
    """Models a, b, c, ... with one metric."""
    return {name: {metric: value} for name, value in zip("abcdefgh", values, strict=False)}


@pytest.mark.parametrize("case", WRITTEN["cases"], ids=lambda case: case["title"])
def test_verdicts(case: Mapping[str, Any]) -> None:
    """Ties share a rank; who does not win alone is told why; where all with values are rejected the nearest is named."""
    found = result(case["models"], RULES[case["rule"]])
    reasons = {verdict.model: "; ".join(map(str, verdict.because)) for verdict in found.verdicts}
    assert found.winners == tuple(verdict.model for verdict in found.verdicts if verdict.rank == 1)
    assert [verdict.rank for verdict in found.verdicts] == case.get("ranks", [one.rank for one in found.verdicts])
    assert reasons == case.get("because", reasons)
    if "nearest" in case:
        assert found.nearest == case["nearest"]
        assert found.nearest is None or found.winners == ()


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
    assert project(decide_by=decide_by, rules=rules).deciding_rule == decides
    found = judged(column("precision", 0.9), rules, decide_by=decide_by)
    assert [each.id for each in found.rules if each.decides] == [decides] * (decides is not None)
    assert (found.deciding.id if found.deciding else None) == decides


def test_what_a_result_carries() -> None:
    """Kind, label, words, direction and unit of each rule, in the author's order."""
    found = judged(column("error", 3), {"second_look": ERROR, "first-look": PRECISION}, decide_by="second_look").rules
    assert [(each.id, each.kind, each.label, each.words, each.better, each.unit) for each in found] == [
        ("second_look", "metric", "Least error", "the lowest error", "lower", "%"),
        ("first-look", "metric", "first-look", "the highest precision", "higher", None),
    ]


def test_a_project_without_a_table() -> None:
    """Rules may be written before there are models: then nothing wins, and nothing is near."""
    found = judged(None, {"r": RECALL_ABOVE}).rules[0]
    assert (found.verdicts, found.winners, found.nearest) == ((), (), None)
