"""What a lint is: one kind of finding, and the check that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from planpress.model.findings import Finding, FindingKind, Level
from planpress.model.plan import Plan
from planpress.model.sources import Place

Found = Iterator[tuple[Place, str]]
"""Where something is found, and what to say of it: the message quotes what was written and names the way out."""


@dataclass(frozen=True, slots=True)
class Lint:
    """A check over a whole plan, for one kind of finding. It never raises for what was written."""

    kind: FindingKind
    find: Callable[[Plan], Found]

    def check(self, plan: Plan) -> Iterator[Finding]:
        """What is found in a plan."""
        return (self.kind.at(place, message) for place, message in self.find(plan))


def _lint(level: Level, code: str, documentation: str | None) -> Callable[[Callable[[Plan], Found]], Lint]:
    """Makes a lint of a function: its name is that of the finding, the module's docstring its documentation."""

    def made(find: Callable[[Plan], Found]) -> Lint:
        return Lint(FindingKind(code, level, find.__name__.replace("_", "-"), documentation or ""), find)

    return made


error = partial(_lint, "error")
warning = partial(_lint, "warning")
