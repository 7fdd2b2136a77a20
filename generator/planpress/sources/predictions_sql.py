"""The queries of `source: predictions`, one text for every engine: DuckDB and Spark run it as it is.

They read the view `given`: id, model, cluster and slices are texts, label and score have the types of their files. An
engine quotes names and binds values; nothing that somebody wrote stands in a query. Floats are added up as whole
numbers of 2^-k, which have the same sum in any order: an engine adds in the order in which its threads come to them.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

LARGEST = "1e50"
"""The size up to which no square leaves floating point."""
LEAST = 2.0**-1000
"""The size below which no number is taken to be the largest, so that 1 can be divided by it."""
CLIP = 2.0**-52
"""How near to 0 and 1 a probability is taken to be at most, as scikit-learn's log_loss does."""

IS_TEXT = "lower(typeof({0})) IN ('varchar', 'string')"
"""Whether a column has texts: an engine knows that before it reads."""
_ODD = " OR ".join([*(f"contains({{0}}, '{one}')" for one in "_pP"), *(f"{{0}} LIKE '%{one}'" for one in "dfDF")])
"""How texts are written that only some engines take as numbers: 1_000, 0x1p3, 1d and 1f."""
NUMBER = (
    f"CASE WHEN {IS_TEXT} AND ({_ODD.replace('{0}', 'CAST({0} AS STRING)')}) THEN NULL ELSE"
    " coalesce(TRY_CAST({0} AS DOUBLE),"
    " CASE lower(CAST({0} AS STRING)) WHEN 'true' THEN 1e0 WHEN 'false' THEN 0e0 END) END"
)
SCORE, LABEL = f"({NUMBER.format('score')} + 0e0)", f"({NUMBER.format('label')} + 0e0)"
"""The score and the label as numbers, of which -0 is 0."""
APART = f"({SCORE} - {LABEL})"
WHOLE = "9007199254740992e0"
"""2^53: from there on floats are whole, and not all whole numbers are floats."""
_CLASS = f"CASE WHEN abs({{1}}) < {WHOLE} THEN CAST({{1}} AS STRING) ELSE CAST({{0}} AS STRING) END"
LABELLED, TAKEN = _CLASS.format("label", LABEL), _CLASS.format("score", SCORE)
"""What an example is and what it is taken as, as texts: 1, 1.0 and true are one class. Numbers from 2^53 on are those
that are written alike."""
SAME = f"({LABELLED} = {TAKEN})"
_IS_NAMED = "(CAST({0} AS STRING) = {1} OR coalesce({number} = TRY_CAST({1} AS DOUBLE), FALSE))"


def _nan(column: str, number: str) -> str:
    """Whether a column of floats has no number there, or none that is finite: texts may be called so."""
    return f"(NOT {IS_TEXT.format(column)} AND NOT abs({number}) <= {LARGEST})"


PROBLEMS: Mapping[str, str] = {
    "no id": "(id IS NULL OR id = '')",
    "no model": "(model IS NULL OR model = '')",
    "no cluster": "(unit IS NULL OR unit = '')",
    "no label": f"(label IS NULL OR ({IS_TEXT.format('label')} AND CAST(label AS STRING) = ''))",
    "no score": f"(score IS NULL OR ({IS_TEXT.format('score')} AND CAST(score AS STRING) = ''))",
    "label is no number": f"{LABEL} IS NULL",
    "label is not finite": f"NOT abs({LABEL}) <= {LARGEST}",
    "label is none of two classes": f"coalesce({LABEL} NOT IN (0e0, 1e0), TRUE)",
    "label is not 0 or 1": f"coalesce({LABEL} NOT IN (0e0, 1e0), TRUE)",
    "score is no number": f"{SCORE} IS NULL",
    "score is not finite": f"NOT abs({SCORE}) <= {LARGEST}",
    "score is not 0 or 1": f"coalesce({SCORE} NOT IN (0e0, 1e0), TRUE)",
    "label is NaN": _nan("label", LABEL),
    "label is no class": f"abs({LABEL}) < {WHOLE} AND {LABEL} <> floor({LABEL})",
    "score is NaN": _nan("score", SCORE),
    "score is no class": f"abs({SCORE}) < {WHOLE} AND {SCORE} <> floor({SCORE})",
    "score is no probability": f"NOT {SCORE} BETWEEN 0e0 AND 1e0",
}
"""What may be wrong with a row, in the order in which it is said."""

