"""Scores of two rules, or of metrics that were declared anew, are not subtracted; of others each edit has its share."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.comparing.attribution import MOST_SHARES, shapley
from planpress.comparing.comparison_text import score_lines
from planpress.document.markdown import plain
from planpress.formats.diffs import FORMATS
from planpress.formats.output_options import OutputOptions
from tests.case_files import cases
from tests.comparing.building import BASE, TABLE, Edits, compared, edited

CASES = cases(__file__)["test_what_is_subtracted"]
NOTES = {
    "rule": "the rule in force changed: scores are not comparable",
    "metric": "the unit or the direction of a metric changed: scores are not comparable",
    "": "",
}


@pytest.mark.parametrize(("edits", "why"), [pytest.param(*case, id=title) for title, *case in CASES])
def test_what_is_subtracted(edits: Edits, why: str) -> None:
    """In words, in JSON, and in no share of an edit."""
    note, comparison = NOTES[why], compared(BASE, edited(edits))
    (change,) = [one for one in comparison.at("score") if one.kind == "score"]
    assert change.note == note and (change.amount is None) == bool(note) == (change.contributions == ())
    line = next(line for line in map(plain, score_lines(comparison)) if "deciding score" in line)
    assert line.endswith(f"; {note}") if note else "comparable" not in line
    written = json.loads(FORMATS["json"](comparison, OutputOptions()))
    (found,) = [one for one in written["changes"] if one["kind"] == "score"]
    assert (found["amount"], found["note"]) == (change.amount, note)


def test_many_edits_share_a_number_model_by_model() -> None:
    """Nine cells of a table are more than can be told apart: each model's have one share, and all add up."""
    table = "model,precision,recall,latency\nnet-1,0.91,0.51,81\nnet-2,0.84,0.71,91\nnet-3,0.71,0.91,121\n"
    (change,) = [one for one in compared(BASE, edited({TABLE: table})).at("score") if one.kind == "score"]
    shares = {tuple(edit.names[2] for edit in one.edits): one.value for one in change.contributions}
    assert shares == {("net-1",) * 3: 0, ("net-2",) * 3: pytest.approx(0.04), ("net-3",) * 3: 0}


def gloves(chosen: frozenset[int]) -> float:
    """Two left gloves (0, 1) and a right one (2): a pair is worth 1. Shares 1/6, 1/6 and 2/3 (Shapley's glove game)."""
    return float(2 in chosen and len(chosen) > 1)


def test_the_glove_game() -> None:
    """The textbook's shares."""
    assert shapley(3, gloves) == pytest.approx([1 / 6, 1 / 6, 2 / 3], abs=1e-15)


@given(st.integers(1, MOST_SHARES), st.data())
def test_shares_add_up(players: int, data: st.DataObject) -> None:
    """Whatever the game, shares sum to what all of them do together."""
    weights = data.draw(st.lists(st.floats(-5, 5), min_size=players, max_size=players))
    pull = data.draw(st.floats(-3, 3))

    def value(chosen: frozenset[int]) -> float:
        total = math.fsum(weights[player] for player in chosen)
        return total + pull * len(chosen) ** 2

    shares = shapley(players, value)
    assert shares is not None
    assert math.fsum(shares) == pytest.approx(value(frozenset(range(players))), abs=1e-9)


@given(st.integers(2, MOST_SHARES))
def test_who_does_nothing_has_no_share_and_equals_share_alike(players: int) -> None:
    """Player 0 adds nothing; the others are alike."""
    shares = shapley(players, lambda chosen: math.sqrt(len(chosen - {0})))
    assert shares is not None
    assert shares[0] == 0
    assert all(share == pytest.approx(shares[1], abs=1e-12) for share in shares[1:])


def test_a_game_that_is_undefined_somewhere_has_no_shares() -> None:
    """Where a set of edits cannot be judged, nothing is made up."""
    assert shapley(3, lambda chosen: None if chosen == {1} else 1.0) is None
