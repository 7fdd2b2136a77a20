"""Which edits cause a changed conclusion: each is put alone on the base, and taken alone from the head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from planpress.comparing.conclusion_kind import ConclusionKind, ConclusionValue
from planpress.comparing.counterfactuals import Counterfactuals
from planpress.comparing.shapley import shapley
from planpress.model.change import Cause, Change, Contribution, Edit, Overtaking, OvertakingKind
from planpress.model.metrics import TIE
from planpress.model.report import Report

MOST_PLAYERS = 24
"""Past so many edits, those of one model, rule or rating are taken together, and then those of one key."""

MOST_PASSING = 12
"""Of more projects that changed sides with one, the rest are not named."""

Player = tuple[Edit, ...]


def explained(
    change: Change,
    kind: ConclusionKind,
    old: Report,
    new: Report,
    edits: Sequence[Edit],
    counterfactuals: Counterfactuals,
    renamed: Mapping[str, str],
) -> Change:
    """The change with its cause, the shares of the edits in a changed number, and the place to look at."""
    assert change.project is not None
    cause = _cause(change, kind, edits, counterfactuals)
    if cause.others:
        cause = replace(cause, passing=tuple(islice(_passing(change.project, old, new, edits, renamed), MOST_PASSING)))
    shares = tuple(_shares(change, kind, edits, counterfactuals)) if kind.split else ()
    place = cause.edits[0].place if cause.edits else None
    return replace(change, cause=cause, contributions=shares, place=place or change.place)  # fmt: skip


def relevant(kind: ConclusionKind, project: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits that can matter to a conclusion about a project: its own, and those of plan.yml, below certain keys."""
    keys = {project: kind.keys, None: kind.plan_keys}
    return [edit for edit in edits if edit.difference is not None and edit.top in keys.get(edit.project, ())]


def _cause(change: Change, kind: ConclusionKind, edits: Sequence[Edit], counterfactuals: Counterfactuals) -> Cause:
    project = str(change.project)
    players = _players(relevant(kind, project, edits))
    others = _others(kind, project, edits)
    if not players:
        return Cause("others", others=True) if others else Cause("order")
    if len(players) == 1 and not others:
        return Cause("alone", players[0])
    if counterfactuals.is_spent:
        return Cause("untested", _flat(players), others=bool(others))
    everything = frozenset(edit.number for edit in edits)

    def does(made: frozenset[int]) -> bool:
        report = counterfactuals.report(kind.scope, project, made)
        return report is not None and _same(_said(kind, report, change), change)

    elsewhere = _numbers(tuple(others))
    alone = [player for player in players if does(_numbers(player))]
    if others and does(elsewhere):
        return Cause("any", _flat(alone), others=True) if alone else Cause("others", others=True)
    if alone:
        return Cause("alone" if len(alone) == 1 else "any", _flat(alone))
    needed = [player for player in players if not does(everything - _numbers(player))]
    joined = bool(others) and not does(everything - elsewhere)
    if needed or joined:
        return Cause("together", _flat(needed), others=joined)
    return Cause("several", _flat(players), others=bool(others))


def _others(kind: ConclusionKind, project: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits of other projects that can change the order."""
    if kind.scope != "order":
        return []
    return [
        edit
        for edit in edits
        if edit.project not in (None, project)
        and (edit.top in kind.keys or (not edit.names and edit.kind != "renamed"))
    ]


def _players(edits: Sequence[Edit]) -> list[Player]:
    """The edits as they are tried: each for itself, bundled where they are many."""
    for depth in (None, 3, 1):
        bundles: dict[object, list[Edit]] = {}
        for edit in edits:
            key = edit.number if depth is None else (edit.project, edit.names[:depth])
            bundles.setdefault(key, []).append(edit)
        if len(bundles) <= MOST_PLAYERS:
            return [tuple(bundle) for bundle in bundles.values()]
    return [tuple(edits)]


def _shares(
    change: Change, kind: ConclusionKind, edits: Sequence[Edit], counterfactuals: Counterfactuals
) -> Iterator[Contribution]:
    """Each edit's share of a changed number; none where it is undefined before, after or in between."""
    project = str(change.project)
    players = _players(relevant(kind, project, edits))
    if not players or change.amount is None or counterfactuals.is_spent:
        return

    def said(chosen: frozenset[int]) -> ConclusionValue | None:
        report = counterfactuals.report(
            kind.scope, project, frozenset().union(*(_numbers(players[one]) for one in chosen))
        )
        return None if report is None else _said(kind, report, change)

    before = said(frozenset())

    def value(chosen: frozenset[int]) -> float | None:
        there = said(chosen)
        return there.size if there and before and there.measure == before.measure else None

    shares = shapley(len(players), value)
    for player, share in zip(players, shares or (), strict=bool(shares)):
        yield Contribution(player, share.value, share.error)


def _said(kind: ConclusionKind, report: Report, change: Change) -> ConclusionValue | None:
    return next((said for said in kind.say(report, str(change.project)) if said.subject == change.subject), None)


def _same(said: ConclusionValue | None, change: Change) -> bool:
    if said is None:
        return change.now is None
    if isinstance(said.value, float) and isinstance(change.after, float):
        return abs(said.value - change.after) <= TIE
    return change.now is not None and bool(said.value == change.after)


def _numbers(player: Player) -> frozenset[int]:
    return frozenset(edit.number for edit in player)


def _flat(players: Sequence[Player]) -> tuple[Edit, ...]:
    return tuple(edit for player in players for edit in player)


def _passing(
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
            yield Overtaking(other, _title(other, old if now is None else new), way)


def _title(name: str, report: Report) -> str:
    return next((project.title for project in report.plan.projects if project.id == name), name)


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
