"""Who is carried where each team has its weeks: in rank order, and under every choice among those that tie."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from planpress.model.metrics import TIE
from planpress.model.ranking import Line

Weeks = tuple[float, ...]
"""Person-weeks of each team that has any: what a project asks, or what is left. Projects that ask alike are a kind."""

MOST = 256
"""At most so many ways are looked at for those that tie at one rank; past it only bounds are known, and more is on the
line."""


def lines_by_team(
    groups: Iterable[Sequence[str]], asks: Mapping[str, Weeks], weeks: Weeks, most: int = MOST
) -> dict[str, Line]:
    """Where each project is against the weeks of the teams; `groups` are ids that tie, the best first.

    What does not fit is out and takes nothing. Of those that tie any may come first: a project is in where it fits
    whichever do, out where it never does, else on the line. One that is missing in `asks` is out.
    """
    lines: dict[str, Line] = {}
    lefts: Collection[Weeks] = [weeks]
    low = high = weeks
    for group in groups:
        kinds = Counter(asks[name] for name in group if name in asks)
        exact = _exactly(kinds, lefts, most) if lefts else None
        if exact is not None:
            found, lefts = exact
            low, high = (tuple(map(end, zip(*lefts, strict=True))) for end in (min, max))
        else:
            lefts = ()
            found, low, high = _roughly(kinds, low, high)
        lines |= {name: found[asks[name]] if name in asks else "out" for name in group}
    return lines


def _exactly(
    kinds: Mapping[Weeks, int], lefts: Collection[Weeks], most: int
) -> tuple[dict[Weeks, Line], list[Weeks]] | None:
    """The line of each kind over every way, and all that may be left then; None past `most`."""
    carried: list[tuple[int, ...]] = []
    after: dict[tuple[int, ...], Weeks] = {}
    seen = 0
    for left in lefts:
        ways, looked = _ways(kinds, left, most - seen)
        seen += looked
        if seen > most:
            return None
        carried += ways
        after |= {tuple(math.floor(weeks / TIE + 0.5) for weeks in rest): rest for rest in ways.values()}
    numbers = zip(kinds.items(), zip(*carried, strict=True), strict=True)
    lines: dict[Weeks, Line] = {
        ask: "in" if min(taken) == count else "on-the-line" if max(taken) else "out" for (ask, count), taken in numbers
    }
    return lines, list(after.values())


def _ways(kinds: Mapping[Weeks, int], left: Weeks, most: int) -> tuple[dict[tuple[int, ...], Weeks], int]:
    """How many of each kind may be carried when nothing more fits, with what is then left, in every way; and how many
    were looked at, which ends past `most`."""

    def rest(taken: Sequence[int]) -> Weeks:
        return tuple(have - math.fsum(n * ask[team] for n, ask in zip(taken, kinds, strict=True))
                     for team, have in enumerate(left))  # fmt: skip

    def fits(taken: Sequence[int]) -> bool:
        return all(weeks >= -TIE for weeks in rest(taken))

    able = [n if all(ask[team] <= have + TIE for team, have in enumerate(left)) else 0 for ask, n in kinds.items()]
    short = [team for team, weeks in enumerate(rest(able)) if weeks < -TIE]
    # Whoever asks nothing of a team that is short is carried in every way.
    start = tuple(0 if any(ask[team] for team in short) else n for n, ask in zip(able, kinds, strict=True))
    ways, seen, queue = {}, {start}, [start]
    while queue and len(seen) <= most:
        taken = queue.pop()
        one_more = (tuple(n + (at == more) for at, n in enumerate(taken)) for more in range(len(able)))
        following = [one for at, one in enumerate(one_more) if one[at] <= able[at] and fits(one)]
        if not following:
            ways[taken] = tuple(max(0.0, weeks) for weeks in rest(taken))
        queue += [one for one in following if one not in seen]
        seen.update(following)
    return ways, len(seen)


def _roughly(kinds: Mapping[Weeks, int], low: Weeks, high: Weeks) -> tuple[dict[Weeks, Line], Weeks, Weeks]:
    """The line of each kind where `low` to `high` may be left, and the same after it: in where it fits beside all
    others that may be carried, out where it cannot fit."""
    teams = range(len(low))
    able = {ask: n for ask, n in kinds.items() if all(ask[team] <= high[team] + TIE for team in teams)}
    asked = [math.fsum(n * ask[team] for ask, n in able.items()) for team in teams]
    sure = {ask: n for ask, n in able.items() if all(not ask[team] or asked[team] <= low[team] + TIE for team in teams)}
    taken = [math.fsum(n * ask[team] for ask, n in sure.items()) for team in teams]
    lines: dict[Weeks, Line] = {ask: "in" if ask in sure else "on-the-line" if ask in able else "out" for ask in kinds}
    least = tuple(max(0.0, low[team] - asked[team]) for team in teams)
    return lines, least, tuple(max(0.0, high[team] - taken[team]) for team in teams)
