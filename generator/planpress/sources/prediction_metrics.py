"""The metrics of predictions: what project.yml may write of each, what is added up for it, and its value."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.evidence import Passport
from planpress.model.fields import written
from planpress.sources import predictions_sql as sql
from planpress.sources.decision_metrics import DecisionMetric
from planpress.sources.predicted_values import Found, NoValue, Positive, Sizes, Value, actual_of, ranked_problems
from planpress.sources.predictions_sql import Asked
from planpress.sources.source import PassportKeys


@written
class ProbabilityMetric(PassportKeys):
    """A metric of probabilities: scores from 0 to 1 of the positive label."""

    metric: Literal["log-loss", "brier"]
    positive: Positive = None

    @property
    def problems(self) -> tuple[str, ...]:
        return (*ranked_problems(self.positive), "score is no probability")

    def passport(self, found: Passport) -> Passport:
        return PassportKeys.passport(self, replace(found, metric=self.metric))

    def asks(self, asked: Asked, _: Sizes) -> Value:
        actual = actual_of(asked, self.positive)
        text, k = (sql.log_loss(actual), 53) if self.metric == "log-loss" else (sql.brier(actual), 59)
        return _mean(asked, text, k)


@written
class NumberMetric(PassportKeys):
    """A metric of numbers: of labels and scores, or of scores alone (`mean`)."""

    metric: Literal["mae", "rmse", "mean"]

    @property
    def problems(self) -> tuple[str, ...]:
        label = () if self.metric == "mean" else ("label is no number", "label is not finite")
        return (*label, "score is no number", "score is not finite")

    def passport(self, found: Passport) -> Passport:
        return PassportKeys.passport(self, replace(found, metric=self.metric))

    def asks(self, asked: Asked, sizes: Sizes) -> Value:
        if self.metric == "mean":
            return _mean(asked, sql.SCORE, sql.scale_for(sizes.score))
        if self.metric == "mae":
            return _mean(asked, f"abs({sql.APART})", sql.scale_for(sizes.apart))
        squared = _mean(asked, f"{sql.APART} * {sql.APART}", sql.scale_for(sizes.apart**2))
        return lambda found: math.sqrt(squared(found))


def _mean(asked: Asked, text: str, k: int) -> Callable[[Found], float]:
    total, all_of_them = asked.total(text, k), asked.count("TRUE")
    return lambda found: float(sql.unscaled(found.sums[total], k) / found.sums[all_of_them])


@written
class ExactMatchMetric(PassportKeys):
    """The share of examples whose score is the label, as texts or as numbers."""

    metric: Literal["exact-match"]

    @property
    def problems(self) -> tuple[str, ...]:
        return ()

    def passport(self, found: Passport) -> Passport:
        return PassportKeys.passport(self, replace(found, metric=self.metric))

    def asks(self, asked: Asked, _: Sizes) -> Value:
        right, all_of_them = asked.count(sql.SAME), asked.count("TRUE")
        return lambda found: found.sums[right] / found.sums[all_of_them]


@written
class R2Metric(PassportKeys):
    """How much of the labels' spread the scores explain."""

    metric: Literal["r2"]

    @property
    def problems(self) -> tuple[str, ...]:
        return ("label is no number", "label is not finite", "score is no number", "score is not finite")

    def passport(self, found: Passport) -> Passport:
        return PassportKeys.passport(self, replace(found, metric=self.metric))

    def asks(self, asked: Asked, sizes: Sizes) -> Value:
        k, of_squares = sql.scale_for(sizes.label), sql.scale_for(sizes.spread**2)
        squared_k = sql.scale_for(sizes.apart**2)
        residual = asked.total(f"{sql.APART} * {sql.APART}", squared_k)
        spread = asked.query(sql.spread(asked.value(2.0**k), asked.value(2.0**of_squares)))

        def value(found: Found) -> float | NoValue:
            whole = sql.unscaled(found.rows[spread][0][0], of_squares)
            return float(1 - sql.unscaled(found.sums[residual], squared_k) / whole) if whole else _ALIKE

        return value


_ALIKE = NoValue("all labels are equal")
_ONE_CLASS = NoValue("all labels are of one class")


@written
class RocAucMetric(PassportKeys):
    """The share of pairs of a positive and a negative example of which the positive one has the higher score; equal
    scores are one half."""

    metric: Literal["roc-auc"]
    positive: Positive = None

    @property
    def problems(self) -> tuple[str, ...]:
        return ranked_problems(self.positive)

    def passport(self, found: Passport) -> Passport:
        return PassportKeys.passport(self, replace(found, metric=self.metric))

    def asks(self, asked: Asked, _: Sizes) -> Value:
        ranks = asked.query(sql.ranks(actual_of(asked, self.positive)))

        def value(found: Found) -> float | NoValue:
            positives, n, twice_above, _ = map(int, found.rows[ranks][0])
            pairs = positives * (n - positives)
            return float(1 - Fraction(twice_above, 2 * pairs)) if pairs else _ONE_CLASS

        return value


@written
class AveragePrecisionMetric(PassportKeys):
    """The mean of the precisions at the score of each positive example, as scikit-learn has it."""

    metric: Literal["average-precision"]
    positive: Positive = None
    ties: Annotated[
        Literal["one-threshold", "pessimistic"],
        Field(description="Equal scores are one threshold, or the negative examples among them come first."),
    ] = "one-threshold"

    @property
    def problems(self) -> tuple[str, ...]:
        return ranked_problems(self.positive)

    def passport(self, found: Passport) -> Passport:
        return PassportKeys.passport(self, replace(found, metric=self.metric, ties=self.ties))

    def asks(self, asked: Asked, _: Sizes) -> Value:
        actual = actual_of(asked, self.positive)
        ranks = asked.query((sql.ranks if self.ties == "one-threshold" else sql.ranks_one_by_one)(actual))

        def value(found: Found) -> float | NoValue:
            positives, _, _, precisions = (int(one or 0) for one in found.rows[ranks][0])
            return float(sql.unscaled(precisions, 56) / positives) if positives else NoValue("no example is positive")

        return value


@written
class EceMetric(PassportKeys):
    """The expected calibration error: how far the mean score of each bin is from its share of positive examples."""

    metric: Literal["ece"]
    positive: Positive = None
    bins: Annotated[int, Field(ge=1, le=1000, description="Bins of equal width.")] = 15

    @property
    def problems(self) -> tuple[str, ...]:
        return (*ranked_problems(self.positive), "score is no probability")

    def passport(self, found: Passport) -> Passport:
        return PassportKeys.passport(self, replace(found, metric=self.metric, variant=f"{self.bins} equal bins"))

    def asks(self, asked: Asked, _: Sizes) -> Value:
        actual = actual_of(asked, self.positive)
        bins = asked.query(sql.bins(actual, asked.value(float(self.bins)), asked.value(2.0**59)))
        all_of_them = asked.count("TRUE")
        return lambda found: float(
            sum(abs(sql.unscaled(score, 59) - int(positives)) for positives, score in found.rows[bins])
            / found.sums[all_of_them]
        )


PredictionMetric = Annotated[
    DecisionMetric | ProbabilityMetric | NumberMetric | ExactMatchMetric | R2Metric | RocAucMetric
    | AveragePrecisionMetric | EceMetric,
    Field(discriminator="metric"),
]  # fmt: skip
