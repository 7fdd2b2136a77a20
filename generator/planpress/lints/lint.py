"""What a lint is: one kind of finding, and the check that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planpress.model.findings import Finding, FindingKind
from planpress.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Lint:
    """A check over a whole plan: it yields findings of its own kind only, and never raises for what was written."""

    kind: FindingKind
    check: Callable[[Plan], Iterator[Finding]]
