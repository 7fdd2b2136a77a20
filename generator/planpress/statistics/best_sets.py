"""Which of the ranked models could be best: after Edwards and Hsu (1983) and Hsu (1984).

A model could be best unless another is ahead of it by more than `c` standard errors of their difference, with
`c = z(1 - alpha / (2 (k - 1)))` for `k` models. The truly best one is in the set with at least the certainty, however
the values go together.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from planpress.model.best_set import Certainty, ModelCertainty
from planpress.model.measured import Measured, MeasuredDifference, Unsure
from planpress.model.metrics import Direction, same
from planpress.statistics.differences import apart, critical, is_ahead
from planpress.statistics.distributions import both_sides, z_quantile

POWER = z_quantile(0.8)
"""What it takes to know is asked so that a test set shows a difference in four of five cases."""

MOST_TIMES = 100
"""More than so many times today's test set is said as that, and no number of cases."""

MOST_RIVALS = 200
"""Where errors were estimated, so many of the best models may put others out. The set is never smaller by that."""

_MOST_CASES = 1e15  # nobody has them, and a program that reads plan.json may not hold more

Scores = Mapping[str, Measured | Unsure]
"""The scores of the models that a rule ranks, best first."""
Pairs = Mapping[tuple[str, str], MeasuredDifference]
"""Differences, the first less the second, of models that were measured on the same examples."""


class BestSet:
    """The comparison of two or more ranked models, under one rule, at one certainty."""

    def __init__(self, scores: Mapping[str, Measured], better: Direction, certainty: float, pairs: Pairs) -> None:
        self._scores, self._pairs = scores, pairs
        self._sign = 1 if better == "higher" else -1
        self.alpha = (1 - certainty) / (len(scores) - 1)
        self._least = both_sides(self.alpha)

    def ahead(self, one: str, other: str) -> MeasuredDifference:
        """How far one model is ahead of another, above 0 where it is better."""
        found = self._pairs.get((one, other)) if self._pairs else None
        if found is None and self._pairs and (turned := self._pairs.get((other, one))) is not None:
            found = turned.turned()
        found = found or apart(self._scores[one], self._scores[other])
        return found if self._sign > 0 else found.turned()

    def members(self) -> tuple[str, ...]:
        """The models that could be best, in the order of their scores."""
        rivals = self._rivals()
        paired = {name: [*self._partners(name)] for name in self._scores} if self._pairs else {}
        return tuple(
            name
            for name in self._scores
            if not any(self._beats(rival, name) for rival in (*rivals, *paired.get(name, ())) if rival != name)
        )

    def _beats(self, rival: str, name: str) -> bool:
        if not self._pairs:
            # Most pairs of a large table are decided here: no quantile is below the normal one.
            one, other = self._scores[rival], self._scores[name]
            if self._sign * (one.centre - other.centre) <= self._least * math.hypot(one.se, other.se):
                return False
        return is_ahead(self.ahead(rival, name), self.alpha)

    def _partners(self, name: str) -> Iterator[str]:
        for one, other in self._pairs:
            if name in (one, other):
                yield other if name == one else one

    def _rivals(self) -> Sequence[str]:
        """The models that may put others out. One with a better value and no larger error stands for those behind it;
        where errors were estimated a smaller one can mean fewer degrees of freedom, and the first few are asked."""
        ordered = sorted(self._scores.items(), key=lambda one: (-self._sign * one[1].centre, one[1].se))
        if any(math.isfinite(one.degrees) for one in self._scores.values()):
            return [name for name, _ in ordered[:MOST_RIVALS]]
        rivals: list[str] = []
        least = math.inf
        for name, score in ordered:
            if score.se < least:
                rivals.append(name)
                least = score.se
        return rivals


