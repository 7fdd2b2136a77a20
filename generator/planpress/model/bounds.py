"""Bounds: a metric held against a limit, as thresholds of rules and requirements of projects do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, cast

from planpress.model.wording import number

Operator = Literal["<", "<=", ">", ">="]

WORDS: dict[Operator, str] = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}

_LIMIT = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?"
_WRITTEN = re.compile(rf"\s*([^\s<>=]+)\s*(<=|>=|<|>)\s*({_LIMIT})\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit on a metric, in the metric's unit; `text` is how its author wrote it, where that is one text."""

    metric: str
    operator: Operator
    limit: float
    text: str = field(default="", compare=False, repr=False)

    def holds(self, value: float) -> bool:
        """Whether `value` keeps the bound, exactly: no tolerance is added to what the author wrote."""
        match self.operator:
            case "<":
                return value < self.limit
            case "<=":
                return value <= self.limit
            case ">":
                return value > self.limit
            case ">=":
                return value >= self.limit

    def margin(self, value: float) -> float:
        """How far `value` is on the good side of the limit, in the metric's unit; negative where it falls short."""
        return self.limit - value if self.operator in ("<", "<=") else value - self.limit

    @property
    def better(self) -> Literal["higher", "lower"]:
        """The direction in which the bound is easier to keep."""
        return "lower" if self.operator in ("<", "<=") else "higher"

    def __str__(self) -> str:
        return self.text or f"{self.metric} {self.operator} {number(self.limit)}"


def written_bound(text: str) -> Bound | None:
    """The bound that a text such as `recall > 0.6` is, with or without blanks; None for any other text."""
    match = _WRITTEN.fullmatch(text)
    return None if match is None else Bound(match[1], cast(Operator, match[2]), float(match[3]) + 0.0, text)
