"""Metrics of decisions: what is positive from a score on, and what is of a class."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.evidence import Passport
from planpress.model.fields import Number, written
from planpress.sources import predictions_sql as sql
from planpress.sources.class_averages import (
    NEGATIVE,
    POSITIVE,
    PRECISION,
    RECALL,
    SPECIFICITY,
    Average,
    Averaged,
    ClassCounts,
    Slopes,
    f_beta,
    two_classes,
)  # fmt: skip
from planpress.sources.predicted_values import Division, Found, Influence, Positive, Shares, Sizes, Value
from planpress.sources.predictions_sql import Asked
from planpress.sources.source import PassportKeys

Threshold = Annotated[
    Number | None, Field(description="From which score on an example is positive; scores are classes if left out.")
]
_CLASSES = ("label is NaN", "label is no class", "score is NaN", "score is no class")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What decides: two classes by a threshold or by the name of the positive one, or any number of them."""

    threshold: float | None
    positive: str | int | None
    several: bool

    @property
    def problems(self) -> tuple[str, ...]:
        """What may be wrong with a row."""
        if self.several:
            return _CLASSES
        label = () if self.positive is not None else ("label is none of two classes",)
        if self.threshold is not None:
            return (*label, "score is no number", "score is not finite")
        return (*label, *_CLASSES, *(("score is not 0 or 1",) if self.positive is None else ()))

    def conditions(self, asked: Asked) -> tuple[str, str]:
        """Whether an example is positive, and whether it is taken as positive."""
        named = None if self.positive is None else asked.value(str(self.positive))
        actual = sql.positive("label", named)
        if self.threshold is None:
            return actual, sql.positive("score", named)
        return actual, f"{sql.SCORE} >= {asked.value(self.threshold)}"

    def right(self, asked: Asked) -> str:
        """Whether an example is taken as what it is."""
        actual, taken = self.conditions(asked)
        return sql.SAME if self.several else f"({actual}) = ({taken})"

    def asks(self, asked: Asked, averaged: Averaged) -> Value:
        """The value of what is averaged over classes."""
        counted = self._counted(asked)
        return lambda found: averaged.value(counted(found))

    def influence(self, asked: Asked, averaged: Averaged) -> Influence:
        """How examples move what is averaged over classes."""
        counted = self._counted(asked)
        if self.several:
            return Influence(
                sql.BY_CLASS, lambda found, value, _: _by_class(averaged.slopes(counted(found), value)),
                is_by_class=True,
            )  # fmt: skip
        actual, taken = self.conditions(asked)
        share = f"CASE WHEN {actual} THEN CASE WHEN {taken} THEN c0 ELSE c2 END WHEN {taken} THEN c1 ELSE c3 END"
        return Influence(share, lambda found, value, _: _by_cell(averaged.slopes(counted(found), value)))

    def _counted(self, asked: Asked) -> Callable[[Found], dict[str, ClassCounts]]:
        all_of_them = asked.count("TRUE")
        if self.several:
            classes = asked.query(sql.CLASSES)
            return lambda found: {
                str(name): ClassCounts(int(both), int(labelled), int(taken), found.sums[all_of_them])
                for name, both, labelled, taken in found.rows[classes]
            }
        actual, taken = self.conditions(asked)
        conditions = (f"({actual}) AND ({taken})", f"({actual})", f"({taken})")
        places = [*map(asked.count, conditions), all_of_them]
        return lambda found: two_classes(*(int(found.sums[at]) for at in places))


def _by_class(slopes: Mapping[str, Slopes]) -> Shares:
    """By c0 of the class of its label, c1 of that of its score, and c2 where the two, of which c3 is the number, are
    one."""
    most = math.fsum(max(map(abs, column)) for column in zip(*slopes.values(), strict=True)) or 1.0
    return Shares({
        name: [*(slope / most for slope in slopes[name]), float(at)] for at, name in enumerate(sorted(slopes))
    }, most)  # fmt: skip


def _by_cell(slopes: Mapping[str, Slopes]) -> Shares:
    """By c0 and c1 where it is truly and falsely taken as positive, c2 and c3 where falsely and truly as negative."""
    one, other = slopes[POSITIVE], slopes[NEGATIVE]
    cells = [
        math.fsum(one), other.labelled + one.taken, one.labelled + other.taken, math.fsum(other)
    ]  # fmt: skip
    most = max(map(abs, cells)) or 1.0
    return Shares([cell / most for cell in cells], most)


