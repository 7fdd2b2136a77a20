"""What metrics of predictions share: what was added up of a model, and what becomes of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from planpress.model.fields import Text
from planpress.sources import predictions_sql as sql
from planpress.sources.predictions_sql import Asked

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one group: its row of sums, and its rows of each further query, without its name."""

    sums: Row
    rows: Mapping[int, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class NoValue:
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


@dataclass(frozen=True, slots=True)
class Shares:
    """What a group's examples have to do with the error of its value: `factor` is what a share of 1 is, `numbers` are
    c0 to c4 of `Influence.share`, of all or by class. By class an example has c0, c2 and c3 of the class that it is of,
    and c1, and c3 as its c4, of that which it is taken as. `is_of_right`: the value is a share of what is right, where
    `Influence.right` says what that is."""

    numbers: Sequence[float] | Mapping[str, Sequence[float]]
    factor: float
    is_of_right: bool = True

    def by_class(self) -> Iterable[tuple[str, Sequence[float]]]:
        return self.numbers.items() if isinstance(self.numbers, Mapping) else [("", self.numbers)]


@dataclass(frozen=True, slots=True)
class Influence:
    """By how much an example moves a value: its derivative by the example's weight (Hampel 1974), from -1 to 1.

    `share` is that in SQL, over label, score, c0 to c4 and, where `actual` says which examples are positive, what ranks
    give; `condition` which examples the value is of; `right` which are right, where the value is their share. What the
    value is of is by the label alone where `is_by_label`: then two models have the same of it.
    """

    share: str
    shares: Callable[[Found, float, bool], Shares]
    condition: str = "TRUE"
    right: str | None = None
    actual: str | None = None
    is_by_class: bool = False
    is_by_label: bool = True


Value = Callable[[Found], float | NoValue]
Positive = Annotated[
    Text | int | None, Field(description="The label that counts as positive; 1, or true, if left out.")
]
Division = Annotated[
    Literal[0, 1] | None, Field(description="The value where 0 would divide; none, with a remark, if left out.")
]


def actual_of(asked: Asked, named: str | int | None) -> str:
    """Whether the label of a row is the positive one, of this name."""
    return sql.positive("label", None if named is None else asked.value(str(named)))


def ranked_problems(named: str | int | None) -> tuple[str, ...]:
    """What may be wrong where scores of two classes are put in order."""
    label = () if named is not None else ("label is not 0 or 1",)
    return (*label, "score is no number", "score is not finite")
