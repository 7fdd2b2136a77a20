"""Ranks the projects: Plan -> Ranking."""

from planpress.priorities.order import rank

__all__ = ["rank"]