@written
class AccuracyMetric(PassportKeys):
    """How many examples are taken as what they are: the share of all, or the mean of the shares of each label."""

    metric: Literal["accuracy", "balanced-accuracy"]
    threshold: Threshold = None
    positive: Positive = None

    @property
    def problems(self) -> tuple[str, ...]:
        return self._decisions.problems

    @property
    def _decisions(self) -> Decisions:
        return Decisions(self.threshold, self.positive, self.threshold is None and self.positive is None)

    def passport(self, found: Passport) -> Passport:
        return PassportKeys.passport(self, replace(found, metric=self.metric, threshold=self.threshold))

    def asks(self, asked: Asked, _: Sizes) -> Value:
        if self.metric == "balanced-accuracy":
            return self._decisions.asks(asked, _BALANCED)
        return share_of(asked, self._decisions.right(asked))

    def influence(self, asked: Asked, _: Sizes) -> Influence:
        if self.metric == "balanced-accuracy":
            return self._decisions.influence(asked, _BALANCED)
        return right_or_not(asked, self._decisions.right(asked))


_BALANCED = Averaged(RECALL, "macro", labels_only=True)


@written
class ClassMetric(PassportKeys):
    """A metric of one class, or its average over classes: of scores from a threshold on, or of predicted classes."""

    metric: Literal["precision", "recall", "specificity", "f-beta"]
    threshold: Threshold = None
    positive: Positive = None
    average: Annotated[Average, Field(description="Over classes; binary: of the positive label alone.")] = "binary"
    beta: Annotated[Number, Field(gt=0, le=1000, description="Of f-beta: how much recall weighs.")] = 1.0
    zero_division: Division = None

    @property
    def problems(self) -> tuple[str, ...]:
        return self._decisions.problems

    @property
    def _decisions(self) -> Decisions:
        two = self.threshold is not None or self.positive is not None or self.average == "binary"
        return Decisions(self.threshold, self.positive, not two)

    @property
    def _averaged(self) -> Averaged:
        ratios = {"precision": PRECISION, "recall": RECALL, "specificity": SPECIFICITY, "f-beta": f_beta(self.beta)}
        return Averaged(ratios[self.metric], self.average, self.zero_division)

    def passport(self, found: Passport) -> Passport:
        variant = f"beta {self.beta:g}" if self.metric == "f-beta" else None
        parts = replace(found, metric=self.metric, threshold=self.threshold, average=self.average, variant=variant)
        return PassportKeys.passport(self, parts)

    def asks(self, asked: Asked, _: Sizes) -> Value:
        return self._decisions.asks(asked, self._averaged)

    def influence(self, asked: Asked, _: Sizes) -> Influence:
        made = self._decisions.influence(asked, self._averaged)
        if self.average != "binary":
            return replace(made, right=self._decisions.right(asked) if self._is_accuracy else None)
        actual, taken = self._decisions.conditions(asked)
        condition = {"recall": actual, "specificity": f"NOT ({actual})", "precision": taken}.get(self.metric, "TRUE")
        right = {"recall": taken, "specificity": f"NOT ({taken})"}.get(self.metric)
        return replace(made, condition=condition, right=right, is_by_label=self.metric != "precision")

    @property
    def _is_accuracy(self) -> bool:
        """Whether the average is the share of the examples that are taken as what they are."""
        if self.average == "micro":
            return self.metric != "specificity"
        return (self.average, self.metric) == ("weighted", "recall")


def share_of(asked: Asked, right: str) -> Value:
    """The share of the examples of which this holds."""
    at, all_of_them = asked.count(right), asked.count("TRUE")
    return lambda found: found.sums[at] / found.sums[all_of_them]


def right_or_not(asked: Asked, right: str) -> Influence:
    """How examples move the share of those of which this holds."""
    at, all_of_them = asked.count(right), asked.count("TRUE")

    def shares(found: Found, value: float, _: bool) -> Shares:
        n = int(found.sums[all_of_them])
        return Shares([1 - found.sums[at] / n, -found.sums[at] / n], 1 / n)

    return Influence(f"CASE WHEN {right} THEN c0 ELSE c1 END", shares, right=right)
