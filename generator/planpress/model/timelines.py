"""What became of a plan's conclusions, commit by commit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from planpress.model.change import Comparison
from planpress.model.metrics import Direction

NOT_COMMITTED = ""
"""The id of what is in the working tree and in no commit."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its id, its moment in its committer's time zone, and the first line of its message as it is written."""

    id: str
    when: datetime
    subject: str

    @property
    def short(self) -> str:
        return self.id[:7]

    @property
    def day(self) -> date:
        return self.when.date()


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """A commit that changed a conclusion, and what it changed of the plan at `base`, the one that it was held against.

    `across` are the commits between the two whose plan has errors.
    """

    commit: Commit
    base: Commit
    comparison: Comparison
    across: tuple[Commit, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A commit whose plan has errors, so that nothing is concluded from it: how many, and the first."""

    commit: Commit
    errors: int
    first: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What a deciding score measures. Scores are of one line where these are equal; thresholds do not matter to it.

    `what` is the metric, or all that computes the score; `title` names the metric for people, or the
    rule. A score that a rule has `computed` is told rounded, one that was measured as it was written.
    """

    what: str
    title: str = field(compare=False)
    unit: str | None
    better: Direction
    computed: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How a project stood after a commit: its rank among so many, and what its deciding rule chose, with the score.

    `rank` is None where it has none, `out` says then why it is out of the order, if it is. `model` is None without a
    deciding rule, and `no model` where that chooses none: then there is no `score`.
    """

    rank: int | None
    ranked: int
    out: str | None
    model: str | None
    score: float | None
    measure: Measure | None


End = Literal["beginning", "shallow", "since", "enough"]
"""Why no older commit was looked at: the plan begins there; the clone ends there; nobody asked for older ones."""


@dataclass(frozen=True, slots=True)
class History:
    """The commits of a plan, newest first: `entries` are those that changed a conclusion, and those with errors, which
    were stepped over.

    `commits` are all that were looked at whose plan has no errors; `first` is the oldest of them, where the walk ended.
    `notes` say what else has to be known. `marks` are, for each of these commits and in their order, how the projects
    stood, by id; they are there only if asked for. `project` is whose history it is, None where it is the plan's, or
    where no commit has such a project.
    """

    entries: tuple[TimelineStep | Skipped, ...]
    commits: tuple[Commit, ...]
    end: End
    notes: tuple[str, ...] = ()
    marks: tuple[Mapping[str, Snapshot], ...] = ()
    project: str | None = None

    @property
    def steps(self) -> tuple[TimelineStep, ...]:
        """The commits that changed a conclusion."""
        return tuple(one for one in self.entries if isinstance(one, TimelineStep))

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        return tuple(one for one in self.entries if isinstance(one, Skipped))

    @property
    def first(self) -> Commit | None:
        """The oldest commit that was looked at and has no errors."""
        return self.commits[-1] if self.commits else None


@dataclass(frozen=True, slots=True)
class ConclusionChange:
    """One conclusion that a commit changed, in words: from what, to what, and because of what."""

    label: str
    was: str
    now: str
    because: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """How a project stood after a commit, and what changed with it, if anything did (`across` as in `TimelineStep`)."""

    commit: Commit
    mark: Snapshot
    changes: tuple[ConclusionChange, ...] = ()
    goalposts: tuple[str, ...] = ()
    across: tuple[Commit, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectTimeline:
    """The history of one project, oldest first: the first entry is where it was added, or where the known part begins.

    `commits` counts the commits to the plan in that time; `added` says whether the beginning is known, `cut` that it is
    not in this clone.
    """

    entries: tuple[TimelineEntry, ...]
    commits: int
    added: bool
    cut: bool

    @property
    def steps(self) -> tuple[TimelineEntry, ...]:
        """The entries at which something changed, newest first."""
        return tuple(entry for entry in reversed(self.entries) if entry.changes or entry.goalposts)
