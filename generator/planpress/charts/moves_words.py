"""Moves in the matrix in words: the title, the alternative text, the table, and what its marks stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import Literal

from planpress.charts.engine.text_metrics import shorten
from planpress.model.figure import Cell, Table
from planpress.model.metrics import same
from planpress.model.plan import GROUPS
from planpress.model.ranking import QUADRANT_LABELS, RankedProject
from planpress.model.wording import at_start, counted, fixed, listed

TOLD = 5
"""The most moves that the alternative text tells one by one."""

Kind = Literal["moved", "new", "placed anew", "removed", "no longer placed", "as before"]


@dataclass(frozen=True, slots=True)
class Move:
    """One project before and now; None where it has no place in the matrix then."""

    id: str
    title: str
    kind: Kind
    before: RankedProject | None
    now: RankedProject | None

    @property
    def distance(self) -> float:
        """How far it moved, in parts of the matrix's side; what came or went moved farthest."""
        if self.before is None or self.now is None:
            return 2.0
        return hypot(*(_value(self.now, group) - _value(self.before, group) for group in GROUPS))

    @property
    def name(self) -> str:
        """Its title, cut where it is long."""
        return shorten(self.title)


def title(moves: Sequence[Move]) -> str:
    """How many projects move, which of them most, and what is new and gone."""
    here = sum(move.now is not None for move in moves)
    moved = sorted((move for move in moves if move.kind == "moved"), key=lambda move: -move.distance)
    changes = [_counted(moves, kind) for kind in ("new", "placed anew", "removed", "no longer placed")]
    others = listed([change for change in changes if change])
    if not moved:
        return f"{at_start(others)}; no other project moves"
    count = f"{len(moved)} of {counted(here, 'project')} {'moves' if len(moved) == 1 else 'move'}"
    most = f"{moved[0].name}{' most' if len(moved) > 1 else ''}, {_from_to(moved[0])}"
    return f"{count}: {most}{f'; {others}' if others else ''}"


def alternative(moves: Sequence[Move]) -> str:
    """From where to where the largest moves lead, and how many are high priority before and now."""
    here = sum(move.now is not None for move in moves)
    sentences = [f"Impact against feasibility of {counted(here, 'project')}, before and now."]
    moved = sorted((move for move in moves if move.kind == "moved"), key=lambda move: -move.distance)
    sentences += [f"{move.name}: {_from_to(move)}." for move in moved[1:TOLD]]
    if len(moved) > TOLD:
        rest = moved[TOLD:]
        verb = "moves" if len(rest) == 1 else "move"
        sentences.append(f"{len(rest)} more {verb}, none of them farther.")
    for move in [move for move in moves if move.kind not in ("moved", "as before")][:TOLD]:
        sentences.append(f"{move.name} is {move.kind}, {'at' if move.now else 'and was at'} {_at(move)}.")
    before, now = (
        Counter(entry.quadrant for move in moves if (entry := (move.before, move.now)[side])) for side in (0, 1)
    )
    sentences.append(f"High priority: {before['high-priority']} before, {now['high-priority']} now.")
    return " ".join(sentences)


def table(moves: Sequence[Move]) -> Table:
    """All projects before and now, what changed first."""
    groups = (f"{group}{when}" for group in GROUPS for when in (" before", ""))
    head = ("project", "change", "rank before", "rank", *groups, "quadrant before", "quadrant")
    ordered = sorted(moves, key=lambda move: move.kind == "as before")
    return Table(head, tuple(_cells(move) for move in ordered))


def tip(move: Move) -> str:
    """What the mark of a project's earlier place stands for."""
    rank = move.before.priority.rank if move.before else None
    return f"{move.name}, before: {_at(move, now=False)}; {f'rank {rank}' if rank else 'not ranked'}"


def _counted(moves: Sequence[Move], kind: Kind) -> str:
    count = sum(move.kind == kind for move in moves)
    return f"{counted(count, 'project')} {'is' if count == 1 else 'are'} {kind}" if count else ""


def _from_to(move: Move) -> str:
    """`impact 0.50 to 0.61, feasibility 0.40 to 0.38`: of what changes alone."""
    assert move.before is not None
    assert move.now is not None
    pairs = [(group, _value(move.before, group), _value(move.now, group)) for group in GROUPS]
    return ", ".join(f"{group} {fixed(was)} to {fixed(now)}" for group, was, now in pairs if not same(was, now))


def _at(move: Move, *, now: bool = True) -> str:
    entry = (move.now if now else None) or move.before
    assert entry is not None
    return ", ".join(f"{group} {fixed(_value(entry, group))}" for group in GROUPS)


def _value(entry: RankedProject, group: str) -> float:
    return (entry.impact if group == "impact" else entry.feasibility).value or 0.0


def _cells(move: Move) -> tuple[Cell, ...]:
    sides = (move.before, move.now)
    ranks = [side.priority.rank if side else None for side in sides]
    values = [side.group(group).value if side else None for group in GROUPS for side in sides]
    quadrants = [QUADRANT_LABELS[side.quadrant] if side and side.quadrant else None for side in sides]
    return (move.title, move.kind, *ranks, *values, *quadrants)
