"""The queries of curves: which scores of a model are kept, and what they give as thresholds."""

from collections.abc import Sequence

from planpress.model.curves import MOST_POINTS
from planpress.sources.predictions_sql import EACH, SAMPLES, SCORE

MOST_THRESHOLDS = 20
"""The most thresholds of metrics that are points for certain."""
FIRST = 20
"""All points are kept up to so many examples."""
_RECALL, _ALARMS, _RANK = 64, 40, 55
"""Steps of equal size of recall, of the false positive rate, and of the fourth root of the share of the examples that
are taken: with the first points, those asked for and the last one they make 200 at most."""


def counted(actual: str) -> str:
    """A row a group and score: how many examples have it, and how many of these are positive."""
    return f"""
    SELECT grp, number, count(CASE WHEN is_positive THEN 1 END) AS own, count(*) AS size
    FROM (SELECT grp, {SCORE} AS number, {actual} AS is_positive FROM {SAMPLES}) AS numbers GROUP BY grp, number
    """


def points(asked: Sequence[str]) -> str:
    """The points of each group of the table `scores`, which holds what `counted` gives: its name, the score, the
    positive and negative examples from that score on, and all of its positive and negative ones.

    All scores are kept where there are no more than 200. Else kept are the first ones and the last, the lowest that is
    not below each threshold that is asked for, and each that reaches a further step. Precision moves fastest where few
    examples are taken, which the fourth root has most steps for: a square root twice, which all machines round alike.
    Where examples are only of one class there is no curve.
    """
    steps = [
        _steps(_RECALL, "tp / positives", "(tp - own) / positives"),
        _steps(_ALARMS, "(taken - tp) / (n - positives)", "(taken - tp - size + own) / (n - positives)"),
        _steps(_RANK, "sqrt(sqrt(taken / n))", "sqrt(sqrt((taken - size) / n))"),
    ]
    wanted = [f"number = asked_{at}" for at, _ in enumerate(asked)]
    lowest = "".join(f", min(CASE WHEN number >= {one} THEN number END) AS asked_{at}" for at, one in enumerate(asked))
    kept = " OR ".join([f"scores <= {MOST_POINTS:d}", f"taken <= {FIRST:d}", "taken = n", *steps, *wanted])
    return f"""
    SELECT ranked.grp, number, CAST(tp AS BIGINT), CAST(taken - tp AS BIGINT), CAST(positives AS BIGINT),
           CAST(n - positives AS BIGINT)
    FROM (
        SELECT grp, number, own, size, sum(own) OVER highest AS tp, sum(size) OVER highest AS taken FROM scores
        WINDOW highest AS ({EACH}ORDER BY number DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    ) AS ranked JOIN (
        SELECT grp, sum(own) AS positives, sum(size) AS n, count(*) AS scores{lowest} FROM scores GROUP BY grp
    ) AS whole ON whole.grp = ranked.grp
    WHERE positives > 0 AND positives < n AND ({kept})
    """


def _steps(count: int, here: str, before: str) -> str:
    return f"floor({count:d}e0 * ({here})) > floor({count:d}e0 * ({before}))"
