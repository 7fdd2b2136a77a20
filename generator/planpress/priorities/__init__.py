"""Ranks the projects: Plan -> Ranking."""

from planpress.priorities.order import rank
from planpress.priorities.quick import order

__all__ = ["order", "rank"]
