"""Ranks the projects: Plan -> Ranking."""

from planpress.priorities.order import ScoreCache, order, rank

__all__ = ["ScoreCache", "order", "rank"]
