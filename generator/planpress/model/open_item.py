"""What waits for a decision, and what holds a project up."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planpress.model.settles import SettledValue

OpenKind = Literal[
    "question", "milestone", "review", "winner", "no-model", "below-floor", "missed-requirement", "above-ceiling",
    "unrated", "hint",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One thing that nobody has decided yet.

    `projects` are the ids of what it is about: of a question of a meeting none or several. `when` is the day by which
    it is due. `answer` is what a decision settles it with, under its kind. `again` says what has changed since a
    decision settled it.
    """

    kind: OpenKind
    projects: tuple[str, ...]
    text: str
    when: date | None = None
    answer: SettledValue | None = None
    again: str = ""
    meeting: str | None = None
    number: int | None = None

    @property
    def words(self) -> str:
        """What is open, and what changed since it was settled; a hint may have been answered without a decision."""
        again = self.again if self.kind == "hint" else f"decided earlier; {self.again}"
        return f"{self.text} ({again})" if self.again else self.text

    @property
    def key(self) -> str:
        """What a decision writes to answer a hint; empty for anything else."""
        return f"settles: {{hint: {self.answer}}}" if self.kind == "hint" else ""

    @property
    def line(self) -> str:
        """What is open, with the key that answers a hint."""
        return f"{self.words} ({self.key})" if self.key else self.words


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What holds a project up; `since` is the day from which on, where that is known."""

    project: str
    text: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class TeamLoad:
    """Person-weeks of one team: those that there are, those that all projects ask for, and those of the projects that
    are within capacity; None where nobody said how much there is."""

    id: str
    weeks: float | None
    asked: float
    carried: float | None
