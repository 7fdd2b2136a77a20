"""Averages over classes of what is a ratio of each one's counts, and by how much each count moves them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import Literal, NamedTuple

from planpress.model.wording import quoted
from planpress.sources.predicted_values import NoValue

Average = Literal["binary", "micro", "macro", "weighted"]


class ClassCounts(NamedTuple):
    """How many examples are of a class and are taken as it, are of it, are taken as it; and all examples."""

    both: int
    labelled: int
    taken: int
    n: int


class Slopes(NamedTuple):
    """By how much one example more that is of a class, that is taken as it, and both in addition, moves a value."""

    labelled: float
    taken: float
    both: float


POSITIVE, NEGATIVE = "1.0", "0.0"
"""The classes of two that are no names: 1 and 0, as texts of floats."""


def two_classes(both: int, labelled: int, taken: int, n: int) -> dict[str, ClassCounts]:
    """The positive class of these counts, and the other."""
    other = ClassCounts(n - labelled - taken + both, n - labelled, n - taken, n)
    return {POSITIVE: ClassCounts(both, labelled, taken, n), NEGATIVE: other}


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of two sums of a class's counts, by the factors of these; `why` there is none, where 0 would divide."""

    above: tuple[int, int, int, int]
    below: tuple[int, int, int, int]
    why: str

    def parts(self, counts: ClassCounts) -> tuple[int, int]:
        """What is divided, and by what."""
        return sum(map(mul, self.above, counts)), sum(map(mul, self.below, counts))


PRECISION = Ratio((1, 0, 0, 0), (0, 0, 1, 0), "no example is taken as {}")
RECALL = Ratio((1, 0, 0, 0), (0, 1, 0, 0), "no example is {}")
SPECIFICITY = Ratio((1, -1, -1, 1), (0, -1, 0, 1), "every example is {}")


def f_beta(beta: float) -> Ratio:
    weight, unit = (beta**2).as_integer_ratio()
    return Ratio((unit + weight, 0, 0, 0), (0, weight, unit, 0), "no example is {}, or is taken as it")


def _added(parts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    above, below = zip(*parts, strict=True)
    return sum(above), sum(below)


@dataclass(frozen=True, slots=True)
class Averaged:
    """A ratio, averaged over the classes that are labels or are predicted, as scikit-learn has it.

    `binary` is that of the positive class; `micro` the ratio of the sums over classes, `macro` the mean over classes,
    `weighted` the mean weighted by how many examples are of each. `labels_only`: classes that no example is of do not
    count. A class whose ratio would divide by 0 has `zero_division`; where that is None, there is no value at all: a
    class that is left out of a mean would make a model that never predicts it a better one.
    """

    ratio: Ratio
    average: Average
    zero_division: int | None = None
    labels_only: bool = False

    def value(self, classes: Mapping[str, ClassCounts]) -> float | NoValue:
        used = self._used(classes)
        parts = {name: self.ratio.parts(counts) for name, counts in used.items()}
        if self.average == "micro":
            parts = {"": _added(parts.values())}
        if self.zero_division is None and (none := [name for name, (_, below) in parts.items() if not below]):
            return NoValue(f"{self._why(none)}; zero_division: 0, or 1, gives it a value")
        weights = [counts.labelled for counts in used.values()] if self.average == "weighted" else [1] * len(parts)
        ratios = [self._divided(*both) for both in parts.values()]
        if len(ratios) == 1:
            return ratios[0]
        return math.fsum(weight * one for weight, one in zip(weights, ratios, strict=True)) / math.fsum(weights)

    def slopes(self, classes: Mapping[str, ClassCounts], value: float) -> dict[str, Slopes]:
        """The derivatives of the value by the counts of each class, that by n among those by its labels: an example has
        one label."""
        used, n = self._used(classes), next(iter(classes.values())).n
        parts = {name: self.ratio.parts(counts) for name, counts in used.items()}
        _, whole = _added(parts.values())
        made, by_n = {}, []
        for name, (above, below) in parts.items():
            ratio, scale = self._divided(above, below), 1 / below if below else 0.0
            if self.average == "micro":
                ratio, scale = value, 1 / whole if whole else 0.0
            elif self.average == "weighted":
                scale *= used[name].labelled / n
            else:
                scale /= len(used)
            moved = [scale * (up - ratio * down) for up, down in zip(self.ratio.above, self.ratio.below, strict=True)]
            made[name] = Slopes(moved[1] + (ratio / n if self.average == "weighted" else 0.0), moved[2], moved[0])
            by_n.append(moved[3])
        rest = math.fsum(by_n) - (value / n if self.average == "weighted" else 0.0)
        none = Slopes(0.0, 0.0, 0.0)
        return {
            name: Slopes(known.labelled + rest, known.taken, known.both)
            for name in classes for known in (made.get(name, none),)
        }  # fmt: skip

    def _used(self, classes: Mapping[str, ClassCounts]) -> dict[str, ClassCounts]:
        if self.average == "binary":
            return {POSITIVE: classes[POSITIVE]}
        by_label = self.labels_only or self.average == "weighted"
        return {name: one for name, one in classes.items() if one.labelled or (one.taken and not by_label)}

    def _divided(self, above: int, below: int) -> float:
        return above / below if below else float(self.zero_division or 0)

    def _why(self, classes: Sequence[str]) -> str:
        if self.average == "binary":
            return self.ratio.why.format("positive")
        if self.average == "micro":
            return self.ratio.why.format("of one class")
        many = f" ({len(classes):,} such classes)" if len(classes) > 1 else ""
        return self.ratio.why.format(quoted(sorted(classes)[0].removesuffix(".0"))) + many
