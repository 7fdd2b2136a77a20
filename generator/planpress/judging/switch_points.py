"""What turns the choice of a model: who wins as a threshold or a weight of the deciding rule moves.

A threshold changes who is rejected at the values that models have of its metric, and nowhere else. Under a weighted
mean, the score of a model as a function of one weight is a line (arithmetic), a line in its logarithm (geometric) or in
its reciprocal (harmonic); the winners are the upper envelope of these lines, and the weights where it has corners are
ratios of differences. Metric rules have nothing to move, and the constants of a formula no closed form.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from planpress.judging.ranks import winners
from planpress.model.bounds import Bound, Operator
from planpress.model.metrics import TIE, Metric
from planpress.model.project import Project
from planpress.model.rule import Rule
from planpress.model.sensitivity import Breakpoint, Front, Segment, Sweep, SwitchPoint, pareto_front
from planpress.model.tables import Model
from planpress.rules.mean import MeanRule
from planpress.rules.threshold import ThresholdRule

Metrics = Mapping[str, Metric]
Models = Sequence[Model]
_LARGEST = math.log(sys.float_info.max)
Line = tuple[Fraction, Fraction]
"""A score, made straight, at a weight of 0 and of 1."""


def sweeps(rule: Rule, models: Models, metrics: Metrics) -> tuple[Sweep, ...]:
    """Who wins as each threshold, or each weight, moves by itself; of two weights one, since they sum to 1."""
    if isinstance(rule, ThresholdRule):
        return tuple(_threshold_sweep(rule, index, models, metrics) for index in range(len(rule.subject_to)))
    if isinstance(rule, MeanRule):
        shares = rule.shares()
        moved = list(shares) if len(shares) > 2 else list(shares)[:1]
        return tuple(_weight_sweep(rule, metric, models, metrics) for metric in moved if len(shares) > 1)
    return ()


def flips(rule: Rule, swept: Sequence[Sweep], models: Models, metrics: Metrics) -> tuple[SwitchPoint, ...]:
    """The smallest moves that change who wins, the smallest first; each is borne out by scoring again on both sides."""
    found = []
    for sweep in swept:
        size = size_of(sweep.bound, metrics) if sweep.bound else 1.0
        for flip, beyond in _neighbours(sweep, size):
            sides = [(sweep.declared, sweep.now), (beyond, flip.winners)]
            if all(chosen(changed(rule, sweep, value), models, metrics) == won for value, won in sides):
                found.append(flip)
    return tuple(sorted(found, key=lambda flip: flip.relative))


def front(project: Project, metrics: Metrics) -> Front | None:
    """The Pareto front across the declared metrics that were measured; None where there are not two.

    What a diagnosis takes from the training set is left out: it is no merit of a model.
    """
    table, training = project.table, project.diagnosis.train if project.diagnosis else None
    if table is None:
        return None
    measured = {metric for model in table.models for metric in model.values if metric != training}
    better = {column: metrics[column].better for column in table.columns if column in metrics and column in measured}
    return Front(tuple(better), pareto_front(table.models, better)) if len(better) > 1 else None


def changed(rule: Rule, sweep: Sweep, value: float) -> Rule:
    """The rule with the threshold or the weight that `sweep` moves at `value`; a weight is between 0 and 1."""
    if isinstance(rule, ThresholdRule) and sweep.bound is not None:
        limits = list(rule.subject_to)
        limits[limits.index(sweep.bound)] = replace(sweep.bound, limit=value)
        return replace(rule, subject_to=tuple(limits))
    assert isinstance(rule, MeanRule)
    shares = rule.shares()
    rest = 1 - shares[sweep.metric]
    # The metric's own share may be any number of times the rest; it is not asked for here.
    weights = {metric: float(min(share / rest, Fraction(1))) * (1 - value) for metric, share in shares.items()}
    return replace(rule, of={**weights, sweep.metric: value}, beta=None)


def chosen(rule: Rule, models: Models, metrics: Metrics) -> tuple[str, ...]:
    """The models that a rule chooses."""
    given = {model.name: rule.judge(model.values, metrics).score for model in models}
    return winners({name: score for name, score in given.items() if score is not None}, rule.direction(metrics))


def size_of(bound: Bound, metrics: Metrics) -> float:
    """What a change of a limit is large or small against: the metric's declared range, else the limit's own size."""
    metric = metrics.get(bound.metric)
    if metric is not None and metric.range is not None:
        return metric.range[1] - metric.range[0]
    return abs(bound.limit) or 1.0


def _threshold_sweep(rule: ThresholdRule, index: int, models: Models, metrics: Metrics) -> Sweep:
    bound, better = rule.subject_to[index], rule.direction(metrics)
    others = [other for at, other in enumerate(rule.subject_to) if at != index]
    left = [
        model
        for model in models
        if all(metric in model.values for metric in rule.needs())
        and all(other.holds(model.values[other.metric]) for other in others)
    ]

    def won(operator: Operator, limit: float) -> tuple[str, ...]:
        moved = Bound(bound.metric, operator, limit)
        kept = {model.name: model.values for model in left if moved.holds(model.values[bound.metric])}
        return winners({name: values[rule.optimise] for name, values in kept.items()}, better)

    ends = [-math.inf, *sorted({model.values[bound.metric] for model in left}), math.inf]
    # Between two values of models a limit keeps what the nearer value on the good side keeps.
    if bound.better == "higher":
        stretches = [Segment(low, high, won(">=", high)) for low, high in pairwise(ends)]
    else:
        stretches = [Segment(low, high, won("<=", low)) for low, high in pairwise(ends)]
    upper = bound.operator in (">", "<=")
    turns = [
        Breakpoint(one.low if upper else one.high, one.winners) for one in (stretches[1:] if upper else stretches[:-1])
    ]
    return _merged(bound.metric, bound, bound.limit, stretches, turns)


def _weight_sweep(rule: MeanRule, metric: str, models: Models, metrics: Metrics) -> Sweep:
    shares, better = rule.shares(), rule.direction(metrics)
    parts = {
        model.name: rule.parts(model.values, metrics)
        for model in models
        if rule.measure(model.values, metrics) is not None
    }
    lines = {name: _line(values, rule.kind, metric, shares) for name, values in parts.items()}
    # A reciprocal is the greater, the smaller the score.
    sign = 1 if (better == "higher") != (rule.kind == "harmonic") else -1
    corners = _corners([(sign * line[0], sign * line[1]) for line in lines.values() if line is not None])
    rough = {name: line and (_float(line[0]), _float(line[1])) for name, line in lines.items()}

    def won(weight: float) -> tuple[str, ...]:
        return winners({name: _score(line, rule.kind, weight) for name, line in rough.items()}, better)

    stretches = [Segment(low, high, won((low + high) / 2)) for low, high in pairwise([0.0, *corners, 1.0])]
    return _merged(metric, None, float(shares[metric]), stretches, [Breakpoint(at, won(at)) for at in corners])


def _line(parts: Mapping[str, float], kind: str, metric: str, shares: Mapping[str, Fraction]) -> Line | None:
    """A model's score, made straight, as a line over the weight of a metric; None where it is 0 throughout."""
    if kind != "arithmetic" and any(part == 0 for part in parts.values()):
        return None
    straight = {name: _straight(part, kind) for name, part in parts.items()}
    rest = sum(share * straight[name] for name, share in shares.items() if name != metric)
    return rest / (1 - shares[metric]), straight[metric]