SAMPLES = "{samples}"
"""Where a query has the examples: rows of `grp`, what a value is of, with a label and a score."""
MODELS = "(SELECT model AS grp, unit, label, score FROM given WHERE model BETWEEN :first AND :last) AS samples"
"""The examples of some models."""

EACH = "PARTITION BY grp "
"""What makes a window one of each group."""


def of(samples: str, text: str, groups: int) -> str:
    """A query of samples that have so many groups. Engines sort one group in half the time where none is asked for."""
    return text.replace(SAMPLES, samples).replace(EACH, EACH if groups > 1 else "")


_NAMED, _NUMBERED = (f"CASE WHEN {IS_TEXT.format('label')} THEN {one} ELSE {other} END"
                     for one, other in ((LABELLED, "NULL"), ("NULL", LABEL)))  # fmt: skip


def look(problems: Sequence[str], quick_hash: str) -> str:
    """A row a model: its name, how many rows it has, a fingerprint of its ids with their labels, the largest sizes of
    its scores, of its labels and of how far these are from each other and from one of them, and in how many rows each
    problem is."""
    fingerprint = f"sum({quick_hash.format(f'id, {_NAMED}, {_NUMBERED}')})"
    sizes = [f"max(abs({one}))" for one in (SCORE, LABEL, APART)]
    counts = [count(PROBLEMS[name]) for name in problems]
    columns = ("model", "count(*)", fingerprint, *sizes, f"max({LABEL}) - min({LABEL})", *counts)
    return f"SELECT {', '.join(columns)} FROM given GROUP BY model"


def example(problem: str) -> str:
    """The first row with a problem: its file, id, model, label and score."""
    columns = ("file", "id", "model", "CAST(label AS STRING)", "CAST(score AS STRING)")
    order = ", ".join(f"{one} NULLS FIRST" for one in columns)
    return f"SELECT {', '.join(columns)} FROM given WHERE {PROBLEMS[problem]} ORDER BY {order} LIMIT 1"


def ids_of(md5_start: str) -> str:
    """How many ids of a model differ by the first 60 bits of their MD5, and the sum of these: the same in any order and
    in every engine. Ids that are there twice do not differ, so that they are looked for only where some do not."""
    starts = f"SELECT {md5_start} AS start FROM given WHERE model = :model"
    return f"SELECT count(DISTINCT start), sum(start) FROM ({starts}) AS starts"


def count(condition: str) -> str:
    return f"count(CASE WHEN {condition} THEN 1 END)"


def whole(value: str, scale: str) -> str:
    """A float as a whole number of at most 18 digits, which every engine holds exactly and adds up exactly."""
    return f"CAST(CAST(floor(({value}) * {scale}) AS BIGINT) AS DECIMAL(18, 0))"


def scale_for(largest: float) -> int:
    """The k with which floats up to a size are less than 1e18 when they are whole numbers of 2^-k."""
    return min(59 - (math.frexp(largest)[1] if largest else 0), 1000)


def unscaled(total: Any, k: int) -> Fraction:
    """What a sum of whole numbers of 2^-k is."""
    return Fraction(int(total)) / Fraction(2) ** k


