"""How sure the score of a rule is, from how sure the values are that it is made of."""

import math
from collections.abc import Mapping

from planpress.model.measured import NOTHING, Measured, Unsure
from planpress.model.metrics import Values
from planpress.model.rule import Metrics, Rule
from planpress.statistics.distributions import both_sides
from planpress.statistics.limits import exact

_STEP = 1e-3
"""A derivative is taken over so many standard errors to each side."""


def score_of(
    rule: Rule, values: Values, known: Mapping[str, Measured | Unsure], metrics: Metrics, certainty: float
) -> Measured | Unsure:
    """How sure a rule's score of these values is; the score must exist. One metric's is the metric's own.

    That of a mean or a formula is by the delta method, with central differences as derivatives, taken where values are
    compared. How the parts go together is not known, so their errors are added up: the error is never too small. If one
    part is not known, neither is the score.
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
    errors: list[float] = []
    for name, part in parts.items():
        slope = _slope(rule, name, values if centre is None else middle, part.se * _STEP, metrics) if part.se else 0.0
        if slope is None:
            return Unsure("the rule has no score beside its value", name)
        errors.append(abs(slope) * part.se)
    se = math.fsum(errors)
    if score is None or se <= 0:
        return Unsure("its score does not change with its values")
    degrees = min(part.degrees for part in parts.values())
    half = both_sides(1 - certainty, degrees) * se
    return Measured(score, score if centre is None else centre, se, score - half, score + half, "several", degrees)


def _slope(rule: Rule, name: str, values: Values, step: float, metrics: Metrics) -> float | None:
    """How the score changes with a value of one metric: to both sides, or to the one on which there is a score."""
    here = values[name]
    ends = [(at, rule.measure({**values, name: at}, metrics)) for at in (here - step, here, here + step)]
    scored = [(at, score) for at, score in ends if score is not None]
    (low, least), (high, most) = scored[0], scored[-1]
    return (most - least) / (high - low) if high > low else None
