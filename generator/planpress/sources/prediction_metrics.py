"""The metrics of predictions: what project.yml may write of each, what is added up for it, and its value."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field

from planpress.model.evidence import Passport
from planpress.model.fields import Number, Text, written
from planpress.sources import predictions_sql as sql
from planpress.sources.predictions_sql import Asked
from planpress.sources.source import PassportKeys

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one group: its row of sums, and its rows of each further query, without its name."""

    sums: Row
    rows: Mapping[int, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a model has no value."""

    why: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """The largest sizes of scores and labels, of the distance between the two, and of that between two labels."""

    score: float = 0.0
    label: float = 0.0
    apart: float = 0.0
    spread: float = 0.0

    def is_near(self, other: Sizes) -> bool:
        """Whether sums in the same units lose nothing of either."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return all(one == two or abs(math.frexp(one)[1] - math.frexp(two)[1]) <= 4 for one, two in pairs)


Value = Callable[[Found], float | Missing]
Positive = Annotated[
    Text | int | None, Field(description="The label that counts as positive; 1, or true, if left out.")
]
Division = Annotated[
    Literal[0, 1] | None, Field(description="The value where 0 would divide; none, with a remark, if left out.")
]


@written
class DecisionMetric(PassportKeys):
    """A metric of decisions: of scores from a threshold on, or of predicted classes."""

    metric: Literal["accuracy", "balanced-accuracy", "precision", "recall", "specificity", "f-beta"]
    threshold: Annotated[
        Number | None, Field(description="From which score on an example is positive; scores are classes if left out.")
    ] = None
    positive: Positive = None
    average: Annotated[Literal["binary"] | None, Field(description="Over classes: binary if left out.")] = None
    beta: Annotated[Number, Field(gt=0, le=1000, description="Of f-beta: how much recall weighs.")] = 1.0
    zero_division: Division = None

    @property
    def problems(self) -> tuple[str, ...]:
        of_scores = ("score is no class",) if self.threshold is None else ("score is no number", "score is not finite")
        if self._has_classes:
            return of_scores
        label = () if self.positive is not None else ("label is not 0 or 1",)
        classes = ("score is not 0 or 1",) if self.positive is None and self.threshold is None else ()
        return (*label, *of_scores, *classes)

    @property
    def _has_classes(self) -> bool:
        """Whether it is the share of the examples whose predicted class is that of the label, of however many."""
        return self.metric == "accuracy" and self.threshold is None

    def passport(self, found: Passport) -> Passport:
        variant = f"beta {self.beta:g}" if self.metric == "f-beta" else None
        average = "binary" if self.metric in ("precision", "recall", "f-beta") else None
        parts = replace(found, metric=self.metric, threshold=self.threshold, average=average, variant=variant)
        return PassportKeys.passport(self, parts)

    def asks(self, asked: Asked, _: Sizes) -> Value:
        """The value of a row of sums; what it needs of them is added to what is asked for."""
        if self._has_classes:
            right, all_of_them = asked.count(sql.SAME), asked.count("TRUE")
            return lambda found: found.sums[right] / found.sums[all_of_them]
        named = None if self.positive is None else asked.value(str(self.positive))
        actual = sql.positive("label", named)
        taken = (
            sql.positive("score", named) if self.threshold is None else f"{sql.SCORE} >= {asked.value(self.threshold)}"
        )
        places = [
            asked.count(f"{sign}({actual}) AND {other}({taken})")
            for sign, other in (("", ""), ("NOT ", ""), ("", "NOT "), ("NOT ", "NOT "))
        ]
        return lambda found: self.of_counts(*(found.sums[at] for at in places))

    def of_counts(self, tp: int, fp: int, fn: int, tn: int) -> float | Missing:
        """The value of so many examples that are truly and falsely taken as positive, and as negative."""
        if self.metric == "accuracy":
            return (tp + tn) / (tp + fp + fn + tn)
        if self.metric == "balanced-accuracy":
            shares = [Fraction(right, all_) for right, all_ in ((tp, tp + fn), (tn, tn + fp)) if all_]
            return float(sum(shares) / len(shares))
        if self.metric == "f-beta":
            weight = Fraction(self.beta) ** 2
            return self._share((1 + weight) * tp, (1 + weight) * tp + weight * fn + fp, "no example is positive")
        if self.metric == "precision":
            return self._share(tp, tp + fp, "no example is taken as positive")
        if self.metric == "recall":
            return self._share(tp, tp + fn, "no example is positive")
        return self._share(tn, tn + fp, "no example is negative")

    def _share(self, part: int | Fraction, of: int | Fraction, why: str) -> float | Missing:
        if of:
            return float(Fraction(part) / Fraction(of))
        if self.zero_division is None:
            return Missing(f"{why}; zero_division: 0, or 1, gives it a value")
        return float(self.zero_division)


@written
class ProbabilityMetric(PassportKeys):
    """A metric of probabilities: scores from 0 to 1 of the positive label."""

    metric: Literal["log-loss", "brier"]
    positive: Positive = None

    @property
    def problems(self) -> tuple[str, ...]:
        return (*_ranked(self.positive), "score is no probability")

    def passport(self, found: Passport) -> Passport:
        return PassportKeys.passport(self, replace(found, metric=self.metric))

    def asks(self, asked: Asked, _: Sizes) -> Value:
        actual = _positive(asked, self.positive)
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

        def value(found: Found) -> float | Missing:
            whole = sql.unscaled(found.rows[spread][0][0], of_squares)
            return float(1 - sql.unscaled(found.sums[residual], squared_k) / whole) if whole else _ALIKE

        return value


_ALIKE = Missing("all labels are equal")
_ONE_CLASS = Missing("all labels are of one class")


@written
class RocAucMetric(PassportKeys):
    """The share of pairs of a positive and a negative example of which the positive one has the higher score; equal
    scores are one half."""

    metric: Literal["roc-auc"]
    positive: Positive = None

    @property
    def problems(self) -> tuple[str, ...]:
        return _ranked(self.positive)

    def passport(self, found: Passport) -> Passport:
        return PassportKeys.passport(self, replace(found, metric=self.metric))

    def asks(self, asked: Asked, _: Sizes) -> Value:
        ranks = asked.query(sql.ranks(_positive(asked, self.positive)))

        def value(found: Found) -> float | Missing:
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
        return _ranked(self.positive)

    def passport(self, found: Passport) -> Passport:
        return PassportKeys.passport(self, replace(found, metric=self.metric, ties=self.ties))

    def asks(self, asked: Asked, _: Sizes) -> Value:
        actual = _positive(asked, self.positive)
        ranks = asked.query((sql.ranks if self.ties == "one-threshold" else sql.ranks_one_by_one)(actual))

        def value(found: Found) -> float | Missing:
            positives, _, _, precisions = (int(one or 0) for one in found.rows[ranks][0])
            return float(sql.unscaled(precisions, 56) / positives) if positives else Missing("no example is positive")

        return value


def _positive(asked: Asked, named: str | int | None) -> str:
    return sql.positive("label", None if named is None else asked.value(str(named)))


def _ranked(named: str | int | None) -> tuple[str, ...]:
    label = () if named is not None else ("label is not 0 or 1",)
    return (*label, "score is no number", "score is not finite")


@written
class EceMetric(PassportKeys):
    """The expected calibration error: how far the mean score of each bin is from its share of positive examples."""

    metric: Literal["ece"]
    positive: Positive = None
    bins: Annotated[int, Field(ge=1, le=1000, description="Bins of equal width.")] = 15

    @property
    def problems(self) -> tuple[str, ...]:
        return (*_ranked(self.positive), "score is no probability")

    def passport(self, found: Passport) -> Passport:
        return PassportKeys.passport(self, replace(found, metric=self.metric, variant=f"{self.bins} equal bins"))

    def asks(self, asked: Asked, _: Sizes) -> Value:
        actual = _positive(asked, self.positive)
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
