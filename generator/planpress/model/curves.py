"""What a model's scores give at other thresholds: how many examples it then takes as positive, rightly and wrongly.

Precision and recall, true and false alarms, and every metric of a threshold follow from these counts alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Annotated, Any

from pydantic import Field, Strict
from pydantic_core import PydanticCustomError

from planpress.model.fields import Number, Text, written

MOST_POINTS = 200
"""The most points of a model that are kept."""

_Count = Annotated[int, Strict(), Field(ge=0)]
Point = tuple[Number, _Count, _Count]
"""A threshold, and how many positive and how many negative examples have at least that score."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many examples are truly and falsely taken as positive, and as negative."""

    tp: int
    fp: int
    fn: int
    tn: int

    @property
    def alarms(self) -> float:
        """The false positive rate: the share of the negative examples that are taken as positive."""
        return self.fp / (self.fp + self.tn)

    def value(self, metric: str | None, beta: float = 1.0) -> float | None:
        """The value of a metric, as passports call it; None of one that does not follow from these counts, and where
        it divides by 0. `f-beta` with beta 1 is the harmonic mean of precision and recall."""
        weight = beta**2
        parts: Mapping[str | None, tuple[float, float]] = {
            "accuracy": (self.tp + self.tn, self.tp + self.fp + self.fn + self.tn),
            "balanced-accuracy": (
                self.tp * (self.tn + self.fp) + self.tn * (self.tp + self.fn),
                2 * (self.tp + self.fn) * (self.tn + self.fp),
            ),
            "precision": (self.tp, self.tp + self.fp),
            "recall": (self.tp, self.tp + self.fn),
            "specificity": (self.tn, self.tn + self.fp),
            "f-beta": ((1 + weight) * self.tp, (1 + weight) * self.tp + weight * self.fn + self.fp),
        }
        part, of = parts.get(metric, (0, 0))
        return part / of if of else None


@written
class ModelCurve:
    """The points of one model from the highest threshold on; the last one takes all of its examples as positive."""

    positives: Annotated[int, Field(ge=1, description="How many examples are positive.")]
    negatives: Annotated[int, Field(ge=1, description="How many examples are negative.")]
    points: Annotated[tuple[Point, ...], Field(description="`[threshold, true positives, false positives]` each.")]

    def __post_init__(self) -> None:
        """Raise a validation error for points that no scores give."""
        if not 0 < len(self.points) <= MOST_POINTS:
            raise _wrong(f"{len(self.points)} points", f"must be 1 to {MOST_POINTS}", "points")
        for at, (one, other) in enumerate(pairwise(self.points), start=1):
            if other[0] >= one[0]:
                raise _wrong(f"{other[0]:g}", f"is not below {one[0]:g}, the one before", "points", at)
            if other[1] < one[1] or other[2] < one[2] or other[1:] == one[1:]:
                more = f"must be more than the {one[1]}, {one[2]} of the point before"
                raise _wrong(f"{other[1]}, {other[2]}", more, "points", at)
        if self.points[-1][1:] != (self.positives, self.negatives):
            counts = f"{self.points[-1][1]}, {self.points[-1][2]}"
            raise _wrong(counts, "must be all positives and all negatives", "points", len(self.points) - 1)
        if self.points[0][1:] == (0, 0):
            raise _wrong("0, 0", "is no point: no example has such a score", "points", 0)

    def outcomes(self) -> Iterator[tuple[float, Outcomes]]:
        """Each threshold with what it gives."""
        for threshold, tp, fp in self.points:
            yield threshold, self._of(tp, fp)

    def at(self, threshold: float) -> Outcomes:
        """What the lowest kept threshold gives that is not below this one; no example is taken above the first."""
        place = bisect_right(self.points, -threshold, key=lambda point: -point[0])
        return self._of(*self.points[place - 1][1:]) if place else self._of(0, 0)

    def _of(self, tp: int, fp: int) -> Outcomes:
        return Outcomes(tp, fp, self.positives - tp, self.negatives - fp)


def _wrong(shown: str, problem: str, *at: str | int) -> PydanticCustomError:
    return PydanticCustomError("curve", f"{problem}; run planpress refresh", {"written": shown, "at": at})


def _dict() -> Any:
    return field(default_factory=dict)


@written
class CurveEvidence:
    """What one column of scores gives at other thresholds; `metrics` are those that follow from it."""

    score: Annotated[Text, Field(description="The column of the scores.")]
    positive: Annotated[Text | None, Field(description="The label that counts as positive; 1 if left out.")] = None
    metrics: tuple[Text, ...] = ()
    models: Mapping[str, ModelCurve] = _dict()
