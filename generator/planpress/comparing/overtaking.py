"""Which other projects push one: those that changed sides with it, or one that moved by itself."""

import math
from collections.abc import Iterator, Mapping, Sequence

from planpress.model.change import Edit, Overtaking, OvertakingKind
from planpress.model.metrics import TIE
from planpress.model.project_parts import State
from planpress.model.report import Report


def passing_projects(
    project: str, old: Report, new: Report, edits: Sequence[Edit], renamed: Mapping[str, str]
) -> Iterator[Overtaking]:
    """The other edited projects that were below this one and are not, or were above it and are not."""
    back = {after: before for before, after in renamed.items()}
    names = dict.fromkeys(edit.project for edit in edits if edit.project not in (None, project))

    def side(other: str, report: Report, one: Mapping[str, str]) -> int | None:
        """1 where the other is above, 0 where the two tie, -1 where it is below; None where it has no rank."""
        entry, mine = report.ranking.of(one.get(other, other)), report.ranking.of(one.get(project, project))
        if entry is None or entry.priority.rank is None:
            return None
        rank = mine.priority.rank if mine is not None else None
        return 1 if rank is None else (entry.priority.rank < rank) - (entry.priority.rank > rank)

    for other in map(str, names):
        was, now = side(other, old, back), side(other, new, {})
        way = _WAYS.get((was, now))
        if way is not None:
            yield Overtaking(other, (old if now is None else new).names().get(other, other), way)


def own_move(
    name: str, old: Report, new: Report, renamed: Mapping[str, str]
) -> tuple[Overtaking, tuple[int, float]] | None:
    """What a project did that can push others, None where it did nothing; and how much that is: first whether it came,
    went or ended, then how far its score moved, then its person-weeks."""
    before = next((one for one, other in renamed.items() if other == name), name)
    was, now = old.evaluations.get(before), new.evaluations.get(name)

    def did(way: OvertakingKind, kind: int, by: float = 0.0) -> tuple[Overtaking, tuple[int, float]]:
        return Overtaking(name, (old.names() | new.names()).get(name, name), way), (kind, by)

    if was is None or now is None:
        return did("was added" if was is None else "was removed", 2)
    if was.project.status.state != now.project.status.state:
        return did(_STATES[now.project.status.state], 2)
    score = _of_score(new, name) - _of_score(old, before)
    if abs(score) > TIE:
        return did("scores higher" if score > 0 else "scores lower", 1, abs(score))
    weeks = _of_weeks(new, name) - _of_weeks(old, before)
    if weeks:
        return did("asks for more weeks" if weeks > 0 else "asks for fewer weeks", 0, abs(weeks))
    if new.plan.asks(now.project) != old.plan.asks(was.project):
        return did("divides the weeks differently", 0)
    return None


def _of_score(report: Report, name: str) -> float:
    entry = report.ranking.of(name)
    return (entry.priority.score or 0.0) if entry else 0.0


def _of_weeks(report: Report, name: str) -> float:
    """Those that teams are asked for; what is not divided among teams is in the way of no other project."""
    project = report.evaluations[name].project
    if report.plan.capacity is not None and report.plan.capacity.teams:
        return math.fsum(report.plan.asks(project).values())
    return project.effort.central if project.effort else 0.0


_STATES: Mapping[State, OvertakingKind] = {
    "active": "was taken up again",
    "paused": "was paused",
    "stopped": "was stopped",
    "done": "is done",
}
_WAYS: Mapping[tuple[int | None, int | None], OvertakingKind] = {
    (None, 1): "joined above it",
    (None, 0): "joined level with it",
    (1, None): "left from above it",
    (0, None): "left from its side",
    (-1, 0): "caught up with it",
    (-1, 1): "rose past it",
    (0, 1): "rose past it",
    (1, 0): "fell back to it",
    (1, -1): "fell behind it",
    (0, -1): "fell behind it",
}