def choice_certainty(
    scores: Scores,
    winners: Sequence[str],
    better: Direction,
    certainty: float,
    *,
    matters: float | None = None,
    costs: Mapping[str, float] | None = None,
    pairs: Pairs | None = None,
    summed: bool = False,
) -> Certainty | None:
    """How sure a rule's choice is; None of fewer than two ranked models.

    `costs` are by model, the less the better. `matters` is the smallest difference that counts, in the score's unit.
    """
    if len(scores) < 2:
        return None
    leader = winners[0]
    known = {name: score for name, score in scores.items() if isinstance(score, Measured)}
    unknown = {name: score for name, score in scores.items() if isinstance(score, Unsure)}
    models = {name: _own(score) for name, score in scores.items()}
    single = winners[0] if len(winners) == 1 else None
    if unknown:
        return Certainty(
            "unknown", None, single, certainty, leader, models, matters=matters, summed=summed, unknown=unknown
        )
    best = BestSet(known, better, certainty, pairs or {})
    behind = {name: best.ahead(leader, name) for name in known if name != leader}
    models[leader] = replace(models[leader], behind=0.0)
    for name, difference in behind.items():
        models[name] = _against(models[name], difference, best.alpha, known[leader], known[name], matters)
    members = best.members()
    rest = [name for name in members if name != leader] or list(behind)
    closest = min(rest, key=lambda name: abs(behind[name].size))
    priced = {name: costs[name] for name in members if name in costs} if costs and len(members) > 1 else {}
    cheapest = min(priced, key=priced.__getitem__, default=None)
    alike = matters is not None and _alike(best, members, matters)
    return Certainty(
        "clear" if len(members) == 1 else "equivalent" if alike else "undecided",
        members,
        cheapest or (single if len(members) > 1 and (single in members or single is None) else members[0]),
        certainty,
        leader,
        models,
        closest=closest,
        matters=matters,
        cheapest=cheapest is not None,
        paired=any(one.paired for one in behind.values()),
        summed=summed,
        critical=critical(behind[closest], best.alpha),
        degrees=behind[closest].degrees,
        exact=behind[closest].discordant is not None,
        source=next(iter(sources)) if len(sources := {one.source for one in known.values()}) == 1 else None,
    )


def _alike(best: BestSet, members: Sequence[str], matters: float) -> bool:
    """Whether no member can be as much worse than the first as counts."""
    first = members[0]
    against = (best.ahead(first, name) for name in members if name != first)
    return all(one.size + critical(one, best.alpha) * one.se < matters for one in against)


def _own(score: Measured | Unsure) -> ModelCertainty:
    return ModelCertainty() if isinstance(score, Unsure) else ModelCertainty(score.se, score.low, score.high)


def _against(
    own: ModelCertainty,
    difference: MeasuredDifference,
    alpha: float,
    leader: Measured,
    model: Measured,
    matters: float | None,
) -> ModelCertainty:
    """What is known of a model behind the leader, and what it takes to tell them apart."""
    factor = critical(difference, alpha) + POWER
    seen = 0.0 if same(leader.value, model.value) else leader.value - model.value
    wanted = matters or abs(difference.size if difference.paired else seen)
    needed, today = _cases(factor, wanted, difference, leader, model) if wanted > 0 else (None, None)
    times = (factor * difference.se / wanted) ** 2 if wanted > 0 else None
    return replace(
        own,
        behind=difference.size,
        behind_se=difference.se,
        needed_n=None if needed is None or needed > _MOST_CASES else math.ceil(needed),
        needed_times=times if needed is None or today is None else needed / today,
        detectable=factor * difference.se,
    )


def _cases(
    factor: float, wanted: float, difference: MeasuredDifference, leader: Measured, model: Measured
) -> tuple[float | None, float | None]:
    """How many cases, runs or examples show a difference of `wanted`, and how many there are now; None where what is
    there now is not known, or is not of one kind."""
    if difference.discordant is not None and difference.count is not None:
        # Connor 1987: the share of the discordant pairs is what counts.
        share = math.fsum(difference.discordant) / difference.count
        if share <= wanted**2:
            return None, None
        root = factor - POWER
        return ((root * math.sqrt(share) + POWER * math.sqrt(share - wanted**2)) / wanted) ** 2, difference.count
    if difference.count is not None:
        return difference.count * (factor * difference.se / wanted) ** 2, difference.count
    if leader.source != model.source or leader.count is None or model.count is None:
        return None, None
    today, variance = min(leader.count, model.count), math.fsum((leader.variance or 0.0, model.variance or 0.0))
    if variance <= 0:  # all right, or all wrong: their errors know better
        return today * (factor * difference.se / wanted) ** 2, today
    return factor**2 * variance / wanted**2, today
