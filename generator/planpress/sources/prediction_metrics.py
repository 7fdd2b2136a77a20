"""The metrics of predictions: what project.yml may write of each, what is added up for it, and its value."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.evidence import Passport
from planpress.model.fields import written
from planpress.sources import predictions_sql as sql
from planpress.sources.decision_metrics import AccuracyMetric, ClassMetric, right_or_not, share_of
from planpress.sources.predicted_values import (
    Found,
    Influence,
    NoValue,
    Positive,
    Shares,
    Sizes,
    Value,
    actual_of,
    ranked_problems,
)  # fmt: skip
from planpress.sources.predictions_sql import Asked
from planpress.sources.ranked_metrics import AveragePrecisionMetric, EceMetric, RocAucMetric
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
        text, most = self._text(actual)
        return _mean(asked, text, most)

    def _text(self, actual: str) -> tuple[str, float]:
        """What it is the mean of, and the most that this can be."""
        return (sql.log_loss(actual), 37.0) if self.metric == "log-loss" else (sql.brier(actual), 1.0)

    def influence(self, asked: Asked, _: Sizes) -> Influence:
        return _of_mean(asked, *self._text(actual_of(asked, self.positive)))


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
        mean = _mean(asked, *self._text(sizes))
        return (lambda found: math.sqrt(mean(found))) if self.metric == "rmse" else mean

    def _text(self, sizes: Sizes) -> tuple[str, float]:
        """What it is the mean of, or the root of the mean, and the most that this can be."""
        if self.metric == "mean":
            return sql.SCORE, sizes.score
        return (f"abs({sql.APART})", sizes.apart) if self.metric == "mae" else (_SQUARE, sizes.apart**2)

    def influence(self, asked: Asked, sizes: Sizes) -> Influence:
        """How examples move it; where it is a mean of 0 and 1 alone, 1 is right."""
        made = _of_mean(asked, *self._text(sizes), is_root=self.metric == "rmse")
        if self.metric != "mean":
            return made
        others = asked.count(f"{sql.SCORE} NOT IN (0e0, 1e0)")

        def shares(found: Found, value: float, is_clustered: bool) -> Shares:
            return replace(made.shares(found, value, is_clustered), is_of_right=not found.sums[others])

        return replace(made, shares=shares, right=f"{sql.SCORE} = 1e0")


_SQUARE = f"{sql.APART} * {sql.APART}"


def _mean(asked: Asked, text: str, most: float) -> Callable[[Found], float]:
    k = sql.scale_for(most)
    total, all_of_them = asked.total(text, k), asked.count("TRUE")
    return lambda found: float(sql.unscaled(found.sums[total], k) / found.sums[all_of_them])


def _of_mean(asked: Asked, text: str, most: float, *, is_root: bool = False) -> Influence:
    """How examples move the mean of what is at most so large, or its root (by the delta method)."""
    mean, all_of_them = _mean(asked, text, most), asked.count("TRUE")

    def shares(found: Found, value: float, _: bool) -> Shares:
        n, middle = int(found.sums[all_of_them]), mean(found)
        size = max(2 * most, sql.LEAST)
        slope = (0.5 / value if value else 0.0) if is_root else 1.0
        return Shares([middle, 1 / size], size * slope / n)

    return Influence(f"({text} - c0) * c1", shares)


@written
class ExactMatchMetric(PassportKeys):
    """The share of examples whose score is the label, as texts or as numbers."""

    metric: Literal["exact-match"]

    @property
    def problems(self) -> tuple[str, ...]:
        return ("label is NaN", "score is NaN")

    def passport(self, found: Passport) -> Passport:
        return PassportKeys.passport(self, replace(found, metric=self.metric))

    def asks(self, asked: Asked, _: Sizes) -> Value:
        return share_of(asked, sql.SAME)

    def influence(self, asked: Asked, _: Sizes) -> Influence:
        return right_or_not(asked, sql.SAME)


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
        k, of_squares = _scales(sizes)
        squared_k = sql.scale_for(sizes.apart**2)
        residual = asked.total(f"{sql.APART} * {sql.APART}", squared_k)
        spread = asked.query(sql.spread(asked.value(2.0**k), asked.value(2.0**of_squares)))

        def value(found: Found) -> float | NoValue:
            total, apart = found.rows[spread][0]
            whole = sql.unscaled(total, of_squares)
            return float(1 - sql.unscaled(found.sums[residual], squared_k) / whole) if apart and whole else _ALIKE

        return value

    def influence(self, asked: Asked, sizes: Sizes) -> Influence:
        k, of_squares = _scales(sizes)
        spread = asked.query(sql.spread(asked.value(2.0**k), asked.value(2.0**of_squares)))
        label, all_of_them = asked.total(sql.LABEL, k), asked.count("TRUE")

        def shares(found: Found, value: float, _: bool) -> Shares:
            n = int(found.sums[all_of_them])
            whole = float(sql.unscaled(found.rows[spread][0][0], of_squares))
            most = max(abs(1 - value) * sizes.spread**2, sizes.apart**2, sql.LEAST)
            return Shares([float(sql.unscaled(found.sums[label], k) / n), 1 - value, 1 / most], most / whole)

        away = f"({sql.LABEL} - c0)"
        return Influence(f"({away} * {away} * c1 - {_SQUARE}) * c2", shares)


def _scales(sizes: Sizes) -> tuple[int, int]:
    """The k of labels, and that of their squared distances from a mean, which is rounded as labels are."""
    return sql.scale_for(sizes.label), sql.scale_for(max(sizes.spread, sizes.label * 2**-50) ** 2)


_ALIKE = NoValue("all labels are equal")


PredictionMetric = Annotated[
    AccuracyMetric | ClassMetric | ProbabilityMetric | NumberMetric | ExactMatchMetric | R2Metric
    | RocAucMetric | AveragePrecisionMetric | EceMetric,
    Field(discriminator="metric"),
]  # fmt: skip
