"""Shapley values: the published example, and their properties."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.comparing.attribution import MOST_SHARES, shapley


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
