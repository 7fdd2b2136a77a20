"""The queries of how sure values are: what each cluster of examples has to do with a value, and products of these.

Sums over clusters and their products are whole numbers of 2^-k, as in `predictions_sql`.
"""

from collections.abc import Sequence

from planpress.sources.predictions_sql import EACH, LABELLED, SAMPLES, SCORE, TAKEN, whole

GRAIN = 2.0**58
"""How fine the shares of examples are; they are between -1 and 1."""
COEFFICIENTS = ("metric", "grp", "class", "c0", "c1", "c2", "c3", "c4")

BEST = "(SELECT model AS grp, unit, label, score FROM given WHERE model IN (SELECT grp FROM best)) AS samples"
SHARED = """(
    SELECT model AS grp, unit, label, score FROM given WHERE model IN (:one, :other) AND id IN (
        SELECT id FROM given WHERE model = :one INTERSECT SELECT id FROM given WHERE model = :other
    )
) AS samples"""
"""The examples that two models have both."""


def parts(at: int) -> str:
    """The examples of each model by what a slice says of them; the group is the length of the name, the name, and the
    part."""
    return f"""(
        SELECT concat(CAST(length(model) AS STRING), ':', model, coalesce(slice_{at}, '')) AS grp, unit, label, score
        FROM given WHERE model BETWEEN :first AND :last
    ) AS samples"""


def shares(metric: int, share: str, condition: str, correct: str, actual: str | None, *, by_class: bool) -> str:
    """A row a group and unit, a cluster or an example: its share in the distance of the value from the true one, how
    many examples it has, and how many of these are right."""
    known = f"JOIN (SELECT * FROM coefficients WHERE metric = {metric:d})"
    given = f"""
        SELECT samples.grp AS grp, unit, label, score, c0, c1, c2, c3, c4
        FROM {SAMPLES} {known} AS known ON known.grp = samples.grp
    """
    if by_class:
        given = f"""
        SELECT samples.grp AS grp, unit, label, score,
               of_label.c0 AS c0, of_score.c1 AS c1, of_label.c2 AS c2, of_label.c3 AS c3, of_score.c3 AS c4
        FROM {SAMPLES} {known} AS of_label ON of_label.grp = samples.grp AND of_label.class = {LABELLED}
        {known} AS of_score ON of_score.grp = samples.grp AND of_score.class = {TAKEN}
        """
    if actual is not None:
        given = _ranked(given, actual)
    return f"""
    SELECT CAST({metric:d} AS INT) AS metric, grp, unit, CAST(sum({whole(share, ":grain")}) AS DOUBLE) / :grain AS u,
           count(*) AS size, {correct} AS correct
    FROM ({given}) AS shared WHERE {condition} GROUP BY grp, unit
    """


def _ranked(given: str, actual: str) -> str:
    """The examples with what stands above their score and at it: `above` positive ones of `taken` in all, and the sums
    over the positive ones up to it of `1 / taken`, `upto`, and of `above / taken^2`, `upto_twice`."""
    upto = whole("CAST(positives AS DOUBLE) / taken", ":grain")
    twice = whole("CAST(positives AS DOUBLE) * above / taken / taken", ":grain")
    rows = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
    return f"""
    SELECT given_rows.grp AS grp, unit, label, score, c0, c1, c2, c3, c4, positives, n, above, taken, upto, upto_twice
    FROM ({given}) AS given_rows JOIN (
        SELECT grp, number, positives, n, above, taken,
               CAST(sum({upto}) OVER lowest AS DOUBLE) / :grain AS upto,
               CAST(sum({twice}) OVER lowest AS DOUBLE) / :grain AS upto_twice
        FROM (
            SELECT grp, number, positives, n, sum(positives) OVER highest AS above, sum(n) OVER highest AS taken
            FROM (SELECT grp, number, count(CASE WHEN is_positive THEN 1 END) AS positives, count(*) AS n
                  FROM (SELECT grp, {SCORE} AS number, {actual} AS is_positive FROM {SAMPLES}) AS numbers
                  GROUP BY grp, number) AS counts
            WINDOW highest AS ({EACH}ORDER BY number DESC {rows})
        ) AS steps WINDOW lowest AS ({EACH}ORDER BY number {rows})
    ) AS ranks ON ranks.grp = given_rows.grp AND ranks.number = {SCORE}
    """


def together(queries: Sequence[str]) -> str:
    return " UNION ALL ".join(queries)


def kept(table: int) -> str:
    """The table of the shares of some groups."""
    return f"influences_{table:d}"


def largest_unit(table: int) -> str:
    return f"SELECT max(size) FROM {kept(table)}"


def squares(table: int) -> str:
    """A row a metric and group: how many units and examples it has, and the sum of the squares of their shares."""
    total = f"sum({whole('u * u', ':fine')})"
    return f"SELECT metric, grp, count(*), sum(size), {total} FROM {kept(table)} GROUP BY metric, grp"


def products(table: int, other: int) -> str:
    """A row for two metrics and groups: the units and examples that both have, the sum of the products of their shares,
    and in how many units either has more right."""
    return f"""
    SELECT one.metric, one.grp, other.metric, other.grp, count(*), sum(one.size),
           sum({whole("one.u * other.u", ":fine")}),
           count(CASE WHEN one.correct > other.correct THEN 1 END),
           count(CASE WHEN one.correct < other.correct THEN 1 END)
    FROM {kept(table)} AS one JOIN {kept(other)} AS other ON one.unit = other.unit
    GROUP BY one.metric, one.grp, other.metric, other.grp
    """
