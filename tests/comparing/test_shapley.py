"""Shapley values: the published example, their properties, and how well they are sampled."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.comparing.shapley import EXACT, shapley


def gloves(chosen: frozenset[int]) -> float:
    """Two left gloves (0, 1) and a right one (2): a pair is worth 1. Shares 1/6, 1/6 and 2/3 (Shapley's glove game)."""
    return float(2 in chosen and len(chosen) > 1)


def test_the_glove_game() -> None:
    """The textbook's shares."""
    shares = shapley(3, gloves)
    assert shares is not None
    assert [share.value for share in shares] == pytest.approx([1 / 6, 1 / 6, 2 / 3], abs=1e-15)
    assert [share.error for share in shares] == [None, None, None]


@given(st.integers(1, 14), st.data())
def test_shares_add_up(players: int, data: st.DataObject) -> None:
    """Exact or sampled, whatever the game, shares sum to what all of them do together."""
    weights = data.draw(st.lists(st.floats(-5, 5), min_size=players, max_size=players))
    pull = data.draw(st.floats(-3, 3))

    def value(chosen: frozenset[int]) -> float:
        total = math.fsum(weights[player] for player in chosen)
        return total + pull * len(chosen) ** 2

    shares = shapley(players, value)
    assert shares is not None
    assert math.fsum(share.value for share in shares) == pytest.approx(value(frozenset(range(players))), abs=1e-9)
    assert all((share.error is None) == (players <= EXACT) for share in shares)


@given(st.integers(2, 12))
def test_who_does_nothing_has_no_share_and_equals_share_alike(players: int) -> None:
    """Player 0 adds nothing; the others are alike."""
    shares = shapley(players, lambda chosen: math.sqrt(len(chosen - {0})))
    assert shares is not None
    assert shares[0].value == 0
    if players <= EXACT:
        assert all(share.value == pytest.approx(shares[1].value, abs=1e-12) for share in shares[1:])


def test_sampled_shares_are_near_and_say_how_near() -> None:
    """In a game of twelve with known shares, each is within four standard errors, and always the same."""
    weights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

    def value(chosen: frozenset[int]) -> float:
        return float(sum(weights[player] for player in chosen)) ** 2

    def exact(player: int) -> float:
        # Of (sum w)^2 the share is w_i times the sum of all.
        return float(weights[player] * sum(weights))

    shares = shapley(12, value)
    assert shares is not None
    for player, share in enumerate(shares):
        assert share.error is not None
        assert abs(share.value - exact(player)) <= 4 * share.error + 1e-9
    assert shares == shapley(12, value)


def test_a_game_that_is_undefined_somewhere_has_no_shares() -> None:
    """Where a set of edits cannot be judged, nothing is made up."""
    assert shapley(3, lambda chosen: None if chosen == {1} else 1.0) is None
    assert shapley(12, lambda chosen: None if 1 in chosen else 1.0) is None
