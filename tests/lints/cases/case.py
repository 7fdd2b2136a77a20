"""One row of the table of cases."""

from __future__ import annotations

from dataclasses import dataclass

from planpress.model.plan import Plan


@dataclass(frozen=True)
class Case:
    """A plan, and every finding that all lints together make in it, as rendered. `code` says which lint it is about."""

    code: str
    title: str
    plan: Plan
    found: tuple[str, ...] = ()
