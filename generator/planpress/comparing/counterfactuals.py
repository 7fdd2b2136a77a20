"""What would be concluded with some of the edits only: asked by whoever looks for causes, answered from above."""

from __future__ import annotations

from typing import Protocol

from planpress.comparing.conclusion_kind import Scope
from planpress.model.report import Report

MOST_SPENT = 2_000
"""After so much work causes are no longer looked for: a change of everything has no one cause. 1 is the judging of a
project with all its models."""


class Counterfactuals(Protocol):
    """The base with some of the edits made, by their numbers."""

    @property
    def is_spent(self) -> bool:
        """Whether so much work was done that no more causes are looked for."""

    def report(self, scope: Scope, project: str, made: frozenset[int]) -> Report | None:
        """What is concluded about one project, named by its id in the head, as far as the scope asks for it.

        None where a plan with just these edits has an error, so that nothing can be concluded from it.
        """
