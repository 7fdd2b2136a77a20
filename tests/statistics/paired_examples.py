"""What evidence of pairs has to say of examples, from the examples themselves."""

import math
from collections.abc import Sequence

from planpress.model.measured import MeasuredDifference, Unsure
from planpress.statistics.differences import FEWEST_CLUSTERS, error_of_mean, right_or_wrong


def on_the_same(differences: Sequence[float], clusters: Sequence[str] | None = None) -> MeasuredDifference | Unsure:
    """The mean of differences on the same examples, with the CR1 error over clusters where there are any.

    Answers that are right or wrong without clusters add 1/2 to each of their four counts before the error is taken.
    """
    count = len(differences)
    if count < 2:
        return Unsure("it is of one example")
    if clusters is None and all(one in (-1.0, 0.0, 1.0) for one in differences):
        ahead, behind = ([*differences].count(one) for one in (1.0, -1.0))
        return right_or_wrong(ahead, behind, count)
    if clusters is not None and len({*clusters}) < FEWEST_CLUSTERS:
        return Unsure(f"it is of fewer than {FEWEST_CLUSTERS} clusters")
    se, degrees = error_of_mean(differences, clusters)
    if se <= 0:
        return Unsure("its examples do not differ")
    return MeasuredDifference(math.fsum(differences) / count, se, degrees, paired=True, count=count)
