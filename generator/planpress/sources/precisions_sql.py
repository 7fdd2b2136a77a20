"""The query of average precision in its definitions: a sum over thresholds of the precision there, or of the best one
from there on, times what is gained there. One text for every engine, as in `predictions_sql`."""

from planpress.sources.predictions_sql import EACH, SAMPLES, SCORE


def precisions(actual: str, *, one_by_one: bool, best: bool, points: int | None) -> str:
    """A row a group: its positive examples, and the sum of precisions times gains, in units of 2^-56.

    Equal scores are one threshold, or are taken `one_by_one`, the negative ones first. `best` takes the best precision
    from a threshold on, all examples below it included. What is gained is the positive examples, or of so many `points`
    of recall, evenly from 0 to 1, those that are reached.
    """
    rows = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
    precision = f"max(above / taken) OVER ({EACH}ORDER BY taken DESC {rows})" if best else "above / taken"
    gain = "positives" if points is None else f"{_reached('above', points)} - {_reached('(above - positives)', points)}"
    units = "CAST(CAST(floor(precision * 72057594037927936e0) AS BIGINT) AS DECIMAL(20, 0))"
    return f"""
    SELECT grp, sum(positives), sum({units} * CAST(gain AS DECIMAL(18, 0))) FROM (
        SELECT grp, positives, {precision} AS precision, {gain} AS gain FROM (
            SELECT grp, positives, above, taken, sum(positives) OVER ({EACH}) AS whole
            FROM ({_one_by_one(actual, rows) if one_by_one else _by_score(actual, rows)}) AS steps
        ) AS counted WHERE positives > 0
    ) AS gained GROUP BY grp
    """


def _by_score(actual: str, rows: str) -> str:
    return f"""
    SELECT grp, positives, sum(positives) OVER highest AS above, sum(n) OVER highest AS taken
    FROM (SELECT grp, number, count(CASE WHEN is_positive THEN 1 END) AS positives, count(*) AS n
          FROM (SELECT grp, {SCORE} AS number, {actual} AS is_positive FROM {SAMPLES}) AS numbers
          GROUP BY grp, number) AS scores
    WINDOW highest AS ({EACH}ORDER BY number DESC {rows})
    """


def _one_by_one(actual: str, rows: str) -> str:
    return f"""
    SELECT grp, positives, sum(CAST(positives AS DOUBLE)) OVER lowest AS above,
           CAST(row_number() OVER lowest AS DOUBLE) AS taken
    FROM (SELECT grp, {SCORE} AS number, CASE WHEN {actual} THEN 1 ELSE 0 END AS positives FROM {SAMPLES}) AS numbers
    WINDOW lowest AS ({EACH}ORDER BY number DESC, positives {rows})
    """


def _reached(above: str, points: int) -> str:
    """How many of the recalls 0, 1 / (points - 1), ... 1 are reached with so many positive examples above, in floating
    point as the known tools have it: 0.3 is below 3 x 0.1. None with none."""
    step = f"{1 / (points - 1)!r}e0"
    recall = f"({above} / CAST(whole AS DOUBLE))"
    last = f"floor({recall} * {points - 1}e0)"
    return f"""(CASE WHEN {above} = 0e0 THEN 0e0 WHEN ({last} + 1e0) * {step} <= {recall} THEN {last} + 2e0
                     WHEN {last} * {step} <= {recall} THEN {last} + 1e0 ELSE {last} END)"""
