"""How much better one value is than another, and how sure that is: apart, on the same examples, over folds."""

import math
from collections.abc import Iterable, Sequence

from planpress.model.measured import Measured, MeasuredDifference, Unsure
from planpress.model.metrics import same
from planpress.statistics.distributions import binomial_cdf, both_sides

FEWEST_CLUSTERS = 10
"""With fewer clusters the error is not known."""


def apart(one: Measured, other: Measured) -> MeasuredDifference:
    """The difference of two values that were measured apart: of two counts by Agresti and Caffo (2000), of two means by
    Welch (1947), else the root of the sum of the squares of their errors."""
    known = math.isinf(one.degrees) and math.isinf(other.degrees)
    parts = () if known else ((one.se**2, one.degrees), (other.se**2, other.degrees))
    return MeasuredDifference(one.centre - other.centre, math.hypot(one.se, other.se), welch_satterthwaite(parts))


def welch_satterthwaite(parts: Iterable[tuple[float, float]]) -> float:
    """The degrees of freedom of a sum of variances with their own (Satterthwaite 1946)."""
    known = [(variance, degrees) for variance, degrees in parts if variance > 0]
    below = math.fsum(variance**2 / degrees for variance, degrees in known if math.isfinite(degrees))
    return math.fsum(variance for variance, _ in known) ** 2 / below if below > 0 else math.inf


def right_or_wrong(ahead: int, behind: int, count: int) -> MeasuredDifference:
    """The difference of two shares on the same examples, of which one alone has `ahead` right and the other alone
    `behind`; its error is that of the four counts with 1/2 more each."""
    share_ahead, share_behind = (ahead + 0.5) / (count + 2), (behind + 0.5) / (count + 2)
    variance = (share_ahead + share_behind - (share_ahead - share_behind) ** 2) / (count + 2)
    size = (ahead - behind) / count
    return MeasuredDifference(size, math.sqrt(variance), discordant=(ahead, behind), paired=True, count=count)


def error_of_mean(values: Sequence[float], clusters: Sequence[str] | None = None) -> tuple[float, int]:
    """The standard error of a mean of at least two values, and its degrees of freedom: `s / sqrt(n)`; over at least two
    clusters CR1, which is CR0 times `sqrt(G / (G - 1))` (Miller 2024 leaves that factor out). It is 0 of values
    that are the same but for rounding."""
    mean = math.fsum(values) / len(values)
    away = [one - mean for one in values]
    if clusters is not None:
        sums: dict[str, list[float]] = {}
        for one, cluster in zip(away, clusters, strict=True):
            sums.setdefault(cluster, []).append(one)
        away = [math.fsum(one) for one in sums.values()]
    squares = 0.0 if same(min(values), max(values)) else math.fsum(one * one for one in away)
    return math.sqrt(squares * len(away) / (len(away) - 1)) / len(values), len(away) - 1


def over_folds(differences: Sequence[float], test_share: float) -> MeasuredDifference | Unsure:
    """The mean of differences, or of values, over the folds of a cross-validation, with the error of Nadeau and Bengio
    (2003), `s^2 (1 / J + n_test / n_train)`; `test_share` is `n_test / n_train`."""
    count = len(differences)
    if count < 2:
        return Unsure("it is of one fold")
    se, degrees = error_of_mean(differences)
    if se <= 0:
        return Unsure("its folds do not differ")
    whole = se * math.sqrt(1 + count * test_share)
    return MeasuredDifference(math.fsum(differences) / count, whole, degrees, paired=True, count=count)


def covariance_over_folds(one: Sequence[float], other: Sequence[float], test_share: float) -> float:
    """The covariance of two means over the same folds, of which there are at least two, with the same correction."""
    count = len(one)
    means = math.fsum(one) / count, math.fsum(other) / count
    products = math.fsum((a - means[0]) * (b - means[1]) for a, b in zip(one, other, strict=True))
    return products / (count - 1) * (1 / count + test_share)


def mcnemar(ahead: int, behind: int) -> float:
    """The exact two-sided probability of counts that differ as much, where neither is better (McNemar 1947)."""
    return min(1.0, 2 * binomial_cdf(min(ahead, behind), ahead + behind))


def holm(probabilities: Sequence[float]) -> tuple[float, ...]:
    """Probabilities of several tests, adjusted so that none is called by chance more often than one (Holm 1979)."""
    adjusted, highest, count = [0.0] * len(probabilities), 0.0, len(probabilities)
    for rank, at in enumerate(sorted(range(count), key=probabilities.__getitem__)):
        highest = max(highest, min(1.0, (count - rank) * probabilities[at]))
        adjusted[at] = highest
    return tuple(adjusted)


def critical(difference: MeasuredDifference, alpha: float) -> float:
    """How many standard errors a difference must be from 0 to be none by chance but in `alpha` of cases, both ways."""
    return both_sides(alpha, difference.degrees)


def is_ahead(difference: MeasuredDifference, alpha: float) -> bool:
    """Whether a difference is above 0 and none by chance: by the exact test where two were right or wrong on the same
    examples."""
    if difference.size <= 0:
        return False
    if difference.discordant is not None:
        return mcnemar(*difference.discordant) <= alpha
    ratio, degrees = difference.size / difference.se, difference.degrees
    if degrees < _MANY:
        # A quantile falls with its degrees: those of few steps are known, and between two of them most is decided.
        step = math.floor(math.log(degrees) / _STEP)
        if ratio > both_sides(alpha, math.exp(step * _STEP)):
            return True
        if ratio <= both_sides(alpha, math.exp((step + 1) * _STEP)):
            return False
    return ratio > critical(difference, alpha)


_STEP = 0.02
_MANY = 1e4
