"""Metrics of scores in their order, and of how they are spread: areas under curves, and calibration."""

from __future__ import annotations

import math
from dataclasses import field, replace
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.evidence import Passport
from planpress.model.fields import written
from planpress.sources import predictions_sql as sql
from planpress.sources.coco_precision import POINTS, Ties, Variant
from planpress.sources.precisions_sql import precisions
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
from planpress.sources.source import PassportKeys

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

    def influence(self, asked: Asked, _: Sizes) -> Influence:
        """By the placement values of DeLong, DeLong and Clarke-Pearson (1988): without clusters the error is theirs."""
        actual = actual_of(asked, self.positive)
        ranks = asked.query(sql.ranks(actual))
        of_positive = "c3 * (1e0 - (taken - above - (n - positives) / 2e0) / c1 - c2)"
        share = f"CASE WHEN {actual} THEN {of_positive} ELSE c4 * ((above - positives / 2e0) / c0 - c2) END"

        def shares(found: Found, value: float, is_clustered: bool) -> Shares:
            positives, n, *_ = map(int, found.rows[ranks][0])
            sides = (positives, n - positives)
            weights = [1 / one * (1.0 if is_clustered or one < 2 else _variance_of(one, n)) for one in sides]
            return Shares([*sides, value, *(one / max(weights) for one in weights)], max(weights))

        return Influence(share, shares, actual=actual)


@written
class AveragePrecisionMetric(PassportKeys):
    """The mean of the precisions at the score of each positive example, as scikit-learn has it, or another definition
    of the area below them."""

    metric: Literal["average-precision"]
    positive: Positive = None
    variant: Annotated[Variant, Field(description="Its definition; step, scikit-learn's, if left out.")] = field(
        default="step", kw_only=True
    )
    ties: Annotated[
        Literal["one-threshold", "pessimistic"] | None,
        Field(description="Equal scores are one threshold, or the negative examples among them come first."),
    ] = None

    @property
    def _ties(self) -> Ties:
        """In the order of a file, which other tools keep, nothing of these tables is."""
        return self.ties or ("one-threshold" if self.variant == "step" else "pessimistic")

    @property
    def _is_of_ranks(self) -> bool:
        """Whether it is scikit-learn's, of which the ranks of `roc-auc` are enough."""
        return self.variant == "step" and self._ties == "one-threshold"

    @property
    def problems(self) -> tuple[str, ...]:
        return ranked_problems(self.positive)

    def passport(self, found: Passport) -> Passport:
        return PassportKeys.passport(self, replace(found, metric=self.metric, ties=self._ties))

    def asks(self, asked: Asked, _: Sizes) -> Value:
        actual, points = actual_of(asked, self.positive), POINTS.get(self.variant)
        text = sql.ranks(actual) if self._is_of_ranks else precisions(
            actual, one_by_one=self._ties == "pessimistic", best=self.variant != "step", points=points
        )  # fmt: skip
        ranks = asked.query(text)

        def value(found: Found) -> float | NoValue:
            positives, *_, total = (int(one or 0) for one in next(iter(found.rows.get(ranks, ())), (0, 0)))
            return float(sql.unscaled(total, 56) / (points or positives)) if positives else NoValue(_NONE)

        return value

    def influence(self, asked: Asked, _: Sizes) -> Influence | None:
        """As a ratio of sums over examples, of which each is also in the precisions of the positive ones below it. None
        where examples with the same score do not count the same, or where a best precision is that of others."""
        if not self._is_of_ranks:
            return None
        actual = actual_of(asked, self.positive)
        ranks = asked.query(sql.ranks(actual))
        share = f"(CASE WHEN {actual} THEN above / taken - c0 + upto ELSE 0e0 END - upto_twice) * c1"

        def shares(found: Found, value: float, is_clustered: bool) -> Shares:
            return Shares([value, 1 / 64], 64 / int(found.rows[ranks][0][0]))

        return Influence(share, shares, actual=actual)


_NONE = "no example is positive"


def _variance_of(count: int, n: int) -> float:
    """What turns the error over all n examples into that of one class with its own degrees of freedom."""
    return math.sqrt(count / (count - 1) * (n - 1) / n)


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

    def influence(self, asked: Asked, _: Sizes) -> None:
        """None: the sizes of differences have no derivative where they are 0."""
