"""Metrics of decisions: what is positive from a score on, and what is of a class."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.evidence import Passport
from planpress.model.fields import Number, written
from planpress.sources import predictions_sql as sql
from planpress.sources.predicted_values import Division, Found, Influence, NoValue, Positive, Shares, Sizes, Value
from planpress.sources.predictions_sql import Asked
from planpress.sources.source import PassportKeys


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
        actual, taken = self._conditions(asked)
        places = _cells(asked, actual, taken)
        return lambda found: self.of_counts(*(found.sums[at] for at in places))

    def _conditions(self, asked: Asked) -> tuple[str, str]:
        """Whether an example is positive, and whether it is taken as positive."""
        named = None if self.positive is None else asked.value(str(self.positive))
        actual = sql.positive("label", named)
        if self.threshold is None:
            return actual, sql.positive("score", named)
        return actual, f"{sql.SCORE} >= {asked.value(self.threshold)}"

    def influence(self, asked: Asked, _: Sizes) -> Influence:
        """How examples move the value: by c0 to c3 where they are truly and falsely taken as positive, and as
        negative."""
        if self._has_classes:
            return right_or_not(asked)
        actual, taken = self._conditions(asked)
        places = _cells(asked, actual, taken)
        share = f"CASE WHEN {actual} THEN CASE WHEN {taken} THEN c0 ELSE c2 END WHEN {taken} THEN c1 ELSE c3 END"
        condition = {"recall": actual, "specificity": f"NOT ({actual})", "precision": taken}.get(self.metric, "TRUE")
        right = {"recall": taken, "specificity": f"NOT ({taken})", "accuracy": f"({actual}) = ({taken})"}

        def shares(found: Found, value: float, _: bool) -> Shares:
            counts = [int(found.sums[at]) for at in places]
            numbers = self._derivatives(value, *counts)
            largest = max(map(abs, numbers)) or 1.0
            return Shares([one / largest for one in numbers], largest)

        return Influence(share, shares, condition, right.get(self.metric), is_by_label=self.metric != "precision")

    def _derivatives(self, value: float, tp: int, fp: int, fn: int, tn: int) -> tuple[float, float, float, float]:
        """The derivative of the value by each of the four counts."""
        if self.metric == "f-beta":
            weight = self.beta**2
            whole = ((1 + weight) * tp + weight * fn + fp) or 1.0
            return (1 + weight) * (1 - value) / whole, -value / whole, -weight * value / whole, 0.0
        if self.metric == "accuracy":
            right, wrong = (1 - value) / (tp + fp + fn + tn), -value / (tp + fp + fn + tn)
            return right, wrong, wrong, right
        if self.metric == "precision":
            of = (tp + fp) or 1
            return (1 - value) / of, -value / of, 0.0, 0.0
        positives, negatives = tp + fn, tn + fp
        recall, specificity = tp / (positives or 1), tn / (negatives or 1)
        classes = 1 if self.metric != "balanced-accuracy" else (positives > 0) + (negatives > 0)
        by = ((positives or 1) * classes, (negatives or 1) * classes)
        return (1 - recall) / by[0], -specificity / by[1], -recall / by[0], (1 - specificity) / by[1]

    def of_counts(self, tp: int, fp: int, fn: int, tn: int) -> float | NoValue:
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

    def _share(self, part: int | Fraction, of: int | Fraction, why: str) -> float | NoValue:
        if of:
            return float(Fraction(part) / Fraction(of))
        if self.zero_division is None:
            return NoValue(f"{why}; zero_division: 0, or 1, gives it a value")
        return float(self.zero_division)


def _cells(asked: Asked, actual: str, taken: str) -> list[int]:
    """The places of the numbers that are truly and falsely taken as positive, and as negative."""
    return [
        asked.count(f"{sign}({actual}) AND {other}({taken})")
        for sign, other in (("", ""), ("NOT ", ""), ("", "NOT "), ("NOT ", "NOT "))
    ]


def right_or_not(asked: Asked) -> Influence:
    """How examples move the share of those whose score is their label."""
    right, all_of_them = asked.count(sql.SAME), asked.count("TRUE")

    def shares(found: Found, value: float, _: bool) -> Shares:
        n = int(found.sums[all_of_them])
        return Shares([1 - found.sums[right] / n, -found.sums[right] / n], 1 / n)

    return Influence(f"CASE WHEN {sql.SAME} THEN c0 ELSE c1 END", shares, right=sql.SAME)
