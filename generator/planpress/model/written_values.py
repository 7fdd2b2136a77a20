"""What was written: the parsed documents of a plan before they are understood, with the place of every value.

A comparison of two plans begins here, as only what is written can be edited.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planpress.model.decision import MeetingDecision
from planpress.model.evidence import evidence_path
from planpress.model.project import Narrative
from planpress.model.sources import Place, Places, Step

Value = Any
"""What YAML holds: mappings, lists, texts, numbers, booleans and null. Never changed once it was read."""

ROWS = ("models", "rows")
"""Where the cells of the model table stand in a definition, from whichever file they come: by model, then by column."""

NARRATIVE = "plan.md"

MEETINGS = "meetings"
"""The key below which edits of meetings stand, as if plan.yml had them."""

EVIDENCE = "evidence"
"""Where the evidence for the model table stands in the value of a project: by metric, as the text of its JSON."""

RECORDED = "decisions.yml"
"""Where the decisions of meetings stand in the value of a project."""


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """The cells of a model table as texts, by model and column; `cells` finds them, a column of None being the row."""

    path: str
    key: str
    rows: Mapping[str, Mapping[str, str]]
    cells: Mapping[tuple[str, str | None], Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A YAML document, and where its values are."""

    data: Mapping[Step, Value]
    places: Places

    def place(self, steps: tuple[Step, ...]) -> Place:
        """The place of a part of it."""
        return _written_at(self.places, steps)


@dataclass(frozen=True, slots=True)
class WrittenProject:
    """The files of one project. `definition` has the table's cells at ROWS, and not the rows that were inline there.

    `recorded` are the decisions of meetings about it, each with its place, `evidence` the texts of its metrics.
    """

    id: str
    definition: WrittenFile
    table: WrittenTable | None = None
    narrative: Narrative | None = None
    recorded: tuple[tuple[MeetingDecision, Place], ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)

    def value(self) -> dict[str, Value]:
        """Everything that can be edited in this project, as one value."""
        text = self.narrative.text if self.narrative else None
        narrative = {} if text is None else {NARRATIVE: text}
        decided = [entry_of(decision) for decision, _ in self.recorded]
        known = {EVIDENCE: self.evidence}
        return {"project.yml": self.definition.data, RECORDED: {"decisions": decided}, **known, **narrative}

    def place(self, steps: tuple[Step, ...]) -> Place:
        """The place of a part of `value()`."""
        file, *rest = steps or (None,)
        if file == NARRATIVE:
            return Place(self.narrative.path if self.narrative else self.definition.places.path)
        if file == EVIDENCE:
            return Place(evidence_path(self.table.path if self.table else self.definition.places.path))
        if file == RECORDED:
            return self.recorded[rest[1] if len(rest) > 1 and isinstance(rest[1], int) else 0][1]
        if tuple(rest[:2]) == ROWS and self.table is not None and len(rest) > 2:
            column = str(rest[3]) if len(rest) > 3 else None
            found = self.table.cells.get((str(rest[2]), column))
            return found or Place(self.table.path)
        return self.definition.place(tuple(rest))


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """plan.yml, and the projects and the meetings that are compared value by value, each by its id."""

    plan: WrittenFile
    projects: Mapping[str, WrittenProject]
    meetings: Mapping[str, WrittenFile] = field(default_factory=dict)

    def place(self, steps: tuple[Step, ...]) -> Place:
        """The place of a part of plan.yml."""
        return self.plan.place(steps)


def entry_of(decision: MeetingDecision) -> dict[str, Value]:
    """A decision as the project's own file would have it, with what only a meeting's has."""
    entry = {"decision": decision.words, "date": str(decision.date), "by": list(decision.by)}
    named = {key: getattr(decision, key) for key in ("number", "model", "because", "overrides")}
    settles: Value = decision.settles
    if isinstance(settles, Mapping):
        settles = {name: str(value) if name == "review" else value for name, value in settles.items()}
    elif settles is not None:
        settles = list(settles)
    return {key: value for key, value in {**entry, **named, "settles": settles}.items() if value not in (None, [])}


def _written_at(places: Places, steps: tuple[Step, ...]) -> Place:
    """Where a value is; of a mapping or a list, where its key is: that is the line which a reader looks for."""
    if steps and isinstance(steps[-1], str) and places.text(*steps) is None:
        return places.key(*steps)
    return places.of(*steps)
