"""Scores become ranks and winners."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from planpress.model.metrics import Direction, same


def ranks(scores: Mapping[str, float], better: Direction) -> dict[str, int]:
    """Ranks from 1, best first; equal scores share one (1, 2, 2, 4)."""
    ordered = sorted(scores, key=lambda name: -scores[name] if better == "higher" else scores[name])
    ranked: dict[str, int] = {}
    for position, name in enumerate(ordered, start=1):
        before = ordered[position - 2] if position > 1 else None
        ranked[name] = ranked[before] if before and same(scores[name], scores[before]) else position
    return ranked


def winners(scores: Mapping[str, float], better: Direction) -> tuple[str, ...]:
    """Those of rank 1, in the order of the scores."""
    ordered = sorted(scores, key=lambda name: -scores[name] if better == "higher" else scores[name])
    apart = (at for at, pair in enumerate(pairwise(ordered), start=1) if not same(scores[pair[0]], scores[pair[1]]))
    first = set(ordered[: next(apart, len(ordered))])
    return tuple(name for name in scores if name in first)
