"""# metric: one column decides

The score of a model is its value of one metric. `{rule: metric, metric: map}`
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from planpress.model.bounds import Bound
from planpress.model.metrics import Direction, Metric
from planpress.model.rule import Judgement, RuleProblem, Values
from planpress.rules.common import best_of, in_formula, not_measured


@dataclass(frozen=True, slots=True)
class MetricRule:
    """One metric decides."""

    __pydantic_config__ = {"extra": "forbid"}

    rule: Literal["metric"]
    metric: Annotated[str, Field(description="The metric that decides.")]
    label: Annotated[str | None, Field(description="The name that readers see.")] = None

    def needs(self) -> tuple[str, ...]:
        return (self.metric,)

    def bounds(self) -> tuple[Bound, ...]:
        return ()

    def direction(self, metrics: Mapping[str, Metric]) -> Direction:
        return metrics[self.metric].better

    def unit(self, metrics: Mapping[str, Metric]) -> str | None:
        return metrics[self.metric].unit

    def judge(self, values: Values, metrics: Mapping[str, Metric]) -> Judgement:
        score = values.get(self.metric)
        if score is None:
            return not_measured([self.metric])
        return Judgement("ranked", score)

    def measure(self, values: Values, metrics: Mapping[str, Metric]) -> float | None:
        return values.get(self.metric)

    def working(self, values: Values, metrics: Mapping[str, Metric]) -> tuple[str, str]:
        return self.metric, in_formula(values[self.metric])

    def words(self, metrics: Mapping[str, Metric]) -> str:
        return best_of(self.metric, metrics)

    def problems(self, metrics: Mapping[str, Metric]) -> Iterator[RuleProblem]:
        return iter(())
