"""How sure the score of a rule is, from how sure the values are that it is made of."""

import math
from collections.abc import Mapping
from itertools import combinations

from planpress.model.measured import NOTHING, Measured, Unsure
from planpress.model.metrics import Values
from planpress.model.rule import Metrics, Rule
from planpress.statistics.distributions import both_sides
from planpress.statistics.limits import exact

_STEP = 1e-3
"""A derivative is taken over so many standard errors to each side."""


Covariances = Mapping[str, Mapping[str, float]]
"""Those of values, or of differences, of two metrics, by the one and the other."""


def score_of(
    rule: Rule, values: Values, known: Mapping[str, Measured | Unsure], metrics: Metrics, certainty: float,
    covariances: Covariances | None = None,
) -> Measured | Unsure:  # fmt: skip
    """How sure a rule's score of these values is; the score must exist. One metric's is the metric's own.

    That of a mean or a formula is by the delta method, with central differences as derivatives, taken where values are
    compared, and with the `covariances` of the values. Where how two parts go together is not known, their errors are
    added up: the error is never too small. If one part is not known, neither is the score.
    """
    parts: dict[str, Measured] = {}
    for name in rule.measured():
        part = known.get(name, Unsure(NOTHING))
        if isinstance(part, Unsure):
            return Unsure(part.why, name) if rule.computed else part
        parts[name] = part
    if not rule.computed:
        return next(iter(parts.values()))
    score = rule.measure(values, metrics)
    if score is not None and not any(part.se for part in parts.values()):
        return exact(score)
    middle = {**values, **{name: part.centre for name, part in parts.items()}}
    centre = rule.measure(middle, metrics)
    slopes: dict[str, float] = {}
    for name, part in parts.items():
        slope = slope_of(rule, name, values if centre is None else middle, part.se, metrics) if part.se else 0.0
        if slope is None:
            return Unsure("the rule has no score beside its value", name)
        slopes[name] = slope
    se = combined(slopes, {name: part.se for name, part in parts.items()}, covariances or {})
    if score is None or se <= 0:
        return Unsure("its score does not change with its values")
    degrees = min(part.degrees for part in parts.values())
    half = both_sides(1 - certainty, degrees) * se
    return Measured(score, score if centre is None else centre, se, score - half, score + half, "several", degrees)


def combined(slopes: Mapping[str, float], errors: Mapping[str, float], covariances: Covariances) -> float:
    """The error of a sum of parts, each times its slope. Two parts without a covariance may go together as they like:
    theirs is the product of their errors."""
    terms = [(slopes[name] * error) ** 2 for name, error in errors.items()]
    for one, other in combinations(errors, 2):
        known = covariances.get(one, {}).get(other, covariances.get(other, {}).get(one))
        if known is None:
            terms.append(2 * abs(slopes[one] * slopes[other]) * errors[one] * errors[other])
        else:
            terms.append(2 * slopes[one] * slopes[other] * known)
    return math.sqrt(max(0.0, math.fsum(terms)))


def all_known(rule: Rule, covariances: Covariances) -> bool:
    """Whether nothing of a rule's score has to be added up: it has one part, or it is known how all go together."""
    pairs = combinations(rule.measured(), 2)
    return all(other in covariances.get(one, {}) or one in covariances.get(other, {}) for one, other in pairs)


def slope_of(rule: Rule, name: str, values: Values, error: float, metrics: Metrics) -> float | None:
    """How a score changes with a value of one metric that has this error: to both sides, or to the one on which there
    is a score; None where there is none beside it."""
    here, step = values[name], error * _STEP
    ends = [(at, rule.measure({**values, name: at}, metrics)) for at in (here - step, here, here + step)]
    scored = [(at, score) for at, score in ends if score is not None]
    (low, least), (high, most) = scored[0], scored[-1]
    return (most - least) / (high - low) if high > low else None
