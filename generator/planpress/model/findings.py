"""Findings: what is wrong, or worth knowing, about a plan's content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pkgutil import get_data
from typing import Literal, cast

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


_KIND = re.compile(r"<!-- (PP\d{3}) (error|warning) ([a-z0-9-]+) -->\n(.*?\n)(?=\n<!--|\Z)", re.DOTALL)


def documented_kinds(package: str) -> dict[str, FindingKind]:
    """The kinds of findings of a room by their codes, as kinds.md beside its modules documents them."""
    text = (get_data(package, "kinds.md") or b"").decode("utf-8")
    return {code: FindingKind(code, cast(Level, level), name, page) for code, level, name, page in _KIND.findall(text)}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found in the content, at its place; the message quotes what was written and names the way out."""

    code: str
    level: Level
    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.level} {self.code} {self.message}"


MOST_LISTED = 100
"""The findings of one file that are listed. Whoever mends that many runs the check again."""


def listed_findings(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The first MOST_LISTED findings of each file, errors before warnings, in file order.

    Of the others it is said how many there are of each kind, where the first of them is.
    """
    listed: list[Finding] = []
    counts: Counter[str] = Counter()
    more: dict[tuple[str, str, Level], list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.level):
        path = finding.place.path
        counts[path] += 1
        if counts[path] <= MOST_LISTED:
            listed.append(finding)
        else:
            more.setdefault((path, finding.code, finding.level), []).append(finding)
    for (_, code, level), unlisted in more.items():
        listed.append(Finding(code, level, unlisted[0].place, f"and {len(unlisted):,} more of this kind in this file"))
    return in_file_order(listed) if more else tuple(findings)


def in_file_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """The findings sorted by file, line and column, each said once."""
    return tuple(sorted(set(findings), key=lambda finding: (finding.place, finding.code, finding.message)))
