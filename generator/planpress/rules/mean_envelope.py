"""Who wins as one weight of a mean moves.

The score of a model as a function of one weight is a line (arithmetic), a line in its logarithm (geometric) or in its
reciprocal (harmonic). The winners are the upper envelope of these lines; the weights where it has corners are ratios
of differences.
"""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from planpress.model.metrics import TIE, Direction, winners
from planpress.model.sensitivity import Breakpoint, Segment, Sweep, merged_sweep

Line = tuple[Fraction, Fraction]
"""A score, made straight, at a weight of 0 and of 1."""
Shares = Mapping[str, Fraction]


def weight_sweep(
    metric: str, kind: str, shares: Shares, parts: Mapping[str, Mapping[str, float]], better: Direction
) -> Sweep:
    """The sweep of the weight of `metric` in a mean of a kind; `parts` is what it averages, by model."""
    lines = {name: _line(values, kind, metric, shares) for name, values in parts.items()}
    # A reciprocal is the greater, the smaller the score.
    sign = 1 if (better == "higher") != (kind == "harmonic") else -1
    corners = _corners([(sign * line[0], sign * line[1]) for line in lines.values() if line is not None])
    rough = {name: line and (float(line[0]), float(line[1])) for name, line in lines.items()}

    def won(weight: float) -> tuple[str, ...]:
        return winners({name: _score(line, kind, weight) for name, line in rough.items()}, better)

    segments = [Segment(low, high, won((low + high) / 2)) for low, high in pairwise([0.0, *corners, 1.0])]
    return merged_sweep(metric, None, float(shares[metric]), segments, [Breakpoint(at, won(at)) for at in corners])


def _line(parts: Mapping[str, float], kind: str, metric: str, shares: Shares) -> Line | None:
    """A model's score, made straight, as a line over the weight of a metric; None where it is 0 throughout."""
    if kind != "arithmetic" and 0 in parts.values():
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


def _score(line: tuple[float, float] | None, kind: str, weight: float) -> float:
    if line is None:
        return 0.0
    straight = (1 - weight) * line[0] + weight * line[1]
    if kind == "arithmetic":
        return straight
    return math.exp(straight) if kind == "geometric" else 1 / straight


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
    found = (_crossing(line, steeper) for line, steeper in pairwise(hull))
    corners = [0.0]
    for at in (float(each) for each in found if 0 < each < 1):
        # Nearer than scores can be told apart, two corners are one.
        if at < 1 - TIE and at - corners[-1] > TIE:
            corners.append(at)
    return corners[1:]


def _crossing(line: Line, steeper: Line) -> Fraction:
    return (line[0] - steeper[0]) / ((steeper[1] - steeper[0]) - (line[1] - line[0]))
