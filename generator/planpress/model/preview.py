"""A preview: a plan as a change makes it, beside the plan that the change begins from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from planpress.model.change import AffectedPage, Comparison
from planpress.model.report import Report

PageMark = Literal["new", "edited", "affected"]
"""What the change is to a page: it makes it, it edits the page's own files, or it reaches it from elsewhere."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a preview: how it was asked for, its commit in short, and the day of that; None where it has none.

    `uncommitted` says that the plan there has changes beside that commit.
    """

    name: str
    commit: str | None = None
    day: date | None = None
    uncommitted: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change does, and the judged plan that it begins from.

    `before` has every project that the base has, under its id in the head where the change renames it.
    """

    base: Side
    head: Side
    comparison: Comparison
    before: Report
    _pages: Mapping[str, AffectedPage] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_pages", {page.path: page for page in self.comparison.pages})

    def has(self, project: str) -> bool:
        """Whether the base has a project, by its id in the head."""
        return project in self.before.evaluations

    def mark(self, path: str) -> PageMark | None:
        """What the change is to the page at `path` of the site; None where it leaves it as it was."""
        page = self._pages.get(path)
        if page is None:
            return None
        if page.project is not None and not self.has(page.project):
            return "new"
        return "edited" if page.direct else "affected"
