"""Splits a changed number over the edits that changed it: Shapley values (Shapley 1953).

A share is the mean, over all orders in which the edits could have been made, of what the number moves by as its edit is
made. Shares add up to the change, whatever the edits do together.
"""

import math
import statistics
from collections.abc import Callable, Sequence
from itertools import combinations
from random import Random
from typing import NamedTuple

Value = Callable[[frozenset[int]], float | None]
"""The number with these players in, None where there is none."""

EXACT = 8
"""Up to so many players every order is taken; past it, orders are sampled."""

SEED = 20190301
MOST_VALUES = 600


class Share(NamedTuple):
    """A player's share; `error` is its standard error where it was sampled."""

    value: float
    error: float | None = None


def shapley(players: int, value: Value) -> tuple[Share, ...] | None:
    """The share of each player, numbered from 0; None where the number is undefined for a set that is asked for."""
    return _exact(players, value) if players <= EXACT else _sampled(players, value)


def _exact(players: int, value: Value) -> tuple[Share, ...] | None:
    known: dict[frozenset[int], float] = {}
    for size in range(players + 1):
        for chosen in combinations(range(players), size):
            found = value(frozenset(chosen))
            if found is None:
                return None
            known[frozenset(chosen)] = found
    return tuple(Share(_share(player, players, known)) for player in range(players))


def _share(player: int, players: int, known: dict[frozenset[int], float]) -> float:
    return math.fsum(
        (known[chosen | {player}] - before) / (players * math.comb(players - 1, len(chosen)))
        for chosen, before in known.items()
        if player not in chosen
    )


def _sampled(players: int, value: Value) -> tuple[Share, ...] | None:
    """Over sampled orders, each taken forwards and backwards: what one end favours, the other one does not."""
    random = Random(SEED)
    moves: list[list[float]] = [[] for _ in range(players)]
    for _ in range(max(5, MOST_VALUES // (2 * players))):
        order = list(range(players))
        random.shuffle(order)
        one, other = _moves(order, value), _moves(order[::-1], value)
        if one is None or other is None:
            return None
        for player in range(players):
            moves[player].append((one[player] + other[player]) / 2)
    return tuple(
        Share(math.fsum(found) / len(found), statistics.stdev(found) / math.sqrt(len(found))) for found in moves
    )


def _moves(order: Sequence[int], value: Value) -> dict[int, float] | None:
    made: frozenset[int] = frozenset()
    before = value(made)
    moves: dict[int, float] = {}
    for player in order:
        made |= {player}
        after = value(made)
        if before is None or after is None:
            return None
        moves[player] = after - before
        before = after
    return moves