MOST_COUNTS = 2_000_000
"""The counts of so many classes of groups come back at once."""
CLASSES = f"""
    SELECT grp, class, sum(hits), sum(labelled), sum(taken) FROM (
        SELECT grp, is_of AS class, count(CASE WHEN is_of = is_as THEN 1 END) AS hits, count(*) AS labelled, 0 AS taken
        FROM (SELECT grp, {LABELLED} AS is_of, {TAKEN} AS is_as FROM {SAMPLES}) AS labels GROUP BY grp, is_of
        UNION ALL
        SELECT grp, is_as, 0, 0, count(*) FROM (SELECT grp, {TAKEN} AS is_as FROM {SAMPLES}) AS scores
        GROUP BY grp, is_as
    ) AS counts GROUP BY grp, class LIMIT {MOST_COUNTS + 1}
"""
"""A row a group and class: how many examples are of it and are taken as it, are of it, and are taken as it."""
BY_CLASS = "c0 + c1 + CASE WHEN c3 = c4 THEN c2 ELSE 0e0 END"
"""By how much an example moves what is averaged over classes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the examples: columns that are added up in one query, further queries, each once, and the values
    that are bound in them."""

    values: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)

    def value(self, value: Any) -> str:
        """The name by which a value is bound."""
        for name, known in self.values.items():
            if type(known) is type(value) and known == value:
                return f":{name}"
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def count(self, condition: str) -> int:
        """The place of the column that counts the examples of which this holds."""
        return self._column(count(condition))

    def total(self, value: str, k: int) -> int:
        """The place of the column that adds up a value, in whole numbers of 2^-k."""
        return self._column(f"sum({whole(value, self.value(2.0**k))})")

    def query(self, text: str) -> int:
        """The place of a query of its own."""
        return self.queries.setdefault(text, len(self.queries))

    def _column(self, text: str) -> int:
        return self.columns.setdefault(text, len(self.columns))

    def sums(self) -> str:
        """A row a group: its name, and all columns."""
        return f"SELECT grp, {', '.join(self.columns)} FROM {SAMPLES} GROUP BY grp"


def positive(column: str, named: str | None) -> str:
    """Whether a label, or a predicted class, is the positive one: 1 unless a name is bound for it."""
    number = NUMBER.format(column)
    return f"{number} = 1e0" if named is None else _IS_NAMED.format(column, named, number=number)


def log_loss(actual: str) -> str:
    clipped = f"least(greatest({SCORE}, {CLIP!r}), {1 - CLIP!r})"
    return f"-ln(CASE WHEN {actual} THEN {clipped} ELSE 1e0 - {clipped} END)"


def brier(actual: str) -> str:
    away = f"({SCORE} - CASE WHEN {actual} THEN 1e0 ELSE 0e0 END)"
    return f"{away} * {away}"


def spread(scale: str, squares: str) -> str:
    """The sum of the squared distances of the labels from their mean, of each group, and how far its labels are apart:
    where that is 0, what is left of the sum is what the mean was rounded by."""
    label = whole(LABEL, scale)
    away = "(number - mean) * (number - mean)"
    return f"""
    SELECT grp, sum({whole(away, squares)}), max(number) - min(number)
    FROM (SELECT grp, {LABEL} AS number FROM {SAMPLES}) AS labels
    JOIN (SELECT grp, CAST(sum({label}) AS DOUBLE) / count(*) / {scale} AS mean FROM {SAMPLES} GROUP BY grp) AS means
    USING (grp) GROUP BY grp
    """


def bins(actual: str, number: str, scale: str) -> str:
    """The scores of each group in bins of equal width, of which the upper end belongs to each: the group, the number of
    positive examples of a bin and the sum of its scores."""
    at = f"greatest(1e0, ceil({SCORE} * {number}))"
    return f"SELECT grp, {count(actual)}, sum({whole(SCORE, scale)}) FROM {SAMPLES} GROUP BY grp, {at}"


def ranks(actual: str) -> str:
    """A row a group: its positive examples, all examples; of each positive one twice the negative ones above it, those
    with its score by half, added up; and the precision at the score of each positive one, added up in units of 2^-56.

    Equal scores are one threshold: average precision is the mean of these precisions, as scikit-learn has it.
    """
    precision = "CAST(CAST(floor(above / taken * 72057594037927936e0) AS BIGINT) AS DECIMAL(20, 0))"
    return f"""
    SELECT grp, sum(positives), sum(n),
           sum(positives * (2 * (taken - above) - (n - positives))),
           sum({precision} * CAST(positives AS DECIMAL(18, 0)))
    FROM (
        SELECT grp, positives, n, sum(positives) OVER highest AS above, sum(n) OVER highest AS taken
        FROM (SELECT grp, number, count(CASE WHEN is_positive THEN 1 END) AS positives, count(*) AS n
              FROM (SELECT grp, {SCORE} AS number, {actual} AS is_positive FROM {SAMPLES}) AS numbers
              GROUP BY grp, number) AS scores
        WINDOW highest AS ({EACH}ORDER BY number DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    ) AS steps GROUP BY grp
    """
