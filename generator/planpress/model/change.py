"""What a change does to a plan: the edits of its inputs, the conclusions that change, and which edits cause them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from planpress.model.location import Location
from planpress.model.sources import Place, Step
from planpress.model.written_values import Value

EditKind = Literal["changed", "added", "removed", "renamed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference of two values, which can be replayed on the older one.

    `steps` lead to it in the older value, `new_steps` in the newer one; of an added value, where it would be in either.
    `after` is where a list gets a new entry: after this index of the older list, -1 for the beginning. `names` are
    the steps as people name them, the entries of lists by their ids.
    """

    kind: EditKind
    steps: tuple[Step, ...]
    new_steps: tuple[Step, ...]
    names: tuple[str, ...]
    old: Value = None
    new: Value = None
    after: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Edit:
    """One edit of the inputs. `number` is its place in the list of all edits, from 0.

    `project` is None for plan.yml, else the id in the head, and in the base for a project that was removed. A project
    that was added or removed as a whole has no `difference`. The places are None on the side that has no such value.
    """

    number: int
    kind: EditKind
    file: str
    project: str | None
    names: tuple[str, ...]
    old: Value
    new: Value
    old_place: Place | None
    new_place: Place | None
    words: str
    difference: Difference | None = None

    @property
    def place(self) -> Place:
        """Where to look: in the head, else in the base."""
        return self.new_place or self.old_place or Place(self.file)

    @property
    def top(self) -> str:
        """The key of plan.yml or project.yml that the edit is below; empty for a whole project or file."""
        return self.names[0] if self.names else ""


CauseKind = Literal["alone", "any", "together", "several", "others", "order", "untested"]
"""How edits cause a change: one alone does it; any one of several does; only together; neither one nor all are needed;
other projects' edits do it; no edit of a value, so that only the order of entries is left; too many to be tried."""


OvertakingKind = Literal[
    "rose past it",
    "caught up with it",
    "fell back to it",
    "fell behind it",
    "joined above it",
    "joined level with it",
    "left from above it",
    "left from its side",
    "was added",
    "was removed",
    "was taken up again",
    "was paused",
    "was stopped",
    "is done",
    "scores higher",
    "scores lower",
    "asks for more weeks",
    "asks for fewer weeks",
    "divides the weeks differently",
]


@dataclass(frozen=True, slots=True)
class Overtaking:
    """Another project that changed sides with the one whose rank changed; or, where none did, that moved most."""

    project: str
    title: str
    way: OvertakingKind


@dataclass(frozen=True, slots=True)
class Cause:
    """Which edits do it, and how. With `others`, edits of other projects belong to them: `passing` says whose."""

    how: CauseKind
    edits: tuple[Edit, ...] = ()
    passing: tuple[Overtaking, ...] = ()
    others: bool = False


@dataclass(frozen=True, slots=True)
class Contribution:
    """An edit's share of a changed score, a Shapley value: over all edits they add up to the change. Several edits that
    are too many to be told apart share one contribution."""

    edits: tuple[Edit, ...]
    value: float


OnlySide = Literal["base", "head"]
Level = Literal["conclusion", "noise", "definition", "score", "finding"]


@dataclass(frozen=True, slots=True)
class Change:
    """Something concluded, defined or found that differs between the two sides, in words; None where there was nothing.

    `project` is the id in the head, in the base for one that was removed, None for the plan. `before` and `after` are
    the compared values themselves, of a finding that is new or mended the finding. `amount` is how far a number moved,
    `note` why it cannot be said of a number that did, `worse` whether the change is for the worse where that can be
    said. `name` is what a sentence calls the subject, where that is not a word itself. `clear` says of another choice
    whether it is more than noise, None where that is not known; one that the data cannot tell has the level `noise`.
    """

    kind: str
    label: str
    level: Level
    project: str | None
    title: str
    subject: str
    was: str | None
    now: str | None
    before: Hashable = None
    after: Hashable = None
    amount: float | None = None
    note: str = ""
    worse: bool | None = None
    cause: Cause | None = None
    contributions: tuple[Contribution, ...] = ()
    place: Place | None = None
    name: str = ""
    clear: bool | None = None


@dataclass(frozen=True, slots=True)
class Goalpost:
    """What decides was moved after there were results: the edit, and what the old one would decide, in a sentence."""

    project: str | None
    title: str
    edit: Edit
    sentence: str


@dataclass(frozen=True, slots=True)
class GateOutcome:
    """How a gate that was asked for ended: what it stopped, each with its reason in one line; nothing if it passed."""

    name: str
    stopped: tuple[Change | Goalpost, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AffectedPage:
    """A page of the site that changes, and why: an edit of its own files, or one that reaches it from elsewhere.

    `path` is that of its Markdown in the site; `project` is the id of the project whose page it is.
    """

    path: str
    title: str
    direct: bool
    project: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that a change does, most consequential first. `base` and `head` name the two sides.

    `notes` say what limits the answer, as what was set aside because it has errors. `prefix` leads from the top of the
    repository to the plan's root, with a slash at its end, and `location` from there to the plan. `only` is the one
    side that has a plan, None for both.
    """

    base: str
    head: str
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    goalposts: tuple[Goalpost, ...] = ()
    pages: tuple[AffectedPage, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    files: int = 0
    prefix: str = ""
    only: OnlySide | None = None
    location: Location = Location()

    def id_before(self, name: str) -> str:
        """The id that a project of the head had in the base."""
        return next((before for before, after in self.renamed.items() if after == name), name)

    def at(self, level: Level) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.level == level)
