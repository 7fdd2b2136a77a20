"""Quantiles and probabilities of the normal, Student's t and the binomial distribution.

The normal one is the standard library's. The others follow from the regularised incomplete beta function, by its
continued fraction (Abramowitz and Stegun 1964, 26.5.8) with Lentz's method.
"""

import math
from functools import lru_cache
from statistics import NormalDist

_NORMAL = NormalDist()
_TINY = 1e-300
_MOST = 10_000  # terms of a fraction, which takes some root of its larger parameter
_SERIES_FROM = 1e5
"""Degrees of freedom from which on t is a series in their inverse (Abramowitz and Stegun 1964, 26.7.5 and its inverse),
which leaves out what is below the cube of that."""


def z_quantile(probability: float) -> float:
    """The value that a standard normal variable stays below with this probability, between 0 and 1."""
    return _NORMAL.inv_cdf(probability)


def z_cdf(value: float) -> float:
    """The probability that a standard normal variable is at most `value`."""
    return _NORMAL.cdf(value)


def t_cdf(value: float, degrees: float) -> float:
    """The probability that Student's t is at most `value`; with infinite degrees it is the normal one."""
    if degrees >= _SERIES_FROM:
        t = min(max(value, -100.0), 100.0)  # nothing is left beyond
        square, second = t * t, 96 * degrees * degrees
        return z_cdf(t * (1 - (square + 1) / (4 * degrees) + ((13 * square + 8) * square + 3) / second))
    tail = _t_tail(abs(value), degrees)
    return 1 - tail if value > 0 else tail


def t_quantile(probability: float, degrees: float) -> float:
    """The value that Student's t stays below with this probability, between 0 and 1; `degrees` are above 0."""
    if probability < 0.5:
        return -_t_above(probability, degrees)
    return _t_above(1 - probability, degrees)


def both_sides(alpha: float, degrees: float = math.inf) -> float:
    """How far from 0 to both sides Student's t is with probability `alpha` in all, between 0 and 1. Other than a
    quantile near 1 it has all its digits where alpha is tiny."""
    return -t_quantile(alpha / 2, degrees)


@lru_cache(maxsize=4096)
def _t_above(wanted: float, degrees: float) -> float:
    """The value that t is above with a probability of at most one half."""
    z = -z_quantile(wanted)
    if wanted == 0.5 or degrees >= _SERIES_FROM:
        square, second = z * z, 96 * degrees * degrees
        return z * (1 + (square + 1) / (4 * degrees) + ((5 * square + 16) * square + 3) / second)
    value = max(z, 1e-3)
    for _ in range(100):
        tail = _t_tail(value, degrees)
        # Newton's method on logarithms, on which the tail is nearly a line.
        step = math.log(tail / wanted) * tail / (value * _t_density(value, degrees))
        value *= math.exp(min(max(step, -2.0), 2.0))
        if abs(step) < 1e-14:
            break
    return value


def _t_tail(value: float, degrees: float) -> float:
    """The probability that t is above a value of at least 0."""
    square = value * value
    part, rest = square / (degrees + square), degrees / (degrees + square)
    if square < degrees:
        return (1 - _beta(0.5, degrees / 2, part, rest)) / 2
    return _beta(degrees / 2, 0.5, rest, part) / 2


def _t_density(value: float, degrees: float) -> float:
    power = -(degrees + 1) / 2 * math.log1p(value * value / degrees)
    return math.exp(power - _log_beta(0.5, degrees / 2) - math.log(degrees) / 2)


def binomial_cdf(successes: int, trials: int) -> float:
    """The probability of at most so many successes in `trials` that succeed with probability 1/2."""
    if successes >= trials:
        return 1.0
    return 0.0 if successes < 0 else incomplete_beta(trials - successes, successes + 1, 0.5)


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function of `x` from 0 to 1 with parameters above 0."""
    return _beta(a, b, x, 1 - x)


def _beta(a: float, b: float, x: float, rest: float) -> float:
    """The same of `x` and what it leaves of 1: where the one is near 1, only the other has all its digits."""
    if x <= 0 or rest <= 0:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(a * _log_of(x, rest) + b * _log_of(rest, x) - _log_beta(a, b))
    # The fraction converges quickly on one side of the mean; the other side is one less its mirror image.
    if x > (a + 1) / (a + b + 2):
        return 1 - front * _fraction(b, a, rest) / b
    return front * _fraction(a, b, x) / a


def _log_of(x: float, rest: float) -> float:
    return math.log(x) if x < rest else math.log1p(-rest)


def _fraction(a: float, b: float, x: float) -> float:
    d = 1 / _apart(1 - (a + b) * x / (a + 1))
    c, product = 1.0, d
    for m in range(1, _MOST):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d, c = 1 / _apart(1 + even * d), _apart(1 + even / c)
        product *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = 1 / _apart(1 + odd * d), _apart(1 + odd / c)
        product *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return product


def _apart(value: float) -> float:
    """The value, kept apart from 0."""
    return value if abs(value) > _TINY else _TINY


def _log_beta(a: float, b: float) -> float:
    """The logarithm of the beta function. Where one is large, the logarithms of gamma functions would cancel."""
    low, high = min(a, b), max(a, b)
    if high < 50:
        return math.lgamma(low) + math.lgamma(high) - math.lgamma(low + high)
    whole, left = low + high, (high - 0.5) * math.log1p(-low / (low + high))
    if low < 50:
        return math.lgamma(low) + _stirling(high) - _stirling(whole) + low - low * math.log(whole) + left
    rest = 0.5 * math.log(2 * math.pi / low) + low * math.log(low / whole) + high * math.log1p(-low / whole)
    return rest - 0.5 * math.log(high / whole) + _stirling(low) + _stirling(high) - _stirling(whole)


def _stirling(x: float) -> float:
    """What Stirling's formula leaves over of the logarithm of gamma, for `x` from 50."""
    inverse = 1 / (x * x)
    return (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x
