"""What a metric rule is: the one number that decides between models, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from planpress.model.bounds import Bound
from planpress.model.metrics import Direction, Metric

Values = Mapping[str, float]
"""The measured values of one model or baseline by metric; a metric that was not measured is not in it."""

Status = Literal["ranked", "rejected", "not-evaluated"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says of one model: a score with the status `ranked`, else the reasons why it has none."""

    status: Status
    score: float | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """Why a rule cannot be used as it is written: the key of the rule at fault, and what to say about it."""

    key: str
    message: str
    code: str


class Rule(Protocol):
    """A metric rule. `rule` is its kind; a higher or a lower score is better as `direction` says."""

    @property
    def rule(self) -> str: ...

    @property
    def label(self) -> str | None: ...

    def needs(self) -> tuple[str, ...]:
        """The metrics that a model must have to get a score, in the order in which the rule names them."""

    def bounds(self) -> tuple[Bound, ...]:
        """The thresholds that a model must keep."""

    def direction(self, metrics: Mapping[str, Metric]) -> Direction:
        """Which direction of the score is better."""

    def unit(self, metrics: Mapping[str, Metric]) -> str | None:
        """The unit of the score, or None where it has none."""

    def judge(self, values: Values, metrics: Mapping[str, Metric]) -> Judgement:
        """The score of one model, or why it has none."""

    def measure(self, values: Values, metrics: Mapping[str, Metric]) -> float | None:
        """The deciding measure of a model or a baseline: its score with all thresholds set aside."""

    def working(self, values: Values, metrics: Mapping[str, Metric]) -> tuple[str, str]:
        """How `measure` comes about: the formula in the names of metrics, and the same with the values in their place.

        Worked out as it is written (`x` multiplies, `^` raises to a power), the second is the measure. Only values that
        have a measure may be asked about.
        """

    def words(self, metrics: Mapping[str, Metric]) -> str:
        """What the rule does, as the end of a sentence: `the highest precision with recall > 0.6`."""

    def problems(self, metrics: Mapping[str, Metric]) -> Iterator[RuleProblem]:
        """Why the rule cannot be used with these metrics; none where it can. Unknown metrics are not its concern."""


def lacking(rule: Rule, values: Values) -> tuple[str, ...]:
    """The metrics without which these values have no measure by a rule, in the order in which it names them."""
    # What has thresholds measures the metric that it names first, and sets the others aside.
    needed = rule.needs()[:1] if rule.bounds() else rule.needs()
    return tuple(metric for metric in needed if metric not in values)
