"""Splits a changed number over the edits that changed it: Shapley values (Shapley 1953).

A share is the mean, over all orders in which the edits could have been made, of what the number moves by as its edit is
made. Shares add up to the change, whatever the edits do together.
"""

import math
from collections.abc import Callable
from itertools import combinations

MOST = 8
"""Of so many players all 256 sets are asked for."""


def shapley(players: int, value: Callable[[frozenset[int]], float | None]) -> list[float] | None:
    """The share of each player, numbered from 0; None where the number, by the players that are in, is undefined."""
    known: dict[frozenset[int], float] = {}
    for size in range(players + 1):
        for chosen in map(frozenset, combinations(range(players), size)):
            found = value(chosen)
            if found is None:
                return None
            known[chosen] = found
    return [
        math.fsum(
            (known[chosen | {player}] - before) / (players * math.comb(players - 1, len(chosen)))
            for chosen, before in known.items()
            if player not in chosen
        )
        for player in range(players)
    ]
