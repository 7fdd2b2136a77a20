"""Which edits cause a changed conclusion: each is put alone on the base, and taken alone from the head.

A changed number is split over the edits: a share is the mean, over all orders in which they could have been made, of
what the number moves by as an edit is made (Shapley 1953). Shares add up to the change, whatever edits do together.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice

from planpress.comparing.conclusion_kind import ConclusionKind, ConclusionValue, Counterfactuals
from planpress.comparing.overtaking import own_move, passing_projects
from planpress.model.change import Cause, Change, Contribution, Edit, Overtaking
from planpress.model.metrics import TIE
from planpress.model.report import Report

MOST_PLAYERS = 24
"""The edits that are tried one by one. If there are more, those of one model, rule or rating are taken together, and
then those of one key."""

MOST_SHARES = 8
"""The same for those that a number is split over: all 256 sets of them are tried."""

MOST_PASSING = 12
"""At most this many projects that changed sides with one are named."""

Player = tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A changed conclusion, with the edits that may cause it, and what answers for some of them."""

    change: Change
    kind: ConclusionKind
    edits: Sequence[Edit]
    counterfactuals: Counterfactuals

    @property
    def project(self) -> str:
        return str(self.change.project)

    def explained(self, old: Report, new: Report, renamed: Mapping[str, str], *, split: bool) -> Change:
        """The change with its cause, the place to look at, and, if asked to `split` a number, each edit's share."""
        cause = self._cause()
        if cause.others:
            passing = islice(passing_projects(self.project, old, new, self.edits, renamed), MOST_PASSING)
            cause = replace(cause, passing=tuple(passing) or self._most_moved(old, new, renamed))
        shares = tuple(self._shares()) if split else ()
        place = cause.edits[0].place if cause.edits else None
        return replace(self.change, cause=cause, contributions=shares, place=place or self.change.place)

    def _cause(self) -> Cause:
        players, others = _players(relevant(self.kind, self.project, self.edits)), self._others()
        if not players:
            return Cause("others", others=True) if others else Cause("order")
        if len(players) == 1 and not others:
            return Cause("alone", players[0])
        if self.counterfactuals.is_spent:
            return Cause("untested", _flat(players), others=bool(others))
        everything, elsewhere = _numbers(self.edits), _numbers(others)
        alone = [player for player in players if self._does(_numbers(player))]
        if others and self._does(elsewhere):
            return Cause("any", _flat(alone), others=True) if alone else Cause("others", others=True)
        if alone:
            return Cause("alone" if len(alone) == 1 else "any", _flat(alone))
        needed = [player for player in players if not self._does(everything - _numbers(player))]
        joined = bool(others) and not self._does(everything - elsewhere)
        if needed or joined:
            return Cause("together", _flat(needed), others=joined)
        return Cause("several", _flat(players), others=bool(others))

    def _others(self) -> list[Edit]:
        """The edits of other projects that can change the order."""
        others = [edit for edit in self.edits if edit.project not in (None, self.project)]
        matter = [one for one in others if one.top in self.kind.keys or (not one.names and one.kind != "renamed")]
        return matter if self.kind.scope == "order" else []

    def _most_moved(self, old: Report, new: Report, renamed: Mapping[str, str]) -> tuple[Overtaking, ...]:
        """The one that moved most of the other projects: of those whose edits alone do it, if any do."""
        own: dict[str, Player] = {}
        for edit in self._others():
            own[str(edit.project)] = (*own.get(str(edit.project), ()), edit)
        found = [(move[1], move[0]) for name in own if (move := own_move(name, old, new, renamed)) is not None]
        moves = [one for _, one in sorted(found, key=lambda one: one[0], reverse=True)[:MOST_PASSING]]
        tried = (one for one in moves if not self.counterfactuals.is_spent and self._does(_numbers(own[one.project])))
        most = next(tried, None) or next(iter(moves), None)
        return (most,) if most else ()

    def _does(self, made: frozenset[int]) -> bool:
        """Whether these edits alone lead to what is concluded now."""
        report = self.counterfactuals.report(self.kind.scope, self.project, made)
        return report is not None and _same(self._said(report), self.change)

    def _said(self, report: Report) -> ConclusionValue | None:
        found = self.kind.say(report, self.project)
        return next((said for said in found if said.subject == self.change.subject), None)

    def _shares(self) -> Iterator[Contribution]:
        """Each edit's share of a changed number; none where it is undefined before, after or in between."""
        players = _players(relevant(self.kind, self.project, self.edits), MOST_SHARES)
        if not players or self.change.amount is None or self.counterfactuals.is_spent:
            return

        def said(chosen: frozenset[int]) -> ConclusionValue | None:
            made = _numbers(_flat([players[at] for at in chosen]))
            report = self.counterfactuals.report(self.kind.scope, self.project, made)
            return None if report is None else self._said(report)

        before = said(frozenset())

        def value(chosen: frozenset[int]) -> float | None:
            there = said(chosen)
            return there.size if there and before and there.measure == before.measure else None

        yield from map(Contribution, players, shapley(len(players), value) or ())


def shapley(players: int, value: Callable[[frozenset[int]], float | None]) -> list[float] | None:
    """The share of each player, numbered from 0; None where the number, by the players that are in, is undefined."""
    known: dict[frozenset[int], float] = {}
    for size in range(players + 1):
        for chosen in map(frozenset, combinations(range(players), size)):
            found = value(chosen)
            if found is None:
                return None
            known[chosen] = found
    return [
        math.fsum(
            (known[chosen | {player}] - before) / (players * math.comb(players - 1, len(chosen)))
            for chosen, before in known.items()
            if player not in chosen
        )
        for player in range(players)
    ]


def relevant(kind: ConclusionKind, project: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits that can matter to a conclusion about a project: its own, and those of plan.yml, below certain keys."""
    keys = {project: kind.keys, None: kind.plan_keys}
    return [edit for edit in edits if edit.difference is not None and edit.top in keys.get(edit.project, ())]


def _players(edits: Sequence[Edit], most: int = MOST_PLAYERS) -> list[Player]:
    """The edits as they are tried: each for itself, bundled where they are many; no kind has more than 8 keys."""
    bundles: dict[object, Player] = {edit.number: (edit,) for edit in edits}
    for depth in (3, 1):
        if len(bundles) <= most:
            break
        bundles = {}
        for edit in edits:
            key = edit.project, edit.names[:depth]
            bundles[key] = (*bundles.get(key, ()), edit)
    return list(bundles.values())


def _same(said: ConclusionValue | None, change: Change) -> bool:
    if said is None:
        return change.now is None
    if isinstance(said.value, float) and isinstance(change.after, float):
        return abs(said.value - change.after) <= TIE
    return change.now is not None and bool(said.value == change.after)


def _numbers(edits: Sequence[Edit]) -> frozenset[int]:
    return frozenset(edit.number for edit in edits)


def _flat(players: Sequence[Player]) -> tuple[Edit, ...]:
    return tuple(edit for player in players for edit in player)
