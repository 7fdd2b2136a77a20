"""What a lint is: one kind of finding, and the check that finds it. kinds.md documents each, by its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planpress.model.findings import Finding, FindingKind, documented_kinds
from planpress.model.plan import Plan
from planpress.model.sources import Place

Found = Iterator[tuple[Place, str]]
"""Where something is found, and what to say of it: the message quotes what was written and names the way out."""

KINDS = documented_kinds("planpress.lints")


@dataclass(frozen=True, slots=True)
class Lint:
    """A check over a whole plan, for one kind of finding. It never raises for what was written."""

    kind: FindingKind
    find: Callable[[Plan], Found]

    def check(self, plan: Plan) -> Iterator[Finding]:
        """What is found in a plan."""
        return (self.kind.at(place, message) for place, message in self.find(plan))


def lint(code: str) -> Callable[[Callable[[Plan], Found]], Lint]:
    """Makes a lint of a function that is called as the finding is."""
    return lambda find: Lint(KINDS[code], find)