def _straight(part: float, kind: str) -> Fraction:
    """What a mean of this kind averages: the value, exactly as it was written, its reciprocal or its logarithm."""
    if kind == "geometric":
        return Fraction(math.log(part))
    value = Fraction(repr(float(part)))
    return 1 / value if kind == "harmonic" else value


def _float(value: Fraction) -> float:
    """A float, the largest there is for the reciprocal of the smallest."""
    return float(min(value, Fraction(sys.float_info.max)))


def _score(line: tuple[float, float] | None, kind: str, weight: float) -> float:
    if line is None:
        return 0.0
    straight = (1 - weight) * line[0] + weight * line[1]
    if kind == "arithmetic":
        return straight
    # Rounding must not carry the mean of the largest numbers beyond them.
    return math.exp(min(straight, _LARGEST)) if kind == "geometric" else 1 / straight


def _corners(lines: Sequence[Line]) -> list[float]:
    """The weights between 0 and 1 where the upper envelope of the lines has corners, from left to right.

    Lines by their slopes, those that later ones hide taken away again: the convex hull trick.
    """
    hull: list[Line] = []
    for line in sorted(lines, key=lambda line: (line[1] - line[0], line[0])):
        if hull and line[1] - line[0] == hull[-1][1] - hull[-1][0]:
            hull.pop()
        while len(hull) > 1 and _crossing(hull[-1], line) <= _crossing(hull[-2], hull[-1]):
            hull.pop()
        hull.append(line)
    found = (_crossing(one, other) for one, other in pairwise(hull))
    corners: list[float] = []
    for at in (float(each) for each in found if 0 < each < 1):
        # Nearer than scores can be told apart, two corners are one.
        if TIE < at < 1 - TIE and (not corners or at - corners[-1] > TIE):
            corners.append(at)
    return corners


def _crossing(one: Line, steeper: Line) -> Fraction:
    return (one[0] - steeper[0]) / ((steeper[1] - steeper[0]) - (one[1] - one[0]))


def _merged(
    metric: str, bound: Bound | None, declared: float, stretches: Sequence[Segment], turns: Sequence[Breakpoint]
) -> Sweep:
    """The sweep without the turns at which nothing changes."""
    kept, changes = [stretches[0]], []
    for turn, stretch in zip(turns, stretches[1:], strict=True):
        if stretch.winners == kept[-1].winners:
            kept[-1] = replace(kept[-1], high=stretch.high)
        else:
            kept.append(stretch)
            changes.append(turn)
    return Sweep(metric, bound, declared, tuple(kept), tuple(changes))


def _neighbours(sweep: Sweep, size: float) -> Iterator[tuple[SwitchPoint, float]]:
    """The next change below and above the declared value, each with a value beyond it at which to score again."""
    below, above = _turns_around(sweep)
    for index, beyond in ((below, below), (above, above + 1)):
        if 0 <= index < len(sweep.turns):
            turn, stretch = sweep.turns[index], sweep.stretches[beyond]
            move = abs(turn.at - sweep.declared) / size
            rises, reached = beyond > index, turn.winners == stretch.winners
            flip = SwitchPoint(
                sweep.metric, sweep.bound, sweep.declared, turn.at, rises, reached, stretch.winners, move
            )
            yield flip, stretch.inside


def _turns_around(sweep: Sweep) -> tuple[int, int]:
    """Which turns are next below and above the declared value; at a turn with winners of its own, that one twice."""
    passed = sum(turn.at < sweep.declared and not sweep.at(turn, sweep.declared) for turn in sweep.turns)
    if passed == len(sweep.turns) or not sweep.at(sweep.turns[passed], sweep.declared):
        return passed - 1, passed
    won = sweep.turns[passed].winners
    if won == sweep.stretches[passed].winners:
        return passed - 1, passed
    return passed, passed + 1 if won == sweep.stretches[passed + 1].winners else passed
