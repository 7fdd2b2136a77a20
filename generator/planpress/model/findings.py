"""Findings: what is wrong, or worth knowing, about a plan's content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planpress.model.sources import Place

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One kind of finding: its stable code, its level, a short name and its documentation page in Markdown.

    The page has fixed headings: what it means, why it matters, and what to do.
    """

    code: str
    level: Level
    name: str
    documentation: str

    def at(self, place: Place, message: str) -> Finding:
        """A finding of this kind at `place`."""
        return Finding(self.code, self.level, place, message)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found in the content, at its place; the message quotes what was written and names the way out."""

    code: str
    level: Level
    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.level} {self.code} {self.message}"


def in_file_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """The findings sorted by file, line and column, each said once."""
    return tuple(sorted(set(findings), key=lambda finding: (finding.place, finding.code, finding.message)))
