"""Whether a true value keeps a limit, or is better than another value."""

import math

from planpress.model.best_set import Compared, LimitCertainty
from planpress.model.measured import Measured, MeasuredDifference
from planpress.model.metrics import Bound, Direction, gain
from planpress.statistics.differences import apart, is_ahead
from planpress.statistics.distributions import t_cdf, z_cdf


def keeps(bound: Bound, value: Measured, scale: float | None) -> LimitCertainty | None:
    """The probability that the true value keeps a limit; None where it has no meaning.

    A share of cases is held against the variance that it would have at the limit (Wilson's score statistic): of 20
    cases without a failure 0.85 against 0.05. Any other value by its own error.
    """
    margin = bound.margin(value.value)
    if value.se <= 0:
        return None
    if value.source == "cases" and scale is not None and value.count is not None:
        limit = bound.limit / scale
        if not 0 < limit < 1:
            return None
        return LimitCertainty(bound, z_cdf(margin / scale / math.sqrt(limit * (1 - limit) / value.count)))
    return LimitCertainty(bound, t_cdf(margin / value.se, value.degrees))


def against(
    model: Measured, baseline: Measured, better: Direction, certainty: float, pair: MeasuredDifference | None = None
) -> tuple[Compared, float]:
    """How a model stands to a baseline, at a certainty for the two of them, and the standard error of the gain. `pair`
    is the model less the baseline on the same examples, where that is known."""
    found = pair or apart(model, baseline)
    size, alpha = gain(found.size, 0.0, better), 1 - certainty
    if not is_ahead(found if found.size > 0 else found.turned(), alpha):
        return "not-distinguishable", found.se
    return "better" if size > 0 else "worse", found.se


def exact(value: float) -> Measured:
    """A value without an error, as a requirement is one."""
    return Measured(value, value, 0.0, value, value, "stated")
