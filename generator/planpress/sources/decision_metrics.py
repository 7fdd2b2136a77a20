"""Metrics of decisions: what is positive from a score on, and what is of a class."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.evidence import Passport
from planpress.model.fields import Number, written
from planpress.sources import predictions_sql as sql
from planpress.sources.predicted_values import Division, NoValue, Positive, Sizes, Value
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
