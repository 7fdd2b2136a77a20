"""What a metric rule is: the one number that decides between models, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from planpress.model.metrics import Bound, Direction, Metric, Values
from planpress.model.sensitivity import Sweep
from planpress.model.tables import Model

Metrics = Mapping[str, Metric]

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


@dataclass(frozen=True, slots=True)
class Setting:
    """A threshold or a weight that readers may move on a page: `name` in the address, `label` beside its slider.

    `data` is what the page's script needs further to score models with it. A slider runs from 0 to `highest`, and so
    do the numbers that are taken, or over the values of the metric where that is None.
    """

    metric: str
    name: str
    label: str
    value: float
    data: Mapping[str, Any]
    highest: float | None = None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What readers may move of a rule: how a heading calls the `settings` (thresholds, weights), and how models score.

    `scoring` says `by` which formula of the page's script (scoring.js), and has what that needs beside the settings.
    """

    moves: str
    scoring: Mapping[str, str]
    settings: tuple[Setting, ...]


class Rule:
    """A metric rule: all that the program knows of a kind of rule. The kinds are frozen dataclasses in `rules`.

    `rule` is the name of the kind. What a kind does not say of itself is as here: one metric decides, nothing moves.
    """

    __slots__ = ()

    computed: ClassVar[bool] = False
    """Whether scores are computed; else they are values that somebody wrote, and are shown as they were written."""

    rule: str
    label: str | None
    phrase: str | None
    matters: float | None = None

    def needs(self) -> tuple[str, ...]:
        """The metrics that a model must have to get a score, in the order in which the rule names them."""
        raise NotImplementedError

    def direction(self, metrics: Metrics) -> Direction:
        """Which direction of the score is better."""
        return metrics[self.measured()[0]].better

    def unit_of(self, metrics: Metrics) -> str | None:
        """The unit of the score, or None where it has none."""
        return metrics[self.measured()[0]].unit

    def judge(self, values: Values, metrics: Metrics) -> Judgement:
        """The score of one model, or why it has none."""
        raise NotImplementedError

    def working(self, values: Values, metrics: Metrics) -> tuple[str, str]:
        """How `measure` comes about: the formula in the names of metrics, and the same with the values in their place.

        Worked out as it is written (`x` multiplies, `^` raises to a power), the second is the measure. Only values that
        have a measure may be asked about.
        """
        raise NotImplementedError

    def aim(self, metrics: Metrics) -> tuple[str, str]:
        """What is made as good as it can be, and which way: `the highest` `precision`."""
        raise NotImplementedError

    def least_that_counts(self, metrics: Metrics) -> float | None:
        """The smallest difference of scores that counts: the rule's own, else that of the metric which is the score."""
        measured = self.measured()
        known = metrics.get(measured[0]) if measured and not self.computed else None
        return self.matters if self.matters is not None or known is None else known.matters

    def words(self, metrics: Metrics) -> str:
        """What the rule does, as the end of a sentence: `the highest precision with recall above 0.6`."""
        return " ".join(self.aim(metrics))

    def bounds(self) -> tuple[Bound, ...]:
        """The thresholds that a model must keep."""
        return ()

    def measure(self, values: Values, metrics: Metrics) -> float | None:
        """The deciding measure of a model or a baseline: its score with all thresholds set aside."""
        return self.judge(values, metrics).score

    def measured(self) -> tuple[str, ...]:
        """The metrics that `measure` is made of."""
        return self.needs()

    def problems(self, metrics: Metrics) -> Iterator[RuleProblem]:
        """Why the rule cannot be used with these metrics; none where it can. Unknown metrics are not its concern."""
        return iter(())

    def sweeps(self, models: Sequence[Model], metrics: Metrics) -> tuple[Sweep, ...]:
        """Who wins as each threshold, or each weight, moves by itself; of two weights one, since they sum to 1."""
        return ()

    def moved(self, sweep: Sweep, value: float) -> Rule:
        """The rule with the threshold or the weight that `sweep` moves at `value`; a weight is between 0 and 1."""
        raise NotImplementedError

    def what_if(self, metrics: Metrics) -> WhatIf | None:
        """What readers may move on the project's page; None where there is nothing that its script computes anew."""
        return None


def lacking(rule: Rule, values: Values) -> tuple[str, ...]:
    """The metrics without which these values have no measure by a rule, in the order in which it names them."""
    return tuple(metric for metric in rule.measured() if metric not in values)
